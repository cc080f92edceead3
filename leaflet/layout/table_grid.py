"""Draws the rows of a table in columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from leaflet.content.sheet import MM
from leaflet.graphics.colour import RGB
from leaflet.layout import blanks
from leaflet.layout.cells import CellKind, KindedCells, TableCell, TableContent
from leaflet.layout.column import Column
from leaflet.layout.right_set import ending_at, number_width, tabular
from leaflet.layout.rules import HAIRLINE
from leaflet.layout.slices import BOUND, Fill, Mark, Slice, Stroke, StructureNode, height
from leaflet.layout.strips import side_by_side, stacked
from leaflet.layout.table_cells import in_cell
from leaflet.layout.table_rows import RowFrame, rule_across

HEAD_RULE = 0.8 * MM
"""Thickness of the rule under the head."""
BEFORE_UNIT = 1.2 * MM
"""White between a number and its unit in the next column."""
BETWEEN = 1 * MM
"""White between the grounds of two choices."""


class GridColumns(NamedTuple):
    """The columns of a table; lengths in points."""

    widths: list[float]
    """With the white at the end of each but the last."""
    aside: float
    """The white between the words of two columns."""
    numbers: dict[int, float]
    """The columns of numbers, with the most width from the decimal point on."""
    units: frozenset[int] = frozenset()
    """Those of units, which stand beside the numbers before them."""


class TableGrid:
    """Draws the rows of one table in columns."""

    def __init__(self, column: Column, table: TableContent, columns: GridColumns) -> None:
        self.column = column
        self.table = table
        self.columns = columns
        self.paths = table.paths()
        self.cells = [*_places(column, columns)]
        before, after = table.padding(columns.aside)
        outer, half = column.inset(-before, -after), columns.aside / 2
        self.edges = (*(place.x - half for place in self.cells), outer.x + outer.width)
        """Where each column begins, with the white round its words, and where the last ends."""
        self.frame = RowFrame(outer, self.edges if table.has_grid else ())

    def head(self, rows: list[KindedCells]) -> list[Slice]:
        """Return the column headers, which end on one line over a thick rule."""
        made = [*self._opened()]
        if rows:
            made += (self._group(row) for row in rows[:-1])
            made.append(self._headers(rows[-1]))
        return made

    def _opened(self) -> Iterator[Slice]:
        """Yield the rule over the first row of a grid."""
        if self.frame.verticals:
            yield Slice(0.0, (self.frame.rule(0.0),), BOUND)

    def _headers(self, said: KindedCells) -> Slice:
        words, over = self._ended(said), self.frame.over
        if self.table.has_choices:
            tall = words.height + 2 * over
            grounds = self._grounds(1, tall, self.column.look.colours["band"])
            return Slice(tall, (*grounds, *stacked([words], over)), BOUND)
        tall = words.height + over
        ink = self.column.look.colours["marker"]
        rule = rule_across(self.frame.column, tall, ink, HEAD_RULE)
        uprights = self._uprights(said, tall)
        return Slice(tall + HEAD_RULE / 2, (*uprights, rule, *words.marks), BOUND)

    def _group(self, said: KindedCells) -> Slice:
        """Return a row of what stands over groups of columns, with a rule under each."""
        words, over = self._ended(said), self.frame.over
        tall = words.height + over / 2
        rules = [
            Stroke(place.x, tall, place.x + place.width, tall, *self._hairline)
            for place, (cell, _) in zip(self._spread(said), said, strict=True)
            if cell.span > 1 and not cell.is_blank
        ]
        white = 0.0 if self.frame.verticals else over / 2
        tall += white
        return Slice(tall, (*self._uprights(said, tall), *rules, *words.marks), BOUND)

    @property
    def _hairline(self) -> tuple[float, RGB]:
        return HAIRLINE, self.column.look.colours["muted"]

    def _ended(self, said: KindedCells) -> Slice:
        """Return the words of a row of the head, whose last lines stand on one line."""
        cells = self._lines(said, self.column.node.add("TR"))
        over = self.frame.over if self.frame.verticals else 0.0
        tall = max(map(height, cells)) + over
        return side_by_side(*([Slice(tall - height(cell)), *cell] for cell in cells))

    def _uprights(self, said: KindedCells, tall: float) -> Iterator[Mark]:
        """Yield the vertical rules of a grid beside and between the cells of a head."""
        if self.frame.verticals:
            starts = [*accumulate((cell.span for cell, _ in said), initial=0)]
            edges = tuple(self.frame.verticals[start] for start in starts)
            yield from self.frame._replace(verticals=edges).uprights(tall)

    def row(self, said: KindedCells, limit: float, number: int) -> list[Slice]:
        """Return a row as one slice, or line by line if it is higher than `limit` points."""
        name = self.table.row_name(number, self.column.language)
        least = self.table.least_height(said)
        has_ground = self.table.is_zebra and not number % 2
        row = self.column.node.add("TR")
        lines = self._lines(said, row, name)
        strips = self.frame.parted(lines, limit, least, has_ground)
        if self.table.has_choices:
            strips = [*map(self._tinted, strips)]
        fields = self._fields(said, row, (name, strips[0].height))
        return [strips[0]._replace(marks=(*strips[0].marks, *fields)), *strips[1:]]

    def _tinted(self, strip: Slice) -> Slice:
        """Return a strip with a ground behind every second choice, from the first."""
        grounds = self._grounds(2, strip.height, self.column.look.colours["panel"])
        return strip._replace(marks=(*grounds, *strip.marks))

    def _grounds(self, step: int, tall: float, colour: RGB) -> Iterator[Fill]:
        """Yield grounds of choices, from the first on, with white between neighbours."""
        for number in range(1, len(self.cells), step):
            start, end = self.edges[number : number + 2]
            start += BETWEEN / 2
            end -= BETWEEN / 2 if number + 1 < len(self.cells) else 0.0
            yield Fill(start, 0, end - start, tall, colour)

    def _fields(
        self, said: KindedCells, row: StructureNode, of: tuple[str, float]
    ) -> Iterator[Mark]:
        """Yield the form fields of the blank cells of a row with this name and height."""
        name, tall = of
        if not (self.table.has_grid and self.column.is_fillable):
            return
        half = self.columns.aside / 2
        for number, (cell, _) in enumerate(said):
            if cell.is_blank:
                place = self.cells[number]._replace(node=row.children[number])
                box = (place.x - half, 0.0, place.width + 2 * half, tall)
                yield from blanks.field(place, box, "room", self._named(name, number))

    def _named(self, name: str, number: int) -> str:
        """Return what is filled in: the name of the row, and what stands over the column."""
        over = (blanks.spoken(self.column, cell.text) for cell in self.paths[number])
        return self.column.language.listed(dict.fromkeys(filter(None, (name, *over))))

    def _lines(self, said: KindedCells, row: StructureNode, name: str = "") -> list[list[Slice]]:
        """Return the lines of each cell, under new structure nodes in that of the row."""
        starts = accumulate((cell.span for cell, _ in said), initial=0)
        return [
            self._set(start, place._replace(node=kind.node(row, cell.span)), (cell, kind), name)
            for start, place, (cell, kind) in zip(starts, self._spread(said), said, strict=False)
        ]

    def _spread(self, said: KindedCells) -> Iterator[Column]:
        """Yield the place of each cell of a row, over as many columns as it spans."""
        start = 0
        for cell, _ in said:
            first, last = self.cells[start], self.cells[start + cell.span - 1]
            yield first if cell.span == 1 else first._replace(width=last.x + last.width - first.x)
            start += cell.span

    def _set(
        self, number: int, place: Column, said: tuple[TableCell, CellKind], name: str
    ) -> list[Slice]:
        """Return the lines of a cell; numbers have their points, and heads their ends, aligned."""
        cell, kind = said
        lines = in_cell(place, cell, kind.style, self._named(name, number) if cell.ticks else "")
        if number not in self.columns.numbers or cell.span > 1 or cell.is_aside:
            return lines
        edge = place.x + place.width
        if kind.role == "TD":
            lines = [tabular(line, kind.style) for line in lines]
            goes_left = place.language.goes_left
            width = number_width(cell.words, cell.marks, kind.style, goes_left=goes_left)
            edge -= self.columns.numbers[number] - width.tail
        return [ending_at(line, edge) for line in lines]


def _places(column: Column, columns: GridColumns) -> Iterator[Column]:
    """Yield where the words of each column stand; units stand near their numbers."""
    x, last = 0.0, len(columns.widths) - 1
    for number, width in enumerate(columns.widths):
        white = columns.aside if number < last else 0.0
        nearer = columns.aside - BEFORE_UNIT if number in columns.units else 0.0
        yield column.inset(x - nearer, column.width - x - width + white)
        x += width
