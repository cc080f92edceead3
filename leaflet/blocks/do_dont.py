"""`- do_dont: …`: what to do and what not to do, in two lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from leaflet.content.inline import Text
from leaflet.content.list_item import ListItem
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice, bare
from leaflet.layout import lists
from leaflet.layout.column import Column
from leaflet.layout.lists import Marker
from leaflet.layout.rules import BOLD, rule
from leaflet.layout.slices import Slice, height, too_wide
from leaflet.layout.strips import bound_to_next, side_by_side, trimmed

WIDE = 400.0
"""Two lists stand side by side in a column so wide: each has some 30 characters a line."""
LOW = 0.6
"""How much of a page's height they may take there; they are never cut."""


class ListKind(NamedTuple):
    """What tells one list from the other: a word, and a sign before each item."""

    label: str
    marker: Marker


SIDES = (ListKind("do", lists.TICK), ListKind("do_not", lists.CROSS))


class DoDont(Block, frozen=True):
    """Two lists, what to do and what not; word and sign tell them apart, never colour alone."""

    stays_whole: ClassVar[bool] = True

    do: tuple[ListItem, ...]
    dont: tuple[ListItem, ...]
    title: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the lists side by side, or one under the other if there is no room."""
        if self.title:
            yield from column.heading(self.title, column.level + 1)
            yield from bound_to_next(column.gap(2 * column.look.quarter))
        else:
            yield from column.gap(4 * column.look.quarter)
        if column.abreast and column.printed >= WIDE and self._fits(column):
            yield side_by_side(*self._cells(column))
        else:
            for number, (kind, items) in enumerate(self._sides()):
                yield from column.gap(3 * column.look.quarter if number else 0)
                yield from column.in_one_piece(_ruled(column, kind, items))
        yield from column.gap(2 * column.look.quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the list of what to do, then the list of what not to do."""
        if self.title:
            yield from voice.heads(voice.level + 1, self.title)
        for side, items in self._sides():
            yield "Sect", ""
            yield "P", voice.language.label(side.label)
            yield from voice.lists(bare, items)

    def _sides(self) -> Iterator[tuple[ListKind, tuple[ListItem, ...]]]:
        yield from zip(SIDES, (self.do, self.dont), strict=True)

    def _fits(self, column: Column) -> bool:
        """Return whether both fit side by side, tried on a structure node that is thrown away."""
        cells = self._cells(column.trial)
        return all(height(cell) <= column.room * LOW and not any(too_wide(cell)) for cell in cells)

    def _cells(self, column: Column) -> list[list[Slice]]:
        """Return what is drawn on each side."""
        places = column.split(1, 1, gap=column.grid.gutter)
        return [
            trimmed(_ruled(place, kind, items))
            for place, (kind, items) in zip(places, self._sides(), strict=True)
        ]


def _ruled(column: Column, kind: ListKind, items: tuple[ListItem, ...]) -> Iterator[Slice]:
    """Yield the word of a list under a rule in the colour of its signs, and its items.

    The word is repeated on a page that begins inside the list.
    """
    column = column.inside("Sect")
    word, quarter = column.language.label(kind.label), column.look.quarter
    yield rule(column, BOLD, kind.marker.role)
    yield from bound_to_next(column.gap(2 * quarter))
    yield from bound_to_next(column.lines(word, column.look.styles["h3"], column.node.add("P")))
    yield from bound_to_next(column.gap(quarter))
    again = (*column.continued(word, column.look.styles["h3"]), *column.gap(quarter))
    for slice in lists.marked(column, kind.marker, items):
        yield slice._replace(above=again)
