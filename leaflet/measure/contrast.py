"""Measures the contrast of every word with the least favourable ground painted under it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from math import ceil, floor
from typing import NamedTuple

from leaflet.graphics.colour import AA, AAA, RGB, mix
from leaflet.graphics.colour import contrast as ratio_of
from leaflet.measure.geometry import Bounds
from leaflet.measure.ground import Ground, unpacked
from leaflet.measure.measured import Found, Measured, Requirement
from leaflet.measure.print_lines import PrintedLine, PrintedWord
from leaflet.measure.printed import Print
from leaflet.measure.seen import Leaf

FEW = 0.05
"""The share of the ground under a word that is left out: a seam, an underline."""

_EDGE = 0.4
"""Points inside the ink where the ground counts, so that no half-covered pixel does."""


class _Ratio(NamedTuple):
    """A word's contrast in colour and in grey, the lower first, to sort by."""

    least: float
    colour: float
    grey: float
    line: PrintedLine


def contrast(found: Print) -> Measured:
    """Measure contrast in colour and in grey, for body text and for all other text."""
    wanted = f"body at least {AAA:g}:1, other text {AA:g}:1, in colour and grey"
    rule = Requirement("contrast", wanted, "WCAG 2.2, 1.4.3 and 1.4.6")
    kinds: dict[str, list[_Ratio]] = defaultdict(list)
    for line in found.lines:
        kind = "body" if found.is_body(line) else "other"
        kinds[kind].append(min(_ratio(line, word, found.leaf(line)) for word in line.words))
    if not kinds:
        return rule.unmeasured("no text")
    figures: dict[str, float] = {}
    findings: list[tuple[_Ratio, Found]] = []
    for kind, least in (("body", AAA), ("other", AA)):
        ratios = kinds.get(kind)
        if not ratios:
            continue
        figures[kind] = min(ratio.colour for ratio in ratios)
        figures[f"{kind}_grey"] = min(ratio.grey for ratio in ratios)
        # Half a step of the 8-bit colours that were read.
        findings += ((r, _finding(r, kind)) for r in ratios if r.least < least - 0.01)
    findings.sort(key=lambda pair: pair[0].least)
    value = ", ".join(
        f"{kind} {figures[kind]:.1f}:1 (grey {figures[f'{kind}_grey']:.1f}:1)"
        for kind in ("body", "other")
        if kind in figures
    )
    return rule.found(value, (place for _, place in findings), **figures)


def least_contrast(line: PrintedLine, leaf: Leaf) -> float:
    """Return the least contrast of a line's words with the ground painted under them."""
    return min(_ratio(line, word, leaf).colour for word in line.words)


def _finding(ratio: _Ratio, kind: str) -> Found:
    value = f"{ratio.colour:.1f}:1, in grey {ratio.grey:.1f}:1 ({kind})"
    return Found(ratio.line.page, ratio.line.text, value)


def _ratio(line: PrintedLine, word: PrintedWord, leaf: Leaf) -> _Ratio:
    """Return a word's contrast with the worst colours of its ground, except a FEW pixels."""
    colour, alpha = _eight_bit(word.style.colour), word.style.alpha
    seen = unpacked(leaf.ground).crop(_pixels(word, line.y, leaf.ground))
    grounds = seen.getcolors(seen.width * seen.height) or ()
    left = FEW * seen.width * seen.height
    ratios = sorted((*_pair(colour, alpha, ground), count) for count, ground in grounds)
    both = []
    for which in (0, 1):
        room = left
        for ratio in sorted(ratios, key=lambda ratio: ratio[which]):
            room -= ratio[2]
            if room < 0:
                both.append(ratio[which])
                break
    return _Ratio(min(both), both[0], both[1], line)


Bytes = tuple[int, int, int]


@cache
def _pair(colour: Bytes, alpha: float, ground: Bytes) -> tuple[float, float]:
    """Return the contrast in colour and in grey."""
    under = _shares(ground)
    text = mix(_shares(colour), alpha, under)
    return ratio_of(text, under), ratio_of(_grey(text), _grey(under))


def _grey(colour: RGB) -> RGB:
    """Convert a colour to grey as printers and PDF readers do (ISO 32000-1, 10.3.3)."""
    red, green, blue = colour
    tone = 0.3 * red + 0.59 * green + 0.11 * blue
    return tone, tone, tone


def _shares(colour: Bytes) -> RGB:
    red, green, blue = colour
    return red / 255, green / 255, blue / 255


def _eight_bit(colour: RGB) -> Bytes:
    red, green, blue = (round(part * 255) for part in colour)
    return red, green, blue


def _pixels(word: PrintedWord, baseline: float, ground: Ground) -> Bounds:
    """Return the pixels under a word's ink.

    An underline is the word's own, not its ground.
    """
    left, top, right, bottom = word.ink
    if word.style.upright and top < baseline - 2:
        bottom = min(bottom, baseline)
    scale = ground.scale
    x, y = ceil((left + _EDGE) * scale), ceil((top + _EDGE) * scale)
    end, foot = floor((right - _EDGE) * scale), floor((bottom - _EDGE) * scale)
    width, height = ground.size
    x, y = min(max(0, x), width - 1), min(max(0, y), height - 1)
    return Bounds(x, y, min(max(x + 1, end), width), min(max(y + 1, foot), height))
