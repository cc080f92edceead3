"""`- steps: …`: what to do, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from leaflet.content.inline import Text
from leaflet.content.look import Style
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.colour import BLACK, WHITE, contrast
from leaflet.layout import lists
from leaflet.layout.column import Column
from leaflet.layout.grid import NUMERAL
from leaflet.layout.slices import Fill, Mark, Slice, StructureNode, moved
from leaflet.layout.strips import unstranded

DISC = 7.5 * MM
"""Diameter of the disc behind a number."""
ASIDE = 4.0
"""White between a number and the edge of its disc, in points."""


class Steps(Block, frozen=True):
    """A numbered list with an optional lead-in."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[Text, ...]
    intro: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the lead-in, bound to the first step, and the steps; they do not cross a fold."""
        slices = self._slices(column.prose)
        if column.is_folded:
            yield from column.in_one_piece(slices)
        else:
            yield from lists.kept(column, slices, len(self.items))

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the lead-in and the list."""
        yield from voice.lists("{}", self.items, self.intro)

    def _slices(self, column: Column) -> Iterator[Slice]:
        yield from lists.leading_in(column, self.intro)
        listing = column.node.add("L", attributes=("/O /List /ListNumbering /Decimal",))
        numerals = _Numerals.of(column, len(self.items))
        steps = [[*numerals.step(*step, listing.add("LI"))] for step in enumerate(self.items, 1)]
        for step in steps[:-1]:
            step += column.gap(2 * column.look.quarter)
        steps[-1] += column.gap(numerals.body.after)
        yield from unstranded(steps)


class _Numerals(NamedTuple):
    """Numbered discs on a column, each `wide` and `tall` points."""

    column: Column
    body: Style
    wide: float
    tall: float

    @classmethod
    def of(cls, column: Column, steps: int) -> _Numerals:
        """Return the discs for so many steps."""
        body = column.look.styles["body"]
        _, number = column.widths(str(steps), body._replace(bold=True))
        return cls(column, body, max(DISC, number + 2 * ASIDE), max(DISC, body.leading + 2))

    def step(self, number: int, item: Text, node: StructureNode) -> Iterator[Slice]:
        """Yield the numbered disc with the words beside it, at least as high as the disc."""
        over = (self.tall - self.body.leading) / 2
        label = [*self._disc(), *self._number(str(number), node.add("Lbl"))]
        indent = NUMERAL + self.wide - DISC
        first, *others = self.column.inset(indent).lines(item, self.body, node.add("LBody"))
        tall = over + self.body.leading if others else self.tall
        lowered = (moved(mark, 0, over) for mark in first.marks)
        yield first._replace(height=tall, marks=(*label, *lowered))
        yield from others

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
