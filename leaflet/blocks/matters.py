"""`- matters: …`: how much each thing matters to the reader, to mark on a scale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from leaflet.content.inline import Text
from leaflet.content.look import Style
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import blanks, lists
from leaflet.layout.column import Column
from leaflet.layout.right_set import ending_at
from leaflet.layout.slices import Slice, StructureNode, height
from leaflet.layout.strips import bound_to_next, side_by_side, stacked, trimmed, unread, unstranded

STEPS = 5
"""Boxes from `does not matter` to `matters a lot`."""
PITCH = 14 * MM
"""From one box to the next, where they stand beside the words."""
ACROSS = (STEPS - 1) * PITCH + blanks.TICK
"""The width of all boxes beside the words."""
CLOSE = 2 * MM
"""Between two boxes under the words."""
WORDS = 60 * MM
"""The least width of the words beside boxes, as it is printed."""
ENDS = ("matters_not", "matters_much")
"""The labels of the ends of the scale."""


class Matters(Block, frozen=True):
    """Things that may matter to the reader, each with a scale of five boxes to mark."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[Text, ...]
    intro: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the lead-in, and each thing with its scale in one piece."""
        scale = _Scale(column, [column.node.add("P") for _ in (self._says(column), *ENDS)])
        body = column.look.styles["body"]
        lead = column.prose.lines(self._says(column), body, scale.nodes[0])
        drawn = [*bound_to_next(lead), *bound_to_next(column.gap(2 * column.look.quarter))]
        wide = column.abreast and column.printed - ACROSS * column.scale >= WORDS
        drawn += scale.beside(self.items) if wide else scale.under(self.items)
        yield from lists.kept(column, drawn, len(self.items))
        yield from column.gap(4 * column.look.quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the lead-in, the ends of the scale, and each thing with its boxes."""
        yield from voice.says("P", self.intro or voice.language.label("matters_intro"))
        for end in ENDS:
            yield "P", voice.language.label(end)
        yield "L", ""
        for item in self.items:
            yield from (("LI", ""), ("LBody", ""))
            yield from voice.says("P", item)
            for _ in range(STEPS):
                yield from voice.field()

    def _says(self, column: Column) -> Text | str:
        return self.intro or column.language.label("matters_intro")


class _Scale(NamedTuple):
    """Draws things with their boxes; the ends of the scale are read once."""

    column: Column
    nodes: list[StructureNode]
    """Of the lead-in and of both ends."""

    def beside(self, items: tuple[Text, ...]) -> Iterator[Slice]:
        """Yield the ends over the first and the last box, and each thing beside its boxes."""
        column = self.column
        start = column.width - ACROSS
        words = column._replace(width=start - CLOSE)
        boxes = column.inset(start)
        side = min(self._needed(*ENDS[1:]), (ACROSS - CLOSE) / 2)
        ends = boxes._replace(width=ACROSS - side - CLOSE), boxes.inset(ACROSS - side)
        first, last = (
            [*place.lines(column.language.label(end), self._small, node)]
            for place, end, node in zip(ends, ENDS, self.nodes[1:], strict=True)
        )
        edge = column.x + column.width
        head = [side_by_side(first, [ending_at(line, edge) for line in last])]
        yield from bound_to_next(head)
        rows = []
        for item, node in self._listed(items):
            said = [*words.lines(item, column.look.styles["body"], node.add("P"))]
            row = side_by_side(*_level(said, [self._boxes(boxes, item, node, PITCH)]))
            rows.append([*column.gap(2 * column.look.quarter), row])
        yield from (part._replace(above=(*unread(head),)) for part in unstranded(rows))

    def under(self, items: tuple[Text, ...]) -> Iterator[Slice]:
        """Yield each thing over its boxes, which stand between the ends of the scale.

        Where those have no room beside them, one stands over the boxes and the other under them.
        """
        column = self.column
        side, pitch = self._close()
        is_narrow = side < max(self._words(end) for end in ENDS)
        if is_narrow:
            pitch = min(PITCH, (column.width - blanks.TICK) / (STEPS - 1))
        places = (
            (column,) * 3
            if is_narrow
            else (
                column._replace(width=side),
                column.inset(side + CLOSE),
                column.inset(side + 2 * CLOSE + (STEPS - 1) * pitch + blanks.TICK),
            )
        )
        rows = []
        for number, (item, node) in enumerate(self._listed(items)):
            bold = self._small._replace(bold=True)
            said = [*column.lines(item, bold, node.add("P")), *column.gap(column.look.quarter)]
            first, last = (
                [*places[at].lines(column.language.label(end), self._small, None if number else of)]
                for at, end, of in zip((0, 2), ENDS, self.nodes[1:], strict=True)
            )
            boxes = [self._boxes(places[1], item, node, pitch)]
            if is_narrow:
                edge = column.x + (STEPS - 1) * pitch + blanks.TICK
                row = side_by_side([*first, *boxes, *(ending_at(line, edge) for line in last)])
            else:
                row = side_by_side(*_level(first, boxes, last))
            rows.append([*bound_to_next(said), row, *column.gap(2 * column.look.quarter)])
        yield from unstranded([trimmed(row) if row is rows[-1] else row for row in rows])

    def _close(self) -> tuple[float, float]:
        """Return the width of each end of the scale, and the distance from box to box."""
        column = self.column
        least = (STEPS - 1) * (blanks.TICK + CLOSE) + blanks.TICK
        side = min(self._needed(*ENDS), (column.width - least) / 2 - CLOSE)
        room = column.width - 2 * (side + CLOSE) - blanks.TICK
        return side, min(PITCH, room / (STEPS - 1))

    def _needed(self, *ends: str) -> float:
        """Return the width of the longest of these ends on one line, in points."""
        labels = map(self.column.language.label, ends)
        return max(self.column.widths(label, self._small)[1] for label in labels) + blanks.ROUNDING

    def _words(self, end: str) -> float:
        """Return the width of the longest word of an end, in points."""
        return self.column.widths(self.column.language.label(end), self._small)[0]

    @property
    def _small(self) -> Style:
        return self.column.look.styles["body"]

    def _listed(self, items: tuple[Text, ...]) -> Iterator[tuple[Text, StructureNode]]:
        """Yield each thing with the body of its item, under a new list."""
        listing = self.column.node.add("L", attributes=("/O /List /ListNumbering /None",))
        for item in items:
            yield item, listing.add("LI").add("LBody")

    def _boxes(self, column: Column, item: Text, node: StructureNode, pitch: float) -> Slice:
        """Return the boxes of a thing in a row, from the start of a column."""
        place = column._replace(node=node)
        said = "".join(run.text for run in column.runs(item, self._small))
        ticks = []
        for step in range(STEPS):
            name = column.language.label("mark_of", text=said, n=step + 1, total=STEPS)
            ticks.append([blanks.tick(place.inset(step * pitch), name)])
        return side_by_side(*ticks)


def _level(*cells: list[Slice]) -> Iterator[list[Slice]]:
    """Yield cells that stand beside each other, the middle of each on one line."""
    tall = max(map(height, cells))
    for cell in cells:
        over = (tall - height(cell)) / 2
        yield [Slice(tall, (*stacked(cell, over),))]
