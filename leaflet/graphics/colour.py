"""Measures the contrast of colours and finds readable shades (WCAG 2.2, 1.4.3 and 1.4.6)."""

from __future__ import annotations

import functools

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
    return (light + 0.05) / (dark + 0.05)


def grey(colour: RGB) -> RGB:
    """Return the grey that a printer or copier makes of a colour (ISO 32000-1, 10.3.3)."""
    red, green, blue = colour
    tone = 0.3 * red + 0.59 * green + 0.11 * blue
    return tone, tone, tone


def legible(one: RGB, other: RGB) -> float:
    """Return the contrast ratio in colour or in grey, whichever is less."""
    return min(contrast(one, other), contrast(grey(one), grey(other)))


def mix(colour: RGB, share: float, other: RGB = WHITE) -> RGB:
    """Mix `share` (0 to 1) of `colour` with `other` for the rest."""
    red, green, blue = (c * share + o * (1 - share) for c, o in zip(colour, other, strict=True))
    return red, green, blue


@functools.lru_cache(2048)
def readable(colour: RGB, ground: RGB, ratio: float = AA) -> RGB:
    """Return `colour` just dark enough (or light enough, on a dark ground) to reach `ratio`.

    It does so in colour and in grey; its hue stays. Black or white where no shade reaches it.
    """
    if legible(colour, ground) >= ratio:
        return colour
    end = max(WHITE, BLACK, key=lambda colour: legible(colour, ground))
    lightness, *hue = _lab(colour)
    near, far = lightness, end[0]
    reached = end
    for _ in range(12):
        middle = (near + far) / 2
        shade = _in_gamut(middle, *hue)
        if legible(shade, ground) >= ratio:
            far, reached = middle, shade
        else:
            near = middle
    return reached


def hex_of(colour: RGB) -> str:
    """Write a colour as `#rrggbb`."""
    return "#" + "".join(f"{round(c * 255):02x}" for c in colour)


# ---- Oklab: equal steps of its lightness look equal, and a hue stays the same hue (Ottosson, 2020)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _coded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _lab(colour: RGB) -> tuple[float, float, float]:
    """Return lightness (0 to 1) and the two hue and chroma axes of a colour in Oklab."""
    red, green, blue = map(_linear, colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_lab(lightness: float, a: float, b: float) -> RGB:
    """Return linear red, green and blue of an Oklab colour, perhaps out of range."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _in_gamut(lightness: float, a: float, b: float) -> RGB:
    """Return the sRGB colour of this lightness and hue, with as much chroma as sRGB has."""
    least, most, found = 0.0, 1.0, _from_lab(lightness, a, b)
    if not _possible(found):
        found = _from_lab(lightness, 0, 0)
        for _ in range(10):
            share = (least + most) / 2
            tried = _from_lab(lightness, a * share, b * share)
            if _possible(tried):
                least, found = share, tried
            else:
                most = share
    red, green, blue = (_coded(min(max(part, 0.0), 1.0)) for part in found)
    return red, green, blue


def _possible(colour: RGB) -> bool:
    return all(-1e-6 <= part <= 1 + 1e-6 for part in colour)
