"""Writes the shapes and pictures of a figure as one drawing in SVG."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape

from leaflet.graphics import svg
from leaflet.graphics.colour import RGB
from leaflet.graphics.outline import Outline
from leaflet.graphics.path import Segment
from leaflet.layout.slices import Mark, PlacedPicture, Shape, Words

THIN = 6.0
"""Points of the height of a rule."""
KINDS = {"jpeg": "image/jpeg", "png": "image/png"}
_LETTERS = {"M": "M", "L": "L", "C": "C", "Z": "Z"}


def hexadecimal(colour: RGB) -> str:
    """Return a colour as `#rrggbb`."""
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour)


def drawing(marks: Sequence[Mark], alt: str) -> str:
    """Return an SVG element of shapes and pictures, read aloud as `alt`.

    Nothing where there are none, or only a rule: its description is to be printed then.
    """
    drawn = [mark for mark in marks if isinstance(mark, Shape | PlacedPicture)]
    if not any(mark.height > THIN for mark in drawn):
        return ""
    left, top = min(mark.x for mark in drawn), min(mark.y for mark in drawn)
    width = max(mark.x + mark.width for mark in drawn) - left
    height = max(mark.y + mark.height for mark in drawn) - top
    inside = "".join(_mark(mark, left, top) for mark in drawn)
    inside += "".join(_label(mark, left, top) for mark in marks if isinstance(mark, Words))
    size = f'width="{width * 4 / 3:.0f}" height="{height * 4 / 3:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alt)}" {size} '
        f'viewBox="0 0 {width:.2f} {height:.2f}" focusable="false">{inside}</svg>'
    )


def _mark(mark: Shape | PlacedPicture, left: float, top: float) -> str:
    x, y = mark.x - left, mark.y - top
    if isinstance(mark, PlacedPicture):
        return _picture(mark, x, y)
    across, down = mark.width / mark.outline.width, mark.height / mark.outline.height
    line = ""
    if mark.line:
        thick = mark.thickness / across
        line = f' stroke="{hexadecimal(mark.line)}" stroke-width="{thick:.3f}"'
    return (
        f'<path transform="translate({x:.2f} {y:.2f}) scale({across:.4f} {down:.4f})" '
        f'fill="{hexadecimal(mark.colour)}"{line} {_path(mark.outline)}/>'
    )


def _picture(mark: PlacedPicture, x: float, y: float) -> str:
    """Return a picture in its box, cut where the box shows a part of it."""
    whole_x, whole_y, width, height = mark.whole
    at_x, at_y = x + whole_x - mark.x, y + whole_y - mark.y
    inside = _inside(mark, width, height)
    box = f'x="{x:.2f}" y="{y:.2f}" width="{mark.width:.2f}" height="{mark.height:.2f}"'
    view = f'viewBox="{x - at_x:.2f} {y - at_y:.2f} {mark.width:.2f} {mark.height:.2f}"'
    return f"<svg {box} {view}>{inside}</svg>"


def _inside(mark: PlacedPicture, width: float, height: float) -> str:
    picture = mark.picture
    if picture.kind == "svg":
        own_width, own_height, figures = svg.enlarged(svg.read(picture.data, picture.name))
        paths = "".join(
            f'<path fill="{hexadecimal(figure.colour)}" '
            f"{_path(Outline(own_width, own_height, figure.path, figure.even_odd))}/>"
            for figure in figures
        )
        scale = f"scale({width / own_width:.6f} {height / own_height:.6f})"
        return f'<g transform="{scale}">{paths}</g>'
    data = base64.b64encode(picture.data).decode("ascii")
    return (
        f'<image width="{width:.2f}" height="{height:.2f}" preserveAspectRatio="none" '
        f'href="data:{KINDS[picture.kind]};base64,{data}"/>'
    )


def _label(words: Words, left: float, top: float) -> str:
    """Return words that are drawn in a figure; its description is read in their place."""
    return (
        f'<text aria-hidden="true" x="{words.x - left:.2f}" y="{words.y - top:.2f}" '
        f'font-size="{words.size:.2f}" fill="{hexadecimal(words.colour)}">'
        f"{escape(words.text)}</text>"
    )


def _path(outline: Outline) -> str:
    rule = ' fill-rule="evenodd"' if outline.even_odd else ""
    return f'd="{"".join(_segments(outline.placed()))}"{rule}'


def _segments(path: Iterable[Segment]) -> Iterable[str]:
    for kind, points in path:
        if kind == "R":
            x, y, width, height = points
            yield f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z"
        else:
            yield _LETTERS[kind] + " ".join(f"{point:g}" for point in points)
