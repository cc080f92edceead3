"""`- steps: …`: what to do, in order, as a line of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from leaflet.content.inline import Text
from leaflet.content.theme import Style
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.colour import BLACK, WHITE, contrast
from leaflet.layout.column import Column
from leaflet.layout.slices import Fill, Mark, Slice, Stroke, StructureNode, moved
from leaflet.layout.strips import bound_to_next, unstranded

DISC = 22.0
"""Diameter of the disc behind a number, in points."""
GAP = 9.0
"""Between the steps."""
RULE = 1.5


class Steps(Block, frozen=True):
    """A numbered list with an optional lead-in."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[Text, ...]
    intro: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the lead-in, bound to the first step, and the steps; they do not cross a fold."""
        slices = self._slices(column)
        yield from column.in_one_piece(slices) if column.is_folded else slices

    def _slices(self, column: Column) -> Iterator[Slice]:
        yield from column.leading_in(self.intro)
        if self.intro:  # the discs are higher than the words
            yield from bound_to_next(column.gap(GAP / 2))
        listing = column.node.add("L", attributes=("/O /List /ListNumbering /Decimal",))
        line = _Timeline.of(column, len(self.items))
        steps = [list(line.step(*step, listing.add("LI"))) for step in enumerate(self.items, 1)]
        for number, step in enumerate(steps[:-1]):
            steps[number] = list(line.joined([*step, *column.gap(GAP)]))
        yield from unstranded([*steps[:-1], [*steps[-1], *column.gap(line.body.after)]])

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the lead-in and the list."""
        yield from voice.lists("{}", self.items, self.intro)


class _Timeline(NamedTuple):
    """Numbered discs on a column, each `wide` and `tall` points, joined by a rule."""

    column: Column
    body: Style
    wide: float
    tall: float

    @classmethod
    def of(cls, column: Column, steps: int) -> _Timeline:
        """Return the timeline for so many steps."""
        body = column.look.styles["body"]
        _, number = column.widths(str(steps), body._replace(bold=True))
        return cls(column, body, max(DISC, number + 8), max(DISC, body.leading + 2))

    def step(self, number: int, item: Text, node: StructureNode) -> Iterator[Slice]:
        """Yield the numbered disc with the words beside it, at least as high as the disc."""
        over = (self.tall - self.body.leading) / 2
        label = [*self._disc(), *self._number(str(number), node.add("Lbl"))]
        words = self.column.inset(self.wide + 10).lines(item, self.body, node.add("LBody"))
        first, *others = words
        tall = over + self.body.leading if others else self.tall
        lowered = (moved(mark, 0, over) for mark in first.marks)
        yield first._replace(height=tall, marks=(*label, *lowered))
        yield from others

    def joined(self, step: list[Slice]) -> Iterator[Slice]:
        """Yield the slices of a step with the rule from its disc to the next."""
        x, top, ink = self.column.x + self.wide / 2, 0.0, self.column.look.colours["marker"]
        for slice in step:
            start = max(self.tall - top, 0.0)
            top += slice.height
            if start < slice.height:
                rule = Stroke(x, start, x, slice.height, RULE, ink)
                slice = slice._replace(marks=(rule, *slice.marks))
            yield slice

    def _disc(self) -> Iterator[Mark]:
        ink, round = self.column.look.colours["marker"], self.tall / 2
        yield Fill(self.column.x, 0, self.wide, self.tall, ink, round, round)

    def _number(self, number: str, node: StructureNode) -> Iterator[Mark]:
        disc = self.column.look.colours["marker"]
        ink = max(WHITE, BLACK, key=lambda ink: contrast(ink, disc))
        style = self.body._replace(bold=True, colour=ink)
        room = self.wide - self.column.widths(number, style)[1]
        (line,) = self.column.inset(room / 2).lines(number, style, node)
        yield from (moved(mark, 0, (self.tall - style.leading) / 2) for mark in line.marks)
