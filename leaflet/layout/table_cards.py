"""Draws each row of a table as a card, where there is too little room for its columns."""

from __future__ import annotations

from leaflet.layout.cells import KindedCells, TableCell
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice, StructureNode
from leaflet.layout.table_rows import parted
from leaflet.text.run import Run


class TableCards:
    """Draws each row of one table as a card, a line for each cell with its header before it.

    The headers are read once, on the first card; on the others they are artifacts.
    """

    def __init__(self, column: Column, heads: tuple[TableCell, ...]) -> None:
        self.column = column
        self.heads: tuple[tuple[Run, ...], ...] = tuple(
            column.runs(head.text, column.look.styles["body"]) for head in heads
        )
        self.nodes: list[StructureNode | None] = []
        """Of the headers, until they are drawn."""

    def head(self, said: KindedCells) -> list[Slice]:
        """Make the headers' places in reading order; they are drawn on the first card."""
        row = self.column.node.add("TR")
        self.nodes = [kind.node(row) for _, kind in said]
        return []

    def row(self, said: KindedCells, limit: float) -> list[Slice]:
        """Return a card as one slice, or line by line if it is higher than `limit` points."""
        row = self.column.node.add("TR")
        heads = self.heads or ((),) * len(said)
        nodes = self.nodes or [None] * len(said)
        self.nodes = []
        lines: list[Slice] = []
        for (cell, kind), head, node in zip(said, heads, nodes, strict=True):
            named = tuple(run._replace(bold=True, link=run.link if node else "") for run in head)
            stop = (Run(_stop(named), bold=True),) if named else ()
            words = self.column.runs(cell.text, kind.style)
            places = (*[node] * len(named), *[None] * len(stop))
            places += (kind.node(row),) * len(words)
            lines += self.column.lines((*named, *stop, *words), kind.style, places)
        return parted(self.column, [lines], limit)


def _stop(head: tuple[Run, ...]) -> str:
    """Return what stands between a header and its cell."""
    return " " if head[-1].text.rstrip().endswith((":", "?", ".", "!")) else ": "
