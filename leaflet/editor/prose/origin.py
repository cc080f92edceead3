"""Finds the place in the file of words of a text.

The file has the words in the same order, with markup and line ends between them. Text and file are
read once, side by side; after that no finding needs a search.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from leaflet.content.inline import parse
from leaflet.editor.prose.spans import Spans
from leaflet.text.run import Run

_UNIT = re.compile(r"\w+|[^\w\s]")
"""A word, or a mark."""
_WRITTEN = re.compile(
    r"\]\((?:[^\s()]|\([^\s()]*\))+\)"  # the address of a link
    r"|\[\^[a-z0-9-]+\]|\{clinic\.[a-z_.|]*\}"
    r"|\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2})"
    r"|(?P<small>[^\W_]*(?:[~^](?:[^\W_]|[+−()/.,=–-]){1,16}[~^][^\W_]*)+)"
    r"|(?P<unit>\w+|[^\w\s])"
)
"""Markup and escapes, a word with a sub- or superscript, or a word or a mark."""
_BETWEEN = re.compile(r"(?:\*\*|\[\^[\w-]+\])*+\s++(?:\*\*|\[)*+")
"""What the file may have where the text has a blank."""
AHEAD = 8
"""Words and marks of the file that are compared with one of the text."""


class Aligned(NamedTuple):
    """A word or a mark of the text with its offset in the file."""

    start: int
    end: int
    written: int
    """The offset in the file, or -1 if it was not found."""
    size: int = 0
    """The number of characters that it has in the file."""


class Origin:
    """The words of a text with their offsets in the file."""

    def __init__(self, said: str, raw: str, filled: Spans) -> None:
        """Compare the text `said` with `raw`, its source; `filled` are the words of the clinic."""
        self._units = [*_aligned(said, raw, filled)]
        self._ends = [unit.end for unit in self._units]
        self._starts = [unit.start for unit in self._units]
        self._breaks = [0]
        """For each unit, the number of gaps before it that the file has in another way."""
        for unit, after in pairwise(self._units):
            self._breaks.append(self._breaks[-1] + (not _is_joined(unit, after, raw)))

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the offsets in the file of words of the text, or None if it has them otherwise."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end) - 1
        if first > last or self._breaks[first] < self._breaks[last]:
            return None
        one, other = self._units[first], self._units[last]
        if one.written < 0 or other.written < 0:
            return None
        cut = max(0, start - one.start), max(0, other.end - end)
        return one.written + cut[0], other.written + other.size - cut[1]


def _aligned(said: str, raw: str, filled: Spans) -> Iterator[Aligned]:
    """Yield the units of the text with their offsets in the file."""
    found = (each for each in _WRITTEN.finditer(raw) if each["unit"] or each["small"])
    written = [(each.span(), _printed(each)) for each in found]
    at = 0
    for unit in _UNIT.finditer(said):
        start, end = unit.span()
        place = size = -1
        if not filled.meet(start, end):
            for ahead in range(at, min(at + AHEAD, len(written))):
                (first, last), words = written[ahead]
                if words == unit[0]:
                    place, size, at = first, last - first, ahead + 1
                    break
        yield Aligned(start, end, place, size)


def _printed(unit: re.Match[str]) -> str:
    """Return the word or mark of the file as it is printed."""
    if not unit["small"]:
        return unit[0]
    return "".join(part.text for part in parse(unit[0]) if isinstance(part, Run))


def _is_joined(unit: Aligned, after: Aligned, raw: str) -> bool:
    """Return whether the file joins two units in the way of the text."""
    if unit.written < 0 or after.written < 0:
        return False
    end = unit.written + unit.size
    if unit.end == after.start:
        return end == after.written
    return _BETWEEN.fullmatch(raw, end, after.written) is not None
