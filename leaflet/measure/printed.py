"""Reads a finished PDF as its reader sees it, and tells page furniture from content."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from functools import cached_property

from leaflet.measure import guess
from leaflet.measure.print_lines import SAME_SIZE, PrintedLine, PrintedParagraph, lines
from leaflet.measure.seen import ElementPath, Leaf

_HEAD_AND_FOOT = 0.12
"""Share of the page's height at its head and foot where what recurs is furniture."""

_HEADINGS = frozenset(("H", "Title", *(f"H{level}" for level in range(1, 7))))
_RUNNING = frozenset(("P", "LBody", "LI", "Note", "BlockQuote", "Div", "Sect", "Document"))
_CELLS = frozenset(("Table", "TH", "TD", "Figure", "Form", "Caption", "TOC"))


class Print:
    """A finished PDF as its reader sees it."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.leaves = tuple(leaves)
        self.tagged = any(letter.style.block for leaf in leaves for letter in leaf.letters)
        seen = [line for leaf in leaves for line in lines(leaf, self.tagged)]
        furniture = _artifacts(seen) if self.tagged else _recurring(seen, self.leaves)
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
    def paragraphs(self) -> tuple[PrintedParagraph, ...]:
        """The lines of the content, by block."""
        if not self.tagged:
            return tuple(guess.paragraphs(self.content))
        blocks: dict[ElementPath, list[PrintedLine]] = defaultdict(list)
        for line in self.content:
            if line.block:
                blocks[line.block].append(line)
        order = sorted(blocks, key=lambda block: block.places)
        return tuple(tuple(sorted(blocks[block], key=_from_above)) for block in order)

    @cached_property
    def running(self) -> tuple[PrintedParagraph, ...]:
        """Paragraphs of running text at body size, without headings, cells and labels."""
        return tuple(p for p in self.paragraphs if self.is_body(p[0]) and _is_running(p[0].block))

    def is_body(self, line: PrintedLine) -> bool:
        """Return whether a line is body text: at body size, no furniture, heading or label."""
        if line.furniture or not line.upright or abs(line.size - self.size) > SAME_SIZE:
            return False
        return line.block is None or not (is_heading(line.block) or line.block.role == "Lbl")

    def leaf(self, line: PrintedLine) -> Leaf:
        """Return the page that a line is on."""
        return self.leaves[line.page - 1]


def is_heading(block: ElementPath | None) -> bool:
    """Return whether a block is a heading or stands in one."""
    return block is not None and not _HEADINGS.isdisjoint(block.roles)


def _is_running(block: ElementPath | None) -> bool:
    return block is None or (block.role in _RUNNING and _CELLS.isdisjoint(block.roles))


def _from_above(line: PrintedLine) -> tuple[int, float, float]:
    return line.page, line.y, line.ink.left


def _artifacts(lines: Sequence[PrintedLine]) -> set[int]:
    """Return the places of lines that are artifacts, which are never read aloud."""
    return {place for place, line in enumerate(lines) if line.block is None}


def _recurring(lines: Sequence[PrintedLine], leaves: Sequence[Leaf]) -> set[int]:
    """Return the places of text at the same height of head or foot on half of the pages."""
    most = max(2.0, len(leaves) / 2)
    levels: dict[Hashable, set[int]] = defaultdict(set)
    for place, line in enumerate(lines):
        height = leaves[line.page - 1].height
        if min(line.y, height - line.y) < _HEAD_AND_FOOT * height:
            levels[_level(line)].add(place)
    same = (found for found in levels.values() if len({lines[at].page for at in found}) >= most)
    return {place for found in same for place in found}


def _level(line: PrintedLine) -> tuple[float, float]:
    return round(line.y), round(line.size, 1)
