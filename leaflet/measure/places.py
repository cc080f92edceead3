"""Checks where text may not stand: on other text, off the page, near its edge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from leaflet.measure.geometry import Bounds
from leaflet.measure.measured import MM, Found, Measured, Requirement, at
from leaflet.measure.print_lines import PrintedLine, PrintedWord
from leaflet.measure.printed import Print
from leaflet.measure.seen import Leaf

TOLERANCE = 0.5
"""Points that boxes may share, or stand over an edge."""
SAFE = 6.0
"""Millimetres at the edge of the paper that printers leave blank or cut."""

_OVERHANG = 0.15
"""Share of the size by which neighbours on one line may lean over each other."""


def overlap(found: Print) -> Measured:
    """Find words whose ink overlaps, by the boxes of their glyphs."""
    rule = Requirement("overlap", "no word over another", "RNIB clear print")
    findings = [place for leaf in found.leaves for place in _overlaps(found, leaf)]
    return rule.found(_count(findings, "place"), findings, places=len(findings))


def _overlaps(found: Print, leaf: Leaf) -> Iterator[Found]:
    """Yield the lines of a page that overlap a line further up."""
    words = [
        (word, line) for line in found.lines if line.page == leaf.number for word in line.words
    ]
    words.sort(key=lambda pair: pair[0].ink.top)
    open_: list[tuple[PrintedWord, PrintedLine]] = []
    told: set[tuple[float, float]] = set()
    for word, line in words:
        open_ = [pair for pair in open_ if pair[0].ink.bottom > word.ink.top + TOLERANCE]
        for other, its in open_:
            key = (line.y, its.y)
            if key not in told and _meet(word, other, same=line is its):
                told.add(key)
                yield at(line, f"over “{other.text}”")
        open_.append((word, line))


def _meet(one: PrintedWord, other: PrintedWord, same: bool) -> bool:
    across = _OVERHANG * one.style.size if same else TOLERANCE
    if not _shared(one.ink, other.ink, across):
        return False
    if one.text == other.text and abs(one.ink.left - other.ink.left) < 2 * TOLERANCE:
        return False  # painted twice to look bold
    pairs = product(one.letters, other.letters)
    return any(_shared(mine.ink, its.ink, across) for mine, its in pairs)


def _shared(one: Bounds, other: Bounds, across: float) -> bool:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return width > across and height > TOLERANCE


def page_edge(found: Print) -> Measured:
    """Find text over the edge of the paper; pictures and tints there are noted."""
    rule = Requirement("page-edge", "nothing outside the page", "printers' custom")
    findings = [
        at(line, f"{over / MM:.1f} mm outside")
        for line in found.lines
        if (over := -_inside(line.ink, found.leaf(line))) > TOLERANCE
    ]
    for leaf in found.leaves:
        bleeds = leaf.trim != Bounds(0, 0, leaf.width, leaf.height)
        over = max((-_inside(thing.box, leaf) for thing in leaf.things), default=0)
        if over > TOLERANCE and not bleeds:
            value = f"a picture or tint, {over / MM:.1f} mm outside"
            findings.append(Found(leaf.number, "", value, fails=False))
    return rule.found(_count(findings, "place"), findings, places=len(findings))


def safe_area(found: Print) -> Measured:
    """Find text too near to the edge of the paper, where printers cannot print."""
    rule = Requirement(
        "safe-area", f"text {SAFE:g} mm inside the page", "what office printers reach"
    )
    insides = [(_inside(line.ink, found.leaf(line)), line) for line in found.lines]
    insides = [pair for pair in insides if pair[0] >= -TOLERANCE]
    if not insides:
        return rule.unmeasured("no text")
    least = min(inside for inside, _ in insides) / MM
    close = sorted((i, n) for n, (i, _) in enumerate(insides) if i < SAFE * MM - TOLERANCE)
    findings = (at(insides[place][1], f"{inside / MM:.1f} mm") for inside, place in close)
    return rule.found(f"{least:.1f} mm", findings, millimetres=least)


def _inside(box: Bounds, leaf: Leaf) -> float:
    """Return a box's distance from the nearest edge of the paper; negative if it is over it."""
    trim = leaf.trim
    return min(
        box.left - trim.left,
        box.top - trim.top,
        trim.right - box.right,
        trim.bottom - box.bottom,
    )


def _count(findings: list[Found], thing: str) -> str:
    count = len(findings)
    return "none" if not count else f"{count} {thing}" if count == 1 else f"{count} {thing}s"
