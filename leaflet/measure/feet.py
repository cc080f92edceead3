"""Finds pages and panels that end early although what comes next would have fitted."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from leaflet.measure.boxes import SAME_ROW, breaches, is_display, panels
from leaflet.measure.folds import SHORT
from leaflet.measure.frame import LEADING, frame
from leaflet.measure.geometry import Bounds, round_
from leaflet.measure.measured import Found, Measured, Requirement
from leaflet.measure.print_lines import SAME_SIZE, PrintedLine
from leaflet.measure.printed import Print, is_heading

EARLY = 2.0
"""Lines of body text by which a page may end early."""
FULL = 0.6
"""A panel is filled to this share before a topic may begin the next one."""

_SURE = 0.5
"""Lines by which the frame may be lower than it seems."""
_COLONS = (":", "：")
_OVER = 2
"""Lines over a panel or a picture."""
_FEWEST = 2
"""Lines of a paragraph, items of a list and rows of a table on either side of a break."""
_NEAR = 0.5
"""Lines between what is drawn as one picture."""
_FILLED, _PALEST = 0.85, 0.99
"""A ground, other than white, over this share of the height fills its page."""
_GROUND = 0.9
"""What is drawn over this share of the height is a ground."""
_SECTION = 0.5
"""Tagged sections of up to this share of the height stay whole, such as lists of what to do."""


class ContentBand(NamedTuple):
    """What stands between two white gaps that cross an area."""

    top: float
    bottom: float
    lines: tuple[PrintedLine, ...]
    is_drawn: bool = False
    """Whether it begins with a panel or a picture."""


def dead_foot(found: Print) -> Measured:
    """Find feet more than two lines high that the next unbreakable thing would fit in.

    Unbreakable are a panel, a picture, a low section or several in a row, two lines of a
    paragraph, items of a list and rows of a table, and a heading or lead-in with them. The cover of
    a folded leaflet and the last page may end anywhere, and a panel that is well filled where a
    topic begins the next one.
    """
    wanted = f"within {EARLY:g} lines, or as full as can be"
    rule = Requirement("dead-foot", wanted, "printers' custom")
    if len(found.areas) < 2:
        return rule.unmeasured("a single page")
    if found.areas[0].folded and not found.tagged:
        return rule.unmeasured("needs tags to know the order of the panels, the file has none")
    feet = Feet(found)
    lines = [feet.lost(place) / feet.leading for place in range(len(found.areas) - 1)]
    findings = [
        _found(found, place, f"{lost:.1f} lines white, and what comes next fits in")
        for place, lost in sorted(enumerate(lines), key=lambda pair: -pair[1])
        if lost > EARLY
    ]
    worst = max(lines)
    return rule.found(f"{worst:.1f} lines at most", findings, lines=worst)


def _found(found: Print, place: int, value: str) -> Found:
    own = [line for line in found.content if found.area(line) == place]
    last = max(own, key=lambda line: (round(line.y), len(line.text)))
    return Found(last.page, last.text, value)


class Feet:
    """Where the areas of a print end, and what they could have taken."""

    def __init__(self, found: Print) -> None:
        self.found = found
        self.edges = frame(found)
        self.blocks = {id(line): paragraph for paragraph in found.paragraphs for line in paragraph}
        self.split = {(part.area, part.box) for breach in breaches(found) for part in breach[:2]}
        areas: dict[int, list[PrintedLine]] = defaultdict(list)
        for line in found.content:
            areas[found.area(line)].append(line)
        self.bands = [
            tuple(_bands(areas[place], drawn)) for place, drawn in enumerate(self._drawn())
        ]

    def _drawn(self) -> list[list[Bounds]]:
        """Return what is drawn in each area; parts of a picture and pairs of panels are one."""
        found = self.found
        drawn: list[list[Bounds]] = [[] for _ in range(len(found.areas) + 1)]
        for leaf in found.leaves:
            parts: dict[object, list[Bounds]] = defaultdict(list)
            for thing in self.edges.things(leaf):
                if thing.box.bottom - thing.box.top < _GROUND * leaf.height:
                    parts[thing.block or id(thing)].append(thing.box)
            for boxes in parts.values():
                drawn[found.area_of(leaf.number, boxes[0])].append(round_(boxes))
        for one, other in pairwise(panels(found)):
            gap = other.box.top - one.box.bottom
            if one.area == other.area and one.look == other.look and 0 < gap < self.leading:
                drawn[one.area].append(round_((one.box, other.box)))
        return [list(_joined(sorted(boxes), _NEAR * self.leading)) for boxes in drawn[:-1]]

    @cached_property
    def leading(self) -> float:
        """The leading of body text."""
        gaps = [
            below.y - above.y
            for paragraph in self.found.running
            for above, below in pairwise(paragraph)
            if 0 < below.y - above.y < 2 * above.size
        ]
        return median(gaps) if gaps else LEADING * self.found.size

    def lost(self, place: int) -> float:
        """Return the white at the foot of an area that the next area's beginning would fit in.

        No white is lost if it would not.
        """
        own, after = self.bands[place], self.bands[place + 1]
        area = self.found.areas[place]
        if not own or not after or (area.folded and not place) or self._is_filled(place + 1):
            return 0.0
        if any(at == place + 1 and box.top < after[0].bottom for at, box in self.split):
            return 0.0
        white = self.edges.bottom - max(band.bottom for band in own)
        if area.is_panel and self._begins_topic(after[0]) and white < (1 - FULL) * self._high:
            return 0.0
        return white if self._need(after) < white - _SURE * self.leading else 0.0

    def _is_filled(self, place: int) -> bool:
        """Return whether a ground fills an area, as that of contact details on the back."""
        area = self.found.areas[place]
        leaf = self.found.leaves[area.page - 1]
        return any(
            thing.fill
            and min(thing.fill) < _PALEST
            and thing.box.bottom - thing.box.top > _FILLED * leaf.height
            and area.holds(area.page, thing.box)
            for thing in leaf.things
        )

    @property
    def _high(self) -> float:
        return self.edges.bottom - self.edges.top

    def _begins_topic(self, band: ContentBand) -> bool:
        return any(line.size > self.found.size + SAME_SIZE for line in band.lines)

    def _need(self, bands: Sequence[ContentBand]) -> float:
        """Return the height of the least that can stand before a break, with the white over it."""
        high = max(band.bottom for band in bands) - bands[0].top
        led = math.inf
        for band, below in pairwise(bands):
            rows = {round(line.y) for line in band.lines if not self._heads(line)}
            led = len(rows) if any(map(self._heads, band.lines)) else led + len(rows)
            led += _FEWEST * band.is_drawn
            if led >= _FEWEST and self._may_break(band, below):
                high = band.bottom - bands[0].top
                break
        return high + self._over(bands[0])

    def _over(self, band: ContentBand) -> float:
        """Return the white over the things that look like the first of a band."""
        if band.is_drawn:
            return _OVER * self.leading
        size = max(line.size for line in band.lines)
        if size < self.found.size + SAME_SIZE:
            return self.leading / 2
        gaps = [
            below.top - above.bottom
            for bands in self.bands
            for above, below in pairwise(bands)
            if below.lines and abs(max(line.size for line in below.lines) - size) < SAME_SIZE
        ]
        return median(gaps) if gaps else 1.5 * self.leading

    def _may_break(self, band: ContentBand, below: ContentBand) -> bool:
        """Return whether a page may end between two bands."""
        if not band.lines or not below.lines:
            return (
                below.top - band.bottom > _OVER * self.leading
                and bool(band.lines or below.lines)
                and not self._is_in_section(band, below)
            )
        if self._is_in_section(band, below):
            return False
        foot = max(line.y for line in band.lines) - SAME_ROW
        if _is_head_row(band) or any(self._leads(line) for line in band.lines if line.y > foot):
            return False
        if _is_columned(band) and _is_columned(below) and not all(map(self._leads, below.lines)):
            return False
        return all(self._parts_well(line, below) for line in self._last(band))

    def _is_in_section(self, band: ContentBand, below: ContentBand) -> bool:
        """Return whether a low section, or a row of them, goes on from one band to the next."""
        own, others = ({_section(line) for line in one.lines} & self._low for one in (band, below))
        return any(one == other or _follows(one, other) for one in own for other in others)

    @cached_property
    def _low(self) -> set[tuple[int, ...]]:
        """The paths of the tagged sections that are so low that they stay whole."""
        lines: dict[tuple[int, ...], list[PrintedLine]] = defaultdict(list)
        for line in self.found.content:
            lines[_section(line)].append(line)
        lines.pop((), None)
        return {
            path
            for path, own in lines.items()
            if len({self.found.area(line) for line in own}) == 1
            and max(line.y for line in own) - min(line.y for line in own) <= _SECTION * self._high
        }

    def _last(self, band: ContentBand) -> Iterator[PrintedLine]:
        """Yield the lines of a band after which their paragraphs end or go on below it."""
        own = {id(line) for line in band.lines}
        for line in band.lines:
            paragraph = self.blocks.get(id(line), (line,))
            if not any(id(next_) in own for next_ in paragraph[paragraph.index(line) + 1 :][:1]):
                yield line

    def _leads(self, line: PrintedLine) -> bool:
        """Return whether a line is of what belongs to the next: a heading, lead-in or head row."""
        is_last = line is self.blocks.get(id(line), (line,))[-1]
        return self._heads(line) or (is_last and line.text.endswith(_COLONS))

    def _heads(self, line: PrintedLine) -> bool:
        if line.block:
            return is_heading(line.block) or "Caption" in line.block.roles
        paragraph = self.blocks.get(id(line), (line,))
        return all(is_display(one, self.found.size) for one in paragraph)

    def _parts_well(self, line: PrintedLine, below: ContentBand) -> bool:
        """Return whether a break under a line leaves two lines, items or rows on either side."""
        paragraph = self.blocks.get(id(line), (line,))
        if line is not paragraph[-1]:
            above = paragraph.index(line) + 1
            return min(above, len(paragraph) - above) >= _FEWEST
        return self._parts_items_well(line, [_items_of(other) for other in below.lines])

    def _parts_items_well(self, line: PrintedLine, below: Sequence[Items]) -> bool:
        """Return whether a break under a line leaves two items on either side in each list."""
        own = _items_of(line)
        for holder, item in own.items():
            others = [items for items in below if holder in items]
            is_lead = any(items[holder] == item and len(items) > len(own) for items in others)
            if others and (is_lead or self._is_whole(holder, line)):
                return False
            if others and all(items[holder] != item for items in others):
                items = self._items[holder]
                above = items.index(item) + 1
                if min(above, len(items) - above) < _FEWEST:
                    return False
        return True

    def _is_whole(self, holder: tuple[int, ...], line: PrintedLine) -> bool:
        """Return whether a list is so short, with those in it, that no fold parts it."""
        inner = (len(own) for path, own in self._items.items() if path[: len(holder)] == holder)
        return sum(inner) <= SHORT and self.found.areas[self.found.area(line)].is_panel

    @cached_property
    def _items(self) -> dict[tuple[int, ...], list[tuple[int, ...]]]:
        """The items of each list and the rows of each table, in order."""
        items: dict[tuple[int, ...], set[tuple[int, ...]]] = defaultdict(set)
        for line in self.found.content:
            for holder, item in _items_of(line).items():
                items[holder].add(item)
        return {holder: sorted(own) for holder, own in items.items()}


Items = dict[tuple[int, ...], tuple[int, ...]]
"""The paths of the lists and the tables around a line, and of its item or row in each."""


def _items_of(line: PrintedLine) -> Items:
    """Return the items and the rows that a line is in, the innermost first."""
    if not line.block:
        return {}
    roles, places = line.block.roles, line.block.places
    depths = (depth for depth in range(len(roles) - 1, 0, -1) if roles[depth] in ("LI", "TR"))
    return {places[:depth]: places[: depth + 1] for depth in depths}


def _section(line: PrintedLine) -> tuple[int, ...]:
    """Return the path of the innermost section that a line is in."""
    if line.block:
        roles, places = line.block.roles, line.block.places
        for depth in range(len(roles) - 1, 0, -1):
            if roles[depth] == "Sect":
                return places[: depth + 1]
    return ()


def _follows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Return whether one path is right before another in the same element."""
    return one[:-1] == other[:-1] and one[-1] + 1 == other[-1]


