"""`- do_dont: …`: what to do and what not to do, on two cards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.outline import Outline
from leaflet.graphics.signs import CHECK, CHECK_DISC, CROSS, CROSS_DISC
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice, height, too_wide
from leaflet.layout.strips import beside, bound_to_next, trimmed

WIDE = 400.0
"""Two cards stand side by side in a column so wide: each has some 30 characters a line."""
LOW = 0.6
"""How much of a page's height they may take there; they are never cut."""
GAP = 14.0
PAD = 14.0
SIGN = 20.0


class CardKind(NamedTuple):
    """What tells one card from the other: a word, two signs and a colour."""

    label: str
    head: Outline
    marker: Outline
    colour: str


SIDES = (
    CardKind("do", CHECK_DISC, CHECK, "marker"),
    CardKind("do_not", CROSS_DISC, CROSS, "caution"),
)


class DoDont(Block, frozen=True):
    """Two lists, what to do and what not; word and sign tell them apart, never colour alone."""

    stays_whole: ClassVar[bool] = True

    do: tuple[Text, ...]
    dont: tuple[Text, ...]
    title: Text | None = None

    def takes_margin(self) -> bool:
        """Return whether the block uses the margin column: cards side by side need it."""
        return True

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the cards side by side, or one under the other if there is no room."""
        if self.title:
            yield from column.heading(self.title, column.level + 1)
        yield from column.gap(4)
        yield from self._cards(column)
        yield from column.gap(11)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the list of what to do, then the list of what not to do."""
        if self.title:
            yield from voice.heads(voice.level + 1, self.title)
        for side, items in self._sides():
            yield "Sect", ""
            yield "P", voice.language.label(side.label)
            yield from voice.lists("", items, None)

    def _sides(self) -> Iterator[tuple[CardKind, tuple[Text, ...]]]:
        yield from zip(SIDES, (self.do, self.dont), strict=True)

    def _cards(self, column: Column) -> Iterator[Slice]:
        tint = column.look.colours["panel"]
        if column.abreast and column.wide.printed >= WIDE and self._fits(column):
            yield column.cards(self._cells(column), tint, PAD)
            return
        for side, items in self._sides():
            yield from column.gap(0 if side is SIDES[0] else 9)
            inner = column.inset(PAD, PAD)
            again = _head(inner.trial, side, again=True)
            card = column.panel(_inside(inner, side, items), tint, PAD, again=again)
            yield from column.in_one_piece(card)

    def _fits(self, column: Column) -> bool:
        """Return whether both fit side by side, tried on a structure node that is thrown away."""
        cells = self._cells(column.trial)
        return all(
            height(body) <= column.room * LOW and not any(too_wide(body)) for _, body in cells
        )

    def _cells(self, column: Column) -> list[tuple[Column, list[Slice]]]:
        """Yield each card with what is drawn inside it."""
        cards = column.wide.split(1, 1, gap=GAP)
        return [
            (card, trimmed(_inside(card.inset(PAD, PAD), side, items)))
            for card, (side, items) in zip(cards, self._sides(), strict=True)
        ]


def _inside(column: Column, side: CardKind, items: tuple[Text, ...]) -> Iterator[Slice]:
    """Yield the head of a card and the list under it."""
    look, ink = column.look, column.look.colours[side.colour]
    column = column.inside("Sect")._replace(
        look=look._replace(colours=look.colours | {"marker": ink})
    )
    yield from _head(column, side)
    yield from column.listed(side.marker, items, None)


def _head(column: Column, side: CardKind, again: bool = False) -> Iterator[Slice]:
    """Yield the sign and the word of a card, maybe as they are repeated on the next page."""
    ink = column.look.colours[side.colour]
    style = column.look.styles["h3"]._replace(colour=ink)
    sign = column.sign(side.head, SIGN, style.leading, ink)
    word, beside_sign = column.language.label(side.label), column.inset(SIGN + 8)
    if again:
        words = beside_sign.continued(word, style)
    else:
        words = beside_sign.lines(word, style, column.node.add("P"))
    yield from bound_to_next(beside([sign], words))
    yield from bound_to_next(column.gap(4))
