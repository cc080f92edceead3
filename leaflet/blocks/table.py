"""`- table: …`: rows of cells, with a head that is repeated on every page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Annotated, Literal, NamedTuple, TypeVar

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.look import Look, Style
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.errors import LeafletError
from leaflet.graphics.colour import RGB
from leaflet.layout.column import Column
from leaflet.layout.right_set import ending_at, is_number, tabular
from leaflet.layout.rules import HAIRLINE
from leaflet.layout.slices import (
    BOUND,
    WISHED,
    Slice,
    Stroke,
    StructureNode,
    height,
)
from leaflet.layout.strips import bound_to_next, held, side_by_side, stacked, unread
from leaflet.layout.widths import CellLengths, GridSteps, floors, lowest, shared, stepped
from leaflet.source.model import Reader
from leaflet.source.nodes import Node as Written
from leaflet.source.nodes import Scalar
from leaflet.source.span import Span
from leaflet.text.run import Run

COLUMNS = 8
"""More would leave no room for words."""
ASIDE, NARROW = 4 * MM, 2 * MM
"""White between the words of two columns, also where room is short."""
OVER = 1.5
"""White over and under the words of a cell, in quarters of a line."""
HEAD_RULE = 0.8 * MM
"""Thickness of the rule under the head."""
NUMBERS = 36 * MM
"""The most width of a column of numbers."""
OFF = 0.01
"""Of a column of the grid by which a table may be off it."""
HIGHEST = 420.0
"""Points that a row may be high, with the head that is repeated over it, before it is parted."""
HEAD_HIGHEST = 140.0
"""A higher head, or caption, is not repeated."""
SMALL = 0.5
"""A table up to this share of a page is wished to be in one piece."""


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
Kind = TypeVar("Kind")


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
        """Yield the caption, the head and the rows; only a very high row is split.

        Where the columns have no room for their words the table has a turned page to itself, if
        its author lets it and the paper is not folded; and else each row is a card of lines.
        """
        kinds = _kinds(column.look)
        turned = column.turned if self.landscape else None
        if upright := self._grid(column, kinds):
            yield from self._drawn(upright, column, kinds)
        elif turned and (grid := self._grid(turned, kinds)):
            for slice in self._drawn(grid, turned, kinds):
                yield slice._replace(turned=True)
        elif column.scale > 1 and self._grid(column.ungrown, kinds):
            raise LeafletError()  # so that the leaflet does not grow: it has room for the columns
        else:
            yield from self._drawn(self._cards(column, kinds), column, kinds)

    def _drawn(self, grid: _Grid | _Cards, column: Column, kinds: _Kinds) -> Iterator[Slice]:
        """Yield the caption, the head and the rows, with the white around them."""
        slices = [*self._caption(grid.column)]
        above = [*self._continued(grid.column)]
        if self.head:
            slices += (head := grid.head(self._headers(kinds)))
            above += unread(head)
        above = above if height(above) <= HEAD_HIGHEST else []
        limit = min(HIGHEST, column.room) - height(above)
        rows = [grid.row(self._row(row, kinds.name, kinds.cell), limit) for row in self.rows]
        slices += (part._replace(above=tuple(above)) for part in _paired(rows))
        small = height(slices) <= column.room * SMALL
        yield from held(slices, WISHED) if small else slices
        yield from column.gap(3 * column.look.quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the table row by row."""
        yield "Table", ""
        if self.caption:
            yield from voice.says("Caption", self.caption)
        if self.head:
            yield "TR", ""
            for cell in self.head:
                yield from voice.says("TH", cell)
        for row in self.rows:
            yield "TR", ""
            for cell, role in self._row(row, "TH", "TD"):
                yield from voice.says(role, cell)

    def _caption(self, column: Column) -> Iterator[Slice]:
        if self.caption:
            node = column.node.add("Caption")
            lines = column.prose.lines(self.caption, _caption_style(column), node)
            yield from bound_to_next(lines)
            yield from bound_to_next(column.gap(2 * column.look.quarter))

    def _continued(self, column: Column) -> Iterator[Slice]:
        """Yield the caption as it is repeated on each page that the table goes on to."""
        if self.caption:
            yield from column.prose.continued(self.caption, _caption_style(column))
            yield from column.gap(2 * column.look.quarter)

    def _headers(self, kinds: _Kinds) -> _Said:
        """Pair each cell of the head with its kind."""
        return [(cell, kinds.head) for cell in self.head]

    def _row(self, row: Cells, name: Kind, other: Kind) -> list[tuple[Cell, Kind]]:
        """Pair each cell of a row with its kind: the first cell may be the row's `name`."""
        first = name if self.is_named else other
        return [(cell, other if place else first) for place, cell in enumerate(row)]

    def _grid(self, column: Column, kinds: _Kinds) -> _Grid | None:
        """Return what draws the rows in columns, or None if there is too little room for those."""
        columns = [*self._lengths(column, kinds)]
        numbers = frozenset(n for n in range(self.columns) if self._has_numbers(n))
        comfortable, *narrower = floors(columns)
        places = (column, column.wide) if column.margin else (column,)
        ways = [(place, comfortable, ASIDE) for place in places]
        ways += ((places[-1], least, aside) for least in narrower for aside in (ASIDE, NARROW))
        for place, least, aside in ways:
            if sum(least) + aside * (self.columns - 1) <= place.width:
                widths = self._widths(columns, least, place, aside, numbers)
                return _Grid(place.inside("Table"), aside, widths, numbers)
        return None

    def _lengths(self, column: Column, kinds: _Kinds) -> Iterator[list[CellLengths]]:
        """Yield the texts of each column as lengths."""
        rows = [self._headers(kinds)] if self.head else []
        rows += (self._row(row, kinds.name, kinds.cell) for row in self.rows)
        for cells in zip(*rows, strict=True):
            yield [
                CellLengths(column.extents(cell, kind.style), kind.style.size, kind is kinds.head)
                for cell, kind in cells
            ]

    def _has_numbers(self, column: int) -> bool:
        """Return whether all that a column says is numbers, and some of it is."""
        said = [row[column].literal for row in self.rows if row[column].parts]
        is_name = self.is_named and not column
        return bool(said) and not is_name and all(map(is_number, said))

    def _widths(
        self,
        columns: list[list[CellLengths]],
        least: list[float],
        place: Column,
        aside: float,
        numbers: frozenset[int],
    ) -> list[float]:
        """Return the widths of the columns with the white at the end of each but the last.

        They begin on columns of the sheet's grid where there is room for that.
        """
        white = [aside] * (self.columns - 1) + [0.0]
        room = place.width - sum(white)
        if self.widths:
            floor = [width + more for width, more in zip(least, white, strict=True)]
            return shared(place.width, self.widths, floor)
        wished = lowest(columns, least, room)
        wished = _numbers_narrow(wished, least, numbers)
        steps = _steps(place, aside)
        found = stepped(columns, least, steps, wished) if steps else None
        return found or [width + more for width, more in zip(wished, white, strict=True)]

    def _cards(self, column: Column, kinds: _Kinds) -> _Cards:
        """Return what draws each row as a card, over the margin column too if a word needs it."""
        rows = [self.head, *self.rows]
        words = (column.widths(cell, kinds.name.style)[0] for row in rows for cell in row)
        place = column if max(words) <= column.width else column.wide
        return _Cards(place.inside("Table"), self.head)


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


