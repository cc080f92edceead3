"""`- tear_off: …`: a slip at the foot of the last page, to fill in, cut off and hand back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.inline import Text
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics import signs
from leaflet.graphics.outline import Outline
from leaflet.layout.column import Column
from leaflet.layout.slices import Shape, Slice
from leaflet.layout.strips import side_by_side, trimmed
from leaflet.source.span import Span
from leaflet.source.walk import walk

SCISSORS = 6 * MM
"""Width and height of the sign before the line."""
DASH, GAP, THICKNESS = 2.4 * MM, 1.8 * MM, 0.35 * MM
"""Of the line to cut along."""
ELSEWHERE = ("tear_off", "contact", "page_break")
"""Blocks that have their place on the page, and not on a slip."""


class TearOff(Block, frozen=True):
    """Blocks under a line to cut along."""

    main: ClassVar[str] = "body"
    """A plain text is enough."""
    stays_whole: ClassVar[bool] = True

    body: tuple[Block, ...]
    title: Text | None = None

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for what cannot stand on a slip."""
        for word in {block.word: "" for block in walk(self.body, Block)}:
            if word in ELSEWHERE:
                problem = f"`{word}` cannot stand on a slip that is torn off"
                yield "body", "misplaced-block", problem, "put it before `tear_off`"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the slip in one piece, which stands at the foot of its page."""
        column, quarter = column.wide, column.look.quarter
        place = column.inside("Sect")
        inner = place.beneath(place.floor + 1) if self.title else place
        words = trimmed([*place.titled(self.title), *inner.flow(self.body)])
        yield from column.gap(4 * quarter)
        slip = [_cut_line(column), Slice(3 * quarter), *words]
        yield side_by_side(slip)._replace(footed=True)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the title and the body; the line to cut along is not read."""
        yield "Sect", ""
        yield from voice.titled(self.title)
        inner = voice.beneath(voice.floor + 1) if self.title else voice
        yield from inner.flow(self.body)


def _cut_line(column: Column) -> Slice:
    """Return scissors and a line of dashes across the column; both are decoration."""
    ink, start = column.look.colours["muted"], SCISSORS + GAP
    count = int((column.width - start + GAP) / (DASH + GAP))
    places = tuple((number * (DASH + GAP), 0.0) for number in range(count))
    wide = count * (DASH + GAP) - GAP
    dash = (("R", (0.0, 0.0, DASH, THICKNESS)),)
    dashes = Outline(wide, THICKNESS, dash, places=places, is_sided=True)
    sign = Shape(column.x, 0, SCISSORS, SCISSORS, signs.SCISSORS, ink)
    y = (SCISSORS - THICKNESS) / 2
    return Slice(SCISSORS, (sign, Shape(column.x + start, y, wide, THICKNESS, dashes, ink)))
