"""Finds short lists that go on over the fold of a folded sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from leaflet.measure.geometry import Bounds
from leaflet.measure.guess import BULLETS
from leaflet.measure.measured import Found, Measured, Requirement, at
from leaflet.measure.print_lines import PrintedLine
from leaflet.measure.printed import Print
from leaflet.measure.seen import Thing

SHORT = 7
"""Items of a list that is not parted by a fold."""

_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])[.):]?(?:\s|$)")
_SIGN = 2.0
"""A bullet, a tick or a numeral's disc is no wider and no higher, in sizes of body text."""
_INDENT = 2.0
"""Points by which the lines of an item hang at least."""
_LINES = 6
"""Lines of an item that is parted itself."""


def list_over_fold(found: Print) -> Measured:
    """Find lists of few items that go on from one panel of a folded sheet to the next."""
    wanted = f"no list of up to {SHORT} items in two panels"
    rule = Requirement("list-over-fold", wanted, "printers' custom")
    if not any(area.is_panel for area in found.areas):
        return rule.found("no folded sheet")
    findings = list(_tagged(found) if found.tagged else _by_looks(found))
    return rule.found(str(len(findings) or "none"), findings, places=len(findings))


def _tagged(found: Print) -> Iterator[Found]:
    """Yield the lists of the tags that have items, or those of inner lists, in two panels."""
    lists: dict[tuple[int, ...], list[PrintedLine]] = defaultdict(list)
    items: dict[tuple[int, ...], set[tuple[int, ...]]] = defaultdict(set)
    for line in found.content:
        roles, places = (line.block.roles, line.block.places) if line.block else ((), ())
        own = [depth for depth, role in enumerate(roles, 1) if role == "LI"]
        for depth in (depth for depth, role in enumerate(roles, 1) if role == "L"):
            lists[places[:depth]].append(line)
            items[places[:depth]].update(places[:item] for item in own if item > depth)
    for path, parts in lists.items():
        count = len(items[path])
        start = min(map(found.area, parts))
        over = [
            line for line in parts if found.area(line) > start and any(map(str.isalpha, line.text))
        ]
        if over and 1 < count <= SHORT:
            first = min(over, key=lambda line: (found.area(line), line.y))
            yield at(first, f"{count} items in two panels")


# Without tags


class _Item(NamedTuple):
    """The first line of an item."""

    line: PrintedLine
    sign: str
    """Its bullet; a letter for all numbers."""


def _by_looks(found: Print) -> Iterator[Found]:
    """Yield the lists, by bullets and numbers, that go on at the top of the next panel."""
    panels: list[list[PrintedLine]] = [[] for _ in range(len(found.areas) + 1)]
    for line in sorted(found.content, key=lambda line: (round(line.y), line.left)):
        panels[found.area(line)].append(line)
    signs = {leaf.number: list(_signs(found, leaf.things)) for leaf in found.leaves}
    for one, rest in pairwise(panels[:-1]):
        before, after = _items(one[::-1], signs), _items(rest, signs)
        count = len(before) + len(after)
        if before and after and before[0].sign == after[0].sign and count <= SHORT:
            yield at(after[0].line, f"{count} items in two panels")


def _signs(found: Print, things: Iterable[Thing]) -> Iterator[Bounds]:
    """Yield the boxes of what is drawn as small as a bullet, a tick or a numeral's disc."""
    for thing in things:
        left, top, right, bottom = thing.box
        if max(right - left, bottom - top) < _SIGN * found.size:
            yield thing.box


def _items(lines: Sequence[PrintedLine], signs: Mapping[int, Sequence[Bounds]]) -> list[_Item]:
    """Return the items of a list that these lines begin with, read up or down."""
    items: list[_Item] = []
    lefts: list[float] = []
    for line in lines:
        sign = _sign(line, signs.get(line.page, ()))
        if sign and (not items or sign == items[0].sign):
            items.append(_Item(line, sign))
        elif items and line.left < items[0].line.left + _INDENT:
            break
        elif not items:
            lefts.append(line.left)
    if not items or any(left < items[0].line.left + _INDENT for left in lefts[:_LINES]):
        return []
    return items if len(lefts) <= _LINES else []


def _sign(line: PrintedLine, signs: Sequence[Bounds]) -> str:
    """Return the sign that makes a line the first of an item; empty if it is none."""
    if line.text[:1] in BULLETS:
        return line.text[:1]
    if _NUMBER.match(line.text):
        return "1"
    drawn = any(
        0 < line.left - box.left < 2.5 * line.size
        and box.top < line.y
        and box.bottom > line.ink.top
        for box in signs
    )
    return "drawn" if drawn else ""
