"""Defines the cells of a table, and what kinds of cells there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.content.inline import Text
from leaflet.content.language import Language
from leaflet.content.look import Look, Style
from leaflet.content.picture_file import PictureFile
from leaflet.layout import blanks
from leaflet.layout.column import Said
from leaflet.layout.slices import StructureNode
from leaflet.text.run import Run


class TableCell(NamedTuple):
    """What one cell of a table says, from top to bottom; nothing, if it is blank."""

    text: Said = ""
    items: tuple[Text, ...] = ()
    """A list under the words."""
    is_numbered: bool = False
    """Whether its items have numbers."""
    ticks: tuple[Said, ...] = ()
    """The words after each box to tick, which may be none."""
    picture: PictureFile | None = None
    alt: str = ""
    """What the picture shows; it is decoration without."""
    span: int = 1
    """The columns that it stands over, in the head."""
    is_aside: bool = False
    """Whether it has words where other cells of the column have numbers."""

    @property
    def is_plain(self) -> bool:
        """Whether it has words at most."""
        return not (self.items or self.ticks or self.picture)

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing, so that it is written in."""
        said = self.text.parts if isinstance(self.text, Text) else self.text
        return self.is_plain and not said

    @property
    def is_filled_in(self) -> bool:
        """Whether it has nothing but boxes to tick, or nothing at all."""
        return self._replace(ticks=()).is_blank and not any(self.ticks)

    @property
    def words(self) -> str:
        """Its words without its fields, citations and marks of footnotes."""
        return "".join(run.text for run in self._runs if not run.source)

    @property
    def marks(self) -> str:
        """The marks of footnotes in it."""
        return "".join(run.text for run in self._runs if run.source)

    @property
    def _runs(self) -> tuple[Run, ...]:
        match self.text:
            case str():
                return (Run(self.text),)
            case Text(parts=parts):
                return tuple(part for part in parts if isinstance(part, Run))
        return self.text


TableCells = tuple[TableCell, ...]


class TableNote(NamedTuple):
    """What stands under a table, after its mark."""

    mark: str
    text: Said


class TableContent(NamedTuple):
    """The cells of a table, row by row; each row has as many as the table has columns."""

    rows: tuple[TableCells, ...]
    head: TableCells = ()
    """What stands over the columns, if anything does; their spans add up to the columns."""
    caption: Said | None = None
    is_named: bool = True
    """Whether the first cell of each row says what the row is of."""
    shares: tuple[float, ...] = ()
    """Shares of the width; where there are none the columns are as wide as their words need."""
    landscape: bool = False
    """Whether it may have a turned page where it is too wide for an upright one."""
    groups: TableCells = ()
    """What stands over the head, over as many columns."""
    notes: tuple[TableNote, ...] = ()
    """What stands under the last row."""
    has_grid: bool = False
    """Whether rules part all cells, and blank ones are written in."""
    row_height: float = 0.0
    """The least height of a row, in points."""
    is_zebra: bool = False
    """Whether every second row has a ground."""
    is_sparse: bool = False
    """Whether a card leaves out its blank cells, as nobody writes in them."""
    has_choices: bool = False
    """Whether each column but the first is a choice, under a head in the colour of the brand."""

    @property
    def heads(self) -> tuple[TableCells, ...]:
        """The rows of the head, from the top."""
        return tuple(row for row in (self.groups, self.head) if row)

    def padding(self, aside: float) -> tuple[float, float]:
        """Return the white before its first column and after its last, in points.

        `aside` is the white between the words of two columns.
        """
        is_framed = self.has_grid or self.is_zebra
        half = aside / 2
        return (half if is_framed else 0.0), (half if is_framed or self.has_choices else 0.0)

    @property
    def columns(self) -> int:
        """Number of columns."""
        return sum(cell.span for cell in self.head) or len(self.rows[0])

    def roles(self) -> Iterator[str]:
        """Yield the structure type of each cell of a row."""
        for place in range(self.columns):
            yield "TH" if self.is_named and not place else "TD"

    def least_height(self, row: KindedCells) -> float:
        """Return the least height of a row, in points: more where it is written in by hand."""
        is_written = self.has_grid and any(cell.is_blank for cell, _ in row)
        return max(self.row_height, blanks.LEAST if is_written else 0.0)

    def row_name(self, number: int, language: Language) -> str:
        """Return what a row is of, or its number; rows are counted from 1."""
        return self.rows[number - 1][0].words or language.label("row", n=number)

    def paths(self) -> list[TableCells]:
        """Return the cells of the head over each column, from the top, that say something."""
        over = [[cell for cell in row for _ in range(cell.span)] for row in self.heads]
        if not over:
            return [()] * self.columns
        return [
            tuple(cell for cell in cells if not cell.is_blank) for cells in zip(*over, strict=True)
        ]


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

    def node(self, row: StructureNode, span: int = 1) -> StructureNode:
        """Return a new structure node for a cell of this kind in a row."""
        attributes = self.attributes
        if span > 1:
            attributes = tuple(f"{one} /ColSpan {span}" for one in attributes)
        return row.add(self.role, attributes=attributes)


KindedCells = list[tuple[TableCell, CellKind]]
"""The cells of a row, each with its kind."""


class CellKinds(NamedTuple):
    """The kinds of cells that a table has."""

    head: CellKind
    name: CellKind
    cell: CellKind

    @classmethod
    def of(cls, look: Look, table: TableContent) -> CellKinds:
        """Return the kinds of a table in the styles of a look."""
        body = look.styles["body"]
        over = name = body._replace(bold=True)
        if table.has_choices:
            over = look.styles["h3"]._replace(bold=True, colour=look.colours["on"])
            name = name._replace(colour=look.styles["h3"].colour)
        cell = CellKind(body, "TD")
        return cls(CellKind(over, "TH", "Column"), CellKind(name, "TH", "Row"), cell)

    def headers(self, table: TableContent) -> list[KindedCells]:
        """Return the rows of the head with their cells paired with their kind."""
        return [[(cell, self.head) for cell in row] for row in table.heads]

    def rows(self, table: TableContent) -> Iterator[KindedCells]:
        """Yield each row with its cells paired with their kinds; the first may be its name."""
        first = self.name if table.is_named else self.cell
        for row in table.rows:
            yield [(cell, self.cell if place else first) for place, cell in enumerate(row)]
