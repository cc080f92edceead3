"""Moves the edges of grounds and pictures that touch the edge of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from leaflet.layout.crop import reframed
from leaflet.layout.slices import Fill, Mark, PlacedPicture

NEAR = 0.5
"""Points within which a ground touches an edge."""


class Limits(NamedTuple):
    """The rectangle whose edges grounds come to, in points on the page."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Limits:
        """Return the rectangle larger by so many points on each side, or smaller."""
        return Limits(self.left - by, self.top - by, self.right + by, self.bottom + by)


def reached(marks: Iterable[Mark], page: Limits, wanted: Limits) -> Iterator[Mark]:
    """Yield the marks; grounds and pictures that touch an edge of `page` end at that of `wanted`.

    What would still be outside of `wanted` is cut off there, and left out if nothing remains. A
    picture that shows whole, such as a logo, stays as it is.
    """
    for mark in marks:
        if not (isinstance(mark, Fill) or (isinstance(mark, PlacedPicture) and mark.cut)):
            yield mark
            continue
        left = _near(mark.x, page.left, wanted.left)
        top = _near(mark.y, page.top, wanted.top)
        right = -_near(-mark.x - mark.width, -page.right, -wanted.right)
        bottom = -_near(-mark.y - mark.height, -page.bottom, -wanted.bottom)
        if right <= left or bottom <= top:
            continue
        box = (left, top, right - left, bottom - top)
        if isinstance(mark, PlacedPicture):
            yield reframed(mark, box)
        else:
            yield mark._replace(x=left, y=top, width=box[2], height=box[3])


def _near(start: float, edge: float, wanted: float) -> float:
    """Return where something begins that began at `start`, if it touches the edge or is beyond."""
    return wanted if start < max(edge + NEAR, wanted) else start