def _caption_style(column: Column) -> Style:
    return column.look.styles["h3"]


class _Kind(NamedTuple):
    """How one kind of cell is set, and its structure type."""

    style: Style
    role: str
    scope: str = ""

    @property
    def attributes(self) -> tuple[str, ...]:
        # PDF/UA-1, 7.5: a TH needs a Scope (ISO 32000-1, 14.8.5.7).
        return (f"/O /Table /Scope /{self.scope}",) if self.scope else ()


class _Kinds(NamedTuple):
    """The kinds of cells that a table has."""

    head: _Kind
    name: _Kind
    cell: _Kind


def _kinds(look: Look) -> _Kinds:
    body = look.styles["body"]
    bold = body._replace(bold=True)
    head = _Kind(bold, "TH", "Column")
    return _Kinds(head, _Kind(bold, "TH", "Row"), _Kind(body, "TD"))


_Said = list[tuple[Cell, _Kind]]


class _Grid:
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

    def head(self, said: _Said) -> list[Slice]:
        """Return the slice of column headers, which end on one line over a thick rule."""
        cells, white = self._lines(said), OVER * self.column.look.quarter
        tall = max(map(height, cells))
        words = side_by_side(*([Slice(tall - height(cell)), *cell] for cell in cells))
        rule = _rule(self.column, tall + white, self.column.look.colours["marker"], HEAD_RULE)
        return [Slice(tall + white + HEAD_RULE / 2, (rule, *words.marks), BOUND)]

    def row(self, said: _Said, limit: float) -> list[Slice]:
        """Return a row as one slice, or line by line if it is higher than `limit` points."""
        return _parted(self.column, self._lines(said), limit)

    def _lines(self, said: _Said) -> list[list[Slice]]:
        """Return the lines of each cell, under a new structure node for the row."""
        row = self.column.node.add("TR")
        return [
            self._set(number, place, (cell, kind), _cell_node(row, kind))
            for number, (place, (cell, kind)) in enumerate(zip(self.cells, said, strict=True))
        ]

    def _set(
        self, number: int, place: Column, said: tuple[Cell, _Kind], node: StructureNode
    ) -> list[Slice]:
        """Return the lines of a cell; those of numbers and of their head end at one edge."""
        cell, kind = said
        lines = [*place.lines(cell, kind.style, node)]
        if number not in self.numbers:
            return lines
        if kind.role == "TD":
            lines = [tabular(line, kind.style) for line in lines]
        return [ending_at(line, place.x + place.width) for line in lines]


