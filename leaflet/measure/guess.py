"""Guesses the paragraphs of a PDF without tags from the places of its lines, in points."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from leaflet.measure.print_lines import PrintedLine, PrintedParagraph

_APART = 1.9
"""Lines that are so many sizes apart are of two paragraphs."""
BULLETS = frozenset("•‣◦▪●■–*✓✔✗✘")
"""Signs that begin an item of a list."""


def paragraphs(lines: Sequence[PrintedLine]) -> Iterator[PrintedParagraph]:
    """Yield paragraphs: lines under each other at one left edge, in one size and leading."""
    leading = dict(_leadings(lines))
    for column in _columns(lines):
        part: list[PrintedLine] = []
        for line in column:
            if part and not _goes_on(part[-1], line, leading[round(line.size, 1)]):
                yield tuple(part)
                part = []
            part.append(line)
        yield tuple(part)


def _goes_on(above: PrintedLine, line: PrintedLine, leading: float) -> bool:
    begins = line.text[:1] in BULLETS
    return not begins and abs(line.y - above.y - leading) < 0.05 * line.size


def _leadings(lines: Sequence[PrintedLine]) -> Iterator[tuple[float, float]]:
    """Yield each size with its leading: the least distance that a fifth of its lines have."""
    gaps: dict[float, Counter[float]] = defaultdict(Counter)
    for column in _columns(lines):
        for above, line in pairwise(column):
            gaps[round(line.size, 1)][round(line.y - above.y, 1)] += 1
    for size in {round(line.size, 1) for line in lines}:
        near = {gap: count for gap, count in gaps[size].items() if 0.9 < gap / size < _APART}
        often = [gap for gap, count in near.items() if count >= sum(near.values()) / 5]
        yield size, min(often, default=0.0)


def _columns(lines: Iterable[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Yield the lines of each page, left edge and size, from above."""
    ordered = sorted(lines, key=lambda line: (_column(line), line.y))
    return (list(column) for _, column in groupby(ordered, key=_column))


def _column(line: PrintedLine) -> tuple[float, ...]:
    return line.page, round(line.left), round(line.size, 1)
