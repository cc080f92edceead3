"""Measures pictures: whether they are sharp, and level with the heading beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import inf

from leaflet.errors import shown
from leaflet.measure.geometry import Bounds, round_
from leaflet.measure.measured import MM, Found, Measured, Requirement
from leaflet.measure.print_lines import PrintedLine
from leaflet.measure.printed import Print, is_heading
from leaflet.measure.seen import ElementPath

SHARP = 200.0
"""Dots to an inch."""
LEVEL = 0.5
"""Millimetres by which the top of a picture may miss that of the capitals beside it."""
REACH = 8.0
"""And how far, in millimetres, it may be away and still be meant to be level with them."""
NEAR = 0.5
"""Points by which the ground of a picture may miss its edge."""
LEAST = 60.0
"""The height in points from which a picture is no sign."""


def coarse_picture(found: Print) -> Measured:
    """Find pictures of too few dots; one that is cut to a box fails, another is noted."""
    wanted = f"pictures of {SHARP:.0f} dots to an inch; those that fill a box must have them"
    rule = Requirement("coarse-picture", wanted, "Leaflet’s own rule")
    pictures = [
        (thing.dots, leaf.number, thing)
        for leaf in found.leaves
        for thing in leaf.things
        if thing.dots
    ]
    if not pictures:
        return rule.unmeasured("no pictures of dots")
    findings = (
        Found(page, "", f"{dots:.0f} dots to an inch", thing.is_cut)
        for dots, page, thing in sorted(pictures)
        if dots < SHARP - 0.5
    )
    least = min(pictures)[0]
    return rule.found(f"at least {least:.0f} dots to an inch", findings, least=least)


def level_picture(found: Print) -> Measured:
    """Find pictures that stand beside a heading and not level with its capitals."""
    wanted = f"its top within {LEVEL:g} mm of that of the capitals beside it"
    rule = Requirement("level-picture", wanted, "Leaflet’s own rule")
    pairs = [*_pairs(found)]
    if not pairs:
        return rule.unmeasured("no picture beside a heading")
    offs = [(abs(box.top - _cap_top(line)) / MM, line) for box, line in pairs]
    findings = [
        Found(line.page, shown(line.text), f"{off:.1f} mm apart")
        for off, line in sorted(offs, key=lambda pair: -pair[0])
        if off > LEVEL + 0.05
    ]
    worst = max(off for off, _ in offs)
    return rule.found(f"at most {worst:.1f} mm apart", findings, worst=worst)


def _pairs(found: Print) -> Iterator[tuple[Bounds, PrintedLine]]:
    """Yield each picture with the heading whose first line is beside its top."""
    heads = [group[0] for group in found.paragraphs if group and is_heading(group[0].block)]
    for page, box in _figures(found):
        near = [
            (abs(_cap_top(head) - box.top), head)
            for head in heads
            if head.page == page
            and found.area(head) == found.area_of(page, box)
            and _is_beside(box, head)
        ]
        off, head = min(near, default=(inf, None), key=lambda pair: pair[0])
        if head and off < REACH * MM:
            yield box, head


def _figures(found: Print) -> Iterator[tuple[int, Bounds]]:
    """Yield the page and the box of each picture that fills its box: all parts of its figure.

    A drawing of lines has white round it, and no edge to be level with.
    """
    for leaf in found.leaves:
        parts: dict[ElementPath, list[Bounds]] = defaultdict(list)
        for thing in leaf.things:
            if thing.block and (thing.kind == "image" or thing.is_cut):
                parts[thing.block].append(thing.box)
        for boxes in parts.values():
            box = round_(boxes)
            if any(_is_same(box, each) for each in boxes) and box.bottom - box.top >= LEAST:
                yield leaf.number, box


def _is_same(one: Bounds, other: Bounds) -> bool:
    return all(abs(a - b) < NEAR for a, b in zip(one, other, strict=True))


def _is_beside(box: Bounds, head: PrintedLine) -> bool:
    """Return whether a heading ends before a picture begins, or begins after it ends."""
    return head.ink.right < box.left or head.ink.left > box.right


def _cap_top(line: PrintedLine) -> float:
    """Return the top of the first letter of a line, which is a capital."""
    return line.words[0].letters[0].ink.top
