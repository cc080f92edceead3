"""Defines boxes, and converts PDF coordinates to points from the page's top left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from leaflet.graphics.path import Matrix


class Bounds(NamedTuple):
    """A box in points from the page's left and top."""

    left: float
    top: float
    right: float
    bottom: float


TURNS: tuple[Callable[[float, float, float, float], Matrix], ...] = (
    lambda left, low, right, high: (1, 0, 0, -1, -left, high),
    lambda left, low, right, high: (0, 1, 1, 0, -low, -left),
    lambda left, low, right, high: (-1, 0, 0, 1, right, -low),
    lambda left, low, right, high: (0, -1, -1, 0, high, right),
)
"""From a PDF's own space to points from the top left, by quarter turns of the page (/Rotate)."""


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that applies `one` and then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """Return a point moved by a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_of(sides: list[float], matrix: Matrix) -> Bounds:
    """Return the upright box around left, low, right and high in PDF coordinates."""
    left, low, right, high = sides
    corners = [point(x, y, matrix) for x in (left, right) for y in (low, high)]
    xs, ys = zip(*corners, strict=True)
    return Bounds(min(xs), min(ys), max(xs), max(ys))


def round_(boxes: Iterable[Bounds]) -> Bounds:
    """Return the box around all of the boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Bounds(min(lefts), min(tops), max(rights), max(bottoms))


def common(one: Bounds, other: Bounds) -> Bounds:
    """Return the box that two boxes have in common; one without extent where they have none."""
    left, top = max(one.left, other.left), max(one.top, other.top)
    return Bounds(left, top, min(one.right, other.right), min(one.bottom, other.bottom))