class _Cards:
    """Draws each row of one table as a card, a line for each cell with its header before it.

    The headers are read once, on the first card; on the others they are artifacts.
    """

    def __init__(self, column: Column, heads: Cells) -> None:
        self.column = column
        self.heads: tuple[tuple[Run, ...], ...] = tuple(
            column.runs(head, column.look.styles["body"]) for head in heads
        )
        self.nodes: list[StructureNode | None] = []
        """Of the headers, until they are drawn."""

    def head(self, said: _Said) -> list[Slice]:
        """Make the headers' places in reading order; they are drawn on the first card."""
        row = self.column.node.add("TR")
        self.nodes = [_cell_node(row, kind) for _, kind in said]
        return []

    def row(self, said: _Said, limit: float) -> list[Slice]:
        """Return a card as one slice, or line by line if it is higher than `limit` points."""
        row = self.column.node.add("TR")
        heads = self.heads or ((),) * len(said)
        nodes = self.nodes or [None] * len(said)
        self.nodes = []
        lines: list[Slice] = []
        for (cell, kind), head, node in zip(said, heads, nodes, strict=True):
            named = tuple(run._replace(bold=True, link=run.link if node else "") for run in head)
            stop = (Run(_stop(named), bold=True),) if named else ()
            words = self.column.runs(cell, kind.style)
            places = (*[node] * len(named), *[None] * len(stop))
            places += (_cell_node(row, kind),) * len(words)
            lines += self.column.lines((*named, *stop, *words), kind.style, places)
        return _parted(self.column, [lines], limit)


def _stop(head: tuple[Run, ...]) -> str:
    """Return what stands between a header and its cell."""
    return " " if head[-1].text.rstrip().endswith((":", "?", ".", "!")) else ": "


def _cell_node(row: StructureNode, kind: _Kind) -> StructureNode:
    return row.add(kind.role, attributes=kind.attributes)


def _parted(column: Column, cells: list[list[Slice]], limit: float) -> list[Slice]:
    """Return cells side by side as one slice, or line by line if that is too high."""
    over = OVER * column.look.quarter
    whole = _whole(column, cells)
    if whole.height <= limit:
        return [whole]
    first, *middle, last = (
        side_by_side(*([line] if line else [] for line in strip)) for strip in zip_longest(*cells)
    )
    foot = last.height + over
    return [
        Slice(first.height + over, tuple(stacked([first], over)), BOUND),
        *middle[:-1],
        *bound_to_next(middle[-1:]),
        Slice(foot, (*last.marks, _hairline(column, foot))),
    ]


def _whole(column: Column, cells: list[list[Slice]]) -> Slice:
    """Return one slice of cells side by side with a rule under them."""
    words, over = side_by_side(*cells), OVER * column.look.quarter
    # A row of empty cells is as high as one line: room to write in.
    tall = max(words.height, column.look.styles["body"].leading) + 2 * over
    return Slice(tall, (_hairline(column, tall), *stacked([words], over)))


def _hairline(column: Column, y: float) -> Stroke:
    return _rule(column, y, column.look.colours["rule"], HAIRLINE)


def _rule(column: Column, y: float, colour: RGB, thickness: float) -> Stroke:
    return Stroke(column.x, y, column.x + column.width, y, thickness, colour)


def _counted(row: Cells) -> str:
    return "1 cell" if len(row) == 1 else f"{len(row)} cells"


def _paired(rows: list[list[Slice]]) -> Iterator[Slice]:
    """Yield the slices of the rows; neither the first nor the last row stands alone on a page."""
    for number, row in enumerate(rows, 1):
        alone = number < len(rows) and number in (1, len(rows) - 1)
        yield from [*row[:-1], *bound_to_next(row[-1:])] if alone else row
