"""Draws a crowd of people in rows, filled or as outlines, as one outline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.graphics.outline import Outline
from leaflet.graphics.path import Segment

BEND = 0.4477
"""How far from its corner a Bézier curve has the control points of a quarter circle."""
MM = 72 / 25.4
"""Points in a millimetre."""
WIDE, TALL, HEAD, NECK, ROUND = 0.79, 0.84, 0.37, 0.05, 0.36
"""A person in shares of the pitch: shoulders, height, the disc of the head, the white under it,
and the radius of the shoulders."""
LINE = 0.09
"""Thickness of the outline of a person, as a share of the pitch."""
DOT = 0.73
"""Diameter of a dot that stands for a person, as a share of the pitch."""


class Crowd(NamedTuple):
    """A crowd: people to a row, rows, and the pitch, from one to the next, in points."""

    across: int
    down: int
    pitch: float
    dots: bool = False
    """Whether a person is a dot: one of so many would be too small to be seen as a person."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole crowd, in points."""
        wide, tall = (DOT, DOT) if self.dots else (WIDE, TALL)
        return (self.across - 1 + wide) * self.pitch, (self.down - 1 + tall) * self.pitch

    def outline(self, start: int, end: int, *, hollow: bool = False) -> Outline:
        """Return the people from `start` up to `end`, row by row, as one outline."""
        line = LINE * self.pitch
        one = (*self._one(0.0), *(self._one(line) if hollow else ()))
        spots = (divmod(number, self.across) for number in range(start, end))
        places = tuple((column * self.pitch, row * self.pitch) for row, column in spots)
        return Outline(*self.size, one, even_odd=True, places=places, is_sided=True)

    def alone(self, *, hollow: bool = False) -> Outline:
        """Return one person alone, to explain what it stands for."""
        return self._replace(across=1, down=1).outline(0, 1, hollow=hollow)

    def _one(self, inner: float) -> Iterator[Segment]:
        """Return the path of a person, head over shoulders, `inner` points smaller all round."""
        if self.dots:
            dot = DOT * self.pitch
            yield from _rounded(0, 0, dot, dot, inner, dot / 2)
            return
        wide, tall, head, neck, shoulder = (
            share * self.pitch for share in (WIDE, TALL, HEAD, NECK, ROUND)
        )
        yield from _rounded((wide - head) / 2, 0, head, head, inner, head / 2)
        top = head + neck
        yield from _rounded(0, top, wide, tall - top, inner, shoulder, tall * 0.02)


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


PITCH, LEAST, COMPARED = 7.0 * MM, 6.6 * MM, 7.6 * MM
"""From one person to the next, in points: usually, at least, and where two crowds are compared."""
DOTS = 6.0
"""From one dot to the next, in points."""
SIZES = (10, 20, 100, 1000)
"""Of how many people a crowd may be."""


def crowd(of: int, pitch: float = PITCH) -> Crowd:
    """Return the crowd of so many people: ten to a row, or forty dots where they are 1,000."""
    return Crowd(40, 25, DOTS, dots=True) if of == 1000 else Crowd(10, -(-of // 10), pitch)
