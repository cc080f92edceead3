"""`- columns: …`: two columns of blocks beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice, height, too_wide
from leaflet.layout.strips import levelled, side_by_side, trimmed

WIDE = 402.0
"""Two columns stand side by side in a column so wide: each then has 190 points."""
LOW = 0.6
"""How much of a page's height they may take there; they are never cut."""


class Columns(Block, frozen=True):
    """Two columns of blocks; all of the first is read before the second."""

    elsewhere: ClassVar[dict[str, str]] = {
        "third": "there are two columns; `images` has three pictures beside each other"
    }

    first: tuple[Block, ...]
    second: tuple[Block, ...]

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield both side by side, or one under the other if they are too narrow or too high."""
        if column.abreast and column.printed >= WIDE and self._fits(column):
            cells = [trimmed(cell) for cell in self._cells(column)]
            is_topic = any(cell and cell[0].topic for cell in cells)
            after = column.look.styles["body"].after
            yield from [column.over_topic] if is_topic else column.gap(after)
            beside = levelled(cells, column.line_room("topic").caps)
            yield side_by_side(*beside)._replace(topic=is_topic)
            yield from column.gap(after)
        else:
            yield from column.flow((*self.first, *self.second))

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the first column and then the second."""
        yield from voice.flow((*self.first, *self.second))

    def _fits(self, column: Column) -> bool:
        """Return whether both fit side by side, tried on a structure node that is thrown away."""
        cells = self._cells(column.trial)
        return all(
            height(cell) <= column.room * LOW
            and not any(slice.breaks for slice in cell)
            and not any(too_wide(cell))
            for cell in cells
        )

    def _cells(self, column: Column) -> list[list[Slice]]:
        """Yield the slices of each column; the second continues under the first's last heading."""
        start, end = column.halves
        for block in self.first:
            end = end._replace(level=block.level_after(end))
        return [[*start.flow(self.first)], [*end.flow(self.second)]]
