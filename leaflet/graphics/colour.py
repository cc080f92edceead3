"""Measures colours: their contrast (WCAG 2.2, 1.4.3 and 1.4.6), lightness, hue and difference."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import NamedTuple, Self

RGB = tuple[float, float, float]
"""sRGB: red, green and blue, each from 0 to 1."""

WHITE: RGB = (1.0, 1.0, 1.0)
BLACK: RGB = (0.0, 0.0, 0.0)
AA, AAA = 4.5, 7.0
"""The least contrast of text (1.4.3), and the enhanced one (1.4.6)."""


def luminance(colour: RGB) -> float:
    """Return the relative luminance of a colour, 0 (black) to 1 (white)."""
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    ratio = (light + 0.05) / (dark + 0.05)
    choices = _CHOICES.get()
    return ratio if choices is None else ComparedRatio(ratio, ("contrast", one, other), choices)


def grey(colour: RGB) -> RGB:
    """Return the grey that a printer or copier makes of a colour (ISO 32000-1, 10.3.3)."""
    red, green, blue = colour
    tone = 0.3 * red + 0.59 * green + 0.11 * blue
    return tone, tone, tone


def legible(one: RGB, other: RGB) -> float:
    """Return the contrast ratio in colour or in grey, whichever is less."""
    choices = _CHOICES.set(None)
    ratio = min(contrast(one, other), contrast(grey(one), grey(other)))
    _CHOICES.reset(choices)
    noted = _CHOICES.get()
    return ratio if noted is None else ComparedRatio(ratio, ("legible", one, other), noted)


RatioOf = tuple[str, RGB, RGB]
"""A ratio: the name of its function, and two colours."""


class ColourChoice(NamedTuple):
    """What was decided by a ratio of colours."""

    first: RatioOf
    sign: str
    """The name of an operator."""
    second: RatioOf | float
    outcome: bool

    def holds(self, under: Callable[[RGB], RGB]) -> bool:
        """Return whether it is decided alike where colours are what `under` says."""
        sides = (_ratio(self.first, under), _ratio(self.second, under))
        return bool(getattr(operator, self.sign)(*sides)) == self.outcome


def _ratio(measured: RatioOf | float, under: Callable[[RGB], RGB]) -> float:
    if not isinstance(measured, tuple):
        return measured
    name, one, other = measured
    return (legible if name == "legible" else contrast)(under(one), under(other))


class ComparedRatio(float):
    """A ratio that notes what it is compared with."""

    def __new__(cls, ratio: float, measured: RatioOf, choices: dict[ColourChoice, None]) -> Self:
        """Keep what was measured, and where choices are noted."""
        made = super().__new__(cls, ratio)
        made.measured, made.choices = measured, choices
        return made

    measured: RatioOf
    choices: dict[ColourChoice, None]

    def _noted(self, sign: str, other: float) -> bool:
        outcome = bool(getattr(operator, sign)(float(self), float(other)))
        second = other.measured if isinstance(other, ComparedRatio) else float(other)
        self.choices[ColourChoice(self.measured, sign, second, outcome)] = None
        return outcome

    def __lt__(self, other: float) -> bool:
        """Compare, and note it."""
        return self._noted("lt", other)

    def __le__(self, other: float) -> bool:
        """Compare, and note it."""
        return self._noted("le", other)

    def __gt__(self, other: float) -> bool:
        """Compare, and note it."""
        return self._noted("gt", other)

    def __ge__(self, other: float) -> bool:
        """Compare, and note it."""
        return self._noted("ge", other)


_CHOICES: ContextVar[dict[ColourChoice, None] | None] = ContextVar("choices", default=None)


UNFOLLOWED = ColourChoice(("contrast", WHITE, WHITE), "lt", 0.0, outcome=True)
"""What stands for a choice that is made by other things than ratios; it holds under no colours."""


@contextmanager
def choices() -> Iterator[dict[ColourChoice, None]]:
    """Note what is decided by ratios of colours meanwhile."""
    noted: dict[ColourChoice, None] = {}
    token = _CHOICES.set(noted)
    try:
        yield noted
    finally:
        _CHOICES.reset(token)


def mix(colour: RGB, share: float, other: RGB = WHITE) -> RGB:
    """Mix `share` (0 to 1) of `colour` with `other` for the rest."""
    red, green, blue = (c * share + o * (1 - share) for c, o in zip(colour, other, strict=True))
    return red, green, blue


def hex_of(colour: RGB) -> str:
    """Write a colour as `#rrggbb`."""
    return "#" + "".join(f"{round(c * 255):02x}" for c in colour)


# ---- CIE LCh, D50: equal steps look about equal, and a hue stays the same hue (CIE 15)


class _Light(NamedTuple):
    """A light that colours are looked at in: its white, and the matrix from linear sRGB to XYZ."""

    white: RGB
    to_xyz: tuple[RGB, RGB, RGB]


D50 = _Light(
    (0.96422, 1.0, 0.82521),
    (
        (0.4360747, 0.3850649, 0.1430804),
        (0.2225045, 0.7168786, 0.0606169),
        (0.0139322, 0.0971045, 0.7141733),
    ),
)
"""That of print, in which lightness, chroma and hue are given."""
D65 = _Light(
    (0.95047, 1.0, 1.08883),
    (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    ),
)
"""That of sRGB, in which colours are compared."""
_FROM_XYZ = (
    (3.1338561, -1.6168667, -0.4906146),
    (-0.9787684, 1.9161415, 0.0334540),
    (0.0719453, -0.2289914, 1.4052427),
)
_KNEE, _SLOPE = 216 / 24389, 24389 / 27
NEUTRAL = 0.5
"""A colour of less chroma has no hue."""


class LCh(NamedTuple):
    """Lightness from 0 to 100, chroma, and hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    @property
    def rgb(self) -> RGB:
        """The sRGB colour of this lightness and hue, with as much of the chroma as sRGB has."""
        if not _possible(found := self._linear):
            least, most = 0.0, self.chroma
            for _ in range(12):
                middle = (least + most) / 2
                if _possible(tried := self._replace(chroma=middle)._linear):
                    least, found = middle, tried
                else:
                    most = middle
        red, green, blue = (_coded(min(max(part, 0.0), 1.0)) for part in found)
        return red, green, blue

    @property
    def _linear(self) -> RGB:
        """Linear red, green and blue, perhaps out of range."""
        high = (self.lightness + 16) / 116
        wide = high + self.chroma * cos(radians(self.hue)) / 500
        deep = high - self.chroma * sin(radians(self.hue)) / 200
        xyz = (
            white * (part**3 if part**3 > _KNEE else (116 * part - 16) / _SLOPE)
            for part, white in zip((wide, high, deep), D50.white, strict=True)
        )
        return _times(_FROM_XYZ, tuple(xyz))


