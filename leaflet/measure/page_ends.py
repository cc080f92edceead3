"""Checks where pages and panels end: in paragraphs and lists, and after what leads to more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from leaflet.measure.boxes import is_display
from leaflet.measure.frame import ContentEdges, frame
from leaflet.measure.geometry import Bounds, round_
from leaflet.measure.measured import Found, Measured, Requirement, at
from leaflet.measure.print_lines import SAME_SIZE, PrintedLine, PrintedParagraph
from leaflet.measure.printed import Print, is_heading
from leaflet.measure.seen import ElementPath, Thing

FAR = 0.12
"""The share of a page's height that may be white between a heading and what it leads to."""

_COLONS = (":", "：", "꞉", "፦")
_NO_TAGS = "needs tags, the file has none"
_BELOW = 4
"""Sizes of the title within which its subtitle stands."""
_SHORT = 2
"""Lines of a heading, where only its looks tell."""
_CAPTIONED = frozenset(("Table", "Figure", "L", "TOC"))
_TITLES = frozenset(("Title", "H1"))


def stranded_heading(found: Print) -> Measured:
    """Find headings, lead-ins, captions and table heads that what they lead to is far from.

    By the tags it is the next thing in reading order. Without them a heading is known by its
    large or bold type, and may not be the last thing of a page or column.
    """
    wanted = f"next to what follows, within {FAR:.0%} of the page"
    rule = Requirement("stranded-heading", wanted, "typesetters' custom")
    led = _led(found) if found.tagged else _led_by_looks(found)
    findings = list(led)
    return rule.found(_count(findings), findings, places=len(findings))


def _led(found: Print) -> Iterator[Found]:
    """Yield what is stranded by the tags."""
    edges = frame(found)
    things = _things(found, edges)
    marks = [*_drawn(found, things)]
    heads = _table_heads(found)
    for leader, after in pairwise([*found.paragraphs, ()]):
        block, last = leader[0].block, leader[-1]
        if not block or not (_leads(leader) or block in heads or _captions(block, after)):
            continue
        if is_heading(block) and found.area(leader[0]) != found.area(last):
            yield at(leader[0], "cut by the end of the page")
            continue
        if block in heads:
            after = next((p for p in found.paragraphs if _is_below_row(p[0].block, block)), ())
            if not after or _stands_above(found, after, leader):
                continue  # all is written in, or each row is a card with the heads inside
        if _is_title(block):
            continue
        following = [mark for mark in marks if mark[0] > block.places]
        following += [(p.block.places, found.area(p), p.ink) for p in after[:1] if p.block]
        if value := _stranded(found, leader, _nearest(block, following), things):
            yield at(leader[0], value)


def _drawn(found: Print, things: Iterable[tuple[int, Thing]]) -> Iterator[PlacedInOrder]:
    """Yield what is drawn in the tags; all parts of a drawing are one thing."""
    parts: dict[tuple[tuple[int, ...], int], list[Bounds]] = defaultdict(list)
    for page, thing in things:
        if thing.block:
            parts[thing.block.places, found.area_of(page, thing.box)].append(thing.box)
    for (places, area), boxes in parts.items():
        yield places, area, round_(boxes)


def _nearest(block: ElementPath, following: Sequence[PlacedInOrder]) -> PlacedInOrder | None:
    """Return the highest part of what comes next: a picture may stand over its own heading."""
    if not following:
        return None
    (places, area, _), depth = min(following), len(block.places)
    parts = [one for one in following if (one[0][:depth], one[1]) == (places[:depth], area)]
    return min(parts, key=lambda one: one[2].top)


PlacedInOrder = tuple[tuple[int, ...], int, Bounds]
"""A thing in reading order, its area and its box."""


def _stranded(
    found: Print,
    leader: PrintedParagraph,
    after: PlacedInOrder | None,
    things: list[tuple[int, Thing]],
) -> str:
    """Return how a heading is parted from what it leads to; empty if it is not."""
    last, place = leader[-1], found.area(leader[-1])
    if _drawn_below(found, leader, things):
        return ""
    if after is None:
        return _LAST if is_heading(last.block) else ""
    _, area, box = after
    if area != place:
        return _LAST if found.areas[area].page != last.page else "last on its panel"
    if box.top < leader[0].ink.top - 2 * last.size:
        return "what it leads to is in another column"
    gap, high = box.top - last.ink.bottom, found.leaf(last).height
    return f"{gap / high:.0%} of the page white below" if gap > FAR * high else ""


_LAST = "last on its page"


def _leads(paragraph: PrintedParagraph) -> bool:
    """Return whether a paragraph is a heading, or ends in a colon."""
    return is_heading(paragraph[0].block) or paragraph[-1].text.endswith(_COLONS)


def _stands_above(found: Print, one: PrintedParagraph, other: PrintedParagraph) -> bool:
    """Return whether a paragraph stands higher than another, or on an earlier page or panel."""
    first, second = found.area(one[0]), found.area(other[-1])
    is_higher = one[0].ink.top < other[0].ink.top - other[-1].size
    return first < second or (first == second and is_higher)


def _is_title(block: ElementPath) -> bool:
    """Return whether a block is the title, which leads to the whole."""
    return not _TITLES.isdisjoint(block.roles)


def _captions(block: ElementPath, after: PrintedParagraph) -> bool:
    """Return whether a block is a caption over other parts of its table or figure, or a table."""
    if "Caption" not in block.roles or not after or not (other := after[0].block):
        return False
    depth = block.roles.index("Caption")
    if block.roles[depth - 1] in _CAPTIONED:
        return other.places[:depth] == block.places[:depth]
    return other.roles[depth : depth + 1] == ("Table",)


