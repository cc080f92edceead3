"""Draws what is filled in by hand: lines to write on, rooms and boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.content.sheet import MM
from leaflet.graphics import signs
from leaflet.layout.column import Column
from leaflet.layout.slices import Blank, BlankKind, Fill, Mark, Shape, Slice, Stroke

LINE = 10 * MM
"""From one line to the next: room for large handwriting."""
LEAST = 12 * MM
"""The least height of a room that more than a few words are written in."""
TICK = 6 * MM
"""The width and height of a box to tick."""
THICKNESS = 0.35 * MM
"""Of lines to write on, and of the outlines of rooms."""


def ruled(column: Column, name: str, tall: float = LINE) -> Slice:
    """Return a line across the column to write `name` on, with room above it.

    It is decoration; on a leaflet that is filled in on a screen it is a form field too.
    """
    ink = column.look.colours["muted"]
    rule = Stroke(column.x, tall, column.x + column.width, tall, THICKNESS, ink)
    return Slice(tall, (rule, *_field(column, (column.x, 0, column.width, tall), "line", name)))


def room(column: Column, name: str, tall: float) -> Slice:
    """Return a box across the column, `tall` points high, to write `name` in."""
    colours, box = column.look.colours, (column.x, 0.0, column.width, tall)
    outline = Fill(*box, colours["paper"], line=colours["muted"], thickness=THICKNESS)
    return Slice(tall, (outline, *_field(column, box, "room", name)))


def tick(column: Column, name: str, size: float = TICK) -> Slice:
    """Return a box at the start of the column to tick for `name`, as high as it is wide."""
    box = (column.x, 0.0, size, size)
    sign = Shape(*box, signs.TICK_BOX, column.look.colours["text"])
    return Slice(size, (sign, *_field(column, box, "tick", name)))


def _field(
    column: Column, box: tuple[float, float, float, float], kind: BlankKind, name: str
) -> Iterator[Mark]:
    """Yield the form field in a box, where the leaflet has them."""
    if column.is_fillable:
        node = column.node.add("Form", alt=name)
        yield Blank(*box, kind, name, column.look.styles["body"].size, node)
