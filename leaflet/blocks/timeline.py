"""`- timeline: …`: what to do day by day, along a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, NamedTuple

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.look import Look
from leaflet.content.part import Part
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.colour import lch
from leaflet.layout import figures, lists
from leaflet.layout.column import Column
from leaflet.layout.grid import SOURCE
from leaflet.layout.slices import Fill, Slice, Stroke, StructureNode, Words
from leaflet.layout.strips import levelled, side_by_side, unstranded
from leaflet.source.span import Span

DOT, RING, LINE = 4.4 * MM, 0.9 * MM, 1.0 * MM
"""The diameter of a dot, and the thickness of a ring and of the line."""
DAY, AXIS, TEXT = 49.33 * MM, 54.66 * MM, 61.33 * MM
"""From the start: the width of the days, the middle of the line, and the words beside it."""
PITCH, MOST = 22 * MM, 33 * MM
"""From one day to the next: at least, and at most where all rows are alike."""
TONES = 30.0
"""How much lighter than its ring the dot of the day itself is, at least (L*)."""
WORDS = 70 * MM
"""The least width of the words; where there is less, the day stands over them."""


class Day(Part, frozen=True):
    """A day, or a time, and what to do then."""

    day: Annotated[Text, Meta(description="When, such as 2 days before.")]
    text: Annotated[Text, Meta(description="What to do then.")]
    marked: Annotated[bool, Meta(description="Whether it is the day itself.")] = False


class Timeline(Block, frozen=True):
    """Days in order, each with what to do; the day itself is marked."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[Day, ...]
    intro: Text | None = None

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault where more than one day is marked."""
        marked = [day for day in self.items if day.marked]
        if len(marked) > 1:
            problem = f"{len(marked)} days are marked, and only one can be the day itself"
            yield marked[1].day.span or "items", "duplicate-item", problem, "mark one of them"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the days in rows that are never split; they do not cross a fold."""
        slices = self._slices(column)
        if column.is_folded:
            yield from column.in_one_piece(slices)
        else:
            yield from lists.kept(column, slices, len(self.items))

    def _slices(self, column: Column) -> Iterator[Slice]:
        quarter = column.look.quarter
        yield from column.gap(2 * quarter)
        yield from lists.leading_in(column, self.intro)
        ways = [self._beside] if column.width - TEXT >= WORDS else []
        yield from column.first_fitting(*ways, self._under)
        yield from column.gap(4 * quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the lead-in, and each day with what to do."""
        if self.intro:
            yield from voice.says("P", self.intro)
        yield "L", ""
        for day in self.items:
            yield "LI", ""
            yield from voice.says("Lbl", day.day)
            yield from voice.says("LBody", day.text)

    def _beside(self, column: Column) -> Iterator[Slice]:
        """Yield the days at one side of the line and the words at the other, in equal steps."""
        days, words = column._replace(width=DAY), column.inset(TEXT)
        rows = [
            side_by_side(*levelled([_day(day, days, node), _words(day, words, node)], 0.0))
            for day, node in self._placed(column)
        ]
        gap = 4 * column.look.quarter
        alike = max(row.height for row in rows) + gap
        pitches = [max(PITCH, alike if alike <= MOST else row.height + gap) for row in rows]
        yield from self._joined(column, AXIS, rows, pitches)

    def _under(self, column: Column) -> Iterator[Slice]:
        """Yield each day over its words, all at one side of the line."""
        place = column.inset(SOURCE)
        rows = [
            figures.stack([*_day(day, place, node), *_words(day, place, node)])
            for day, node in self._placed(column)
        ]
        gap = 3 * column.look.quarter
        yield from self._joined(column, DOT / 2, rows, [row.height + gap for row in rows])

    def _placed(self, column: Column) -> Iterator[tuple[Day, StructureNode]]:
        """Yield each day with its place in reading order."""
        listing = column.node.add("L", attributes=("/O /List /ListNumbering /None",))
        for day in self.items:
            yield day, listing.add("LI")

    def _joined(
        self, column: Column, axis: float, rows: list[Slice], pitches: list[float]
    ) -> Iterator[Slice]:
        """Yield the rows, each with its dot, joined by the line and so far apart."""
        line = _Axis(column.x + axis, column.look)
        last = len(rows) - 1
        parts = []
        for place, (day, row, pitch) in enumerate(zip(self.items, rows, pitches, strict=True)):
            middle = _middle(row)
            marks = [line.dot(middle, marked=day.marked), *row.marks]
            if place:
                marks.append(line.line(0.0, middle - DOT / 2))
            if place < last:
                marks.append(line.line(middle + DOT / 2, row.height))
            drawn = [row._replace(marks=tuple(marks))]
            white = pitch - row.height
            if place < last and white > 0:
                drawn.append(Slice(white, (line.line(0.0, white),), white=True))
            parts.append(drawn)
        yield from unstranded(parts)


class _Axis(NamedTuple):
    """The line that the days stand on; `x` is its middle."""

    x: float
    look: Look

    def line(self, start: float, end: float) -> Stroke:
        """Return the line from one depth to another."""
        return Stroke(self.x, start, self.x, end, LINE, self.look.colours["tint2"])

    def dot(self, middle: float, *, marked: bool) -> Fill:
        """Return the dot of a day; that of the day itself is a ring around the warm colour.

        Where that looks like the ring in a grey copy, the ring is around the paper.
        """
        colours, radius = self.look.colours, DOT / 2
        warm, mark, paper = (colours[role] for role in ("warm", "marker", "paper"))
        filled = warm if abs(lch(warm).lightness - lch(mark).lightness) >= TONES else paper
        ink = filled if marked else mark
        box = (self.x - radius, middle - radius, DOT, DOT)
        ring = (mark, RING) if marked else (None, 0.0)
        return Fill(*box, ink, radius, radius, *ring)


def _day(day: Day, column: Column, node: StructureNode) -> list[Slice]:
    return [*column.lines(day.day, column.look.styles["h3"], node.add("Lbl"))]


def _words(day: Day, column: Column, node: StructureNode) -> list[Slice]:
    return [*column.lines(day.text, column.look.styles["body"], node.add("LBody"))]


def _middle(row: Slice) -> float:
    """Return the depth of the middle of the capitals of the first line."""
    first = next(mark for mark in row.marks if isinstance(mark, Words))
    return first.y - first.font.cap_height * first.size / 2
