"""`- fill_in: …`: what a reader writes or ticks, each beside or under its label."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.part import Part
from leaflet.content.sheet import MM
from leaflet.document.block import Above, Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import blanks, lists
from leaflet.layout.column import Column
from leaflet.layout.grid import INSET, NUMERAL
from leaflet.layout.slices import Slice, StructureNode, height
from leaflet.layout.strips import bound_to_next, side_by_side, unstranded, whole
from leaflet.source.model import Reader
from leaflet.source.nodes import Node, Sequence
from leaflet.source.span import Span

MOST, ABREAST = 60, 6
"""The most fields, and the most on a line."""
NARROWEST = 40 * MM
"""Of a room beside another."""
SHORT = 0.4
"""A form that takes no more of a page is never parted."""
LONG = 0.6
"""A label that takes more of the width stands over its line."""
INDENT = 0.4
"""The lines of a form begin at one place if the labels take at most this share of the width."""


class FormField(Part, frozen=True):
    """One thing to fill in: on a line, in a room, or by a tick."""

    main: ClassVar[str] = "label"
    """A label alone has a line."""
    leads_to: ClassVar[tuple[str, ...]] = ("choices",)
    """One of which no choice is left is no line to write on."""

    label: Text
    height: blanks.Height | None = None
    tick: Annotated[bool, Meta(description="Whether the label is ticked.")] = False
    choices: Annotated[tuple[Text, ...], Meta(description="What one of them is ticked of.")] = ()
    width: Annotated[
        int, Meta(ge=1, le=12, description="Its share of the width, beside others on its line.")
    ] = 1

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for what is to be filled in in two ways."""
        ways = [key for key in ("height", "tick", "choices") if getattr(self, key)]
        for key in ways[1:]:
            problem = f"`{ways[0]}` and `{key}` are two ways to fill in one thing"
            yield key, "conflicting-keys", problem, "keep one of them, or make two of it"

    @classmethod
    def items_from_one(cls, node: Node, reader: Reader) -> tuple[FormField | None, ...] | None:
        """Read what stands alone on its line."""
        return None if isinstance(node, Sequence) else (reader.struct(node, cls),)

    @property
    def is_line(self) -> bool:
        """Whether it is a line to write on."""
        return not (self.height or self.tick or self.choices)


FormRow = tuple[FormField, ...]


