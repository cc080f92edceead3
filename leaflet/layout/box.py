"""Box: the ground, the outline and the bar behind a panel, drawn strip by strip."""

from __future__ import annotations

from collections.abc import Iterator
from math import acos, cos, sin, tan
from typing import NamedTuple

from leaflet.colour import RGB
from leaflet.layout.signs import BEND
from leaflet.layout.slices import Fill, Mark, Outline, Shape, Slice

Segment = tuple[str, tuple[float, ...]]


class Box(NamedTuple):
    """What stands behind the slices of a panel; lengths in points."""

    x: float
    width: float
    ground: RGB
    line: RGB
    """The colour of the outline and of the bar."""
    outline: float = 0.0
    """The thickness of the outline; 0 for none."""
    radius: float = 0.0
    bar: float = 0.0
    """The width of the bar at the start side; 0 for none."""

    def behind(self, slice: Slice, head: bool = False, foot: bool = False) -> Slice:
        """The slice on its strip of the box, which may be the first or the last."""
        marks = self.marks(slice.height, head, foot)
        return slice._replace(marks=(*marks, *slice.marks), white=False)

    def marks(self, height: float, head: bool = True, foot: bool = True) -> Iterator[Mark]:
        """Yield the ground, the bar and the outline; all of the box, or a strip of it."""
        radius = min(self.radius, height / (head + foot or 1))
        upper, lower = radius * head, radius * foot
        yield Fill(self.x, 0, self.width, height, self.ground, upper, lower)
        if self.bar:
            yield self._shape(self.bar, height, _bar(self.bar, height, upper, lower))
        if self.outline:
            yield self._shape(self.width, height, self._edge(height, radius, head, foot))

    def _shape(self, width: float, height: float, path: Iterator[Segment]) -> Shape:
        outline = Outline(width, height, tuple(path), even_odd=True)
        return Shape(self.x, 0, width, height, outline, self.line)

    def _edge(self, height: float, radius: float, head: bool, foot: bool) -> Iterator[Segment]:
        """Yield the outline, left open where the box goes on."""
        line, right = self.outline, self.width - self.outline
        inner = max(radius - line, 0.0)
        if head and foot:
            yield from _ring(self.width, height, radius, 0.0)
            yield from _ring(self.width, height, inner, line)
        elif head:
            yield from _arch(self.width, height, radius, line)
        elif foot:
            yield from _turned(_arch(self.width, height, radius, line), height)
        else:
            yield "R", (0.0, 0.0, line, height)
            yield "R", (right, 0.0, line, height)


def _ring(width: float, height: float, radius: float, inset: float) -> Iterator[Segment]:
    """Yield a closed rectangle with round corners, `inset` points inside the box."""
    left, top, right, low = inset, inset, width - inset, height - inset
    bend = radius * (1 - BEND)
    yield "M", (left, top + radius)
    yield "C", (left, top + bend, left + bend, top, left + radius, top)
    yield "L", (right - radius, top)
    yield "C", (right - bend, top, right, top + bend, right, top + radius)
    yield "L", (right, low - radius)
    yield "C", (right, low - bend, right - bend, low, right - radius, low)
    yield "L", (left + radius, low)
    yield "C", (left + bend, low, left, low - bend, left, low - radius)
    yield "Z", ()


def _arch(width: float, height: float, radius: float, line: float) -> Iterator[Segment]:
    """Yield the outline of a first strip: up, over and down again, open at its foot."""
    bend = radius * (1 - BEND)
    yield "M", (0.0, height)
    yield "L", (0.0, radius)
    yield "C", (0.0, bend, bend, 0.0, radius, 0.0)
    yield "L", (width - radius, 0.0)
    yield "C", (width - bend, 0.0, width, bend, width, radius)
    yield "L", (width, height)
    inner = max(radius - line, 0.0)
    bend, corner, right = inner * (1 - BEND) + line, inner + line, width - line
    yield "L", (right, height)
    yield "L", (right, corner)
    yield "C", (right, bend, width - bend, line, width - corner, line)
    yield "L", (corner, line)
    yield "C", (bend, line, line, bend, line, corner)
    yield "L", (line, height)
    yield "Z", ()


def _turned(path: Iterator[Segment], height: float) -> Iterator[Segment]:
    """Yield the path upside down."""
    for kind, points in path:
        yield kind, tuple(height - at if n % 2 else at for n, at in enumerate(points))


def _bar(wide: float, height: float, upper: float, lower: float) -> Iterator[Segment]:
    """Yield the bar, its outer corners those of the box as far as it is wide."""
    start, *curve = _corner(wide, upper)
    yield "M", (wide, start[1])
    yield "L", start
    yield "C", tuple(at for point in curve for at in point)
    end, *curve = ((x, height - y) for x, y in reversed(_corner(wide, lower)))
    yield "L", end
    yield "C", tuple(at for point in curve for at in point)
    yield "L", (wide, curve[-1][1])
    yield "Z", ()


def _corner(wide: float, radius: float) -> list[tuple[float, float]]:
    """The curve of an upper corner from where it is `wide` points inside the box to its edge."""
    if not radius:
        return [(0.0, 0.0)] * 4
    angle = acos(max(0.0, (radius - wide) / radius))
    reach = radius * 4 / 3 * tan(angle / 4)  # the control points of a circle's arc
    x, y = radius * (1 - cos(angle)), radius * (1 - sin(angle))
    return [(x, y), (x - reach * sin(angle), y + reach * cos(angle)), (0.0, radius - reach), (0.0, radius)]
