"""`- notes: 6`: lines to write on, or a room."""

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
from leaflet.source.span import Span

USUAL = 6
"""So many lines are drawn where nothing else is said."""
FEWEST = 3
"""No fewer lines are drawn, nor parted from each other: on one nobody can write much."""


class Notes(Block, frozen=True):
    """Ruled lines, or a room to write in, under a heading."""

    main: ClassVar[str] = "lines"
    """`notes: 6` is enough."""

    lines: Annotated[int, Meta(ge=1, le=40)] | None = None
    height: blanks.Height | None = None
    title: Text | None = None

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for both lines and a room."""
        if self.lines and self.height:
            problem = "`lines` and `height` are two ways to make room for notes"
            yield "height", "conflicting-keys", problem, "keep one of them"

    def level_after(self, above: Above) -> int:
        """Return the level of its title."""
        return above.floor + 1 if self.title else above.level

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the heading and the lines, on one page if there is room."""
        yield from column.titled(self.title)
        name = blanks.spoken(column, self.title or column.language.label("notes"))
        if self.height:
            yield blanks.room(column, name, blanks.tall(column, self.height))
        else:
            numbers = range(1, self._count + 1)
            listed = column.language.listed
            lines = [blanks.ruled(column, listed((name, str(number)))) for number in numbers]
            yield from held([*held(lines[:FEWEST], BOUND), *lines[FEWEST:]], WISHED)
        yield from column.gap(4 * column.look.quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the heading; empty lines are not read."""
        yield from voice.titled(self.title)
        for _ in range(1 if self.height else self._count):
            yield from voice.field()

    @property
    def _count(self) -> int:
        return max(USUAL if self.lines is None else self.lines, FEWEST)