class FillIn(Block, frozen=True):
    """Rows of things to fill in."""

    main: ClassVar[str] = "rows"
    """A plain list is enough."""

    rows: Annotated[
        tuple[FormRow, ...], Meta(description="Each a label, or a list of what is on one line.")
    ]
    title: Text | None = None
    intro: Text | None = None

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for too many fields, in all or on a line."""
        count = sum(map(len, self.rows))
        if count > MOST:
            problem = f"these are {count} things to fill in; at most {MOST} can be asked at once"
            yield "rows", "wrong-count", problem, "part them, each under a heading of its own"
        for number, row in enumerate(self.rows):
            if len(row) > ABREAST:
                problem = f"{len(row)} things to fill in have no room on one line"
                yield f"rows[{number}]", "wrong-count", problem, "put them on two lines"

    def level_after(self, above: Above) -> int:
        """Return the level of its title."""
        return above.floor + 1 if self.title else above.level

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the title, the lead-in and the rows; no row is parted."""
        yield from column.titled(self.title)
        yield from lists.leading_in(column, self.intro)
        indent, q = self._indent(column), column.look.quarter
        drawn = []
        for number, row in enumerate(self.rows):
            after = self.rows[number + 1 : number + 2]
            gap = column.gap((1 if after and after[0][0].is_line else 3) * q if after else 0)
            drawn.append([*whole(_row(row, column, indent)), *gap])
        slices = [*unstranded(drawn)]
        is_short = height(slices) <= SHORT * column.room
        yield from column.in_one_piece(slices) if is_short else slices
        yield from column.gap(4 * q)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the title and the lead-in, and each label with its field."""
        yield from voice.titled(self.title)
        if self.intro:
            yield from voice.says("P", self.intro)
        for row in self.rows:
            for each in row:
                yield from _read(each, voice)

    def _indent(self, column: Column) -> float:
        """Return where the lines of first fields begin, if that can be one place; 0 otherwise."""
        firsts = [row[0].label for row in self.rows if row[0].is_line]
        widths = [blanks.label_width(column, label) for label in firsts]
        return max((each for each in widths if each <= INDENT * column.width), default=0.0)


def _read(each: FormField, voice: Voice) -> Iterator[Entry]:
    """Yield a label with its field, in the order of the tags."""
    if each.tick:
        yield from voice.field()
    yield from voice.says("P", each.label)
    if each.choices:
        yield from voice.to_tick(each.choices)
    if each.is_line or each.height:
        yield from voice.field()


def _row(row: FormRow, column: Column, indent: float) -> list[Slice]:
    """Return what stands on one line, or one under another where that is too narrow."""
    shares = [each.width for each in row]
    places = column.split(*shares, gap=column.grid.gutter) if len(row) > 1 else [column]
    cells = [*zip(row, places, strict=True)]
    if len(row) > 1 and not (column.abreast and all(_fits(*cell) for cell in cells)):
        return [*_under_one_another(row, column, indent)]
    drawn = [
        _drawn(each, place, 0.0 if number else indent) for number, (each, place) in enumerate(cells)
    ]
    if len(row) == 1:
        return drawn[0]
    most = max(map(height, drawn))
    return [side_by_side(*([Slice(most - height(cell)), *cell] for cell in drawn))]


def _under_one_another(row: FormRow, column: Column, indent: float) -> Iterator[Slice]:
    for number, each in enumerate(row):
        yield from column.gap(2 * column.look.quarter * bool(number and not each.is_line))
        yield from _drawn(each, column, indent)


def _fits(each: FormField, place: Column) -> bool:
    """Return whether something has room beside others."""
    if each.is_line:
        return blanks.label_width(place, each.label) + blanks.SHORTEST <= place.width
    if each.choices:
        return sum(_choice_widths(each, place)) <= place.width
    return place.width >= NARROWEST and place.has_room(each.label, blanks.label_style(place))


def _drawn(each: FormField, column: Column, indent: float) -> list[Slice]:
    """Return one thing to fill in, with its label."""
    if each.tick:
        return [*_ticked(each.label, column)]
    if each.choices:
        return [*_label(each, column), *_choices(each, column)]
    if each.height:
        name = blanks.spoken(column, each.label)
        tall = blanks.tall(column, each.height)
        return [*_label(each, column), blanks.room(column, name, tall)]
    wide = blanks.label_width(column, each.label)
    if wide > LONG * column.width:
        wide = column.width
    elif indent + blanks.SHORTEST <= column.width:
        wide = max(wide, indent)
    return [blanks.labelled(column, each.label, wide, blanks.LEAST)]


def _label(each: FormField, column: Column) -> Iterator[Slice]:
    """Yield a label over what is filled in."""
    node = column.node.add("P")
    yield from bound_to_next(column.lines(each.label, blanks.label_style(column), node))
    yield from bound_to_next(column.gap(column.look.quarter))


def _ticked(label: Text, column: Column) -> Iterator[Slice]:
    """Yield a box with its label beside it."""
    sign = blanks.tick(column, blanks.spoken(column, label)).marks
    body = column.look.styles["body"]
    words = column.inset(NUMERAL).lines(label, body, column.node.add("P"))
    yield from lists.headed(column, lists.BOX, sign, words)


def _choices(each: FormField, column: Column) -> Iterator[Slice]:
    """Yield the boxes with what can be ticked, as many beside each other as there is room for."""
    listing = lists.listing(column.node, "None")
    rows = _rows([*_choice_widths(each, column)], column.width)
    for number, row in enumerate(rows, 1):
        cells, x = [], 0.0
        for at, wide in row:
            place = column.inset(x, max(0.0, column.width - x - wide))
            cells.append([*_choice(each, at, place, listing.add("LI"))])
            x += wide
        yield side_by_side(*cells)
        if number < len(rows):
            yield from column.gap(column.look.quarter)


def _choice(each: FormField, number: int, column: Column, entry: StructureNode) -> Iterator[Slice]:
    """Yield a box with what it is ticked for beside it."""
    choice = each.choices[number]
    name = f"{blanks.spoken(column, each.label)} {blanks.spoken(column, choice)}"
    sign = lists.ticked(column, entry, name)
    body = column.look.styles["body"]
    words = column.inset(NUMERAL).lines(choice, body, entry.add("LBody"))
    yield from lists.headed(column, lists.BOX, sign, words)


def _choice_widths(each: FormField, column: Column) -> Iterator[float]:
    """Yield the width of each choice on one line, with the white behind it, in points."""
    body = column.look.styles["body"]
    for choice in each.choices:
        yield NUMERAL + column.widths(choice, body)[1] + 2 * INSET


def _rows(widths: list[float], room: float) -> list[list[tuple[int, float]]]:
    """Return the numbers and the widths of what stands on each line."""
    rows: list[list[tuple[int, float]]] = []
    left = 0.0
    for number, wide in enumerate(widths):
        if not rows or wide > left:
            rows.append([])
            left = room
        rows[-1].append((number, min(wide, room)))
        left -= wide
    return rows
