"""Makes a drawing of ours wider, for a box that would cut its head and feet off."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from leaflet.graphics import picture, svg
from leaflet.graphics.colour import hex_of
from leaflet.graphics.path import Segment
from leaflet.graphics.picture import Picture

NEAR = 1.0
"""Units within which a shape reaches the side of its frame: it is drawn out to the new one."""


@functools.lru_cache(64)
def widened(drawn: Picture, ratio: float, before: float = 0.5) -> Picture:
    """Return a drawing `ratio` times as wide as high; `before` of what is added is at its start.

    What reaches to a side of it, such as a floor, reaches to that of the wider one.
    """
    own = svg.read(drawn.data, drawn.name)
    more = ratio * own.height - own.width
    if more <= 0:
        return drawn
    left, right = more * before, more * (1 - before)
    paths = []
    for figure in own.figures:
        d = " ".join(_stretched(figure.path, own.width, left, right))
        rule = ' fill-rule="evenodd"' if figure.even_odd else ""
        paths.append(f'<path{rule} fill="{hex_of(figure.colour)}" d="{d}"/>')
    frame = f'viewBox="0 0 {own.width + more:.3f} {own.height:.3f}"'
    text = f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>{"".join(paths)}</svg>'
    return picture.read_bytes(text.encode(), drawn.name)


def _stretched(path: tuple[Segment, ...], width: float, left: float, right: float) -> Iterator[str]:
    """Yield the segments of a path, moved by `left`; ends at a side move with that side."""
    for kind, points in path:
        yield kind
        for at, value in enumerate(points):
            if at % 2:
                yield f"{value:.2f}"
            elif value <= NEAR:
                yield f"{min(value, 0.0):.2f}"
            else:
                yield f"{value + left + (right if value >= width - NEAR else 0.0):.2f}"
