"""Spans of a text, and whether another span overlaps one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class Spans:
    """Spans of one text, merged where they overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take spans as (start, end), in any order."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meet(self, start: int, end: int) -> bool:
        """Return whether one of them has a character from `start` to `end`."""
        last = bisect_left(self._starts, end) - 1
        return last >= 0 and start < self._ends[last]
