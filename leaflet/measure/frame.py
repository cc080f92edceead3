"""Finds the part of the pages that content fills, and measures how full it is.

Also the rules about how full pages are. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.measure.measured import Found, Measured, Requirement
from leaflet.measure.print_lines import PrintedLine
from leaflet.measure.printed import Print
from leaflet.measure.seen import Leaf, Thing

HOLE = 0.75
"""A page that is not the last is filled to this share at least."""
HALF, QUARTER = 0.5, 0.25
"""So is the last page, or it is noted, or it fails."""
EVEN = 3
"""Lines of body text by which the bottom edges of full pages may differ."""

_GROUND = 0.9
"""A thing of this share of the page's width and height is its ground, not content."""


class ContentEdges:
    """The edges of the content on each page."""

    def __init__(self, found: Print) -> None:
        self.found = found
        lines = [line for line in found.lines if line.furniture]
        self.heads = [line for line in lines if line.y < found.leaf(line).height / 2]
        self.feet = [line for line in lines if line.y >= found.leaf(line).height / 2]
        self.leaves = found.leaves
        spans = [list(self._spans(leaf)) for leaf in found.leaves]
        self.spans = spans
        """For each page, top and bottom of all its content."""
        tops = [min(top for top, _ in page) for page in spans if page]
        lows = [max(low for _, low in page) for page in spans if page]
        self.top = min(tops[1:] or tops or [0.0])
        """Where later pages begin."""
        # A point at least: shares of it are taken.
        self.bottom = max([self.top + 1, *lows, *self._room(min(tops, default=0.0))])

    def things(self, leaf: Leaf) -> Iterator[Thing]:
        """Yield the drawn things of a page other than text, grounds and furniture."""
        head, foot = self._edges(leaf)
        for thing in leaf.things:
            _, top, _, bottom = thing.box
            middle = (top + bottom) / 2
            if head < middle < foot and not _is_ground(thing, leaf):
                yield thing

    def _edges(self, leaf: Leaf) -> tuple[float, float]:
        """Return where the running head of a page ends and its foot begins."""
        near = self.found.size
        head = max((line.ink.bottom for line in self.heads if line.page == leaf.number), default=0)
        foot = min(
            (line.ink.top for line in self.feet if line.page == leaf.number), default=leaf.height
        )
        return (head + near if head else 0), (foot - near if foot < leaf.height else foot)

    def _spans(self, leaf: Leaf) -> Iterator[tuple[float, float]]:
        for line in self.found.content:
            if line.page == leaf.number and 0 < line.y < leaf.height:
                yield line.ink.top, line.ink.bottom
        for thing in self.things(leaf):
            yield max(0.0, thing.box.top), min(leaf.height, thing.box.bottom)

    def _room(self, top: float) -> Iterator[float]:
        """Yield how far down content may reach: to the foot, or a margin like the head's."""
        for leaf in self.leaves:
            _, foot = self._edges(leaf)
            yield foot - self.found.size if foot < leaf.height else leaf.height - 2 * top

    def fill(self, place: int) -> float:
        """Return the share of a page's height that is used, without white at its foot."""
        spans = self.spans[place]
        if not spans:
            return 0.0
        top = min(min(top for top, _ in spans), self.top) if place == 0 else self.top
        return (max(low for _, low in spans) - top) / (self.bottom - top)

    def gap(self, place: int) -> float:
        """Return the highest white gap between two things of a page, as a share of the frame."""
        low, most = None, 0.0
        for top, bottom in sorted(self.spans[place]):
            most = max(most, top - low if low is not None else 0.0)
            low = max(bottom, low or 0.0)
        return most / (self.bottom - self.top)

    def last_line(self, place: int) -> PrintedLine | None:
        """Return the lowest line of a page's content."""
        own = (line for line in self.found.content if line.page == place + 1)
        return max(own, key=lambda line: (round(line.y), len(line.text)), default=None)


def _is_ground(thing: Thing, leaf: Leaf) -> bool:
    left, top, right, bottom = thing.box
    return right - left > _GROUND * leaf.width and bottom - top > _GROUND * leaf.height


def frame(found: Print) -> ContentEdges:
    """Find the frame of a PDF's pages."""
    return ContentEdges(found)


def hole(found: Print) -> Measured:
    """Measure white gaps: at the foot of pages before the last, and inside pages."""
    rule = Requirement("hole", f"each page but the last {HOLE:.0%} full", "printers' custom")
    edges = frame(found)
    if len(found.leaves) < 2:
        return rule.unmeasured("a single page")
    fills = [edges.fill(place) for place in range(len(found.leaves) - 1)]
    findings = [_at(edges, p, f"{fill:.0%} full") for p, fill in enumerate(fills) if fill < HOLE]
    findings += [
        _at(edges, place, f"{gap:.0%} of the page white in one place")
        for place in range(len(found.leaves))
        if (gap := edges.gap(place)) > 1 - HOLE
    ]
    return rule.found(f"least {min(fills):.0%}", findings, percent=min(fills) * 100)


def even_feet(found: Print) -> Measured:
    """Measure how far the bottom edges of full pages differ, without the last page."""
    rule = Requirement("even-feet", f"within {EVEN} lines", "printers' custom")
    edges = frame(found)
    lows = [(max(low for _, low in spans), p) for p, spans in enumerate(edges.spans[:-1]) if spans]
    lows = [(low, place) for low, place in lows if edges.fill(place) >= HOLE]
    if len(lows) < 2:
        return rule.unmeasured("fewer than two full pages")
    (least, place), (most, _) = min(lows), max(lows)
    spread, line = most - least, found.size * 1.4
    value = f"{spread:.0f} pt, {spread / line:.1f} lines"
    uneven = [_at(edges, place, value)] if spread > EVEN * line else ()
    return rule.found(value, uneven, points=spread)


def last_page(found: Print) -> Measured:
    """Measure how full the last page is."""
    rule = Requirement("last-page", f"at least {HALF:.0%} full", "printers' custom")
    last = len(found.leaves) - 1
    if last < 1:
        return rule.unmeasured("a single page")
    edges = frame(found)
    fill = edges.fill(last)
    value = f"{fill:.0%} full"
    findings = [_at(edges, last, value)._replace(fails=fill < QUARTER)] if fill < HALF else ()
    return rule.found(value, findings, percent=fill * 100)


def _at(edges: ContentEdges, place: int, value: str) -> Found:
    line = edges.last_line(place)
    return Found(place + 1, line.text if line else "", value)
