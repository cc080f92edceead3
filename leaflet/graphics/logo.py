"""Looks at a logo: whether it was made for dark grounds."""

from __future__ import annotations

import functools

from leaflet.graphics import svg
from leaflet.graphics.colour import luminance
from leaflet.graphics.picture import Picture, pixels

PALE = 0.8
"""The mean luminance of a logo from which it does not show on white."""
SAMPLES = 4096
"""Points of a logo that are looked at."""
OPAQUE = 127
GROUND = 0.95
"""The share of a drawing's width and height that its ground fills."""


def is_pale(picture: Picture) -> bool:
    """Return whether a logo of pale signs alone has no ground of its own to show on."""
    seen = _luminance(picture)
    return seen is not None and seen > PALE


@functools.lru_cache(8)
def _luminance(picture: Picture) -> float | None:
    """Return the mean luminance of the visible pixels, 0 to 1; None for an opaque picture."""
    if picture.kind == "svg":
        drawn = svg.read(picture.data)
        if _fills(drawn):
            return None
        return sum(luminance(figure.colour) for figure in drawn.figures) / len(drawn.figures)
    if picture.kind == "jpeg":
        return None
    colours, alpha = pixels(picture)
    if not alpha:
        return None
    step = max(1, len(alpha) // SAMPLES)
    tones = [
        luminance((colours[3 * at] / 255, colours[3 * at + 1] / 255, colours[3 * at + 2] / 255))
        for at in range(0, len(alpha), step)
        if alpha[at] > OPAQUE
    ]
    return sum(tones) / len(tones) if tones else 0.0


def _fills(drawn: svg.Vectors) -> bool:
    """Return whether the hindmost figure of a drawing is a ground for the others."""
    points = [points for _, points in drawn.figures[0].path]
    across = [at for each in points for at in each[::2]]
    down = [at for each in points for at in each[1::2]]
    wide, high = max(across) - min(across), max(down) - min(down)
    return wide >= GROUND * drawn.width and high >= GROUND * drawn.height