def _bands(lines: Sequence[PrintedLine], drawn: Sequence[Bounds]) -> Iterator[ContentBand]:
    """Yield what stands between the white gaps of an area, from above."""
    inks = [(line.ink, line) for line in lines] + [(box, None) for box in drawn]
    inks.sort(key=lambda ink: ink[0].top)
    part: list[tuple[Bounds, PrintedLine | None]] = []
    for ink in inks:
        if part and ink[0].top >= max(box.bottom for box, _ in part):
            yield _band(part)
            part = []
        part.append(ink)
    if part:
        yield _band(part)


def _band(inks: Sequence[tuple[Bounds, PrintedLine | None]]) -> ContentBand:
    low = max(box.bottom for box, _ in inks)
    return ContentBand(inks[0][0].top, low, tuple(line for _, line in inks if line), not inks[0][1])


def _joined(boxes: Sequence[Bounds], near: float) -> Iterator[Bounds]:
    """Yield the boxes around what is drawn closer than `near` under each other."""
    part: list[Bounds] = []
    for box in sorted(boxes, key=lambda box: box.top):
        if part and box.top - max(one.bottom for one in part) > near:
            yield round_(part)
            part = []
        part.append(box)
    if part:
        yield round_(part)


def _is_head_row(band: ContentBand) -> bool:
    """Return whether a band is the head row of a table."""
    cells = {line.block.roles[-1] for line in band.lines if line.block and "TR" in line.block.roles}
    return cells == {"TH"}


def _is_columned(band: ContentBand) -> bool:
    """Return whether texts stand beside each other that are no item with its label, and no row."""
    texts = [
        line for line in band.lines if not _items_of(line) and any(map(str.isalpha, line.text))
    ]
    return any(
        line.ink.right < other.ink.left and is_heading(line.block) == is_heading(other.block)
        for line in texts
        for other in texts
    )
