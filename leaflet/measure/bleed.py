"""Measures the edges of pages, and the title of a folded leaflet in a rack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from leaflet.measure.geometry import Bounds
from leaflet.measure.ground import unpacked
from leaflet.measure.measured import MM, Found, Measured, Requirement, at
from leaflet.measure.printed import Print
from leaflet.measure.seen import Leaf

if TYPE_CHECKING:
    from PIL.Image import Image

SAFE, BLEED = 5.0, 3.0
"""Millimetres that an office printer leaves white, and that a press needs over the cut."""
INNER, OUTER = 0.7, 2.5
"""Where colour is looked for: inside the cut, and over it."""
SEEN = 250
"""A pixel that is lighter is paper."""
LEAST = 2.0
"""Millimetres of an edge without bleed that are found."""
RACK = 80 / 210
"""The share of a folded leaflet that a rack shows."""

At = Callable[[float, float], bool]
"""Whether there is colour at a point of the page."""


def bleed(found: Print) -> Measured:
    """Find colour that ends at the cut; on paper that is not cut, what is too near to the edge."""
    wanted = f"colour {BLEED:g} mm over the cut, or {SAFE:g} mm inside paper that is not cut"
    rule = Requirement("bleed", wanted, "printers' custom")
    findings = [each for leaf in found.leaves for each in _edges(leaf)]
    return rule.found(f"{len(findings)} edges" if findings else "none ends there", findings)


def rack_title(found: Print) -> Measured:
    """Find a title of a folded leaflet that a rack hides."""
    rule = Requirement("rack-title", "the title in what a rack shows", "leaflet racks")
    titles = [line for line in found.content if line.block and line.block.roles[-1:] == ("H1",)]
    if not titles or not any(area.is_panel for area in found.areas):
        return rule.unmeasured("no folded leaflet")
    low = max(titles, key=lambda line: line.y)
    trim = found.leaf(low).trim
    share = (low.y - trim.top) / (trim.bottom - trim.top)
    findings = [at(low, f"{share:.0%} down the front")] if share > RACK + 0.005 else []
    return rule.found(f"{share:.0%} down", findings, share=share)


def _edges(leaf: Leaf) -> Iterator[Found]:
    """Yield a finding for each edge of a page that is wrong."""
    image, scale = unpacked(leaf.ground), leaf.ground.scale
    has_colour = _looked_up(image, scale)
    if leaf.trim == Bounds(0, 0, leaf.width, leaf.height):
        yield from _too_near(leaf, image.convert("L"), scale)
        return
    for name, points in _pairs(leaf.trim):
        bare = sum(has_colour(*inner) and not has_colour(*outer) for inner, outer in points)
        if bare / MM > LEAST:
            yield Found(leaf.number, "", f"{bare / MM:.0f} mm without bleed at the {name}")


def _looked_up(image: Image, scale: float) -> At:
    grey = image.convert("L")

    def has_colour(x: float, y: float) -> bool:
        place = min(int(x * scale), grey.width - 1), min(int(y * scale), grey.height - 1)
        tone = grey.getpixel((max(place[0], 0), max(place[1], 0)))
        return isinstance(tone, int) and tone < SEEN

    return has_colour


Pair = tuple[tuple[float, float], tuple[float, float]]


def _pairs(trim: Bounds) -> Iterator[tuple[str, list[Pair]]]:
    """Yield each edge with points inside and outside of it, one a point."""
    left, top, right, bottom = trim
    inner, outer = INNER * MM, OUTER * MM
    across = range(round(left + inner), round(right - inner))
    down = range(round(top + inner), round(bottom - inner))
    yield "top", [((x, top + inner), (x, top - outer)) for x in across]
    yield "bottom", [((x, bottom - inner), (x, bottom + outer)) for x in across]
    yield "left", [((left + inner, y), (left - outer, y)) for y in down]
    yield "right", [((right - inner, y), (right + outer, y)) for y in down]


def _too_near(leaf: Leaf, grey: Image, scale: float) -> Iterator[Found]:
    """Yield a note if there is colour where office printers print none."""
    box = grey.point([255 * (tone < SEEN) for tone in range(256)]).getbbox()
    if not box:
        return
    sides = (box[0], box[1], grey.width - box[2], grey.height - box[3])
    least = min(sides) / scale / MM
    if least < SAFE - 0.3:
        yield Found(leaf.number, "", f"colour {least:.1f} mm from the edge", fails=False)
