"""`- table: …`: rows of cells, with a head that is repeated on every page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Annotated, Literal, NamedTuple, TypeVar

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.theme import Look, Style
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.colour import RGB
from leaflet.layout.column import Column
from leaflet.layout.slices import BOUND, WISHED, Fill, Slice, Stroke, Words, height
from leaflet.layout.strips import bound_to_next, held, side_by_side, stacked
from leaflet.layout.widths import shared
from leaflet.source.model import Reader
from leaflet.source.nodes import Node as Written
from leaflet.source.nodes import Scalar
from leaflet.source.span import Span

COLUMNS = 8
"""More would leave no room for words."""
ASIDE, NARROW, OVER = 6.0, 3.0, 4.0
"""White in a cell: beside its words, also where room is short, and over and under them; points."""
EMS = 7.0
"""How wide the words of a column may be at least, in ems, where there is room."""
HIGHEST = 420.0
"""Points that a row may be high, with the head that is repeated over it, before it is parted."""
HEAD_HIGHEST = 140.0
"""A higher head is not repeated."""
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
        """Yield the caption, the head and the rows; only a very high row is split."""
        kinds = _kinds(column.look)
        table, aside, widths = self._measured(column, kinds)
        table = table.inside("Table")
        slices = [*self._caption(table)]
        grid = _Grid(table, aside, widths)
        above: tuple[Slice, ...] = ()
        if self.head:
            head = grid.head([*zip(self.head, [kinds.head] * self.columns, strict=True)])
            slices.append(head)
            above = (_unread(head),) if head.height <= HEAD_HIGHEST else ()
        limit = HIGHEST - height(above)
        rows = [grid.row(self._row(row, kinds.name, kinds.cell), limit) for row in self.rows]
        slices += (part._replace(above=above) for part in _paired(rows))
        yield from column.gap(4)
        small = height(slices) <= column.room * SMALL
        yield from held(slices, WISHED) if small else slices
        yield from column.gap(11)

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
            style = column.look.styles["body"]._replace(bold=True)
            lines = column.lines(self.caption, style, column.node.add("Caption"))
            yield from bound_to_next(lines)
            yield from bound_to_next(column.gap(4))

    def _row(self, row: Cells, name: Kind, other: Kind) -> list[tuple[Cell, Kind]]:
        """Pair each cell of a row with its kind: the first cell may be the row's `name`."""
        first = name if self.is_named else other
        return [(cell, other if place else first) for place, cell in enumerate(row)]

    def _measured(self, column: Column, kinds: _Kinds) -> tuple[Column, float, list[float]]:
        """Return the column to draw on, the space beside words, and the widths of the cells."""
        rows = [[(cell, kinds.head) for cell in self.head]] if self.head else []
        rows += (self._row(row, kinds.name, kinds.cell) for row in self.rows)
        pairs = [[column.widths(cell, kind.style) for cell, kind in row] for row in rows]
        least, whole = ([max(w) for w in zip(*w, strict=True)] for w in _parted(pairs))
        some = EMS * kinds.cell.style.size
        good = [max(one, min(all_, some)) for one, all_ in zip(least, whole, strict=True)]
        white = 2 * ASIDE * self.columns
        if sum(good) + white > column.width:
            column = column.wide
        aside = ASIDE if sum(least) + white <= column.width else NARROW
        floors = good if sum(good) + white <= column.width else least
        shares = self.widths or [min(width + 2 * aside, column.width) for width in whole]
        return column, aside, shared(column.width, shares, [f + 2 * aside for f in floors])


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
    head = _Kind(bold._replace(colour=look.colours["marker"]), "TH", "Column")
    return _Kinds(head, _Kind(bold, "TH", "Row"), _Kind(body, "TD"))


_Said = list[tuple[Cell, _Kind]]


class _Grid:
    """Draws the rows of one table on cells of these widths, in points."""

    def __init__(self, column: Column, aside: float, widths: list[float]) -> None:
        self.column = column
        self.cells: list[Column] = []
        x = 0.0
        for width in widths:
            self.cells.append(column.inset(x + aside, column.width - x - width + aside))
            x += width

    def head(self, said: _Said) -> Slice:
        """Return the slice of column headers, on a tint with a rule under them."""
        colours = self.column.look.colours
        row = self._whole(self._lines(said), colours["heading"], 1.25)
        tint = Fill(self.column.x, 0, self.column.width, row.height, colours["panel"])
        return row._replace(marks=(tint, *row.marks), keep_with_next=BOUND)

    def row(self, said: _Said, limit: float) -> list[Slice]:
        """Yield a row as one slice, or line by line if it is higher than `limit` points."""
        cells, colour = self._lines(said), self.column.look.colours["rule"]
        whole = self._whole(cells, colour, 0.75)
        if whole.height <= limit:
            return [whole]
        first, *middle, last = (
            side_by_side(*([line] if line else [] for line in strip))
            for strip in zip_longest(*cells)
        )
        foot = last.height + OVER
        return [
            Slice(first.height + OVER, tuple(stacked([first], OVER)), BOUND),
            *middle[:-1],
            *bound_to_next(middle[-1:]),
            Slice(foot, (*last.marks, self._rule(foot, colour, 0.75))),
        ]

    def _lines(self, said: _Said) -> list[list[Slice]]:
        """Return the lines of each cell, under a new structure node for the row."""
        row = self.column.node.add("TR")
        return [
            [*place.lines(cell, kind.style, row.add(kind.role, attributes=kind.attributes))]
            for place, (cell, kind) in zip(self.cells, said, strict=True)
        ]

    def _whole(self, cells: list[list[Slice]], colour: RGB, thickness: float) -> Slice:
        words = side_by_side(*cells)
        # A row of empty cells is as high as one line: room to write in.
        tall = max(words.height, self.column.look.styles["body"].leading) + 2 * OVER
        return Slice(tall, (self._rule(tall, colour, thickness), *stacked([words], OVER)))

    def _rule(self, y: float, colour: RGB, thickness: float) -> Stroke:
        x = self.column.x
        return Stroke(x, y, x + self.column.width, y, thickness, colour)


def _parted(pairs: list[list[tuple[float, float]]]) -> Iterator[list[list[float]]]:
    """Yield the first cell of each row, then the second of each row."""
    for place in (0, 1):
        yield [[pair[place] for pair in row] for row in pairs]


def _counted(row: Cells) -> str:
    return "1 cell" if len(row) == 1 else f"{len(row)} cells"


def _paired(rows: list[list[Slice]]) -> Iterator[Slice]:
    """Yield the slices of the rows; neither the first nor the last row stands alone on a page."""
    for number, row in enumerate(rows, 1):
        alone = number < len(rows) and number in (1, len(rows) - 1)
        yield from [*row[:-1], *bound_to_next(row[-1:])] if alone else row


def _unread(slice: Slice) -> Slice:
    """Return the slice as an artifact, so that a repeated head is not read again."""
    marks = (
        mark._replace(node=None, link="") if isinstance(mark, Words) else mark
        for mark in slice.marks
    )
    return slice._replace(marks=tuple(marks))
