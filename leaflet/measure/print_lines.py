"""Gathers painted letters into words and lines, by the tags if there are any; in points."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from statistics import median
from typing import NamedTuple

from leaflet.measure.geometry import Bounds, round_
from leaflet.measure.seen import ElementPath, Leaf, Letter, PaintedStyle

SAME_SIZE = 0.3
"""Sizes that differ by no more count as one."""

_SAME_LINE = 0.15
"""Share of the size by which letters of one line may stand off its baseline."""
_RAISED = 0.6
"""And how far small letters may: reference numerals and the like."""
_GUTTER = 0.9
"""Without tags, a gap of so many ems parts two columns."""
_ELSEWHERE = 0.35
"""And so does one of so many ems between letters that were not painted one after the other."""
_OFF = 0.1
"""How far a sub- or superscript stands off the baseline of its line, in sizes of that."""


class PrintedWord(NamedTuple):
    """Letters of one style on one line without a space between them."""

    text: str
    ink: Bounds
    letters: tuple[Letter, ...]
    script: bool = False
    """Whether it is small and stands off the baseline: sub- or superscript, or the number of a
    reference."""

    @property
    def style(self) -> PaintedStyle:
        """The style it is painted in."""
        return self.letters[0].style


class PrintedLine(NamedTuple):
    """Words on one baseline of one block or column."""

    page: int
    block: ElementPath | None
    y: float
    """The baseline."""
    size: float
    """The size that most of its letters have."""
    left: float
    """Where its first letter begins, with the white before the ink."""
    text: str
    ink: Bounds
    words: tuple[PrintedWord, ...]
    upright: bool = True
    furniture: bool = False
    """Whether it belongs to a running head or foot."""


PrintedParagraph = tuple[PrintedLine, ...]
"""The lines of one block, in order, on whatever pages."""


def lines(leaf: Leaf, tagged: bool) -> Iterator[PrintedLine]:
    """Yield the lines of a page; rotated text is grouped as it was painted.

    `tagged` says whether the file has tags, which tell columns apart better than gaps do.
    """
    blocks: dict[ElementPath | None, list[Letter]] = defaultdict(list)
    for letter in leaf.letters:
        if letter.style.upright:
            blocks[letter.style.block].append(letter)
    for block, letters in blocks.items():
        order = {id(letter): place for place, letter in enumerate(letters)}
        for row in _rows(letters):
            for part in [row] if tagged and block else _columns(row, order):
                yield _line(leaf.number, block, part)
    for style, alike in groupby(leaf.letters, key=lambda letter: letter.style):
        if not style.upright:
            yield _line(leaf.number, style.block, list(alike))._replace(upright=False)


class _Row:
    """Letters gathered on one baseline."""

    def __init__(self, letter: Letter) -> None:
        self.y, self.size = letter.y, letter.style.size
        self.letters = [letter]

    def takes(self, letter: Letter) -> bool:
        """Return whether a letter belongs to this row, on its baseline or raised or lowered."""
        size, off = letter.style.size, abs(letter.y - self.y)
        larger = max(size, self.size)
        same = abs(size - self.size) <= SAME_SIZE
        return off <= larger * (_SAME_LINE if same else _RAISED)

    def add(self, letter: Letter) -> None:
        """Add a letter; the largest size decides the baseline."""
        if letter.style.size > self.size + SAME_SIZE:
            self.y, self.size = letter.y, letter.style.size
        self.letters.append(letter)


def _rows(letters: Iterable[Letter]) -> list[list[Letter]]:
    rows: list[_Row] = []
    for letter in letters:
        row = next((row for row in reversed(rows) if row.takes(letter)), None)
        if row:
            row.add(letter)
        else:
            rows.append(_Row(letter))
    return [row.letters for row in rows]


def _columns(row: list[Letter], order: Mapping[int, int]) -> Iterator[list[Letter]]:
    """Yield the parts of a row between gaps, each in painted order.

    A gap is wide, or something else was painted after what is before it: the rest of a cell.
    """

    def place(letter: Letter) -> int:
        return order[id(letter)]

    part: list[Letter] = []
    for letter in sorted(row, key=lambda letter: letter.ink.left):
        if part:
            gap = (letter.ink.left - part[-1].ink.right) / letter.style.size
            follows = place(letter) == place(part[-1]) + 1
            if gap > (_GUTTER if follows else _ELSEWHERE):
                yield sorted(part, key=place)
                part = []
        part.append(letter)
    yield sorted(part, key=place)


def _line(page: int, block: ElementPath | None, letters: list[Letter]) -> PrintedLine:
    sizes = Counter(letter.style.size for letter in letters)
    size = max(sizes, key=lambda size: (sizes[size], size))
    y = median(letter.y for letter in letters if letter.style.size == size)
    words = tuple(_words(letters, y, size))
    text = "".join(letter.text + " " * letter.spaced for letter in letters)
    left = min(letter.x for letter in letters)
    return PrintedLine(
        page, block, y, size, left, text.strip(), round_(w.ink for w in words), words
    )


def _words(letters: Iterable[Letter], y: float, size: float) -> Iterator[PrintedWord]:
    group: list[Letter] = []
    for letter in letters:
        if group and _parts(group[-1], letter):
            yield _word(group, y, size)
            group = []
        group.append(letter)
    yield _word(group, y, size)


def _parts(one: Letter, other: Letter) -> bool:
    """Return whether a word ends between two letters."""
    if one.spaced or other.style != one.style:
        return True
    return not -one.style.size < other.ink.left - one.ink.right < 0.25 * one.style.size


def _word(letters: list[Letter], y: float, size: float) -> PrintedWord:
    text = "".join(letter.text for letter in letters)
    first = letters[0]
    script = first.style.size < size - SAME_SIZE and abs(y - first.y) > _OFF * size
    return PrintedWord(text, round_(letter.ink for letter in letters), tuple(letters), script)