@functools.lru_cache(256)
def lch(colour: RGB) -> LCh:
    """Return a colour's lightness, chroma and hue; the hue of a grey is 0."""
    noted = _CHOICES.get()
    if noted is not None:
        noted[UNFOLLOWED] = None
    lightness, a, b = _lab(colour, D50)
    chroma = hypot(a, b)
    return LCh(lightness, chroma, degrees(atan2(b, a)) % 360 if chroma > NEUTRAL else 0.0)


def apart(one: float, other: float) -> float:
    """Return the degrees between two hues, 0 to 180."""
    turn = abs(one - other) % 360
    return min(turn, 360 - turn)


def difference(one: RGB, other: RGB) -> float:
    """Return how different two colours look (CIEDE2000): 1 is just seen, black and white are 100.

    The formula and its names are those of Sharma, Wu and Dalal, 2005.
    """
    (l1, a1, b1), (l2, a2, b2) = _lab(one, D65), _lab(other, D65)
    mean7 = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * sqrt(mean7 / (mean7 + 25**7))
    c1, h1 = _polar(a1 * stretch, b1)
    c2, h2 = _polar(a2 * stretch, b2)
    turn = ((h2 - h1 + 180) % 360 - 180) if c1 * c2 else 0.0
    hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    tone, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = _mean_hue(h1, h2) if c1 * c2 else h1 + h2
    t = 1 - 0.17 * _cos(h - 30) + 0.24 * _cos(2 * h) + 0.32 * _cos(3 * h + 6)
    t -= 0.2 * _cos(4 * h - 63)
    sl = 1 + 0.015 * (tone - 50) ** 2 / sqrt(20 + (tone - 50) ** 2)
    dl, dc, dh = (l2 - l1) / sl, (c2 - c1) / (1 + 0.045 * c), hue / (1 + 0.015 * c * t)
    turned = sin(radians(60 * exp(-(((h - 275) / 25) ** 2))))
    rotation = -2 * sqrt(c**7 / (c**7 + 25**7)) * turned
    return sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh)


def _polar(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _mean_hue(one: float, other: float) -> float:
    total = one + other
    if abs(one - other) > 180:
        total += 360 if total < 360 else -360
    return total / 2


def _cos(angle: float) -> float:
    return cos(radians(angle))


def _lab(colour: RGB, light: _Light) -> tuple[float, float, float]:
    red, green, blue = colour
    xyz = _times(light.to_xyz, (_linear(red), _linear(green), _linear(blue)))
    wide, high, deep = (
        part ** (1 / 3) if part > _KNEE else (_SLOPE * part + 16) / 116
        for part in (part / white for part, white in zip(xyz, light.white, strict=True))
    )
    return 116 * high - 16, 500 * (wide - high), 200 * (high - deep)


def _times(matrix: tuple[RGB, ...], vector: tuple[float, ...]) -> RGB:
    first, second, third = (
        sum(part * by for part, by in zip(row, vector, strict=True)) for row in matrix
    )
    return first, second, third


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _coded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _possible(colour: RGB) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in colour)
