"""Draws one exercise: its pictures over its words, or beside them; it is never parted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.content.inline import Text
from leaflet.content.look import drawing_colours
from leaflet.content.sheet import MM
from leaflet.document.exercise import ExercisePicture, OneExercise
from leaflet.graphics.colour import BLACK, WHITE, contrast
from leaflet.layout import blanks, crop, lists
from leaflet.layout.column import Column, Drawn
from leaflet.layout.grid import INSET, NUMERAL
from leaflet.layout.slices import (
    BOUND,
    Fill,
    Mark,
    Slice,
    StructureNode,
    heading_role,
    height,
    moved,
)
from leaflet.layout.strips import bound_to_next, cap_top, side_by_side, trimmed, whole
from leaflet.text.run import Run

HIGH, FLAT, UPRIGHT = 46 * MM, 0.6, 1.2
"""The height of the box of a picture, and at most that share of its width: alone, or in a row."""
SHARES = 1.0, 0.75, 0.55
"""Of that height, where a page has no room for more."""
NARROW, BETWEEN = 36 * MM, 3 * MM
"""The least width of a picture that has another beside it, and the white between them."""
DISC = 7.5 * MM
"""Diameter of the disc behind a number."""
BESIDE = 105 * MM
"""The least width that is parted into a picture and its words."""
OVER = 3
"""The quarters of a line over an exercise: its picture has no white of its own."""
APART = 6
"""Quarters of a line under an exercise."""
WEEK, CLOSE = 7, 1 * MM
"""The most days whose boxes stand in one row, and the least white between two of them."""


Captioned = tuple[ExercisePicture, Text | str]
"""A picture with the words under it."""


class ExerciseDrawing(NamedTuple):
    """How one exercise is drawn; a number of a set stands in a disc before its name."""

    exercise: OneExercise
    number: str = ""
    high: float = HIGH
    """The most height of the box of a picture, in points."""
    least: float = 0.0
    """The least height of its pictures with their captions, as those beside it have."""

    def alone(self, column: Column) -> Iterator[Slice]:
        """Yield it across a column: its words beside its picture where there is room."""
        has_room = column.abreast and column.width >= BESIDE and not self.exercise.pictures
        ways = [self.beside] if has_room and _is_low(self.beside, column) else []
        smaller = (self._replace(high=HIGH * share) for share in SHARES)
        upright = next(
            (one.upright for one in smaller if _is_low(one.upright, column)), self.upright
        )
        yield from column.gap(column.quarters(OVER))
        yield from column.in_one_piece(column.first_fitting(*ways, upright))
        yield from column.gap(column.quarters(APART))

    def upright(self, column: Column) -> Iterator[Slice]:
        """Yield it with its pictures over its words, which are read first."""
        column = column.inside("Sect")
        words = [*self._words(column)]
        pictures = self._pictured(column)
        yield from bound_to_next(pictures)
        under = max(0.0, self.least - height(pictures)) + column.quarters(2)
        yield Slice(under, keep_with_next=BOUND)
        yield from whole(words)

    def pictured_height(self, column: Column) -> float:
        """Return the height of its pictures with their captions on a column, in points."""
        return height(self._pictured(column.trial))

    def beside(self, column: Column) -> Iterator[Slice]:
        """Yield it with its words beside its picture, the capitals level with its box."""
        picture, place = column.inside("Sect").halves
        said = [*self._words(place)]
        yield side_by_side(self._pictured(picture), [Slice(-cap_top(said)), *said])

    # Pictures

    def _pictured(self, column: Column) -> list[Slice]:
        """Return the pictures, as many in a row as are wide enough."""
        shown = self.exercise.shown(column.language)
        across = int((column.width + BETWEEN) / (NARROW + BETWEEN))
        rows = {max(1, min(len(shown), across)), 1}
        return column.first_fitting(*(self._rows(shown, each) for each in sorted(rows)[::-1]))

    def _rows(self, shown: tuple[Captioned, ...], across: int) -> Drawn:
        """Return what draws the pictures with so many in a row."""
        flat = FLAT if across == 1 else UPRIGHT

        def drawn(column: Column) -> Iterator[Slice]:
            for start in range(0, len(shown), across):
                yield from column.gap(column.quarters(2) if start else 0)
                cells = column.split(*[1] * across, gap=BETWEEN)
                row = zip(cells, shown[start : start + across], strict=False)
                highs = ((cell, each, min(self.high, cell.width * flat)) for cell, each in row)
                yield side_by_side(*[[*_boxed(*each)] for each in highs])

        return drawn

    # Words

    def _words(self, column: Column) -> Iterator[Slice]:
        """Yield the name, how it is done, how often, and boxes to tick."""
        exercise, body = self.exercise, column.look.styles["body"]
        yield from bound_to_next(self._named(column))
        place = column.inset(NUMERAL if self.number else 0.0)
        if exercise.text:
            yield from place.lines(exercise.text, body, place.node.add("P"))
        else:
            yield from trimmed(lists.numbered(place, exercise.steps))
        if often := exercise.often(column.language):
            yield from place.gap(place.quarters(1))
            yield from place.lines(often, body._replace(bold=True), place.node.add("P"))
        if exercise.progress:
            yield from place.gap(place.quarters(2))
            yield from _progress(place, exercise)

    def _named(self, column: Column) -> Iterator[Slice]:
        """Yield the name, with the number in its disc before it."""
        node = column.node.add(heading_role(column.level + 1))
        style = column.look.styles["h3"]
        if not self.number:
            yield from column.lines(self.exercise.title, style, node)
            return
        first, *others = column.inset(NUMERAL).lines(self.exercise.title, style, node)
        over = max(0.0, (DISC - first.height) / 2)
        disc = _disc(self.number, column, first.height + 2 * over, node)
        marks = (*disc, *(moved(mark, 0, over) for mark in first.marks))
        yield first._replace(height=first.height + over, marks=marks)
        yield from others


def _is_low(draw: Drawn, column: Column) -> bool:
    """Return whether a page has room for what is drawn, tried on a node that is thrown away."""
    return height(draw(column.trial)) <= column.room


def _boxed(column: Column, shown: Captioned, tall: float) -> Iterator[Slice]:
    """Yield a whole picture as large as its box has room for it, and its caption."""
    each, caption = shown
    node = column.node.add("Figure", alt=each.said)
    ground = Fill(column.x, 0, column.width, tall, column.look.colours["panel"])
    box = (column.x + INSET, INSET / 2, column.width - 2 * INSET, tall - INSET)
    if each.picture.drawing:
        picture = each.picture.coloured(drawing_colours(column.look))
        mark = crop.trimmed_inside(picture, box, node)
    else:
        mark = crop.inside(each.picture.picture, box, node)
    yield Slice(tall, (ground, mark))
    if caption:
        yield Slice(column.look.quarter)
        yield from column.lines(caption, column.look.styles["body"], column.node.add("P"))


def _disc(number: str, column: Column, tall: float, node: StructureNode) -> Iterator[Mark]:
    """Yield the disc and the number in the middle of it."""
    ground, top = column.look.colours["marker"], (tall - DISC) / 2
    yield Fill(column.x, top, DISC, DISC, ground, DISC / 2, DISC / 2)
    ink = max(WHITE, BLACK, key=lambda ink: contrast(ink, ground))
    style = column.look.styles["body"]._replace(bold=True, colour=ink)
    left = (DISC - column.widths(number, style)[1]) / 2
    (line,) = column.inset(left).lines((Run(f"{number} ", bold=True),), style, node)
    yield from (moved(mark, 0, (tall - style.leading) / 2) for mark in line.marks)


def _progress(column: Column, exercise: OneExercise) -> Iterator[Slice]:
    """Yield a box to tick for each time of each day, under the number of the day."""
    label = column.language.label("progress")
    body = column.look.styles["body"]
    yield from bound_to_next(column.lines(label, body, column.node.add("P")))
    white = min(BETWEEN, (column.width - WEEK * blanks.TICK) / (WEEK - 1))
    pitch = blanks.TICK + (white if white >= CLOSE else BETWEEN)
    across = max(1, min(WEEK, int((column.width - blanks.TICK) / pitch + 1.001)))
    days = exercise.progress or 0
    for start in range(1, days + 1, across):
        yield from column.gap(column.quarters(1))
        row = range(start, min(start + across, days + 1))
        yield side_by_side(
            *[_day(column.inset((day - start) * pitch), exercise, day) for day in row]
        )


def _day(column: Column, exercise: OneExercise, day: int) -> list[Slice]:
    """Return the number of a day, which is decoration, over its boxes."""
    style = column.look.styles["body"]
    left = max(0.0, (blanks.TICK - column.widths(str(day), style)[1]) / 2)
    number = [*column.inset(left).lines(str(day), style, None)]
    name = f"{blanks.spoken(column, exercise.title)}: {column.language.label('day', n=day)}"
    boxes = [[blanks.tick(column, name), Slice(BETWEEN / 2)] for _ in range(exercise.boxes)]
    return [*number, *(slice for box in boxes for slice in box)]
