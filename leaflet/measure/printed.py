"""Reads a finished PDF as its reader sees it, and tells page furniture from content."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from functools import cached_property

from leaflet.measure import guess
from leaflet.measure.areas import Area, areas
from leaflet.measure.geometry import Bounds
from leaflet.measure.print_lines import SAME_SIZE, PrintedLine, PrintedParagraph, lines
from leaflet.measure.seen import ElementPath, Leaf

POSTER = 0.075
"""The size of the largest words of a poster, as a share of the height of the page."""

HEAD_AND_FOOT = 0.12
"""Share of the page's height at its head and foot where what recurs is furniture."""

_NUMBERS = re.compile(r"\d+")
_ENDING = re.compile(r"\s*[(\[（].*$")
"""What is added to a title that is repeated."""

_HEADINGS = frozenset(("H", "Title", *(f"H{level}" for level in range(1, 7))))
_RUNNING = frozenset(("P", "LBody", "LI", "Note", "BlockQuote", "Div", "Sect", "Document"))
_CELLS = frozenset(("Table", "TH", "TD", "Figure", "Form", "Caption", "TOC"))


class Print:
    """A finished PDF as its reader sees it."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.leaves = tuple(leaves)
        self.tagged = any(letter.style.block for leaf in leaves for letter in leaf.letters)
        seen = [line for leaf in leaves for line in lines(leaf, self.tagged)]
        furniture = (
            _artifacts(seen) - _echoes(seen) if self.tagged else _recurring(seen, self.leaves)
        )
        self.lines = tuple(
            line._replace(furniture=place in furniture) for place, line in enumerate(seen)
        )
        """All lines, page by page, blocks in the order of their first letter."""
        self.content = tuple(line for line in self.lines if line.upright and not line.furniture)
        """The lines of the leaflet's own text."""

    @cached_property
    def size(self) -> float:
        """Size that most letters of the content have, in points; 0 if there are none."""
        sizes: Counter[float] = Counter()
        for line in self.content:
            for word in line.words:
                sizes[round(word.style.size, 1)] += len(word.text)
        return sizes.most_common(1)[0][0] if sizes else 0.0

    @cached_property
    def is_poster(self) -> bool:
        """Whether it is a single page with words so large that it is read from afar."""
        sizes = [line.size for line in self.content]
        return len(self.leaves) == 1 and max(sizes, default=0) >= POSTER * self.leaves[0].height

    @cached_property
    def paragraphs(self) -> tuple[PrintedParagraph, ...]:
        """The lines of the content, by block."""
        if not self.tagged:
            return tuple(guess.paragraphs(self.content))
        blocks: dict[ElementPath, list[PrintedLine]] = defaultdict(list)
        for line in self.content:
            if line.block:
                blocks[line.block].append(line)
        order = sorted(blocks, key=lambda block: block.places)
        return tuple(tuple(sorted(blocks[block], key=self._place)) for block in order)

    def _place(self, line: PrintedLine) -> tuple[int, float, float]:
        return self.area(line), line.y, line.ink.left

    @cached_property
    def running(self) -> tuple[PrintedParagraph, ...]:
        """Paragraphs of running text at body size, without headings, cells and labels."""
        return tuple(p for p in self.paragraphs if self.is_body(p[0]) and _is_running(p[0].block))

    def is_body(self, line: PrintedLine) -> bool:
        """Return whether a line is body text: at body size, no furniture, heading or label."""
        if line.furniture or not line.upright or abs(line.size - self.size) > SAME_SIZE:
            return False
        return line.block is None or not (is_heading(line.block) or line.block.role == "Lbl")

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The pages, or the panels of folded sides, in reading order."""
        return areas(self.leaves, self.lines)

    def area(self, line: PrintedLine) -> int:
        """Return the place of a line's area in reading order; after all others if it has none."""
        return self.area_of(line.page, line.ink)

    def area_of(self, page: int, box: Bounds) -> int:
        """Return the place of the area that holds a box on a page."""
        holding = (place for place, area in enumerate(self.areas) if area.holds(page, box))
        return next(holding, len(self.areas))

    def leaf(self, line: PrintedLine) -> Leaf:
        """Return the page that a line is on."""
        return self.leaves[line.page - 1]


def is_heading(block: ElementPath | None) -> bool:
    """Return whether a block is a heading or stands in one."""
    return block is not None and not _HEADINGS.isdisjoint(block.roles)


def _is_running(block: ElementPath | None) -> bool:
    return block is None or (block.role in _RUNNING and _CELLS.isdisjoint(block.roles))


def _artifacts(lines: Sequence[PrintedLine]) -> set[int]:
    """Return the places of lines that are artifacts, which are never read aloud."""
    return {place for place, line in enumerate(lines) if line.block is None}


def _echoes(lines: Sequence[PrintedLine]) -> set[int]:
    """Return the places of artifacts that say content again: "Get help now (continued)".

    They look like what they repeat. Running heads have a look of their own.
    """
    said = defaultdict(set)
    for line in lines:
        if line.block:
            said[_look(line)].add(line.text)
    return {
        place
        for place, line in enumerate(lines)
        if not line.block and _ENDING.sub("", line.text) in said[_look(line)]
    }


def _look(line: PrintedLine) -> tuple[str, float]:
    return line.words[0].style.font, round(line.size, 1)


def _recurring(lines: Sequence[PrintedLine], leaves: Sequence[Leaf]) -> set[int]:
    """Return the places of text that stands in head or foot of half of the pages.

    It is at the same height, in the same words but for numbers.
    """
    most = max(2.0, len(leaves) / 2)
    levels: dict[Hashable, set[int]] = defaultdict(set)
    for place, line in enumerate(lines):
        height = leaves[line.page - 1].height
        if min(line.y, height - line.y) < HEAD_AND_FOOT * height:
            levels[_level(line)].add(place)
    same = (found for found in levels.values() if len({lines[at].page for at in found}) >= most)
    return {place for found in same for place in found}


def _level(line: PrintedLine) -> tuple[float, float, str]:
    return round(line.y), round(line.size, 1), _NUMBERS.sub("#", line.text)
