"""Parts the printed sides of a folded leaflet into its panels, in reading order; in points.

A file whose pages are not folded has one area a page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from leaflet.measure.geometry import Bounds
from leaflet.measure.measured import MM
from leaflet.measure.print_lines import PrintedLine
from leaflet.measure.seen import Leaf

PANEL = 120 * MM
"""A folded area that is narrower is a panel; a wider one is the page of a booklet."""

_WIDE = 1.25
"""A page that is wider than this many times its height may be folded."""
_NARROWEST = 60 * MM
"""No panel is narrower."""
_OFF, _CLEAR = 4 * MM, 2.5 * MM
"""How far a fold may be from an equal share of the width, and how far text keeps from it."""
_NUMBER = re.compile(r"(?:\w+\s)?(\d{1,3})(?:\s?\D{1,5}\s?\d{1,3})?")


class Area(NamedTuple):
    """A page, or a part of a folded side."""

    page: int
    """The side it is on, from 1."""
    left: float
    """Far outside of the paper for what begins at its edge, and so is `right`."""
    right: float
    width: float
    """Of the paper."""
    folded: bool = False

    def holds(self, page: int, box: Bounds) -> bool:
        """Return whether the middle of a box on a page is in the area."""
        return page == self.page and self.left <= (box.left + box.right) / 2 < self.right

    @property
    def is_panel(self) -> bool:
        """Whether it is a panel of a folded sheet, and no page."""
        return self.folded and self.width < PANEL


def areas(leaves: Sequence[Leaf], lines: Sequence[PrintedLine]) -> tuple[Area, ...]:
    """Return the areas with text in reading order: by the tags, by page numbers, by place."""
    count = _folds(leaves, lines)
    made = [area for leaf in leaves for area in _parts(leaf, count)]
    own: dict[Area, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        if area := next((area for area in made if area.holds(line.page, line.ink)), None):
            own[area].append(line)
    made = [area for area in made if own[area]]
    first = {area: _first(own[area]) for area in made}
    if any(first.values()):
        return tuple(sorted(filter(first.__getitem__, made), key=first.__getitem__))
    if count > 1 and made and not made[0].is_panel:
        made.sort(key=lambda area: _number(own[area]))
    return tuple(made)


def _first(lines: Iterable[PrintedLine]) -> tuple[int, ...]:
    return min((line.block.places for line in lines if line.block), default=())


def _number(lines: Iterable[PrintedLine]) -> int:
    """Return the number of a booklet's page, the lowest text that has one alone; else 0."""
    texts = [line.text for line in sorted(lines, key=lambda line: -line.y)]
    return next((int(found[1]) for text in texts if (found := _NUMBER.fullmatch(text))), 0)


def _parts(leaf: Leaf, count: int) -> Iterator[Area]:
    """Yield the areas of a page that is folded into so many parts."""
    width = leaf.trim.right - leaf.trim.left
    edges = [leaf.trim.left + width * number / count for number in range(1, count)]
    far = max(leaf.width, 1.0) * 10
    for left, right in zip([-far, *edges], [*edges, far], strict=True):
        yield Area(leaf.number, left, right, width / count, count > 1)


def _folds(leaves: Sequence[Leaf], lines: Sequence[PrintedLine]) -> int:
    """Return into how many parts all pages are folded: 1 if they are not."""
    own: dict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        if line.upright:
            own[line.page].append(line)
    if not own or not all(_is_wide(leaf) for leaf in leaves):
        return 1
    return next(
        (
            count
            for count in (4, 3, 2)
            if all(_is_clear(leaf, own[leaf.number], count) for leaf in leaves)
        ),
        1,
    )


def _is_wide(leaf: Leaf) -> bool:
    left, top, right, bottom = leaf.trim
    return right - left > _WIDE * (bottom - top)


def _is_clear(leaf: Leaf, lines: Sequence[PrintedLine], count: int) -> bool:
    """Return whether no text of a page stands on its folds, if it has so many parts."""
    width = (leaf.trim.right - leaf.trim.left) / count
    return width >= _NARROWEST and all(
        any(
            not any(
                line.ink.left < fold + off + _CLEAR and line.ink.right > fold + off - _CLEAR
                for line in lines
            )
            for off in (0, -_OFF / 2, _OFF / 2, -_OFF, _OFF)
        )
        for fold in (leaf.trim.left + width * number for number in range(1, count))
    )
