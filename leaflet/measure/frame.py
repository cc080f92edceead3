"""Finds the part of the pages that content fills, and measures how full it is.

Also the rules about how full pages are. Lengths are points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from leaflet.measure.measured import Found, Measured, Requirement
from leaflet.measure.print_lines import PrintedLine
from leaflet.measure.printed import HEAD_AND_FOOT, Print
from leaflet.measure.seen import Leaf, Thing

HOLE = 0.75
"""A page that is not the last is filled to this share at least."""
LINES = 35
"""A page of so many lines of body text has room for more than one panel."""
LEADING = 1.36
"""Leading of body text, in sizes."""
HALF, QUARTER = 0.5, 0.25
"""So is the last page, or it is noted, or it fails."""
SINGLE, LARGE = 0.55, 16.0
"""A single page is filled to this share, or its body text has this size, in points."""
MARGIN, RUNNING = 0.15, 2
"""The share of a page's width that is white in a start column, and on how many pages running."""
STRAY = 3
"""So many lines make a column."""

_GROUND = 0.9
"""A thing of this share of the page's width and height is its ground, not content."""


class ContentEdges:
    """The edges of the content on each page."""

    def __init__(self, found: Print) -> None:
        self.found = found
        lines = [line for line in found.lines if line.furniture]
        # What is in neither, such as the numbers of boxes to tick, is not read but is content.
        down = [(line.y / found.leaf(line).height, line) for line in lines]
        self.heads = [line for share, line in down if share < HEAD_AND_FOOT]
        self.feet = [line for share, line in down if share > 1 - HEAD_AND_FOOT]
        self.leaves = found.leaves
        spans = [list(self._spans(leaf)) for leaf in found.leaves]
        self.spans = spans
        """For each page, top and bottom of all its content."""
        tops = [min(top for top, _ in page) for page in spans if page]
        # What stands on a page without a foot may reach down to its edge.
        inner = [spans[page - 1] for page in sorted({line.page for line in self.feet})]
        lows = [max(low for _, low in page) for page in (inner or spans) if page]
        self.top = min(tops[1:] or tops or [0.0])
        """Where later pages begin."""
        # A point at least: shares of it are taken.
        self.bottom = max([self.top + 1, *lows, *self._room(min(tops, default=0.0))])

    @property
    def has_cover(self) -> bool:
        """Whether the first page has no foot, and others have one: it is a cover."""
        pages = {line.page for line in self.feet}
        return bool(pages) and 1 not in pages

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
        """Yield how far down content may reach: to the foot, or a margin like the head's.

        A page without a foot, such as a cover, says nothing where others have one.
        """
        ends = [(self._edges(leaf)[1], leaf.height) for leaf in self.leaves]
        feet = [foot - self.found.size for foot, high in ends if foot < high]
        yield from feet or [high - 2 * top for _, high in ends]

    def fill(self, place: int) -> float:
        """Return the share of a page's height that is used, without white at its foot."""
        spans = self.spans[place]
        if not spans:
            return 0.0
        top = min(min(top for top, _ in spans), self.top) if place == 0 else self.top
        return min(1.0, (max(low for _, low in spans) - top) / (self.bottom - top))

    def gap(self, place: int) -> float:
        """Return the highest white gap between two things of a page, as a share of the frame.

        The white over what stands at the foot of the last page does not count.
        """
        low, gaps = None, [0.0]
        spans = sorted(self.spans[place])
        for top, bottom in spans:
            gaps.append(max(0.0, top - low) if low is not None else 0.0)
            low = max(bottom, low or 0.0)
        if place == len(self.leaves) - 1 and low and low > self.bottom - self.found.size:
            gaps.remove(max(gaps))
        return max(gaps, default=0.0) / (self.bottom - self.top)

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
    """Measure white gaps: at the foot of pages before the last, and inside pages.

    On a page of few lines, a panel that has to stay whole may leave such a foot: it is noted. A
    cover may have white in it.
    """
    rule = Requirement("hole", f"each page but the last {HOLE:.0%} full", "printers' custom")
    edges = frame(found)
    if len(found.leaves) < 2:
        return rule.unmeasured("a single page")
    is_tall = edges.bottom - edges.top > LINES * LEADING * found.size
    fills = [edges.fill(place) for place in range(len(found.leaves) - 1)]
    findings = [
        _at(edges, place, f"{fill:.0%} full")._replace(fails=is_tall)
        for place, fill in enumerate(fills)
        if fill < HOLE
    ]
    findings += [
        _at(edges, place, f"{gap:.0%} of the page white in one place")
        for place in range(len(found.leaves))
        if not (place == 0 and edges.has_cover)
        if (gap := edges.gap(place)) > 1 - HOLE
    ]
    return rule.found(f"least {min(fills):.0%}", findings, percent=min(fills) * 100)


def last_page(found: Print) -> Measured:
    """Measure how full the last page is; a single page may be emptier in large type."""
    wanted = f"at least {HALF:.0%} full, a single page {SINGLE:.0%} or in {LARGE:g} pt"
    rule = Requirement("last-page", wanted, "printers' custom")
    last = len(found.leaves) - 1
    edges = frame(found)
    fill = edges.fill(last)
    value = f"{fill:.0%} full"
    if not last:
        is_sparse = bool(found.content) and fill < SINGLE and found.size < LARGE - 0.5
        findings = [_at(edges, last, f"{value} in {found.size:.1f} pt")] if is_sparse else []
    else:
        is_fault = fill < QUARTER
        findings = [_at(edges, last, value)._replace(fails=is_fault)] if fill < HALF else []
    return rule.found(value, findings, percent=fill * 100)


def empty_margin(found: Print) -> Measured:
    """Find a start column, used on other pages, that stays white for pages."""
    wanted = f"no column white for {RUNNING} pages"
    rule = Requirement("empty-margin", wanted, "printers' custom")
    lefts: dict[int, list[float]] = defaultdict(list)
    for line in found.content:
        if (place := found.area(line)) < len(found.areas):
            lefts[place].append(line.left - _start(found, place))
    if len(lefts) < RUNNING:
        return rule.unmeasured("a single page")
    # A few lines make a column, a stray one does not.
    start = sorted(left for own in lefts.values() for left in own)[:STRAY][-1]
    white = [
        place
        for place, own in sorted(lefts.items())
        if min(own) - start > MARGIN * found.areas[place].width
    ]
    findings = [
        _at(frame(found), found.areas[one].page - 1, "white at its start, and so is the next page")
        for one, other in pairwise(white)
        if other == one + 1
    ]
    return rule.found(str(len(findings) or "none"), findings, places=len(findings))


def _start(found: Print, place: int) -> float:
    """Return where an area begins on its page."""
    area = found.areas[place]
    return max(area.left, found.leaves[area.page - 1].trim.left)


def _at(edges: ContentEdges, place: int, value: str) -> Found:
    line = edges.last_line(place)
    return Found(place + 1, line.text if line else "", value)
