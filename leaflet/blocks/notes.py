"""`- notes: 6`: lines to write on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.document.block import Above, Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import blanks
from leaflet.layout.column import Column
from leaflet.layout.slices import BOUND, WISHED, Slice
from leaflet.layout.strips import held

FEWEST = 3
"""No fewer lines are drawn, nor parted from each other: on one nobody can write much."""


class Notes(Block, frozen=True):
    """Ruled lines under a heading."""

    main: ClassVar[str] = "lines"
    """`notes: 6` is enough."""

    lines: Annotated[int, Meta(ge=1, le=40)] = 6
    title: Text | None = None

    def level_after(self, above: Above) -> int:
        """Return the level of its title."""
        return above.floor + 1 if self.title else above.level

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the heading and the lines, on one page if there is room."""
        yield from column.titled(self.title)
        lines = [blanks.ruled(column, "")] * max(self.lines, FEWEST)
        yield from held([*held(lines[:FEWEST], BOUND), *lines[FEWEST:]], WISHED)
        yield from column.gap(4 * column.look.quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the heading; empty lines are not read."""
        yield from voice.titled(self.title)
