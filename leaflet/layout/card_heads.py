"""Sets the words of a card beside its sign, or under it where a word is too wide for that."""

from __future__ import annotations

from leaflet.content.sheet import MM
from leaflet.graphics.colour import BLACK, RGB, WHITE, contrast
from leaflet.layout.cards import OVER
from leaflet.layout.column import Column, Drawn
from leaflet.layout.grid import ICON
from leaflet.layout.slices import Slice, height, too_wide
from leaflet.layout.strips import side_by_side

SIGN = 11 * MM
"""Width and height of the sign of a card."""


def at_sign(column: Column, sign: Slice, *ways: Drawn) -> list[Slice]:
    """Return the sign with words beside it, or over them where those have no room.

    The words are drawn in the first of the ways in which all of them fit beside the sign.
    """
    place, before = column.inset(ICON), len(column.node.children)
    for way in ways:
        words = [*way(place)]
        if not any(too_wide(words)):
            return [_centred(sign, words)]
        del column.node.children[before:]
    return [sign, Slice(OVER), *ways[-1](column)]


def _centred(sign: Slice, lines: list[Slice]) -> Slice:
    """Return the sign and lines of words beside each other, on one middle."""
    tall = max(sign.height, height(lines))
    cells = ([Slice((tall - height(cell)) / 2), *cell] for cell in ([sign], lines))
    return side_by_side(*cells)._replace(height=tall)


def readable_on(ground: RGB, column: Column) -> RGB:
    """Return the colour of words on the head of a card: the first of three that stands out."""
    inks = WHITE, column.look.colours["text"], BLACK
    best = max(inks, key=lambda ink: contrast(ink, ground))
    return next((ink for ink in inks if contrast(ink, ground) >= CONTRAST), best)


CONTRAST = 7.0
"""The least contrast of the words of a head (WCAG 2.2, 1.4.6)."""


def linked_in(column: Column, ink: RGB) -> Column:
    """Return the column with links in the colour of the words around them."""
    return column._replace(look=column.look._replace(colours=column.look.colours | {"link": ink}))
