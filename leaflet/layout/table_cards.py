"""Draws each row of a table as a card, where there is too little room for its columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby
from typing import NamedTuple

from leaflet.content.look import Style
from leaflet.content.sheet import MM
from leaflet.layout import blanks
from leaflet.layout.cells import CellKind, KindedCells, TableCell, TableContent
from leaflet.layout.column import Column
from leaflet.layout.lists import LABEL
from leaflet.layout.slices import Slice, StructureNode, height, moved
from leaflet.layout.strips import bound_to_next, side_by_side
from leaflet.layout.table_cells import BESIDE, BETWEEN, boxed, in_cell, named
from leaflet.layout.table_rows import RowFrame
from leaflet.text.run import Run

PADDING = 2 * MM
"""White between the edge of a ground and the words of a card."""
SHORT = 0.5
"""The share of a card up to which a label has the line to write on beside it."""


class CardLabel(NamedTuple):
    """What stands before the cells of one column of a card, or of those under one head."""

    runs: tuple[Run, ...]
    nodes: tuple[StructureNode | None, ...]
    """Where each run is in reading order."""
    columns: int
    """How many cells it stands before."""

    @property
    def stopped(self) -> CardLabel:
        """The label with a colon, unless it ends in another stop."""
        if not any(run.text for run in self.runs):
            return self
        is_stopped = self.runs[-1].text.rstrip().endswith((":", "?", ".", "!"))
        stop = Run(" " if is_stopped else ": ", bold=True)
        return CardLabel((*self.runs, stop), (*self.nodes, None), self.columns)


class CardLine(NamedTuple):
    """What a card has under one header."""

    slices: list[Slice]
    box: float = 0.0
    """The width of a box to tick with its label, in points; 0 if it is something else."""
    is_apart: bool = False
    """Whether there is white before and after it."""


class CardCell(NamedTuple):
    """A cell on a card, its kind and its structure node."""

    cell: TableCell
    kind: CellKind
    node: StructureNode


class TableCards:
    """Draws each row of one table as a card, a line for each cell with its header before it.

    The headers are read once, on the first card; on the others they are artifacts.
    """

    def __init__(self, column: Column, table: TableContent) -> None:
        self.frame = RowFrame(column)
        self.column = column.inset(PADDING, PADDING) if table.is_zebra else column
        self.table = table
        self.nodes: dict[tuple[int, int], StructureNode] = {}
        """Of the headers, by row and place, until they are drawn."""

    def head(self, rows: list[KindedCells]) -> list[Slice]:
        """Make the headers' places in reading order; they are drawn on the first card."""
        for above, row in enumerate(rows):
            node = self.column.node.add("TR")
            for place, (cell, kind) in enumerate(row):
                self.nodes[above, place] = kind.node(node, cell.span)
        return []

    def row(self, said: KindedCells, limit: float, number: int) -> list[Slice]:
        """Return a card as one slice, or line by line if it is higher than `limit` points."""
        row, cells = self.column.node.add("TR"), iter(said)
        name = self.table.row_name(number, self.column.language)
        drawn: list[CardLine] = []
        for label in self._labels(said):
            under = [CardCell(*next(cells), row) for _ in range(label.columns)]
            under = [one._replace(node=one.kind.node(row)) for one in under]
            if not self._leaves_out(one.cell for one in under):
                drawn.append(self._line(label, under, name))
        has_ground = self.table.is_zebra and not number % 2
        return self.frame.parted([[*self._stacked(drawn)]], limit, 0.0, has_ground)

    def _stacked(self, drawn: list[CardLine]) -> Iterator[Slice]:
        """Yield the lines of a card; boxes with short labels stand in rows."""
        gap = [*bound_to_next(self.column.gap(self.column.look.quarter))]
        above = CardLine([])
        for width, alike in groupby(drawn, key=lambda line: bool(line.box)):
            lines = [*alike]
            for line in self._in_rows(lines) if width else lines:
                if above.slices and (line.is_apart or above.is_apart):
                    yield from gap
                yield from line.slices
                above = line

    def _in_rows(self, lines: list[CardLine]) -> Iterator[CardLine]:
        """Yield boxes with their labels side by side, as many as have room."""
        pitch = max(line.box for line in lines) + BETWEEN
        each = max(1, int((self.column.width + BETWEEN) / pitch))
        for start in range(0, len(lines), each):
            row = lines[start : start + each]
            if each == 1:
                yield from row
            else:
                cells = [_shifted(line, pitch * n) for n, line in enumerate(row)]
                yield CardLine([side_by_side(*cells)], is_apart=True)

    def _leaves_out(self, cells: Iterable[TableCell]) -> bool:
        """Return whether a card leaves out the line of these cells, as they are blank."""
        return self.table.is_sparse and all(cell.is_blank for cell in cells)

    def _labels(self, said: KindedCells) -> Iterator[CardLabel]:
        """Yield what stands before the cells of a card: each header with those over it."""
        if not self.table.heads:
            yield from [CardLabel((), (), 1)] * self.table.columns
            return
        start = 0
        for place, cell in enumerate(self.table.heads[-1]):
            over = [(row, _at(cells, start)) for row, cells in enumerate(self.table.heads[:-1])]
            under = (each for each, _ in said[start : start + cell.span])
            headers = [] if self._leaves_out(under) else [*over, (len(over), place)]
            yield self._label(headers, cell.span)
            start += cell.span

    def _label(self, headers: list[tuple[int, int]], columns: int) -> CardLabel:
        """Return the words of headers, one over the other, as they stand before cells."""
        runs: list[Run] = []
        nodes: list[StructureNode | None] = []
        for row, place in headers:
            node = self.nodes.pop((row, place), None)
            said = self.column.runs(self.table.heads[row][place].text, self._style)
            if runs and said:
                runs.append(Run(", ", bold=True))
                nodes.append(None)
            runs += (run._replace(bold=True, link=run.link if node else "") for run in said)
            nodes += [node] * len(said)
        return CardLabel(tuple(runs), tuple(nodes), columns)

    @property
    def _style(self) -> Style:
        return self.column.look.styles["body"]

    def _line(self, label: CardLabel, cells: list[CardCell], name: str) -> CardLine:
        """Return the lines of a label and of the cells that it stands before."""
        first = cells[0].cell
        if len(cells) == 1 and label.runs:
            if first.ticks == ("",) and first._replace(ticks=()).is_blank:
                return self._ticked(label, cells[0], name)
            if self._is_written(first):
                return CardLine(self._written(label, cells[0], name), is_apart=True)
        if all(one.cell.is_plain and not self._is_written(one.cell) for one in cells):
            return CardLine(self._said(label.stopped, cells))
        lines = [*bound_to_next(self._said(label.stopped, []))] if label.runs else []
        for one in cells:
            place = self.column._replace(node=one.node)
            said = named(place, name, label.runs)
            if self._is_written(one.cell):
                lines.append(blanks.ruled(place, said, self._tall))
            else:
                lines += in_cell(place, one.cell, one.kind.style, said)
        return CardLine(lines, is_apart=True)

    def _is_written(self, cell: TableCell) -> bool:
        """Return whether a cell is a place to write in."""
        return self.table.has_grid and cell.is_blank

    @property
    def _tall(self) -> float:
        return max(self.table.row_height, blanks.LEAST)

    def _said(self, label: CardLabel, cells: list[CardCell]) -> list[Slice]:
        """Return a label with the words of cells behind it."""
        style = cells[0].kind.style if cells else self._style
        runs, nodes = [*label.runs], [*label.nodes]
        for number, one in enumerate(cells):
            words = self.column.runs(one.cell.text, style)
            if number and words and len(runs) > len(label.runs):
                runs.append(Run(" "))
                nodes.append(None)
            runs += words
            nodes += [one.node] * len(words)
        return [*self.column.lines(tuple(runs), style, tuple(nodes))]

    def _ticked(self, label: CardLabel, one: CardCell, name: str) -> CardLine:
        """Return a box to tick before a label."""
        place = self.column._replace(node=one.node)
        box = blanks.tick(place, named(place, name, label.runs))
        hung = self.column.inset(blanks.TICK + BESIDE)
        lines = [*hung.lines(label.runs, self._style, label.nodes)]
        width = blanks.TICK + BESIDE + self.column.widths(label.runs, self._style)[1]
        return CardLine([*boxed(box, lines, self._style)], width, is_apart=True)

    def _written(self, label: CardLabel, one: CardCell, name: str) -> list[Slice]:
        """Return a label with a line to write on behind it, or under it where it is long."""
        lines = [*self.column.lines(label.stopped.runs, self._style, label.stopped.nodes)]
        place = self.column._replace(node=one.node)
        said = named(place, name, label.runs)
        width = self.column.widths(label.stopped.runs, self._style)[1] + LABEL
        if width > self.column.width * SHORT:
            return [*bound_to_next(lines), blanks.ruled(place, said, self._tall)]
        rule = blanks.ruled(place.inset(width), said, self._tall)
        lowered = Slice(self._tall - height(lines))
        return [side_by_side([lowered, *lines], [rule])]


def _at(cells: tuple[TableCell, ...], column: int) -> int:
    """Return which of the cells of a head stands over a column."""
    ends = accumulate(cell.span for cell in cells)
    return next(place for place, end in enumerate(ends) if column < end)


def _shifted(line: CardLine, x: float) -> Iterator[Slice]:
    for slice in line.slices:
        yield slice._replace(marks=tuple(moved(mark, x, 0) for mark in slice.marks))
