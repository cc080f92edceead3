"""Draws maps of the body, and gives the outlines of their parts.

The drawings of a hand and a foot are the left ones; their mirror images are the right ones.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from leaflet.graphics import drawings, path, picture
from leaflet.graphics.colour import RGB
from leaflet.graphics.drawings import Drawing
from leaflet.graphics.outline import Outline
from leaflet.graphics.path import Segment
from leaflet.graphics.picture import Picture

VIEWS = ("front", "back", "face", "hand", "right-hand", "foot", "right-foot")
_RIGHT = "right-"


def regions(view: str) -> tuple[str, ...]:
    """Return the names of the parts that a view has, in alphabetical order."""
    return tuple(sorted(_drawing(view).regions))


@functools.cache
def names() -> tuple[str, ...]:
    """Return the names of the parts of all views, in alphabetical order."""
    return tuple(sorted({name for view in VIEWS for name in regions(view)}))


def figure(view: str, colours: Mapping[str, RGB]) -> Picture:
    """Return the figure of a view in these colours, with no part filled."""
    made = drawings.recoloured(_drawing(view), colours)
    return _mirrored(made, view) if view.startswith(_RIGHT) else made


@functools.cache
def region(view: str, name: str) -> Outline:
    """Return the outline of a part, in the box of its view."""
    drawing = _drawing(view)
    (data,) = re.findall(rf'<path id="{re.escape(name)}"[^>]* d="([^"]+)"', drawing.svg)
    drawn = path.segments(data)
    if view.startswith(_RIGHT):
        drawn = _turned(drawn, drawing.width)
    return Outline(drawing.width, drawing.height, tuple(drawn))


def _drawing(view: str) -> Drawing:
    return drawings.drawing(view.removeprefix(_RIGHT))


@functools.lru_cache(32)
def _mirrored(made: Picture, view: str) -> Picture:
    text = made.data.decode()
    width = _drawing(view).width
    opened = text.index("<path")
    turn = f'<g transform="matrix(-1 0 0 1 {width:g} 0)">'
    turned = f"{text[:opened]}{turn}{text[opened:].replace('</svg>', '</g></svg>')}"
    return picture.read_bytes(turned.encode(), view)


def _turned(drawn: Iterator[Segment], width: float) -> Iterator[Segment]:
    for kind, points in drawn:
        yield kind, tuple(at if n % 2 else width - at for n, at in enumerate(points))
