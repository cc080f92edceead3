"""Crops pictures to the boxes that they fill, around the point of them that must be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.graphics import svg
from leaflet.layout.slices import Cut, PlacedPicture, StructureNode

if TYPE_CHECKING:
    from leaflet.graphics.picture import Picture

Rectangle = tuple[float, float, float, float]
"""x, y, width and height in points; x from the start edge, y down."""
Focus = tuple[float, float]
"""A point of a picture: its share from the left and from the top."""


def filled(
    picture: Picture, box: Rectangle, focus: Focus, node: StructureNode | None = None
) -> PlacedPicture:
    """Place a picture so that it fills a box, with `focus` as near to its middle as can be."""
    _, _, width, height = box
    scale = max(width / picture.width, height / picture.height)
    across, down = width / (picture.width * scale), height / (picture.height * scale)
    left, top = _start(across, focus[0]), _start(down, focus[1])
    cut = Cut(left, top, min(left + across, 1.0), min(top + down, 1.0))
    return PlacedPicture(*box, picture, node, cut)


def inside(picture: Picture, box: Rectangle, node: StructureNode | None = None) -> PlacedPicture:
    """Place a whole picture as large as a box has room for it, in the middle of its foot."""
    x, y, width, height = box
    scale = min(width / picture.width, height / picture.height)
    wide, tall = picture.width * scale, picture.height * scale
    return PlacedPicture(x + (width - wide) / 2, y + height - tall, wide, tall, picture, node)


def trimmed_inside(
    picture: Picture, box: Rectangle, node: StructureNode | None = None
) -> PlacedPicture:
    """Place a drawing without the white round it, as large as a box has room for it."""
    whole = svg.read(picture.data, picture.name)
    left, top, right, bottom = svg.ink(picture.data, picture.name)
    x, y, width, height = box
    scale = min(width / (right - left), height / (bottom - top))
    wide, tall = (right - left) * scale, (bottom - top) * scale
    cut = Cut(
        *(left / whole.width, top / whole.height),
        *(right / whole.width, bottom / whole.height),
    )
    return PlacedPicture(x + (width - wide) / 2, y + height - tall, wide, tall, picture, node, cut)


def _start(share: float, focus: float) -> float:
    """Return where what is seen begins, a share of the picture around the focus."""
    return min(max(focus - share / 2, 0.0), max(1.0 - share, 0.0))


def reframed(placed: PlacedPicture, box: Rectangle) -> PlacedPicture:
    """Return a picture seen through another box: it stays where it is, and as large.

    Where it does not reach so far it is made just as much larger as it must be.
    """
    left, top, width, height = placed.whole
    x, y, wide, tall = box
    shares = ((x - left) / width, (y - top) / height)
    cut = Cut(*shares, shares[0] + wide / width, shares[1] + tall / height)
    if min(cut) >= -CLOSE and max(cut) <= 1 + CLOSE:
        return placed._replace(x=x, y=y, width=wide, height=tall, cut=cut)
    seen = placed.cut or Cut()
    focus = (seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2
    return filled(placed.picture, box, focus, placed.node)


CLOSE = 1e-6
"""A share of a picture that is no difference."""
