"""Contrast of colours, and the shades that keep text readable (WCAG 2.2, 1.4.3 and 1.4.6)."""

from __future__ import annotations

RGB = tuple[float, float, float]
"""sRGB: red, green and blue, each from 0 to 1."""

WHITE: RGB = (1.0, 1.0, 1.0)
BLACK: RGB = (0.0, 0.0, 0.0)
AA, AAA = 4.5, 7.0
"""The least contrast of text (1.4.3), and the enhanced one (1.4.6)."""


def luminance(colour: RGB) -> float:
    """Relative luminance from 0 (black) to 1 (white)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(colour: RGB, share: float, other: RGB = WHITE) -> RGB:
    """`share` (0 to 1) of `colour`, the rest of `other`."""
    red, green, blue = (c * share + o * (1 - share) for c, o in zip(colour, other, strict=True))
    return red, green, blue


def readable(colour: RGB, ground: RGB, ratio: float = AA) -> RGB:
    """`colour`, made just so much darker (or lighter, on a dark ground) that it reaches `ratio`."""
    end = BLACK if contrast(BLACK, ground) > contrast(WHITE, ground) else WHITE
    shades = (mix(colour, 1 - step / 50, end) for step in range(51))
    return next((shade for shade in shades if contrast(shade, ground) >= ratio), end)


def hex_of(colour: RGB) -> str:
    """The colour as `#rrggbb`."""
    return "#" + "".join(f"{round(c * 255):02x}" for c in colour)
