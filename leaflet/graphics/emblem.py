"""Draws an icon large on a disc, for a cover without a picture."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from leaflet.graphics import icon, picture
from leaflet.graphics.colour import RGB, hex_of
from leaflet.graphics.picture import Picture


class Sizes(NamedTuple):
    """The sizes of the disc and of the icon: shares of the shorter side of the box."""

    disc: float
    icon: float


LARGE, WHOLE, WITHIN = Sizes(1.26, 0.74), Sizes(1.0, 0.61), Sizes(0.88, 0.58)
"""A disc that the box cuts off, one that is whole, and one that has room around it."""


class EmblemInks(NamedTuple):
    """The colours of an emblem; there is no disc without one."""

    ground: RGB
    disc: RGB | None
    icon: RGB


@functools.lru_cache(64)
def emblem(name: str, box: tuple[float, float], inks: EmblemInks, sizes: Sizes = LARGE) -> Picture:
    """Return an icon in the middle of a box, on a disc that may reach over it."""
    shorter = min(box)
    disc = sizes.disc * shorter if inks.disc else 0.0
    wide, high = (max(side, disc) for side in box)
    parts = [f'<rect width="{wide:.3f}" height="{high:.3f}" fill="{hex_of(inks.ground)}"/>']
    if inks.disc:
        middle = f'cx="{wide / 2:.3f}" cy="{high / 2:.3f}"'
        parts.append(f'<circle {middle} r="{disc / 2:.3f}" fill="{hex_of(inks.disc)}"/>')
    parts += _icon(name, (wide, high), sizes.icon * shorter, inks.icon)
    frame = f'viewBox="0 0 {wide:.3f} {high:.3f}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>{"".join(parts)}</svg>'
    return picture.read_bytes(svg.encode(), name)


def _icon(name: str, room: tuple[float, float], size: float, ink: RGB) -> Iterator[str]:
    outline = icon.outline(name)
    scale = size / max(outline.width, outline.height)
    x, y = (room[0] - outline.width * scale) / 2, (room[1] - outline.height * scale) / 2
    drawn = " ".join(f"{kind}{' '.join(map(str, points))}" for kind, points in outline.path)
    rule = ' fill-rule="evenodd"' if outline.even_odd else ""
    place = f"translate({x:.3f} {y:.3f}) scale({scale:.5f})"
    yield f'<g transform="{place}"><path{rule} fill="{hex_of(ink)}" d="{drawn}"/></g>'
