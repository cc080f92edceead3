"""`- table: …`: rows of cells, with a head that is repeated on every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import tables
from leaflet.layout.cells import TableCell, TableContent
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.source.model import Reader
from leaflet.source.nodes import Node as Written
from leaflet.source.nodes import Scalar
from leaflet.source.span import Span

COLUMNS = 8
"""More would leave no room for words."""


class Cell(Text):
    """The text of a cell, which may be empty."""

    __slots__ = ()
    may_be_empty = True

    @classmethod
    def from_node(cls, node: Written, reader: Reader) -> Cell | None:
        """Read a cell from `node`; None and a fault if it cannot be one."""
        if isinstance(node, Scalar) and not (node.text.strip() or node.comment):
            return cls((), node.span)
        made = super().from_node(node, reader)
        if made and made.is_optional:
            hint = "give it a `short` form, or mark the whole table"
            reader.fault(
                node.span, "cannot-be-left-out", "one cell of a table cannot be left out", hint
            )
            return None
        return made


Cells = tuple[Cell, ...]
Share = Annotated[float, Meta(ge=1, le=1000)]


class Table(Block, frozen=True):
    """A table of cells in rows with column headers, row headers or both."""

    rows: Annotated[tuple[Cells, ...], Meta(description="Each a list of cells.")]
    head: Annotated[Cells, Meta(description="What stands over the columns.")] = ()
    caption: Text | None = None
    header: Annotated[
        Literal["row", "column", "both"] | None,
        Meta(description="Whether the head, the first column or both say what the cells are."),
    ] = None
    widths: Annotated[tuple[Share, ...], Meta(description="Shares of the width.")] = ()
    landscape: Annotated[
        bool, Meta(description="Whether it may have a turned page where it is too wide for one.")
    ] = False

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for each row with more or fewer cells than the others."""
        count = self.columns
        above = "head" if self.head else "rows"
        if count > COLUMNS:
            problem = f"a table of {count} columns does not fit on a page; {COLUMNS} do"
            yield above, "too-many-columns", problem, "make two tables of it"
        what = "the head" if self.head else "the first row"
        for row in self.rows:
            if len(row) != count:
                problem = f"this row has {_counted(row)}, and {what} has {count}"
                yield row[0].span or "rows", "uneven-row", problem, 'write an empty cell as ""'
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

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.head or self.rows[0])

    @property
    def is_named(self) -> bool:
        """Whether the first cell of each row is its header."""
        return self.header in ("column", "both") or not (self.head or self.columns == 1)

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the caption, the head and the rows."""
        yield from tables.drawn(column, self._content)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the table row by row."""
        yield from voice.table(self._content)

    @property
    def _content(self) -> TableContent:
        """Its cells as they are drawn."""
        return TableContent(
            tuple(map(_drawable, self.rows)),
            _drawable(self.head),
            self.caption,
            self.is_named,
            self.widths,
            self.landscape,
        )


def _drawable(row: Cells) -> tuple[TableCell, ...]:
    return tuple(map(TableCell, row))


def _counted(row: Cells) -> str:
    return "1 cell" if len(row) == 1 else f"{len(row)} cells"