def _table_heads(found: Print) -> set[ElementPath]:
    """Return the cells of rows that head their tables: the first row, if it has headers alone."""
    rows: dict[tuple[int, ...], list[ElementPath]] = defaultdict(list)
    for paragraph in found.paragraphs:
        block = paragraph[0].block
        if block and (row := _row(block)):
            rows[row].append(block)
    first: dict[tuple[int, ...], tuple[int, ...]] = {}
    for row, blocks in sorted(rows.items()):
        table = row[: blocks[0].roles.index("Table") + 1]
        first.setdefault(table, row)
    return {
        block
        for row in first.values()
        if all("TH" in block.roles for block in rows[row])
        for block in rows[row]
    }


def _row(block: ElementPath) -> tuple[int, ...]:
    """Return the path of the table row that a block stands in; empty if it stands in none."""
    roles = block.roles
    return block.places[: roles.index("TR") + 1] if {"TR", "Table"} <= {*roles} else ()


def _is_below_row(block: ElementPath | None, head: ElementPath) -> bool:
    """Return whether a block is in the same table as a head cell, in a later row."""
    if not block or not (row := _row(block)):
        return False
    depth = head.roles.index("Table") + 1
    return block.places[:depth] == head.places[:depth] and row > _row(head)


def _things(found: Print, edges: ContentEdges) -> list[tuple[int, Thing]]:
    return [(leaf.number, thing) for leaf in found.leaves for thing in edges.things(leaf)]


def _drawn_below(
    found: Print, leader: PrintedParagraph, things: Iterable[tuple[int, Thing]]
) -> bool:
    """Return whether something is drawn beside or near below: lines to write on, a picture."""
    first, last = leader[0], leader[-1]
    far = last.y + FAR * found.leaf(last).height
    return any(
        page == last.page
        and found.area_of(page, thing.box) == found.area(last)
        and first.y - first.size < thing.box.top < far
        and thing.box.bottom > last.y + 2 * last.size
        for page, thing in things
        if not thing.block
    )


# Without tags


def _led_by_looks(found: Print) -> Iterator[Found]:
    """Yield what looks like a heading or ends in a colon, with nothing under or beside it."""
    title = max(found.content, key=lambda line: line.size, default=None)
    things = _things(found, frame(found))
    firsts = [paragraph[0] for paragraph in found.paragraphs]
    for leader in found.paragraphs:
        if not _looks_leading(leader, found.size) or _is_of_title(leader[0], title, found):
            continue
        if _has_beside(leader, firsts) or _drawn_below(found, leader, things):
            continue
        if value := _below(found, leader, things):
            yield at(leader[0], value)


def _is_of_title(line: PrintedLine, title: PrintedLine | None, found: Print) -> bool:
    """Return whether a line is of the title, the largest text, or stands over or close under it."""
    return title is not None and (
        line.size > title.size - SAME_SIZE
        or (found.area(line) == found.area(title) and line.y < title.y + _BELOW * title.size)
    )


def _looks_leading(paragraph: PrintedParagraph, size: float) -> bool:
    last = paragraph[-1].text
    if last.endswith(_COLONS):
        return True
    is_short = len(paragraph) <= _SHORT and not last.endswith((".", "!", ",", ";"))
    worded = any(map(str.isalpha, last))
    return is_short and worded and all(is_display(line, size) for line in paragraph)


def _has_beside(leader: PrintedParagraph, firsts: Iterable[PrintedLine]) -> bool:
    """Return whether a paragraph begins to the right of a heading's first line."""
    first = leader[0]
    return any(
        line.page == first.page
        and line.ink.left > first.ink.right
        and abs(line.y - first.y) < 0.6 * first.size
        for line in firsts
    )


def _below(found: Print, leader: PrintedParagraph, things: list[tuple[int, Thing]]) -> str:
    """Return how far the next line under a heading is, if that is too far; else nothing."""
    last, place = leader[-1], found.area(leader[-1])
    under = [
        line.ink
        for line in found.content
        if line.ink.top > last.y
        and line.ink.left < last.ink.right + 20 * last.size
        and line.ink.right > last.ink.left
        and found.area(line) == place
    ]
    under += [
        thing.box
        for page, thing in things
        if thing.box.top > last.y and found.area_of(page, thing.box) == place
    ]
    if not under:
        return "" if place >= len(found.areas) - 1 else _LAST
    gap, high = min(box.top for box in under) - last.ink.bottom, found.leaf(last).height
    return f"{gap / high:.0%} of the page white below" if gap > FAR * high else ""


# Lines and lists


def lone_line(found: Print) -> Measured:
    """Find single lines of a paragraph parted from its other lines by a page end."""
    rule = Requirement("lone-line", "no single line at head or foot", "typesetters' custom")
    if not found.tagged:
        return rule.unmeasured(_NO_TAGS)
    findings = [
        place
        for paragraph in found.paragraphs
        if not is_heading(paragraph[0].block)
        for place in _lone(paragraph, found)
    ]
    return rule.found(_count(findings), findings, places=len(findings))


def _lone(paragraph: PrintedParagraph, found: Print) -> Iterator[Found]:
    parts = [list(lines) for _, lines in groupby(paragraph, key=found.area)]
    if len(parts) > 1 and len(parts[0]) == 1:
        yield at(parts[0][0], "alone at the foot")
    if len(parts) > 1 and len(parts[-1]) == 1:
        yield at(parts[-1][0], "alone at the head")


def _count(findings: list[Found]) -> str:
    return str(len(findings)) if findings else "none"
