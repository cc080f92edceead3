"""Draws what stands behind a panel, strip by strip: its ground, outline and bar."""

from __future__ import annotations

from collections.abc import Iterator
from math import acos, cos, sin, tan
from typing import NamedTuple

from leaflet.graphics.colour import RGB
from leaflet.graphics.outline import Outline
from leaflet.graphics.path import Segment
from leaflet.layout.slices import Fill, Mark, Shape, Slice, moved

OVERLAP = 1.0
"""How far a corner reaches over the straight part beside it, so that no seam shows."""


class Box(NamedTuple):
    """The ground, outline and bar behind the slices of a panel; lengths in points."""

    x: float
    width: float
    ground: RGB
    line: RGB
    """The colour of the outline and of the bar."""
    outline: float = 0.0
    """The thickness of the outline; 0 for none."""
    radius: float = 0.0
    """Of round corners, or the length of the sides that are cut off square ones."""
    bar: float = 0.0
    """The width of the bar at the start side; 0 for none."""
    is_cut: bool = False
    """Whether its corners are cut off, as those of a stop sign are; it has no outline or bar."""

    def behind(self, slice: Slice, head: bool = False, foot: bool = False) -> Slice:
        """Return the slice with its strip of the box behind it, maybe the first or last strip."""
        marks = self.marks(slice.height, head, foot)
        return slice._replace(marks=(*marks, *slice.marks), white=False)

    def marks(self, height: float, head: bool = True, foot: bool = True) -> Iterator[Mark]:
        """Yield the marks of ground, outline and bar, for the whole box or a strip of it."""
        radius = min(self.radius, height / ((head + foot) or 1))
        upper, lower = radius * head, radius * foot
        if self.is_cut and (upper or lower):
            yield from self._cut(height, upper, lower)
            return
        line = self.line if self.outline else None
        ground = (self.ground, upper, lower, line, self.outline)
        yield Fill(self.x, 0, self.width, height, *ground)
        if self.bar:
            yield from self._bar(height, upper, lower)

    def _cut(self, height: float, upper: float, lower: float) -> Iterator[Mark]:
        """Yield the ground with its corners cut off at the top or at the foot, or at both."""
        yield Fill(self.x, upper, self.width, height - upper - lower, self.ground)
        if upper:
            yield _bevel(self, upper, is_foot=False)
        if lower:
            yield moved(_bevel(self, lower, is_foot=True), 0, height - lower - OVERLAP)

    def _bar(self, height: float, upper: float, lower: float) -> Iterator[Mark]:
        """Yield the marks of the bar, with the corners of the box as far as the bar is wide."""
        yield Fill(self.x, upper, self.bar, height - upper - lower, self.line)
        if upper:
            yield _corner(self.bar, upper, self.line, turned=False, x=self.x)
        if lower:
            corner = _corner(self.bar, lower, self.line, turned=True, x=self.x)
            yield moved(corner, 0, height - corner.height)


def _bevel(box: Box, cut: float, is_foot: bool) -> Shape:
    """Return the head of a box, or its foot, with corners of `cut` points cut off."""
    wide, tall = box.width, cut + OVERLAP
    points = ((0.0, cut), (cut, 0.0), (wide - cut, 0.0), (wide, cut), (wide, tall), (0.0, tall))
    first, *others = ((x, tall - y) if is_foot else (x, y) for x, y in points)
    path = (("M", first), *(("L", point) for point in others), ("Z", ()))
    return Shape(box.x, 0, wide, tall, Outline(wide, tall, path, is_sided=True), box.ground)


def _corner(wide: float, radius: float, colour: RGB, turned: bool, x: float) -> Shape:
    """Return the outline of a bar's rounded end, `turned` upside down at the foot of the box."""
    tall = radius + OVERLAP
    angle = acos(max(0.0, 1 - wide / radius))
    reach = radius * 4 / 3 * tan(angle / 4)  # of the control points of a circle's arc
    left, top = radius * (1 - cos(angle)), radius * (1 - sin(angle))
    path: tuple[Segment, ...] = (
        ("M", (wide, tall)),
        ("L", (wide, top)),
        ("L", (left, top)),
        ("C", (left - reach * sin(angle), top + reach * cos(angle), 0, radius - reach, 0, radius)),
        ("L", (0, tall)),
        ("Z", ()),
    )
    if turned:
        path = tuple(
            (kind, tuple(tall - at if n % 2 else at for n, at in enumerate(points)))
            for kind, points in path
        )
    return Shape(x, 0, wide, tall, Outline(wide, tall, path, is_sided=True), colour)
