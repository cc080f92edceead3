"""Draws a crowd of people in rows, some filled and the others as rings, as two outlines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.graphics.outline import Outline
from leaflet.graphics.path import Segment

BEND = 0.4477
"""How far from its corner a Bézier curve has the control points of a quarter circle."""


class Crowd(NamedTuple):
    """A crowd: people to a row, rows, and their size in points."""

    across: int
    down: int
    width: float
    """Of one person."""
    height: float
    gap: float
    """Between two."""
    line: float
    """Thickness of a ring."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole crowd, in points."""
        return (
            self.across * (self.width + self.gap) - self.gap,
            self.down * (self.height + self.gap) - self.gap,
        )

    def outline(self, start: int, end: int, filled: bool) -> Outline:
        """Return the people from `start` up to `end`, row by row, as one outline."""
        one = (*self._one(0.0), *(() if filled else self._one(self.line)))
        spots = (divmod(number, self.across) for number in range(start, end))
        across, down = self.width + self.gap, self.height + self.gap
        places = tuple((column * across, row * down) for row, column in spots)
        return Outline(*self.size, one, even_odd=True, places=places)

    def sign(self, filled: bool) -> Outline:
        """Return one person alone, for a legend."""
        return self._replace(across=1, down=1).outline(0, 1, filled)

    def _one(self, inner: float) -> Iterator[Segment]:
        """Return the path of a person, head over shoulders; a dot if that would be too small."""
        x = y = 0.0
        if self.width == self.height:
            yield from _rounded(x, y, self.width, self.height, inner, self.width / 2)
            return
        head = self.width * 0.52
        yield from _rounded(x + (self.width - head) / 2, y, head, head, inner, head / 2)
        top = head + self.height * 0.06
        shoulder = self.width * 0.4
        yield from _rounded(x, y + top, self.width, self.height - top, inner, shoulder, 1.2)


def _rounded(
    x: float, y: float, width: float, height: float, inner: float, upper: float, lower: float = 0.0
) -> Iterator[Segment]:
    """Return a rounded box, `inner` points smaller on each side, with these corner radii."""
    x, y, end, foot = x + inner, y + inner, x + width - inner, y + height - inner
    a, b = upper - inner, max((lower or upper) - inner, 0.0)
    path: list[Segment] = [
        ("M", (x + a, y)),
        ("L", (end - a, y)),
        ("C", (end - a * BEND, y, end, y + a * BEND, end, y + a)),
        ("L", (end, foot - b)),
        ("C", (end, foot - b * BEND, end - b * BEND, foot, end - b, foot)),
        ("L", (x + b, foot)),
        ("C", (x + b * BEND, foot, x, foot - b * BEND, x, foot - b)),
        ("L", (x, y + a)),
        ("C", (x, y + a * BEND, x + a * BEND, y, x + a, y)),
        ("Z", ()),
    ]
    is_circle = width == height == 2 * upper and not lower
    yield from (segment for segment in path if not (is_circle and segment[0] == "L"))


HUNDRED = Crowd(10, 10, 8.5, 11.0, 2.5, 0.8)
THOUSAND = Crowd(40, 25, 4.4, 4.4, 1.6, 0.7)
