"""Outline: a filled shape as a path of lines and curves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.graphics.path import Segment


class Outline(NamedTuple):
    """A filled shape in a box of its own, y downwards: an icon, a QR code."""

    width: float
    height: float
    path: tuple[Segment, ...]
    """("M", (x, y)), ("L", (x, y)), ("C", (x1, y1, x2, y2, x, y)), ("Z", ()): move, line, curve,
    close; ("R", (x, y, width, height)): a rectangle."""
    even_odd: bool = False
    """What counts as inside where the path crosses itself (ISO 32000-1, 8.5.3.3)."""
    places: tuple[tuple[float, float], ...] = ((0.0, 0.0),)
    """Where the path is drawn: once, or for each of a crowd."""
    is_sided: bool = False
    """Whether it is turned over where the writing runs to the left: it begins at one side."""

    def placed(self) -> Iterator[Segment]:
        """Yield the segments of the path, once for each place."""
        for x, y in self.places:
            for kind, points in self.path:
                yield kind, tuple(at + (y if n % 2 else x) for n, at in enumerate(points))
