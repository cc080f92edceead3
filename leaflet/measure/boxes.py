"""Finds panels on the pages, grounds and outlined boxes with text, and measures how they break.

A panel is whole, or it goes on in the next area in the same look, there with its title again.
Lengths are points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from leaflet.graphics.colour import RGB
from leaflet.measure.geometry import Bounds, round_
from leaflet.measure.measured import Found, Measured, Requirement
from leaflet.measure.print_lines import SAME_SIZE, PrintedLine
from leaflet.measure.printed import Print
from leaflet.measure.seen import ElementPath, PaintedStyle, Thing

TALL, WIDE = 1.6, 6.0
"""Sizes of body text that a box is high and wide at least; smaller ones are labels and signs."""

_GROUND = 0.9
"""A box of this share of the height of its page is a ground, no panel."""
_TOUCH = 1.0
"""Points between boxes that are painted as one: the ground of each line or paragraph."""
_THIN = 3.0
"""Points: what is thinner is a rule."""
_PALE = 0.985
"""A fill whose parts are all lighter is white paper."""
SAME_ROW = 3.0
"""Points by which baselines of one row may differ."""
_COLUMNS = 3
"""A box with so many texts side by side in most rows is a table."""
_MOST = 0.98
"""A panel that fills this share of an area could not be whole there."""

BoxLook = tuple[RGB | None, RGB | None]
"""The fill and the outline of a box."""
_Title = tuple[str, float, RGB]
"""The font, size and colour of a title."""


class Panel(NamedTuple):
    """A box with text."""

    area: int
    """Its place in the areas of the print."""
    page: int
    box: Bounds
    look: BoxLook
    lines: tuple[PrintedLine, ...]
    """The lines in it, from above."""

    @property
    def first(self) -> tuple[PrintedLine, ...]:
        """The lines of its first row that have letters or digits."""
        worded = [line for line in self.lines if any(map(str.isalnum, line.text))]
        top = min((line.y for line in worded), default=0.0)
        return tuple(line for line in worded if line.y <= top + SAME_ROW)

    def titled(self, size: float) -> tuple[_Title, ...]:
        """Return the looks of its title: of its first row, and of a second one of display type."""
        lines = [line for line in self.first if is_display(line, size)]
        if lines:
            foot = max(line.y for line in lines)
            lines += [
                line
                for line in self.lines
                if foot < line.y < foot + 2 * line.size and is_display(line, size)
            ]
        large = [line for line in lines if line.size > size + SAME_SIZE]
        return tuple(map(_look, large or lines))


class Breach(NamedTuple):
    """A panel that goes on in the next area."""

    whole: Panel
    rest: Panel
    is_titled: bool
    """Whether the rest begins with the title again."""


def panels(found: Print) -> tuple[Panel, ...]:
    """Return the panels in reading order of the areas, in each from above."""
    made = [panel for leaf in found.leaves for panel in _on_page(found, leaf.number)]
    return tuple(sorted(made, key=lambda panel: (panel.area, panel.box.top, panel.box.left)))


def _on_page(found: Print, page: int) -> Iterator[Panel]:
    leaf = found.leaves[page - 1]
    boxes = [*_merged(_filled(found, leaf.things)), *_outlined(found, leaf.things)]
    boxes = [(box, look) for box, look in boxes if _is_panel(box, found.size, leaf.height)]
    lines = [line for line in found.lines if line.page == page and line.upright]
    for box, look in boxes:
        if any(_inside(box, other) for other, _ in boxes if other != box):
            continue
        own = sorted(
            (line for line in lines if _middle_in(line.ink, box)),
            key=lambda line: (round(line.y), line.left),
        )
        if own and not _is_table(own, box, leaf.things):
            yield Panel(found.area_of(page, box), page, box, look, tuple(own))


def _is_panel(box: Bounds, size: float, height: float) -> bool:
    high, wide = box.bottom - box.top, box.right - box.left
    return TALL * size < high < _GROUND * height and wide > WIDE * size


def _filled(found: Print, things: Iterable[Thing]) -> Iterator[tuple[Bounds, BoxLook]]:
    for thing in things:
        is_tinted = thing.fill and min(thing.fill) < _PALE
        wide, high = thing.box.right - thing.box.left, thing.box.bottom - thing.box.top
        is_box = wide > WIDE * found.size and high > _THIN
        if is_box and (is_tinted or thing.stroke):
            yield thing.box, (thing.fill, thing.stroke)


def _merged(boxes: Iterable[tuple[Bounds, BoxLook]]) -> list[tuple[Bounds, BoxLook]]:
    """Return the boxes, those of one look that stand on each other made one."""
    made: list[tuple[Bounds, BoxLook]] = []
    for box, look in sorted(boxes, key=lambda pair: (pair[0].left, pair[0].top)):
        above = made[-1] if made else None
        if above and above[1] == look and look[0] and _stands_on(above[0], box):
            made[-1] = round_((above[0], box)), look
        else:
            made.append((box, look))
    return made


def _stands_on(above: Bounds, box: Bounds) -> bool:
    return (
        abs(above.left - box.left) < _TOUCH
        and abs(above.right - box.right) < _TOUCH
        and -_TOUCH < box.top - above.bottom < _TOUCH
    )


def _outlined(found: Print, things: Iterable[Thing]) -> Iterator[tuple[Bounds, BoxLook]]:
    """Yield the boxes between two upright rules of the same height, and no third."""
    rules = [
        thing
        for thing in things
        if thing.box.right - thing.box.left < _THIN
        and thing.box.bottom - thing.box.top > TALL * found.size
    ]
    for rule in rules:
        level = [other for other in rules if _is_level(rule.box, other.box)]
        if len(level) == 2 and rule is min(level, key=lambda one: one.box.left):
            yield round_(one.box for one in level), (None, rule.stroke or rule.fill)


def _is_level(one: Bounds, other: Bounds) -> bool:
    return abs(one.top - other.top) < _TOUCH and abs(one.bottom - other.bottom) < _TOUCH


def _inside(box: Bounds, other: Bounds) -> bool:
    return (
        other.left - _TOUCH <= box.left
        and box.right <= other.right + _TOUCH
        and other.top - _TOUCH <= box.top
        and box.bottom <= other.bottom + _TOUCH
        and (other.right - other.left) * (other.bottom - other.top)
        > (box.right - box.left) * (box.bottom - box.top)
    )


def _middle_in(box: Bounds, other: Bounds) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return other.left < x < other.right and other.top < y < other.bottom


def _is_table(lines: Sequence[PrintedLine], box: Bounds, things: Iterable[Thing]) -> bool:
    """Return whether a box is (a part of) a table: by the tags, by its columns, by its rules."""
    tagged = [line.block for line in lines if line.block]
    if tagged:
        return sum("Table" in block.roles for block in tagged) > len(tagged) / 2
    rules = [
        thing
        for thing in things
        if thing.box.bottom - thing.box.top < _THIN
        and thing.box.right - thing.box.left > 0.8 * (box.right - box.left)
        and box.top + _THIN < thing.box.top < box.bottom - _THIN
    ]
    rows = [sum(abs(line.y - other.y) < SAME_ROW for other in lines) for line in lines]
    return len(rules) > 1 or sum(row >= _COLUMNS for row in rows) > len(rows) / 2


# How panels break


def split_panel(found: Print) -> Measured:
    """Find panels that go on in the next area although they would fit on one."""
    rule = Requirement("split-panel", "no panel in two pieces", "printers' custom; see docs")
    findings = []
    for parts in _chains(found):
        if _whole(parts, found.size) < _MOST * _room(found):
            findings.append(_found(parts[0], f"goes on on page {parts[1].page}"))
    return rule.found(_count(findings), findings, places=len(findings))


def untitled_panel(found: Print) -> Measured:
    """Find panels whose second piece begins without their title."""
    rule = Requirement("untitled-panel", "each piece with its title", "printers' custom")
    findings = [
        _found(one.rest, "goes on without its title")
        for one in breaches(found)
        if not one.is_titled
    ]
    return rule.found(_count(findings), findings, places=len(findings))


def _whole(parts: Sequence[Panel], size: float) -> float:
    """Return the height of a panel in one piece: with the padding and the title of one."""
    first = parts[0]
    over = min(line.ink.top for line in first.lines) - first.box.top
    inner = sum(_inner(panel) for panel in parts) + (len(parts) - 1) * size / 2
    again = sum(
        max(line.size for line in rest.lines) * 1.3 for rest in parts[1:] if rest.titled(size)
    )
    return 2 * over + inner - again


def _inner(panel: Panel) -> float:
    """Return the height of a panel without its padding."""
    inks = [line.ink for line in panel.lines]
    return max(ink.bottom for ink in inks) - min(ink.top for ink in inks)


def _found(panel: Panel, value: str) -> Found:
    first = panel.first or panel.lines
    return Found(panel.page, " ".join(line.text for line in first), value)


def _count(findings: Sequence[Found]) -> str:
    return str(len(findings)) if findings else "none"


def _room(found: Print) -> float:
    """Return the height of the highest content of an area."""
    spans: dict[int, tuple[float, float]] = {}
    for line in found.content:
        low, high = spans.get(found.area(line), (line.ink.top, line.ink.bottom))
        spans[found.area(line)] = min(low, line.ink.top), max(high, line.ink.bottom)
    return max((low - top for top, low in spans.values()), default=0.0)


def _chains(found: Print) -> list[list[Panel]]:
    chains: list[list[Panel]] = []
    for breach in breaches(found):
        if chains and chains[-1][-1] == breach.whole:
            chains[-1].append(breach.rest)
        else:
            chains.append([breach.whole, breach.rest])
    return chains


def breaches(found: Print) -> list[Breach]:
    """Return where a panel goes on in the next area."""
    made = panels(found)
    return [
        breach
        for place, _ in pairwise(range(len(found.areas)))
        for one in made
        if one.area == place and _is_at(found, one, below=True)
        for other in made
        if other.area == place + 1 and _is_at(found, other, below=False)
        if (breach := _breach(found, one, other))
    ]


def _is_at(found: Print, panel: Panel, below: bool) -> bool:
    """Return whether nothing of the content stands under a panel, or nothing over it."""
    return not any(
        (line.y > panel.box.bottom if below else line.ink.bottom < panel.box.top)
        and line.ink.right > panel.box.left
        and line.ink.left < panel.box.right
        for line in found.content
        if found.area(line) == panel.area
    )


def _breach(found: Print, one: Panel, rest: Panel) -> Breach | None:
    """Return how a panel goes on in another, if it does."""
    if one.look != rest.look or abs(_wide(one) - _wide(rest)) > 2 * _TOUCH:
        return None
    titles = one.titled(found.size)
    again = [line for line in rest.first if _look(line) in titles and is_display(line, found.size)]
    if again:
        said = {_plain(line.text) for line in one.lines if _look(line) in titles}
        is_same = any(_plain(line.text) in said for line in again)
        return Breach(one, rest, True) if is_same else None
    own = rest.titled(found.size)
    if own and max(size for _, size, _ in own) > found.size + SAME_SIZE:
        return None
    bound = _bound(one, rest)
    if bound is None:
        bound = bool(titles) or _reads_on(one, rest)
    return Breach(one, rest, False) if bound else None


def _wide(panel: Panel) -> float:
    return panel.box.right - panel.box.left


def _bound(one: Panel, rest: Panel) -> bool | None:
    """Return whether the tags make two boxes one thing; None where they do not tell."""
    mine = [line.block for line in one.lines if line.block]
    its = [line.block for line in rest.lines if line.block]
    if not mine or not its:
        return None
    last, first = max(mine, key=_places), min(its, key=_places)
    if last == first or _same_list(last, first):
        return True
    depth = len(_shared(mine))
    if depth > 1:
        return last.places[:depth] == first.places[:depth]
    return None


def _places(block: ElementPath) -> tuple[int, ...]:
    return block.places


def _same_list(one: ElementPath, other: ElementPath) -> bool:
    """Return whether two blocks are in one list."""
    return any(
        role == "L" and one.places[: depth + 1] == other.places[: depth + 1]
        for depth, role in enumerate(one.roles)
    )


def _shared(blocks: Sequence[ElementPath]) -> tuple[int, ...]:
    """Return the path of the nearest element around all of the blocks."""
    least, most = min(map(_places, blocks)), max(map(_places, blocks))
    depth = 0
    while depth < min(len(least), len(most)) and least[depth] == most[depth]:
        depth += 1
    return least[:depth]


def _reads_on(one: Panel, rest: Panel) -> bool:
    """Return whether the words of a box go on in another one: inside a sentence or a list."""
    first, last = rest.lines[0].text, one.lines[-1].text
    return first[:1].islower() or last[-1:] in (",", ":") or not first[:1].isalnum()


def is_display(line: PrintedLine, size: float) -> bool:
    """Return whether a line is set in bold or large type throughout."""
    return all(
        word.style.size > size + SAME_SIZE or is_bold(word.style.font) for word in line.words
    )


def is_bold(font: str) -> bool:
    """Return whether a font is bold by its name."""
    return bool(_BOLD.search(font))


_BOLD = re.compile(r"(?i)bold|heavy|black|semib|demi|medium")


def _look(line: PrintedLine) -> _Title:
    style: PaintedStyle = line.words[0].style
    return style.font, round(style.size, 1), style.colour


def _plain(text: str) -> str:
    """Return a title without what says that it goes on."""
    return re.sub(r"\s*[(\[（].*$|\W*\b(?:continued|cont)\b.*$", "", text.casefold()).strip()
