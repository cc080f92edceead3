"""Draws sheets of paper as they lie and stand: shadows, fold lines, a spine, perspective."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians, sin
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Corner = tuple[float, float]
GROUND = (229, 233, 235)
SHADOW = (38, 50, 56)
EDGING = (196, 203, 206)
CREASE = (120, 132, 138)
DEPTH = 1800.0
"""How far off the eye is that looks at standing paper, in pixels."""
EDGE = 8
"""Pixels of paper added round a picture, so that its edges stay clean when it is turned."""


def tinted(picture: Image.Image, shades: Sequence[tuple[float, float]]) -> Image.Image:
    """The picture made darker from left to right: (place, light) pairs, both from 0 to 1."""
    wide, tall = picture.size
    strip = Image.new("L", (wide, 1))
    for x in range(wide):
        strip.putpixel((x, 0), round(255 * _between(shades, x / max(1, wide - 1))))
    mask = strip.resize((wide, tall))
    return ImageChops.multiply(picture.convert("RGB"), Image.merge("RGB", (mask,) * 3))


def _between(shades: Sequence[tuple[float, float]], at: float) -> float:
    for (left, low), (right, high) in pairwise(shades):
        if left <= at <= right:
            return low + (high - low) * (at - left) / (right - left or 1)
    return shades[-1][1]


def shadow(ground: Image.Image, corners: Sequence[Corner], blur: float, dark: float) -> None:
    """A soft shadow of a flat thing with these corners."""
    mask = Image.new("L", ground.size, 0)
    ImageDraw.Draw(mask).polygon([*corners], fill=round(255 * dark))
    ground.paste(SHADOW, (0, 0), mask.filter(ImageFilter.GaussianBlur(blur)))


def lay(ground: Image.Image, picture: Image.Image, left: int, top: int) -> None:
    """The picture flat on the ground; its shadow is thin at the edge, and wide and soft below."""
    wide, tall = picture.size
    for down, blur, dark in ((3, 3, 0.22), (24, 18, 0.20)):
        high, low = top + down, top + tall + down
        box = [(left, high), (left + wide, high), (left + wide, low), (left, low)]
        shadow(ground, box, blur, dark)
    ground.paste(picture, (left, top))


def pile(picture: Image.Image, places: Sequence[Corner]) -> Image.Image:
    """The picture on top of blank sheets that stick out a little, each with a fine edge."""
    right, low = (max(0, *(round(place[axis]) for place in places)) for axis in (0, 1))
    wide, tall = picture.size
    made = Image.new("RGB", (wide + right, tall + low), GROUND)
    draw = ImageDraw.Draw(made)
    for x, y in places:
        draw.rectangle([x, y, x + wide - 1, y + tall - 1], "white", EDGING)
    made.paste(picture, (0, 0))
    return made


def fold(ground: Image.Image, x: float, top: float, tall: float, unit: float) -> None:
    """A dashed line where paper is folded, a little longer than the paper."""
    draw, y, out = ImageDraw.Draw(ground), top - 5 * unit, top + tall + 5 * unit
    while y < out:
        draw.line([(x, y), (x, min(out, y + 2 * unit))], fill=CREASE, width=max(1, round(unit / 3)))
        y += 3.6 * unit


class Panel(NamedTuple):
    """A panel that stands upright, seen from above: from one point of the ground to another."""

    picture: Image.Image
    start: Corner
    end: Corner
    light: tuple[float, float]
    """At the start and at the end."""


def turned(start: Corner, length: float, degrees: float) -> Corner:
    """Where a panel ends that is turned to the eye by so many degrees."""
    return start[0] + length * cos(radians(degrees)), start[1] + length * sin(radians(degrees))


def stand(ground: Image.Image, panels: Sequence[Panel], tall: float, at: Corner) -> None:
    """Panels that stand on the ground, the farthest first; `at` is where (0, 0) touches it."""
    feet = [_seen((x, 0.0, z), at) for panel in panels for x, z in (panel.start, panel.end)]
    back = [(x + 0.10 * tall, y - 0.02 * tall) for x, y in reversed(feet)]
    shadow(ground, [*feet, *back], tall * 0.03, 0.42)
    for panel in panels:
        quad = [
            _seen((x, high, z), at)
            for (x, z), high in (
                (panel.start, tall),
                (panel.end, tall),
                (panel.end, 0.0),
                (panel.start, 0.0),
            )
        ]
        lit = tinted(panel.picture, ((0, panel.light[0]), (1, panel.light[1])))
        _warp(ground, lit, quad)


def _seen(point: tuple[float, float, float], at: Corner) -> Corner:
    """Where on the picture a point (right, up, towards the eye) is seen, a little from above."""
    x, up, near = point
    times = DEPTH / (DEPTH - near)
    return at[0] + x * times, at[1] + (near * 0.30 - up) * times


def _warp(ground: Image.Image, picture: Image.Image, quad: Sequence[Corner]) -> None:
    """The picture drawn with its corners, from the top left clockwise, at those of the quad."""
    wide, tall = picture.size
    corners = [(EDGE, EDGE), (EDGE + wide, EDGE), (EDGE + wide, EDGE + tall), (EDGE, EDGE + tall)]
    numbers = _solved([row for pair in zip(quad, corners, strict=True) for row in _rows(*pair)])
    roomy = ImageOps.expand(picture, EDGE, picture.getpixel((wide - 2, tall - 2)))
    drawn = roomy.transform(ground.size, Image.Transform.PERSPECTIVE, numbers, Image.BICUBIC)
    mask = Image.new("L", ground.size, 0)
    ImageDraw.Draw(mask).polygon([*quad], fill=255)
    ground.paste(drawn, (0, 0), mask)


def _rows(to: Corner, of: Corner) -> list[list[float]]:
    """The two equations, in eight unknowns, that bring a corner of the picture to its place."""
    (x, y), (u, v) = to, of
    return [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]]


def _solved(rows: list[list[float]]) -> list[float]:
    """What solves linear equations, each a row with its right side last (Gauss and Jordan)."""
    for place in range(len(rows)):
        best = max(range(place, len(rows)), key=lambda row: abs(rows[row][place]))
        rows[place], rows[best] = rows[best], rows[place]
        rows[place] = [number / rows[place][place] for number in rows[place]]
        for other, row in enumerate(rows):
            if other != place:
                times = row[place]
                rows[other] = [a - times * b for a, b in zip(row, rows[place], strict=True)]
    return [row[-1] for row in rows]
