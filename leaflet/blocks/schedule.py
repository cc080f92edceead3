"""`- schedule: …`: what to take or do at which times of a day, or on which days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.errors import meant
from leaflet.layout import tables
from leaflet.layout.cells import TableCell, TableContent
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.source.model import Struct
from leaflet.source.span import Span
from leaflet.source.value import Line

MOST = 12
"""Times; more have no room beside each other on a page."""
NAMES = 2.5
"""The share of the width that names of things have, to that of a time."""
TICK = "✓"


class TimeName(Line):
    """One of the times of a schedule, in the same words."""

    __slots__ = ()
    is_words = True
    what = "one of the `times`"
    limit = 60
    schema: ClassVar[dict[str, Any]] = {"type": ["string", "number"]}


class Due(Struct, frozen=True):
    """A time at which something is due, and how much of it."""

    main: ClassVar[str] = "time"
    """The time alone is enough."""

    time: Annotated[TimeName, Meta(description="One of the times of the schedule.")]
    text: Annotated[
        Text | None, Meta(description="What stands there in place of a tick: 2 drops.")
    ] = None


class ScheduleRow(Struct, frozen=True):
    """A thing to take or to do, and when."""

    what: Annotated[Text, Meta(description="What is taken or done.")]
    at: Annotated[tuple[Due, ...], Meta(description="When: some of the times.")]


class Schedule(Block, frozen=True):
    """A table of what is due at which times or on which days."""

    times: Annotated[tuple[Text, ...], Meta(description="Times of the day, or days, in order.")]
    rows: Annotated[tuple[ScheduleRow, ...], Meta(description="A row for each thing.")]
    caption: Text | None = None
    boxes: Annotated[bool, Meta(description="Whether each time that is due has a box to tick.")] = (
        False
    )

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for each time that is none of the schedule, or stands there twice."""
        if len(self.times) > MOST:
            problem = f"a schedule of {len(self.times)} times does not fit on a page; {MOST} do"
            yield "times", "too-many-columns", problem, "make two schedules of it"
        names = self._names
        for number, name in enumerate(names):
            if self.times[number].wording is not None:
                problem = "rows name this time, so it is neither left out nor said in short"
                hint = "write one name for it, and mark the whole schedule where it is left out"
                yield f"times[{number}]", "cannot-be-left-out", problem, hint
            if name in names[:number]:
                problem = f"`{name}` is among the times twice"
                hint = "give each its own name, such as `8am on Monday`"
                yield f"times[{number}]", "duplicate-item", problem, hint
        for number, row in enumerate(self.rows):
            yield from self._row_faults(row, f"rows[{number}].at")
        due = {each.time.text for row in self.rows for each in row.at}
        for number, name in enumerate(names):
            if name not in due:
                problem = f"nothing is due at `{name}`"
                hint = "delete it, or add a row that says what is done then"
                yield f"times[{number}]", "unused-time", problem, hint

    def _row_faults(
        self, row: ScheduleRow, where: str
    ) -> Iterator[tuple[str | Span, str, str, str]]:
        seen: set[str] = set()
        for due in row.at:
            name = due.time.text
            if name not in self._names:
                problem = f"`{name}` is none of the times of this schedule"
                yield due.time.span or where, "unknown-name", problem, meant(name, self._names)
            elif name in seen:
                problem = f"`{name}` stands here twice"
                yield due.time.span or where, "duplicate-item", problem, "delete one of them"
            seen.add(name)

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(time.literal.strip() for time in self.times)

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the table, or a card for each thing where the times have no room."""
        yield from tables.drawn(column, self._content)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield each thing with what is due at each time."""
        yield from voice.table(self._content)

    @property
    def _content(self) -> TableContent:
        """Its cells as they are drawn."""
        head = (TableCell(), *map(TableCell, self.times))
        rows = ((TableCell(row.what), *self._cells(row)) for row in self.rows)
        shares = (NAMES, *(1.0 for _ in self.times))
        return TableContent(tuple(rows), head, self.caption, shares=shares, is_sparse=True)

    def _cells(self, row: ScheduleRow) -> Iterator[TableCell]:
        """Yield what is due at each time: a tick, or so much, or nothing."""
        due = {each.time.text: each for each in row.at}
        for name in self._names:
            yield self._cell(due[name]) if name in due else TableCell()

    def _cell(self, due: Due) -> TableCell:
        """Return a tick or so much; where it is ticked off, after a box."""
        if self.boxes:
            return TableCell(ticks=(due.text or "",))
        return TableCell(due.text or TICK)
