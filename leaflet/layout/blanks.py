"""Draws what is filled in by hand: lines to write on, rooms and boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from leaflet.content.look import Style
from leaflet.content.sheet import MM
from leaflet.graphics import signs
from leaflet.layout.column import Column, Said
from leaflet.layout.grid import INSET
from leaflet.layout.slices import Blank, BlankKind, Fill, Mark, Shape, Slice, Stroke, height
from leaflet.layout.strips import stacked

Height = Annotated[float, Meta(ge=12, le=250, description="Of a room to write in, mm.")]
"""People write by hand in no less than 12 mm."""
LINE = 10 * MM
"""From one line to the next: room for large handwriting."""
LEAST = 12 * MM
"""Over a line of a form."""
SHORTEST = 25 * MM
"""The least length of a line to write on beside its label."""
TICK = 6 * MM
"""The width and height of a box to tick."""
TALLEST = 0.75
"""The most of a page that a room takes."""
ROUNDING = 0.01
"""Points by which sums of widths may differ."""
THICKNESS = 0.35 * MM
"""Of lines to write on, and of the outlines of rooms."""


def ruled(column: Column, name: str, tall: float = LINE) -> Slice:
    """Return a line across the column to write `name` on, with room above it.

    It is decoration; on a leaflet that is filled in on a screen it is a form field too.
    """
    ink = column.look.colours["muted"]
    rule = Stroke(column.x, tall, column.x + column.width, tall, THICKNESS, ink)
    return Slice(tall, (rule, *field(column, (column.x, 0, column.width, tall), "line", name)))


def labelled(column: Column, label: Said, wide: float, tall: float = LINE) -> Slice:
    """Return a label with a line to write on behind it, on its last baseline.

    The line begins `wide` points from the start of the column. It stands under the label where it
    would be too short.
    """
    is_over = column.width - wide < SHORTEST
    place = column if is_over else column._replace(width=wide - INSET + ROUNDING)
    words = [*place.lines(label, label_style(column), column.node.add("P"))]
    high, name = height(words), spoken(column, label)
    if is_over:
        line = ruled(column, name, tall)
        return Slice(high + tall, (*stacked(words, 0.0), *stacked([line], high)))
    line = ruled(column.inset(wide), name, max(tall, high))
    return line._replace(marks=(*stacked(words, line.height - high), *line.marks))


def label_style(column: Column) -> Style:
    """Return the style of a label: body type in bold."""
    return column.look.styles["body"]._replace(bold=True)


def label_width(column: Column, label: Said) -> float:
    """Return the width of a label on one line with the white behind it, in points."""
    return column.widths(label, label_style(column))[1] + INSET


def spoken(column: Column, label: Said) -> str:
    """Return a label as it names a form field."""
    return "".join(run.text for run in column.runs(label, label_style(column)))


def tall(column: Column, millimetres: float) -> float:
    """Return the height of a room in points: as it is wanted, but never more than a page has."""
    return min(millimetres * MM, TALLEST * column.room)


def room(column: Column, name: str, tall: float) -> Slice:
    """Return a box across the column, `tall` points high, to write `name` in."""
    colours, box = column.look.colours, (column.x, 0.0, column.width, tall)
    outline = Fill(*box, colours["paper"], line=colours["muted"], thickness=THICKNESS)
    return Slice(tall, (outline, *field(column, box, "room", name)))


def tick(column: Column, name: str, size: float = TICK) -> Slice:
    """Return a box at the start of the column to tick for `name`, as high as it is wide."""
    box = (column.x, 0.0, size, size)
    sign = Shape(*box, signs.TICK_BOX, column.look.colours["text"])
    return Slice(size, (sign, *field(column, box, "tick", name)))


def field(
    column: Column, box: tuple[float, float, float, float], kind: BlankKind, name: str
) -> Iterator[Mark]:
    """Yield the form field in a box, where the leaflet has them."""
    if column.is_fillable:
        node = column.node.add("Form", alt=name)
        yield Blank(*box, kind, name, column.look.styles["body"].size, node)
