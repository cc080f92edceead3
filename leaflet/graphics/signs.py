"""Draws the small shapes that tell things apart without words or colour, as outlines."""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.graphics.outline import Outline
from leaflet.graphics.path import Point, Segment

Segments = tuple[Segment, ...]

BOX = 24.0
"""Width and height of the box that every sign is drawn in."""
BEND = 0.5523
"""How far the control points of a Bézier curve stand from the ends of a quarter circle."""


def _circle(x: float, y: float, radius: float) -> Segments:
    bend = radius * BEND
    east, south, west, north = x + radius, y + radius, x - radius, y - radius
    return (
        ("M", (east, y)),
        ("C", (east, y + bend, x + bend, south, x, south)),
        ("C", (x - bend, south, west, y + bend, west, y)),
        ("C", (west, y - bend, x - bend, north, x, north)),
        ("C", (x + bend, north, east, y - bend, east, y)),
        ("Z", ()),
    )


def _polygon(*points: Point) -> Segments:
    first, *others = points
    return (("M", first), *(("L", point) for point in others), ("Z", ()))


def _rounded(points: Sequence[Point], radius: float) -> Segments:
    """Return a polygon with rounded corners."""
    path: list[tuple[str, tuple[float, ...]]] = []
    for before, corner, after in zip(
        (points[-1], *points), points, (*points[1:], points[0]), strict=False
    ):
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        path.append(("L" if path else "M", start))
        bends = (_towards(point, corner, radius * BEND) for point in (start, end))
        path.append(("C", (*next(bends), *next(bends), *end)))
    return (*path, ("Z", ()))


def _towards(point: Point, other: Point, way: float) -> Point:
    across, down = other[0] - point[0], other[1] - point[1]
    share = way / (across**2 + down**2) ** 0.5
    return point[0] + across * share, point[1] + down * share


def _smaller(path: Segments, share: float) -> Segments:
    """Return the path shrunk towards the middle of its box."""
    middle = BOX / 2
    return tuple(
        (kind, tuple(middle + (number - middle) * share for number in numbers))
        for kind, numbers in path
    )


def _sign(*paths: Segments) -> Outline:
    """Return a sign of several paths; where two overlap it is left open."""
    return Outline(BOX, BOX, tuple(part for path in paths for part in path), even_odd=True)


def _octagon(radius: float) -> list[Point]:
    near, far = 12 - radius, 12 + radius
    cut = radius * 2**0.5 / (1 + 2**0.5)
    edge = [(near + cut, near), (far - cut, near), (far, near + cut), (far, far - cut)]
    return [*edge, *((BOX - x, BOX - y) for x, y in edge)]


_CHECK = _polygon((2.3, 13.7), (9, 20.4), (21.7, 7.7), (19.3, 5.3), (9, 15.6), (4.7, 11.3))
_CROSS = _polygon(
    *((12, 9.6), (17.3, 4.3), (19.7, 6.7), (14.4, 12), (19.7, 17.3), (17.3, 19.7)),
    *((12, 14.4), (6.7, 19.7), (4.3, 17.3), (9.6, 12), (4.3, 6.7), (6.7, 4.3)),
)
_DISC = _circle(12, 12, 11.5)
_HANDSET: Segments = (
    ("M", (18.29, 15.22)),
    ("C", (18.06, 16.98, 16.55, 18.3, 14.77, 18.3)),
    ("C", (9.77, 18.3, 5.7, 14.23, 5.7, 9.23)),
    ("C", (5.7, 7.45, 7.02, 5.94, 8.78, 5.71)),
    ("C", (9.22, 5.65, 9.65, 5.9, 9.83, 6.31)),
    ("L", (11.16, 9.28)),
    ("L", (11.16, 9.29)),
    ("C", (11.29, 9.59, 11.27, 9.95, 11.08, 10.24)),
    ("C", (11.07, 10.25, 11.06, 10.27, 11.04, 10.28)),
    ("L", (9.73, 11.84)),
    ("C", (10.2, 12.8, 11.21, 13.79, 12.18, 14.27)),
    ("L", (13.71, 12.96)),
    ("C", (13.73, 12.95, 13.74, 12.94, 13.76, 12.92)),
    ("C", (14.04, 12.73, 14.4, 12.7, 14.71, 12.84)),
    ("L", (14.72, 12.84)),
    ("L", (17.69, 14.17)),
    ("C", (18.1, 14.35, 18.35, 14.78, 18.29, 15.22)),
    ("Z", ()),
)

CHECK = _sign(_CHECK)
CROSS = _sign(_CROSS)
CHECK_DISC = _sign(_DISC, _smaller(_CHECK, 0.62))
CROSS_DISC = _sign(_DISC, _smaller(_CROSS, 0.68))
DISC = _sign(_circle(12, 12, 12))
SQUARE = _sign((("R", (0, 0, 24, 24)),))
TICK_BOX = _sign((("R", (0, 0, 24, 24)),), (("R", (2.2, 2.2, 19.6, 19.6)),))
SCISSORS = _sign(
    _circle(5, 6.2, 4),
    _circle(5, 6.2, 2.2),
    _circle(5, 17.8, 4),
    _circle(5, 17.8, 2.2),
    _polygon((8.2, 8.9), (23.5, 16.6), (22.4, 18.4), (20.6, 18.3), (7.4, 10.4)),
    _polygon((8.2, 15.1), (23.5, 7.4), (22.4, 5.6), (20.6, 5.7), (7.4, 13.6)),
)
"""They cut from start to end; where the blades cross is their screw."""

KINDS = {
    "note": _sign(_DISC, _circle(12, 6.9, 1.7), (("R", (10.5, 10.2, 3, 8.3)),)),
    "tip": _sign(
        (
            ("M", (8.6, 17.4)),
            ("C", (8.6, 14.4, 4, 13.2, 4, 8.6)),
            ("C", (4, 4.2, 7.6, 0.7, 12, 0.7)),
            ("C", (16.4, 0.7, 20, 4.2, 20, 8.6)),
            ("C", (20, 13.2, 15.4, 14.4, 15.4, 17.4)),
            ("Z", ()),
        ),
        (("R", (8.6, 18.7, 6.8, 1.9)),),
        (("R", (10.2, 21.7, 3.6, 1.7)),),
    ),
    "caution": _sign(
        _rounded([(12, 0.2), (24.2, 22.6), (-0.2, 22.6)], 2.2),
        _polygon((10.5, 8), (13.5, 8), (13, 15), (11, 15)),
        _circle(12, 18, 1.6),
    ),
    "today": _sign(_DISC, _HANDSET),
    "urgent": _sign(
        _rounded(_octagon(11.5), 0.8),
        _polygon((10.3, 5.3), (13.7, 5.3), (13.1, 13.7), (10.9, 13.7)),
        _circle(12, 17.3, 1.8),
    ),
}
"""By the kind of a callout: an i in a disc, a light bulb, a triangle, a handset, an octagon."""
