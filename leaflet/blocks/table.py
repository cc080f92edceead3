"""`- table: …`: rows of cells, with a head that is repeated on every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leaflet.content.cell import Cell, Footnote, NotedText, mark, ticked
from leaflet.content.list_item import LETTERS
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import tables
from leaflet.layout.cells import TableCell, TableContent, TableNote
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.source.span import Span

COLUMNS, TURNED = 8, 13
"""More would leave no room for words, on an upright page and on a turned one."""


Cells = tuple[Cell, ...]
Share = Annotated[float, Meta(ge=1, le=1000)]
RowHeight = Annotated[int, Meta(ge=12, le=80)]


class Table(Block, frozen=True):
    """A table of cells in rows with column headers, row headers or both."""

    rows: Annotated[tuple[Cells, ...], Meta(description="Each a list of cells.")] = ()
    head: Annotated[Cells, Meta(description="What stands over the columns.")] = ()
    groups: Annotated[Cells, Meta(description="What stands over the head.")] = ()
    caption: NotedText | None = None
    header: Annotated[
        Literal["row", "column", "both"] | None,
        Meta(description="Whether the head, the first column or both say what the cells are."),
    ] = None
    footnotes: Annotated[
        tuple[Footnote, ...], Meta(description="Under the table; `[^a]` is the mark of the first.")
    ] = ()
    widths: Annotated[tuple[Share, ...], Meta(description="Shares of the width.")] = ()
    landscape: Annotated[
        bool, Meta(description="Whether it may have a turned page where it is too wide for one.")
    ] = False
    zebra: Annotated[bool, Meta(description="Whether every second row has a ground.")] = False
    grid: Annotated[bool, Meta(description="Whether all cells have rules round them.")] = False
    row_height: Annotated[
        RowHeight | None, Meta(description="The least height of rows, in millimetres.")
    ] = None
    blank_rows: Annotated[int, Meta(ge=0, le=40, description="Rows to write in.")] = 0

    def __post_init__(self) -> None:
        """Find the marks of footnotes in the cells of a table that has some."""
        if self.footnotes:
            for name in ("head", "groups"):
                msgspec.structs.force_setattr(self, name, _noted(getattr(self, name)))
            msgspec.structs.force_setattr(self, "rows", tuple(map(_noted, self.rows)))
            caption = self.caption and self.caption.noted
            msgspec.structs.force_setattr(self, "caption", caption)

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for each row that does not fit the others, and each stray footnote."""
        if not (self.rows or self.blank_rows):
            yield "rows", "missing-key", "`rows` is missing", "add a line `rows: …`"
            return
        if not (self.rows or self.head):
            problem = "without a head nobody knows what to write in the rows"
            yield "head", "missing-key", problem, "add a line `head: […]`"
            return
        yield from self._column_faults()
        yield from self._span_faults()
        yield from self._note_faults()

    def _column_faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        count, above = self.columns, "head" if self.head else "rows"
        most = TURNED if self.landscape else COLUMNS
        if count > most:
            problem = f"a table of {count} columns does not fit on a page; {most} do"
            turned = "write `landscape: yes`, or " if most < count <= TURNED else ""
            yield above, "too-many-columns", problem, f"{turned}make two tables of it"
        what = "the head" if self.head else "the first row"
        counts = {len(row) for row in self.rows}
        if any(cell.span > 1 for cell in self.head) and len(counts) == 1 and {count} != counts:
            problem = f"the head stands over {count} columns, and each row has"
            hint = "correct a `span`, or write more cells in the rows"
            yield "head", "uneven-row", f"{problem} {_counted(*counts)}", hint
            return
        for number, row in enumerate(self.rows):
            if len(row) != count:
                problem = f"this row has {_counted(len(row))}, and {what} has {count}"
                where = row[0].said.span or f"rows[{number}]"
                yield where, "uneven-row", problem, 'write an empty cell as ""'
        if self.widths and len(self.widths) != count:
            problem = f"there are {len(self.widths)} widths for {count} columns"
            yield "widths", "wrong-count", problem, "write one number for each column"
        if self.header in ("row", "both") and not self.head:
            yield (
                "head",
                "missing-key",
                "there is no `head` that could be the header",
                "add a line `head: […]`",
            )

    def _span_faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for each cell that spans more columns than there are, or that may not."""
        hint = "only cells of `head` and `groups` stand over some columns"
        for row, cells in enumerate(self.rows):
            for place, cell in enumerate(cells):
                if cell.span > 1:
                    where = f"rows[{row}][{place}].span"
                    yield where, "needless-key", "a cell of a row has one column", hint
        if self.groups and not self.head:
            yield "groups", "needless-key", "`groups` stand over a head", "write them as `head`"
        elif self.groups and (over := _spanned(self.groups)) != self.columns:
            problem = f"the groups stand over {over} columns, and the table has {self.columns}"
            hint = 'write an empty cell as "", and how many columns each has as `span`'
            yield "groups", "uneven-row", problem, hint

    def _note_faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for each footnote that nothing is marked with, and each mark of none."""
        if len(self.footnotes) > len(LETTERS):
            problem = f"a table has {len(LETTERS)} footnotes at most"
            yield "footnotes", "wrong-count", problem, "make two tables of it"
        known = LETTERS[: len(self.footnotes)]
        used: set[str] = set()
        for text in self._noted:
            used |= text.notes
            for letter in sorted(text.notes - {*known}):
                problem = f"there is no footnote `{letter}` under this table"
                hint = "the first of `footnotes` is a, the second b; ids of sources are longer"
                yield text.span or "footnotes", "unknown-footnote", problem, hint
        for number, letter in enumerate(known):
            if letter not in used:
                problem = f"nothing in the table is marked with this footnote, `[^{letter}]`"
                hint = f"write `[^{letter}]` after the words that it is about, or delete it"
                yield f"footnotes[{number}]", "unused-footnote", problem, hint

    @property
    def _noted(self) -> Iterator[NotedText]:
        """The texts that may have the mark of a footnote."""
        if self.caption:
            yield self.caption
        for row in (self.groups, self.head, *self.rows):
            for cell in row:
                yield from cell.texts

    @property
    def columns(self) -> int:
        """Number of columns."""
        return _spanned(self.head or self.rows[0])

    @property
    def is_named(self) -> bool:
        """Whether the first cell of each row is its header."""
        return self.header in ("column", "both") or not (self.head or self.columns == 1)

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the caption, the head, the rows and the footnotes."""
        yield from tables.drawn(column, self._content)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the table row by row, and the footnotes."""
        yield from voice.table(self._content)

    @property
    def _content(self) -> TableContent:
        """Its cells as they are drawn, and the footnotes that they are marked with."""
        used = {letter for text in self._noted for letter in text.notes}
        notes = zip(LETTERS, self.footnotes, strict=False)
        blank = (TableCell(),) * self.columns
        return TableContent(
            rows=(*map(_drawable, self.rows), *[blank] * self.blank_rows),
            head=_drawable(self.head),
            groups=_drawable(self.groups),
            caption=self.caption,
            is_named=self.is_named,
            shares=self.widths,
            landscape=self.landscape,
            notes=tuple(TableNote(mark(one), text) for one, text in notes if one in used),
            has_grid=self.grid,
            row_height=(self.row_height or 0) * MM,
            is_zebra=self.zebra,
        )


def _noted(row: Cells) -> Cells:
    return tuple(cell.noted for cell in row)


def _drawable(row: Cells) -> tuple[TableCell, ...]:
    return tuple(map(_drawn, row))


def _drawn(cell: Cell) -> TableCell:
    """Return a cell as it is drawn."""
    text, ticks = ticked(cell.said)
    return TableCell(
        text,
        cell.bullets or cell.steps,
        bool(cell.steps),
        tuple(words if words.parts else "" for words in ticks),
        cell.image.named if cell.image else None,
        cell.image.said if cell.image else "",
        cell.span,
    )


def _spanned(cells: Cells) -> int:
    return sum(cell.span for cell in cells)


def _counted(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"
