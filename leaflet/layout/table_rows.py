"""Draws a row of a table as one strip, or line by line where it is too high."""

from __future__ import annotations

from itertools import zip_longest

from leaflet.graphics.colour import RGB
from leaflet.layout.column import Column
from leaflet.layout.rules import HAIRLINE
from leaflet.layout.slices import BOUND, Slice, Stroke
from leaflet.layout.strips import bound_to_next, side_by_side, stacked

OVER = 1.5
"""White over and under the words of a cell, in quarters of a line."""


def parted(column: Column, cells: list[list[Slice]], limit: float) -> list[Slice]:
    """Return cells side by side as one slice, or line by line if that is higher than `limit`."""
    over = OVER * column.look.quarter
    whole = _whole(column, cells)
    if whole.height <= limit:
        return [whole]
    first, *middle, last = (
        side_by_side(*([line] if line else [] for line in strip)) for strip in zip_longest(*cells)
    )
    foot = last.height + over
    return [
        Slice(first.height + over, tuple(stacked([first], over)), BOUND),
        *middle[:-1],
        *bound_to_next(middle[-1:]),
        Slice(foot, (*last.marks, _hairline(column, foot))),
    ]


def _whole(column: Column, cells: list[list[Slice]]) -> Slice:
    """Return one slice of cells side by side with a rule under them."""
    words, over = side_by_side(*cells), OVER * column.look.quarter
    # A row of empty cells is as high as one line: room to write in.
    tall = max(words.height, column.look.styles["body"].leading) + 2 * over
    return Slice(tall, (_hairline(column, tall), *stacked([words], over)))


def _hairline(column: Column, y: float) -> Stroke:
    return rule_across(column, y, column.look.colours["rule"], HAIRLINE)


def rule_across(column: Column, y: float, colour: RGB, thickness: float) -> Stroke:
    """Return a rule over the whole width of a column."""
    return Stroke(column.x, y, column.x + column.width, y, thickness, colour)
