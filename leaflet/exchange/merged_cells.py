"""Takes merged cells of a table apart, so that all of its rows have as many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from leaflet import limits
from leaflet.errors import Fault, LeafletError
from leaflet.exchange.parts import (
    BoxPart,
    CellPart,
    FilePart,
    HeadingPart,
    Stretches,
    TablePart,
)

_WIDEST = 64
"""Columns that are looked at; wider tables are those of a program, not of a leaflet."""
_EMPTY = CellPart(())


class WideCell(NamedTuple):
    """A cell as files have it: over some columns and some rows."""

    cell: CellPart
    columns: int = 1
    rows: int = 1


def table(rows: Iterable[Iterable[WideCell]], caption: Stretches = ()) -> tuple[FilePart, ...]:
    """Return what a table is: a table, the box that one cell is, or parts in a layout of cells."""
    made, is_merged = _grid(rows)
    made = [row for row in made if any(cell.parts for cell in row)]
    cells = [cell for row in made for cell in row if cell.parts]
    width = max((len(row) for row in made), default=0)
    if len(cells) <= 1 or width == 1:
        return (BoxPart(tuple(part for cell in cells for part in cell.parts)),) if cells else ()
    if any(isinstance(part, TablePart | HeadingPart) for cell in cells for part in cell.parts):
        return tuple(part for cell in cells for part in cell.parts)
    full = (tuple(row) + (_EMPTY,) * (width - len(row)) for row in made)
    return (TablePart(tuple(full), caption, is_merged),)


def _grid(rows: Iterable[Iterable[WideCell]]) -> tuple[list[list[CellPart]], bool]:
    """Return rows of single cells, and whether any were merged."""
    made: list[list[CellPart]] = []
    below: dict[int, int] = {}
    is_merged = False
    for wide in rows:
        row: list[CellPart] = []
        for cell, columns, over in wide:
            _fill(row, below)
            span = max(1, min(columns, _WIDEST))
            is_merged = is_merged or span > 1 or over > 1
            if over > 1:
                below |= dict.fromkeys(range(len(row), len(row) + span), over)
            row += [cell, *[_EMPTY] * (span - 1)]
        _fill(row, below)
        below = {at: left - 1 for at, left in below.items() if left > 1}
        made.append(row)
    return made, is_merged


def _fill(row: list[CellPart], below: dict[int, int]) -> None:
    """Add empty cells where one of a row above reaches down."""
    while len(row) in below and below[len(row)] > 0 and len(row) < _WIDEST:
        row.append(_EMPTY)


def too_many_tables() -> LeafletError:
    """Return the error of a file that has more tables than a leaflet could have."""
    most = limits.BROUGHT_TABLES
    problem = f"the file has more than {most} tables, which is no leaflet"
    return LeafletError(Fault("too-large", problem, None, "make several files of it"))
