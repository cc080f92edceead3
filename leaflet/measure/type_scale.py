"""Measures the sizes of type: few, clearly apart, and none under that of the body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from leaflet.measure.measured import Found, Measured, Requirement, at
from leaflet.measure.print_lines import PrintedLine
from leaflet.measure.printed import Print

APART = 1.2
"""How many times as large the next size is, at least."""
ROUNDING = 0.02
"""What a file's decimals may take from that."""
ON_POSTERS = 0.021
"""The least size on a poster, as a share of its height: 18 points on A4."""
SAME = 0.15
"""Points by which one size may vary: pages are magnified and rounded."""


def type_scale(found: Print) -> Measured:
    """Measure how far sizes of type are apart; sub- and superscripts may be small.

    A poster has no body: its points are larger than what stands at its foot.
    """
    wanted = f"equal or {APART:g} times as large, none under the body"
    rule = Requirement("type-scale", wanted, "typesetters' custom")
    sizes = _sizes(found)
    if not sizes:
        return rule.unmeasured("no text")
    least = ON_POSTERS * found.leaves[0].height if found.is_poster else found.size
    what = "least of a poster" if found.is_poster else "body"
    findings = [*_too_near(sizes), *_too_small(sizes, least, what)]
    ratios = [more / less for less, more in pairwise(sizes)]
    value = ", ".join(f"{size:g}" for size in sizes) + " pt"
    return rule.found(value, findings, sizes=len(sizes), least=min(ratios, default=0.0))


def _sizes(found: Print) -> Mapping[float, PrintedLine]:
    """Return each size with the first line that has it, the smallest first."""
    lines: dict[float, PrintedLine] = {}
    for line in found.lines:
        for word in line.words:
            if not word.script:
                lines.setdefault(round(word.style.size, 1), line)
    made: dict[float, PrintedLine] = {}
    for size in sorted(lines):
        if not made or size - max(made) > SAME:
            made[size] = lines[size]
    return made


def _too_near(sizes: Mapping[float, PrintedLine]) -> Iterator[Found]:
    for less, more in pairwise(sizes):
        if more / less < APART - ROUNDING:
            yield at(sizes[more], f"{more:g} pt beside {less:g} pt")


def _too_small(sizes: Mapping[float, PrintedLine], least: float, what: str) -> Iterator[Found]:
    for size, line in sizes.items():
        if size < least - SAME:
            yield at(line, f"{size:g} pt, under the {least:.3g} pt of the {what}")
