"""Draws a row of a table as one strip, or in strips of lines where it is too high."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.graphics.colour import RGB
from leaflet.layout import blanks
from leaflet.layout.column import Column
from leaflet.layout.rules import HAIRLINE
from leaflet.layout.slices import BOUND, Fill, Mark, Slice, Stroke
from leaflet.layout.strips import bound_to_next, side_by_side, stacked

OVER = 1.5
"""White over and under the words of a cell, in quarters of a line."""


class RowFrame(NamedTuple):
    """What stands round the cells of the rows of one table; lengths in points."""

    column: Column
    """As wide as the rules between the rows."""
    verticals: tuple[float, ...] = ()
    """Where rules stand between columns; there are none but in a grid."""

    @property
    def over(self) -> float:
        """White over and under the words of a cell."""
        return OVER * self.column.look.quarter

    def parted(
        self, cells: list[list[Slice]], limit: float, least: float = 0.0, has_ground: bool = False
    ) -> list[Slice]:
        """Return cells side by side as one slice, or in strips if that is higher than `limit`.

        One slice is at least `least` high, if it may be.
        """
        ground = self.column.look.colours["panel"] if has_ground else None
        whole = self._whole(cells, min(least, limit))
        strips = [*_strips(cells)] if whole.height > limit else []
        if len(strips) < 2:
            return [self._framed(whole, ground)]
        first, *middle, last = strips
        foot = last.height + self.over
        made = [
            Slice(first.height + self.over, tuple(stacked([first], self.over)), BOUND),
            *middle[:-1],
            *bound_to_next(middle[-1:]),
            Slice(foot, (*last.marks, self.rule(foot))),
        ]
        return [self._framed(each, ground) for each in made]

    def _whole(self, cells: list[list[Slice]], least: float) -> Slice:
        """Return one slice of cells side by side with a rule under them."""
        words = side_by_side(*cells)
        # A row of empty cells is as high as one line: room to write in.
        usual = max(words.height, self.column.look.styles["body"].leading) + 2 * self.over
        tall = max(usual, least)
        top = self.over + (tall - usual) / 2
        return Slice(tall, (self.rule(tall), *stacked([words], top)))

    def _framed(self, strip: Slice, ground: RGB | None) -> Slice:
        """Return a strip with its ground behind it and its parts of the vertical rules."""
        behind: list[Mark] = [*self.uprights(strip.height)]
        if ground:
            x, width = self.column.x, self.column.width
            behind.insert(0, Fill(x, 0, width, strip.height, ground))
        return strip._replace(marks=(*behind, *strip.marks)) if behind else strip

    def uprights(self, tall: float) -> Iterator[Mark]:
        """Yield the vertical rules beside and between the cells of a strip."""
        ink = self.column.look.colours["muted"]
        for x in self.verticals:
            yield Stroke(x, 0, x, tall, blanks.THICKNESS, ink)

    def rule(self, y: float) -> Stroke:
        """Return the rule under a row, or over the first."""
        colours = self.column.look.colours
        if self.verticals:
            return rule_across(self.column, y, colours["muted"], blanks.THICKNESS)
        return rule_across(self.column, y, colours["rule"], HAIRLINE)


def _strips(cells: list[list[Slice]]) -> Iterator[Slice]:
    """Yield strips across all cells: each is as high as the highest of what begins it.

    A cell alone stays as it is, with what holds to the next.
    """
    waiting = [[*cell] for cell in cells]
    while any(waiting):
        tall = max(cell[0].height for cell in waiting if cell)
        taken = [[*_taken(cell, tall)] for cell in waiting]
        yield taken[0][0] if len(taken) == 1 else side_by_side(*taken)


def _taken(cell: list[Slice], room: float) -> Iterator[Slice]:
    """Take the slices from the top of a cell that have room in a strip."""
    while cell and cell[0].height <= room + 0.01:
        room -= cell[0].height
        yield cell.pop(0)


def rule_across(column: Column, y: float, colour: RGB, thickness: float) -> Stroke:
    """Return a rule over the whole width of a column."""
    return Stroke(column.x, y, column.x + column.width, y, thickness, colour)
