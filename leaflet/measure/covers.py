"""Measures the cover: how long the title is, and how far from its picture."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.measure.geometry import Bounds
from leaflet.measure.measured import MM, Measured, Requirement, at
from leaflet.measure.print_lines import PrintedLine
from leaflet.measure.printed import Print

LINES = 5
"""The most lines of a title."""
AWAY = 6.0
"""Millimetres from the title to a picture, at least."""
LARGE = 30 * MM
"""The least width and height of a picture; what is smaller is a logo or a sign."""
_ROUNDING = 0.05
_GROUND = 0.9
"""What takes this share of the page in both directions is its ground."""
_TITLES = frozenset(("Title", "H1"))


def cover(found: Print) -> Measured:
    """Measure the lines of the title on the first page, and how far off pictures stand."""
    wanted = f"a title of up to {LINES} lines, {AWAY:g} mm or more from a picture"
    rule = Requirement("cover", wanted, "page design for print")
    title = [line for line in found.content if line.page == 1 and _is_title(line)]
    if not title:
        return rule.unmeasured("needs tags to know the title, the file has none")
    apart = [(_distance(line.ink, box) / MM, line) for line in title for box in _pictures(found)]
    findings = [at(title[0], f"{len(title)} lines")] if len(title) > LINES else []
    near, line = min(apart, default=(AWAY, title[0]), key=lambda pair: pair[0])
    if near < AWAY - _ROUNDING:
        findings.append(at(line, f"{near:.1f} mm from the picture"))
    value = f"{len(title)} lines" + (f", {near:.1f} mm from the picture" if apart else "")
    return rule.found(value, findings, lines=len(title))


def _is_title(line: PrintedLine) -> bool:
    return bool(line.block and not _TITLES.isdisjoint(line.block.roles))


def _pictures(found: Print) -> Iterator[Bounds]:
    """Yield the boxes of the large pictures of the first page."""
    leaf = found.leaves[0]
    for thing in leaf.things:
        wide, tall = thing.box.right - thing.box.left, thing.box.bottom - thing.box.top
        is_ground = wide > _GROUND * leaf.width and tall > _GROUND * leaf.height
        is_picture = thing.kind == "image" or thing.is_cut
        if is_picture and min(wide, tall) >= LARGE and not is_ground:
            yield thing.box


def _distance(one: Bounds, other: Bounds) -> float:
    """Return how far two boxes are apart across or down, whichever is more; 0 if they touch."""
    across = max(one.left - other.right, other.left - one.right)
    down = max(one.top - other.bottom, other.top - one.bottom)
    return max(across, down, 0.0)
