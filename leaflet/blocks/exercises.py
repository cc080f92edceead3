"""`- exercises: …`: each exercise drawn and numbered, with how it is done and how often."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.look import drawing_colours
from leaflet.content.part import Part
from leaflet.content.picture_file import PictureName, alt_faults
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics import drawings
from leaflet.graphics.colour import BLACK, WHITE, contrast
from leaflet.layout import crop
from leaflet.layout.column import Column
from leaflet.layout.grid import INSET, NUMERAL
from leaflet.layout.slices import Fill, Mark, Slice, StructureNode, heading_role, moved
from leaflet.layout.strips import bound_to_next, cap_top, side_by_side
from leaflet.source.value import Line
from leaflet.text.run import Run

HIGH, FLAT = 46 * MM, 0.6
"""The height of the box of a drawing, and at most that share of its width."""
DISC = 7.5 * MM
"""Diameter of the disc behind a number."""
ABREAST = 75 * MM
"""The least width of an exercise that has another beside it."""
BESIDE = 105 * MM
"""The least width that is parted into a drawing and its words."""
APART = 6
"""Quarters of a line between two rows."""


class Exercise(Part, frozen=True):
    """One exercise: its drawing, what it is called, how it is done and how often."""

    picture: PictureName
    title: Text
    text: Annotated[Text, Meta(description="How it is done.")]
    dose: Annotated[Text | None, Meta(description="How often.")] = None
    alt: Annotated[Line | None, Meta(description="What it shows, for who cannot see it.")] = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for a file of which nobody says what it shows (PDF/UA-1, 7.3)."""
        yield from alt_faults(self.alt, self.picture)

    @property
    def said(self) -> str:
        """What the picture shows, in words."""
        return self.alt.text if self.alt else self.picture.alt


class Exercises(Block, frozen=True):
    """Exercises, two in a row where there is room; none is parted from its drawing."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[Exercise, ...]

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the exercises: two in a row, or words beside the drawing, or under it."""
        half = (column.width - column.grid.gutter) / 2
        ways = [self._pairs] if column.abreast and half >= ABREAST else []
        if column.abreast and column.width >= BESIDE:
            ways.append(self._lines)
        yield from column.first_fitting(*ways, self._stack)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the number and the name of each, how and how often, and its drawing."""
        for number, item in enumerate(self.items, 1):
            title = (Run(f"{number} "), *item.title.runs(voice.filling))
            yield from voice.heads(voice.level + 1, title)
            for text in filter(None, (item.text, item.dose)):
                yield from voice.says("P", text)
            yield "Figure", ""

    def _pairs(self, column: Column) -> Iterator[Slice]:
        for start in range(0, len(self.items), 2):
            cells = column.split(1, 1, gap=column.grid.gutter)
            numbers = range(start, min(start + 2, len(self.items)))
            made = [[*self._upright(n, cell)] for n, cell in zip(numbers, cells, strict=False)]
            yield side_by_side(*made)
            yield from column.gap(column.quarters(APART))

    def _lines(self, column: Column) -> Iterator[Slice]:
        for number in range(len(self.items)):
            picture, words = column.split(1, 1, gap=column.grid.gutter)
            said = [*self._words(number, words)]
            lifted = [Slice(-cap_top(said)), *said]  # the capitals level with the drawing's box
            yield side_by_side(self._drawn(number, picture), lifted)
            yield from column.gap(column.quarters(APART))

    def _stack(self, column: Column) -> Iterator[Slice]:
        for number in range(len(self.items)):
            yield from column.in_one_piece(self._upright(number, column))
            yield from column.gap(column.quarters(APART))

    def _upright(self, number: int, column: Column) -> Iterator[Slice]:
        """Yield an exercise with its drawing over its words, which are read first."""
        words = [*self._words(number, column)]
        yield from bound_to_next(self._drawn(number, column))
        yield from bound_to_next(column.gap(column.quarters(2)))
        yield from words

    def _drawn(self, number: int, column: Column) -> list[Slice]:
        """Return the drawing as large as its box has room for it, its floor near the foot."""
        item, tall = self.items[number], min(HIGH, column.width * FLAT)
        node = column.node.add("Figure", alt=item.said)
        ground = Fill(column.x, 0, column.width, tall, column.look.colours["panel"])
        if item.picture.drawing:
            picture = item.picture.coloured(drawing_colours(column.look))
            box = (column.x + INSET, INSET / 2, column.width - 2 * INSET, tall - INSET)
            mark = crop.trimmed_inside(picture, box, node)
        else:
            box = (column.x, 0.0, column.width, tall)
            mark = crop.filled(item.picture.picture, box, drawings.MIDDLE, node)
        return [Slice(tall, (ground, mark))]

    def _words(self, number: int, column: Column) -> Iterator[Slice]:
        """Yield the number in its disc beside the name, how it is done and how often."""
        head = column.node.add(heading_role(column.level + 1))
        item, look, words = self.items[number], column.look, column.inset(NUMERAL)
        first, *others = words.lines(item.title, look.styles["h3"], head)
        over = max(0.0, (DISC - first.height) / 2)
        disc = self._disc(number, column, first.height + 2 * over, head)
        marks = (*disc, *(moved(mark, 0, over) for mark in first.marks))
        yield first._replace(height=first.height + over, marks=marks, keep_with_next=1)
        yield from bound_to_next(others)
        body = look.styles["body"]
        yield from words.lines(item.text, body, words.node.add("P"))
        if item.dose:
            yield from words.gap(words.quarters(1))
            yield from words.lines(item.dose, body._replace(bold=True), words.node.add("P"))

    def _disc(
        self, number: int, column: Column, tall: float, node: StructureNode
    ) -> Iterator[Mark]:
        """Yield the disc and the number in the middle of it."""
        ground, top = column.look.colours["marker"], (tall - DISC) / 2
        yield Fill(column.x, top, DISC, DISC, ground, DISC / 2, DISC / 2)
        ink = max(WHITE, BLACK, key=lambda ink: contrast(ink, ground))
        style = column.look.styles["body"]._replace(bold=True, colour=ink)
        left = (DISC - column.widths(str(number + 1), style)[1]) / 2
        (line,) = column.inset(left).lines((Run(f"{number + 1} ", bold=True),), style, node)
        yield from (moved(mark, 0, (tall - style.leading) / 2) for mark in line.marks)
