"""`- exercises: …`: a set of exercises, drawn and numbered, perhaps with a chart to tick."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.language import Language
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.exercise import OneExercise
from leaflet.document.exercise_drawn import APART, ExerciseDrawing
from leaflet.document.voice import Entry, Voice
from leaflet.layout import tables
from leaflet.layout.cells import TableCell, TableContent
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.layout.strips import side_by_side
from leaflet.source.model import Struct

ABREAST = 75 * MM
"""The least width of an exercise that has another beside it."""
PAIRED = 2
"""The most pictures of each that have room there."""
WEEK = 7
"""The days of one table."""


class Programme(Struct, frozen=True):
    """A chart with a box for each exercise and each day."""

    main: ClassVar[str] = "days"
    """`programme: 7` is enough."""
    rivals: ClassVar[tuple[str, ...]] = ("days", "weeks")

    days: Annotated[int, Meta(ge=1, le=31)] | None = None
    weeks: Annotated[int, Meta(ge=1, le=12)] | None = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for a chart of no days."""
        if not (self.days or self.weeks):
            yield "days", "missing-key", "`days` is missing", "add a line `days: 7` or `weeks: 4`"

    @property
    def parts(self) -> list[range]:
        """The days of each table: those of one week."""
        last = self.days or (self.weeks or 0) * WEEK
        return [range(day, min(day + WEEK, last + 1)) for day in range(1, last + 1, WEEK)]


class Exercises(Block, frozen=True):
    """Exercises, two in a row where there is room; none is parted from its pictures."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[OneExercise, ...]
    programme: Annotated[
        Programme | None, Meta(description="Days of a chart to tick under the exercises.")
    ] = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the exercises, two in a row or one under another, and the chart."""
        pairs = [self._pairs] if self._fits_in_pairs(column) else []
        yield from column.first_fitting(*pairs, self._one_by_one)
        for table in self._tables(column.language):
            yield from tables.drawn(column, table)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield each exercise after its number, and the chart."""
        for number, item in enumerate(self.items, 1):
            yield from item.reading_under(voice, str(number))
        for table in self._tables(voice.language):
            yield from voice.table(table)

    def _fits_in_pairs(self, column: Column) -> bool:
        """Return whether two stand beside each other: each has room, and no pair is too high."""
        is_wide = column.abreast and column.halves[0].width >= ABREAST
        if not is_wide or any(len(item.pictures) > PAIRED for item in self.items):
            return False
        return all(row.height <= column.room for row in self._pairs(column.trial))

    def _pairs(self, column: Column) -> Iterator[Slice]:
        drawings, halves = self._drawings, column.halves
        for start in range(0, len(drawings), 2):
            pair = drawings[start : start + 2]
            least = max(drawing.pictured_height(halves[0]) for drawing in pair)
            levelled = (drawing._replace(least=least) for drawing in pair)
            row = zip(halves, levelled, strict=False)
            yield side_by_side(*[[*drawing.upright(place)] for place, drawing in row])
            yield from column.gap(column.quarters(APART))

    def _one_by_one(self, column: Column) -> Iterator[Slice]:
        for drawing in self._drawings:
            yield from drawing.alone(column)

    @property
    def _drawings(self) -> list[ExerciseDrawing]:
        return [ExerciseDrawing(item, str(n)) for n, item in enumerate(self.items, 1)]

    def _tables(self, language: Language) -> Iterator[TableContent]:
        """Yield the chart, a table for each week: the exercises by the days."""
        parts = self.programme.parts if self.programme else []
        for week, days in enumerate(parts, 1):
            name = "programme_days" if len(parts) == 1 else "programme_week"
            head = (language.label("exercise"), *map(str, days))
            ticks = [TableCell(ticks=("",))] * len(days)
            rows = tuple((TableCell(item.title), *ticks) for item in self.items)
            caption = language.label(name, n=week)
            yield TableContent(rows, tuple(map(TableCell, head)), caption)
