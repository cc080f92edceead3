"""Decides whether a table has room for its columns, and how wide they are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from leaflet.content.sheet import MM
from leaflet.layout import blanks
from leaflet.layout.cells import CellKind, CellKinds, KindedCells, TableCell, TableContent
from leaflet.layout.column import Column
from leaflet.layout.grid import INSET, SOURCE
from leaflet.layout.right_set import NumberWidth, is_number, number_width
from leaflet.layout.table_cells import BESIDE, PICTURE
from leaflet.layout.table_grid import GridColumns, TableGrid
from leaflet.layout.widths import CellLengths, GridSteps, floors, lowest, shared, stepped
from leaflet.text.lines import Extent

ASIDE, NARROW = 4 * MM, 2 * MM
"""White between the words of two columns, also where room is short."""
NUMBERS = 36 * MM
"""The most width of a column of numbers."""
WRITTEN = 14 * MM
"""The least width of a column that is written in by hand."""
UNIT = 12
"""The most letters of a unit."""
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
    numbers = {n: _tail(column, table, n) for n in range(table.columns) if _has_numbers(table, n)}
    columns = [*_lengths(column, table, numbers)]
    room = next((room for room in _rooms(column, table, columns) if room.is_enough), None)
    if room is None:
        return None
    widths = _widths(table.shares, columns, room, frozenset(numbers))
    if table.has_grid and not table.shares:
        widths = _evened(widths, room, table)
    units = frozenset(n for n in range(table.columns) if _has_units(table, n, numbers))
    found = GridColumns(widths, room.aside, numbers, units)
    return TableGrid(room.place.inside("Table"), table, found)


def _rooms(
    column: Column, table: TableContent, columns: list[list[CellLengths]]
) -> Iterator[_Room]:
    """Yield the rooms that a table may have, the most comfortable first."""
    places = (column, column.wide) if column.margin else (column,)
    comfortable, *narrower = floors(columns)
    ways = [(place, comfortable, ASIDE) for place in places]
    ways += ((places[-1], least, aside) for least in narrower for aside in (ASIDE, NARROW))
    for place, least, aside in ways:
        inner = place.inset(*table.padding(aside))
        yield _Room(inner, _spanned(inner, table, least, aside), aside)


def _spanned(column: Column, table: TableContent, least: list[float], aside: float) -> list[float]:
    """Return the least widths with room for the cells of the head that span some columns."""
    style, widths = CellKinds.of(column.look, table).head.style, [*least]
    for row in table.heads:
        start = 0
        for cell in row:
            over = range(start, start + cell.span)
            start += cell.span
            if cell.span > 1:
                lengths = CellLengths(column.extents(cell.text, style), style.size, True)
                needed = max(lengths.held, lengths.headed) - aside * (cell.span - 1)
                more = max(0.0, needed - sum(widths[n] for n in over)) / cell.span
                for n in over:
                    widths[n] += more
    return widths


def _lengths(
    column: Column, table: TableContent, numbers: dict[int, float]
) -> Iterator[list[CellLengths]]:
    """Yield what stands in each column as lengths; what spans some is looked at later."""
    kinds = CellKinds.of(column.look, table)
    heads = [[*_apart(row)] for row in kinds.headers(table)]
    for place, cells in enumerate(zip(*heads, *kinds.rows(table), strict=True)):
        found = [_length(column, cell, kind, kind is kinds.head) for cell, kind in cells]
        if table.has_grid and any(cell.is_blank for cell, _ in cells[len(heads) :]):
            found[-1] = found[-1]._replace(least=max(found[-1].least, WRITTEN))
        if place in numbers:
            whole = max(_number(row[place], kinds.cell).whole for row in _numbered(table, place))
            found[-1] = found[-1]._replace(least=max(found[-1].least, whole + numbers[place]))
        yield found


def _apart(row: KindedCells) -> Iterator[tuple[TableCell, CellKind]]:
    """Yield a cell of the head for each column: an empty one for those that a cell spans."""
    for cell, kind in row:
        yield from [(cell, kind)] if cell.span == 1 else [(TableCell(), kind)] * cell.span


def _length(column: Column, cell: TableCell, kind: CellKind, is_head: bool) -> CellLengths:
    """Return what stands in a cell as lengths."""
    if cell.is_plain:
        return CellLengths(column.extents(cell.text, kind.style), kind.style.size, is_head)
    is_labelled = any(cell.ticks)
    texts = (cell.text, *cell.items, *(cell.ticks if is_labelled else ()))
    each = (column.extents(text, kind.style) for text in texts)
    extents = [extent for one in each for extent in _ended(one)]
    hang = (SOURCE if cell.is_numbered else INSET) if cell.items else 0.0
    if is_labelled:
        hang = max(hang, blanks.TICK + BESIDE)
    else:
        extents += [Extent(blanks.TICK, BESIDE, blanks.TICK, 1, False)] * len(cell.ticks)
    least = PICTURE[0] if cell.picture else 0.0
    return CellLengths(tuple(extents), kind.style.size, is_head, hang, least)


def _ended(extents: tuple[Extent, ...]) -> Iterator[Extent]:
    """Yield the lengths of a text that has lines of its own."""
    yield from extents[:-1]
    yield from (extent._replace(ends=True) for extent in extents[-1:])


def _tail(column: Column, table: TableContent, number: int) -> float:
    """Return the most width from the decimal point on of a column of numbers."""
    kind = CellKinds.of(column.look, table).cell
    goes_left = column.language.goes_left
    return max(_number(row[number], kind, goes_left).tail for row in _numbered(table, number))


def _numbered(table: TableContent, number: int) -> list[tuple[TableCell, ...]]:
    """Return the rows that have a number in a column, not words aside."""
    return [row for row in table.rows if not row[number].is_aside]


def _number(cell: TableCell, kind: CellKind, goes_left: bool = False) -> NumberWidth:
    return number_width(cell.words, cell.marks, kind.style, goes_left=goes_left)


def _has_units(table: TableContent, column: int, numbers: dict[int, float]) -> bool:
    """Return whether a column says the units of the numbers before it, under the same head."""
    if column in numbers or column - 1 not in numbers or not table.head:
        return False
    starts = accumulate((cell.span for cell in table.head), initial=0)
    said = [row[column].words for row in table.rows]
    short = all(len(words) <= UNIT and not any(map(str.isdigit, words)) for words in said)
    return column not in starts and short


def _has_numbers(table: TableContent, column: int) -> bool:
    """Return whether all that a column says is numbers, and some of it is."""
    cells = [row[column] for row in _numbered(table, column) if not row[column].is_blank]
    is_name = table.is_named and not column
    if not cells or is_name:
        return False
    return all(cell.is_plain and is_number(cell.words) for cell in cells)


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


def _evened(widths: list[float], room: _Room, table: TableContent) -> list[float]:
    """Return the widths with those of columns that are filled in alike, if there is room."""
    last = len(widths) - 1
    white = [room.aside if number < last else 0.0 for number in range(last + 1)]
    filled = {n for n in range(last + 1) if all(row[n].is_filled_in for row in table.rows)}
    if len(filled) < 2:
        return widths
    inked = [width - more for width, more in zip(widths, white, strict=True)]
    each = max(*(room.least[n] for n in filled), sum(inked[n] for n in filled) / len(filled))
    spare = {n: inked[n] - room.least[n] for n in range(last + 1) if n not in filled}
    more = each * len(filled) - sum(inked[n] for n in filled)
    if more > sum(spare.values()):
        return widths
    share = more / (sum(spare.values()) or 1.0)
    return [
        (each if n in filled else inked[n] - spare[n] * share) + white[n] for n in range(last + 1)
    ]


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
