"""Defines the cells of a table, and what kinds of cells there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.content.inline import Text
from leaflet.content.look import Look, Style
from leaflet.layout.column import Said
from leaflet.layout.slices import StructureNode


class TableCell(NamedTuple):
    """What one cell of a table says; nothing, if it is empty."""

    text: Said = ""

    @property
    def literal(self) -> str:
        """Its words without its fields and citations."""
        match self.text:
            case str():
                return self.text
            case Text():
                return self.text.literal
        return "".join(run.text for run in self.text)


class TableContent(NamedTuple):
    """The cells of a table, row by row; each row has as many as the head, or as the first."""

    rows: tuple[tuple[TableCell, ...], ...]
    head: tuple[TableCell, ...] = ()
    """What stands over the columns, if anything does."""
    caption: Said | None = None
    is_named: bool = True
    """Whether the first cell of each row says what the row is of."""
    shares: tuple[float, ...] = ()
    """Shares of the width; where there are none the columns are as wide as their words need."""
    landscape: bool = False
    """Whether it may have a turned page where it is too wide for an upright one."""

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.head or self.rows[0])

    def roles(self) -> Iterator[str]:
        """Yield the structure type of each cell of a row."""
        for place in range(self.columns):
            yield "TH" if self.is_named and not place else "TD"


class CellKind(NamedTuple):
    """How one kind of cell is set, and its structure type."""

    style: Style
    role: str
    scope: str = ""

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes of its structure element."""
        # PDF/UA-1, 7.5: a TH needs a Scope (ISO 32000-1, 14.8.5.7).
        return (f"/O /Table /Scope /{self.scope}",) if self.scope else ()

    def node(self, row: StructureNode) -> StructureNode:
        """Return a new structure node for a cell of this kind in a row."""
        return row.add(self.role, attributes=self.attributes)


KindedCells = list[tuple[TableCell, CellKind]]
"""The cells of a row, each with its kind."""


class CellKinds(NamedTuple):
    """The kinds of cells that a table has."""

    head: CellKind
    name: CellKind
    cell: CellKind

    @classmethod
    def of(cls, look: Look) -> CellKinds:
        """Return the kinds in the styles of a look."""
        body = look.styles["body"]
        bold = body._replace(bold=True)
        head = CellKind(bold, "TH", "Column")
        return cls(head, CellKind(bold, "TH", "Row"), CellKind(body, "TD"))

    def headers(self, table: TableContent) -> KindedCells:
        """Pair each cell of the head with its kind."""
        return [(cell, self.head) for cell in table.head]

    def rows(self, table: TableContent) -> Iterator[KindedCells]:
        """Yield each row with its cells paired with their kinds; the first may be its name."""
        first = self.name if table.is_named else self.cell
        for row in table.rows:
            yield [(cell, self.cell if place else first) for place, cell in enumerate(row)]
