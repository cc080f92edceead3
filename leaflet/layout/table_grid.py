"""Draws the rows of a table in columns."""

from __future__ import annotations

from leaflet.content.sheet import MM
from leaflet.layout.cells import CellKind, KindedCells, TableCell
from leaflet.layout.column import Column
from leaflet.layout.right_set import ending_at, tabular
from leaflet.layout.slices import BOUND, Slice, StructureNode, height
from leaflet.layout.strips import side_by_side
from leaflet.layout.table_rows import OVER, parted, rule_across

HEAD_RULE = 0.8 * MM
"""Thickness of the rule under the head."""


class TableGrid:
    """Draws the rows of one table on cells of these widths, in points."""

    def __init__(
        self, column: Column, aside: float, widths: list[float], numbers: frozenset[int]
    ) -> None:
        self.column = column
        self.numbers = numbers
        """The columns whose words end at one edge."""
        self.cells: list[Column] = []
        x = 0.0
        for number, width in enumerate(widths, 1):
            white = aside if number < len(widths) else 0.0
            self.cells.append(column.inset(x, column.width - x - width + white))
            x += width

    def head(self, said: KindedCells) -> list[Slice]:
        """Return the slice of column headers, which end on one line over a thick rule."""
        cells, white = self._lines(said), OVER * self.column.look.quarter
        tall = max(map(height, cells))
        words = side_by_side(*([Slice(tall - height(cell)), *cell] for cell in cells))
        rule = rule_across(self.column, tall + white, self.column.look.colours["marker"], HEAD_RULE)
        return [Slice(tall + white + HEAD_RULE / 2, (rule, *words.marks), BOUND)]

    def row(self, said: KindedCells, limit: float) -> list[Slice]:
        """Return a row as one slice, or line by line if it is higher than `limit` points."""
        return parted(self.column, self._lines(said), limit)

    def _lines(self, said: KindedCells) -> list[list[Slice]]:
        """Return the lines of each cell, under a new structure node for the row."""
        row = self.column.node.add("TR")
        return [
            self._set(number, place, (cell, kind), kind.node(row))
            for number, (place, (cell, kind)) in enumerate(zip(self.cells, said, strict=True))
        ]

    def _set(
        self, number: int, place: Column, said: tuple[TableCell, CellKind], node: StructureNode
    ) -> list[Slice]:
        """Return the lines of a cell; those of numbers and of their head end at one edge."""
        cell, kind = said
        lines = [*place.lines(cell.text, kind.style, node)]
        if number not in self.numbers:
            return lines
        if kind.role == "TD":
            lines = [tabular(line, kind.style) for line in lines]
        return [ending_at(line, place.x + place.width) for line in lines]
