"""Gives every role of a leaflet its colour, from a clinic's colour and accent.

A colour of the clinic stands in solid areas, rules, numerals and icons as it is. Where words in
it could not be read, they are printed in ink. Only an area with words on it takes another shade of
it, by a difference that is hardly seen, where those could not be read either.
"""

from __future__ import annotations

import itertools
from typing import Literal, NamedTuple

from leaflet.graphics import colour
from leaflet.graphics.colour import AA, AAA, BLACK, RGB, WHITE, LCh, lch

NEAR = 25.0
"""A colour that differs less from the red of alerts looks like it (CIEDE2000)."""
TOO_LIKE = 35.0
"""Degrees from the hues of alerts within which a tint looks like a pale alert."""
ALERT_HUES = 36.0, 80.0
"""Of red and of amber."""
COLOURFUL = 15.0
"""The chroma from which a colour has a hue that is seen."""
SEEN = 1.1
"""A colour with less contrast to the paper is not seen on it: ink stands for it."""
SIGNS = 3.0
"""The least contrast of a bullet, an icon and a sign (WCAG 2.2, 1.4.11)."""

InInk = Literal["pale", "red", ""]


class Inputs(NamedTuple):
    """The colours that a theme and a clinic choose."""

    brand: RGB
    accent: RGB
    ink: RGB
    grey: RGB
    paper: RGB
    alert: RGB
    amber: RGB
    amber_line: RGB
    green: RGB
    green_line: RGB
    stone: RGB


def in_ink(given: Inputs) -> InInk:
    """Return why headings are in ink: the brand is too pale, or too like the red of alerts."""
    if colour.legible(given.brand, given.paper) < AA:
        return "pale"
    return "red" if _is_near(given) else ""


def coloured(given: Inputs) -> dict[str, RGB]:
    """Return the colour of each role."""
    seen = colour.contrast(given.brand, given.paper) >= SEEN
    given = given if seen else given._replace(brand=given.ink)
    return (
        _words(given)
        | area(given.brand, given.ink)
        | _grounds(given)
        | _alerts(given)
        | _pictures(given)
    )


def _is_near(given: Inputs) -> bool:
    """Return whether the brand looks like the red of alerts, where they have one."""
    red = given.alert != given.ink
    return red and colour.difference(given.brand, given.alert) < NEAR


def _is_alertish(brand: RGB) -> bool:
    """Return whether a tint of the brand would look like a pale alert."""
    _, chroma, hue = lch(brand)
    return chroma > COLOURFUL and any(colour.apart(hue, at) < TOO_LIKE for at in ALERT_HUES)


def _is_grey(given: Inputs) -> bool:
    """Return whether neither the brand nor the accent has a hue."""
    return max(lch(given.brand).chroma, lch(given.accent).chroma) < colour.NEUTRAL


def _is_light(given: Inputs) -> bool:
    """Return whether white words cannot be read on the brand."""
    return colour.contrast(given.brand, WHITE) < AA


def _words(given: Inputs) -> dict[str, RGB]:
    """Return the colours of what is read."""
    brand, ink, near = given.brand, given.ink, _is_near(given)
    mark = ink if near or colour.contrast(brand, given.paper) < SIGNS else brand
    small = colour.contrast(brand, _panel(given)) >= AAA and not near
    return {
        "text": ink,
        "muted": given.grey,
        "heading": ink if in_ink(given) else brand,
        "link": brand if small else ink,
        "marker": mark,
        **dict.fromkeys(("note", "tip", "caution"), mark),
    }


def area(brand: RGB, ink: RGB) -> dict[str, RGB]:
    """Return the colours of an area of the brand and of the words on it: white, ink, or black.

    Some reds, pinks and greens bear none of them at 4.5 both in colour and in grey. The area has
    then the nearest shade of the colour that does.
    """
    words = (WHITE, ink, BLACK)
    for step, end in itertools.product(range(100), (BLACK, WHITE)):
        shade = colour.mix(brand, 1 - step / 100, end)
        on = next((each for each in words if colour.legible(each, shade) >= AA), None)
        if on:
            return {"band": shade, "on": on}
    raise AssertionError("black bears white words")


def _panel(given: Inputs) -> RGB:
    """Return the ground of panels: so pale that a heading in the brand can be read on it."""
    brand = given.brand
    ground = given.stone if _is_alertish(brand) else _tint(brand, 95.5, 0.25, 6)
    shades = (colour.mix(ground, share / 4, given.paper) for share in range(4, 0, -1))
    in_brand = not in_ink(given)
    return next(
        (each for each in shades if not in_brand or colour.legible(brand, each) >= AA), given.paper
    )


def _grounds(given: Inputs) -> dict[str, RGB]:
    """Return the colours of areas and rules."""
    brand, paper = given.brand, given.paper
    light = _is_light(given)
    return {
        "paper": paper,
        "panel": _panel(given),
        "rule": _tint(brand, 78, 0.25, 8),
        "key": brand if light else _warm(given),
        "pale": _tint(brand, 84, 0.25, 7),
    }


def _alerts(given: Inputs) -> dict[str, RGB]:
    """Return the colours of alerts and of the zones of an action plan, the same for all brands."""
    shades = {name: getattr(given, name) for name in ("amber", "amber_line", "green", "green_line")}
    return {"urgent": given.alert, **shades}


def _pictures(given: Inputs) -> dict[str, RGB]:
    """Return the colours of drawings."""
    brand, made = given.brand, {}
    if _is_grey(given):
        made = {name: LCh(lightness, 0, 0).rgb for name, lightness in _GREYS.items()}
    elif _is_light(given):
        made = {name: _rgb(shade) for name, shade in _SLATE.items()} | {"disc": brand}
    elif _is_alertish(brand):
        made = {name: _rgb(shade) for name, shade in _CLAY.items()}
    lightness, chroma, hue = lch(brand)
    return {
        "tint": _tint(brand, 90, 0.35, 12),
        "tint2": _tint(brand, 81, 0.5, 18),
        "mid": _tint(brand, 62, 0.8, 32),
        "deep": LCh(min(max(0.6 * lightness, 10), 24), min(0.6 * chroma, 24), hue).rgb,
        "warm": _warm(given),
        "shirt": brand,
        "disc": WHITE,
        "skin": LCh(64, 34, 60).rgb,
        "skin2": LCh(45, 28, 58).rgb,
    } | made


_GREYS = {
    "tint": 93,
    "tint2": 78,
    "mid": 62,
    "deep": 0,
    "warm": 31,
    "shirt": 0,
    "skin": 62,
    "skin2": 31,
}
"""The lightness of each for a copier: what touches in a drawing is 30 apart."""
_SLATE = {
    "tint": "efece5",
    "tint2": "dcd7cc",
    "mid": "8b979d",
    "deep": "232f36",
    "shirt": "46545c",
}
"""For a brand too light for a figure: it is the sun, and the figure is slate."""
_CLAY = {"tint": "f0ebe3", "tint2": "dfd7cb"}
"""The grounds of pictures whose tints would look like a pale alert."""


def _rgb(digits: str) -> RGB:
    red, green, blue = (part / 255 for part in bytes.fromhex(digits))
    return red, green, blue


def _tint(brand: RGB, lightness: float, share: float, most: float) -> RGB:
    """Return a tint of the brand's hue with a share of its chroma, and at most so much."""
    _, chroma, hue = lch(brand)
    return LCh(lightness, min(share * chroma, most), hue).rgb


def _warm(given: Inputs) -> RGB:
    _, chroma, hue = lch(given.accent)
    return LCh(75, 45, hue if chroma > colour.NEUTRAL else 50).rgb
