"""Lists: items that hang from a sign or from a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from leaflet.content.inline import Text
from leaflet.content.sheet import MM
from leaflet.graphics import signs
from leaflet.graphics.outline import Outline
from leaflet.layout.column import Column, baseline
from leaflet.layout.grid import INSET, NUMERAL, SOURCE
from leaflet.layout.slices import Shape, Slice, StructureNode, height, moved, too_wide
from leaflet.layout.strips import beside, bound_to_next, side_by_side, trimmed, unstranded
from leaflet.text import fonts

SHORT = 7
"""Items of a list that does not cross a fold."""
MANY, WIDE = 4, 150 * MM
"""So many items of an alert stand in two columns, where its card is so wide."""
LOW = 0.4
"""They take at most this share of a page, for they are never parted."""


class Marker(NamedTuple):
    """A sign that stands before an item; it is decoration, and numbers nothing."""

    sign: Outline
    size: float
    """Its width and height, in points."""
    hang: float
    """How far the words hang from where it begins, in points."""
    role: str = "marker"
    """The role of its colour."""

    @property
    def is_small(self) -> bool:
        """Whether it is a bullet, on a level with small letters; others are as high as lines."""
        return self.hang == INSET


DISC = Marker(signs.DISC, 1.9 * MM, INSET)
SQUARE = Marker(signs.SQUARE, 1.9 * MM, INSET)
BOX = Marker(signs.TICK_BOX, 6 * MM, NUMERAL, "text")
TICK = Marker(signs.CHECK_DISC, 5.6 * MM, NUMERAL)
CROSS = Marker(signs.CROSS_DISC, 5.6 * MM, NUMERAL, "muted")


def bulleted(column: Column, items: Sequence[Text], intro: Text | None = None) -> Iterator[Slice]:
    """Yield a list with bullets: discs, and in an alert squares under a bold lead-in."""
    if not column.is_alert:
        yield from marked(column, DISC, items, intro)
        return
    yield from leading_in(column, intro)
    if len(items) >= MANY and column.abreast and column.printed >= WIDE - 2 * INSET:
        halves = _abreast(column.trial, items)
        if height(halves) <= LOW * column.room and not any(too_wide(halves)):
            yield from _abreast(column, items)
            return
    yield from marked(column, SQUARE, items)


def _abreast(column: Column, items: Sequence[Text]) -> list[Slice]:
    """Return an alert's items in two columns; the first is read before the second."""
    half = (len(items) + 1) // 2
    node = _listing(column, "None")
    starts = column.split(1, 1, gap=column.grid.gutter)
    cells = [
        trimmed(_items(place, SQUARE, part, node))
        for place, part in zip(starts, (items[:half], items[half:]), strict=True)
    ]
    return [side_by_side(*cells), *column.gap(column.look.styles["body"].after)]


def marked(
    column: Column, marker: Marker, items: Sequence[Text], intro: Text | None = None
) -> Iterator[Slice]:
    """Yield a list whose items hang from a sign; no item stands alone on a page.

    On panels a list of up to SHORT items is in one piece.
    """
    column = column.prose
    slices = [*leading_in(column, intro)]
    slices += _items(column, marker, items, _listing(column, "None"))
    short = column.is_folded and len(items) <= SHORT
    yield from column.in_one_piece(slices) if short else slices


def numbered(column: Column, items: Sequence[Text]) -> Iterator[Slice]:
    """Yield a list whose items hang from their numbers."""
    column = column.prose
    body, node = column.look.styles["body"], _listing(column, "Decimal")
    bold = body._replace(bold=True, colour=column.look.colours["heading"])
    _, widest = column.widths(number_of(len(items)), bold)
    hang = max(SOURCE, widest + INSET / 2)
    drawn = []
    for number, item in enumerate(items, 1):
        entry = node.add("LI")
        label = column.lines(number_of(number), bold, entry.add("Lbl"))
        words = column.inset(hang).lines(item, body, entry.add("LBody"))
        drawn.append([*beside(label, words)])
    yield from unstranded([*drawn[:-1], [*drawn[-1], *column.gap(body.after)]])


def number_of(number: int) -> str:
    """Write the number of an item as it stands before it."""
    return f"{number}."


def leading_in(column: Column, intro: Text | None) -> Iterator[Slice]:
    """Yield the lead-in of a list, if it has one, bound to the first item; bold in an alert."""
    if intro:
        style = column.look.styles["body"]._replace(bold=column.is_alert)
        lines = column.prose.lines(intro, style, column.node.add("P"))
        yield from bound_to_next(lines)
        yield from bound_to_next(column.gap(column.look.quarter))


def _listing(column: Column, numbering: str) -> StructureNode:
    """Return a new list; `numbering` is its ListNumbering (ISO 32000-1, 14.8.5.5)."""
    return column.node.add("L", attributes=(f"/O /List /ListNumbering /{numbering}",))


def _items(
    column: Column, marker: Marker, items: Sequence[Text], node: StructureNode
) -> Iterator[Slice]:
    between = column.look.quarter * (1 if marker.is_small else 2)
    after = column.look.styles["body"].after
    drawn = []
    for number, item in enumerate(items, 1):
        words = column.inset(marker.hang).lines(
            item, column.look.styles["body"], node.add("LI").add("LBody")
        )
        gap = column.gap(between if number < len(items) else after)
        drawn.append([*signed(column, marker, words), *gap])
    yield from unstranded(drawn)


def signed(column: Column, marker: Marker, words: Iterable[Slice]) -> Iterator[Slice]:
    """Yield the lines of an item with its sign before the first, which is as high as the sign."""
    style, size = column.look.styles["body"], marker.size
    first, *others = words
    over = max(0.0, (size - style.leading) / 2)
    tall = first.height + over + (0 if others else over)
    top = over + style.leading / 2
    if marker.is_small:
        font = fonts.family(style.family).regular[0]
        top = baseline(style, font) - font.x_height * style.size / 2
    ink = column.look.colours[marker.role]
    sign = Shape(column.x, top - size / 2, size, size, marker.sign, ink)
    lowered = (moved(mark, 0, over) for mark in first.marks)
    yield first._replace(height=tall, marks=(sign, *lowered))
    yield from others
