"""`- columns: …`: two columns of blocks beside each other."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice, height, too_wide
from leaflet.layout.strips import side_by_side, trimmed

WIDE = 402.0
"""Two columns stand side by side in a column so wide: each then has 190 points."""
ABOVE = 12.0
"""White over both columns, in points, but at the top of a page."""
LOW = 0.6
"""How much of a page's height they may take there; they are never cut."""
GAP = 22.0


class Columns(Block, frozen=True):
    """Two columns of blocks; all of the first is read before the second."""

    first: tuple[Block, ...]
    second: tuple[Block, ...]

    def takes_margin(self) -> bool:
        """Return whether the block uses the margin column: columns side by side need it."""
        return True

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield both side by side, or one under the other if they are too narrow or too high."""
        if column.abreast and column.wide.printed >= WIDE and self._fits(column):
            yield from column.gap(ABOVE)
            yield side_by_side(*map(trimmed, self._cells(column)))
            yield from column.gap(column.look.styles["body"].after)
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
        start, end = column.wide.split(1, 1, gap=GAP)
        for block in self.first:
            end = end._replace(level=block.level_after(end))
        return [[*start.flow(self.first)], [*end.flow(self.second)]]
