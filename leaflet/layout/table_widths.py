"""Decides whether a table has room for its columns, and how wide they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.content.sheet import MM
from leaflet.layout.cells import CellKinds, TableContent
from leaflet.layout.column import Column
from leaflet.layout.right_set import is_number
from leaflet.layout.table_grid import TableGrid
from leaflet.layout.widths import CellLengths, GridSteps, floors, lowest, shared, stepped

ASIDE, NARROW = 4 * MM, 2 * MM
"""White between the words of two columns, also where room is short."""
NUMBERS = 36 * MM
"""The most width of a column of numbers."""
OFF = 0.01
"""Of a column of the grid by which a table may be off it."""


class _Room(NamedTuple):
    """Room for the columns of a table: where they stand and what each needs, in points."""

    place: Column
    least: list[float]
    aside: float
    """The white between the words of two columns."""

    @property
    def is_enough(self) -> bool:
        return sum(self.least) + self.aside * (len(self.least) - 1) <= self.place.width


def gridded(column: Column, table: TableContent) -> TableGrid | None:
    """Return what draws a table in columns, or None if there is too little room for those."""
    columns = [*_lengths(column, table)]
    room = next((room for room in _rooms(column, columns) if room.is_enough), None)
    if room is None:
        return None
    numbers = frozenset(n for n in range(table.columns) if _has_numbers(table, n))
    widths = _widths(table.shares, columns, room, numbers)
    return TableGrid(room.place.inside("Table"), room.aside, widths, numbers)


def _rooms(column: Column, columns: list[list[CellLengths]]) -> Iterator[_Room]:
    """Yield the rooms that a table may have, the most comfortable first."""
    comfortable, *narrower = floors(columns)
    places = (column, column.wide) if column.margin else (column,)
    yield from (_Room(place, comfortable, ASIDE) for place in places)
    yield from (_Room(places[-1], least, aside) for least in narrower for aside in (ASIDE, NARROW))


def _lengths(column: Column, table: TableContent) -> Iterator[list[CellLengths]]:
    """Yield the texts of each column as lengths."""
    kinds = CellKinds.of(column.look)
    rows = [kinds.headers(table)] if table.head else []
    for cells in zip(*rows, *kinds.rows(table), strict=True):
        yield [
            CellLengths(column.extents(cell.text, kind.style), kind.style.size, kind is kinds.head)
            for cell, kind in cells
        ]


def _has_numbers(table: TableContent, column: int) -> bool:
    """Return whether all that a column says is numbers, and some of it is."""
    said = [words for row in table.rows if (words := row[column].literal)]
    is_name = table.is_named and not column
    return bool(said) and not is_name and all(map(is_number, said))


def _widths(
    shares: tuple[float, ...],
    columns: list[list[CellLengths]],
    room: _Room,
    numbers: frozenset[int],
) -> list[float]:
    """Return the widths of the columns with the white at the end of each but the last.

    They begin on columns of the sheet's grid where there is room for that.
    """
    place, least = room.place, room.least
    white = [room.aside] * (len(least) - 1) + [0.0]
    if shares:
        floor = [width + more for width, more in zip(least, white, strict=True)]
        return shared(place.width, shares, floor)
    wished = lowest(columns, least, place.width - sum(white))
    wished = _numbers_narrow(wished, least, numbers)
    steps = _steps(place, room.aside)
    found = stepped(columns, least, steps, wished) if steps else None
    return found or [width + more for width, more in zip(wished, white, strict=True)]


def _numbers_narrow(
    widths: list[float], least: list[float], numbers: frozenset[int]
) -> list[float]:
    """Return the widths with those of numbers cut to what they need; others share the rest."""
    if len(numbers) in (0, len(widths)):
        return widths
    cut = [
        min(width, max(NUMBERS, floor)) if number in numbers else width
        for number, (width, floor) in enumerate(zip(widths, least, strict=True))
    ]
    more = (sum(widths) - sum(cut)) / (len(widths) - len(numbers))
    return [width if n in numbers else width + more for n, width in enumerate(cut)]


def _steps(place: Column, white: float) -> GridSteps | None:
    """Return the columns of the sheet's grid in a column; None where it does not begin on one."""
    grid = place.grid
    pitch = grid.column + grid.gutter
    start, count = (place.x - grid.x) / pitch, (place.width + grid.gutter) / pitch
    off = max(abs(start - round(start)), abs(count - round(count)))
    return GridSteps(round(count), pitch, white, grid.gutter) if off < OFF and count > 1.5 else None
