"""Splits a text into sentences, and sentences into words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:[’'\u2010\u2011-][^\W\d_]+)*|\d+(?:[.,:/]\d+)*")

WINDOW, MARGIN = 2_000, 200
"""Characters of a text in which sentence ends are looked for at once, and of those that only show
what stands before and behind."""


class Word(NamedTuple):
    """A word or number with its offsets in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A sentence with its offsets in the text, without white space after it."""

    text: str
    start: int
    end: int

    @functools.cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words with offsets in the whole text; `follow-up` and `don’t` are one word each."""
        return tuple(words(self.text, self.start))


def words(text: str, start: int = 0) -> Iterator[Word]:
    """Yield the words of a text that begins at `start`."""
    for found in _WORD.finditer(text):
        yield Word(found[0], start + found.start(), start + found.end())


def sentences(text: str, language: str = "en") -> Iterator[Sentence]:
    """Yield the sentences of a text in a language (ISO 639-1); abbreviations end none."""
    start = 0
    for end in _ends(text, language):
        part = text[start:end]
        trimmed = part.rstrip()
        if trimmed.strip():
            lead = len(part) - len(part.lstrip())
            yield Sentence(trimmed.strip(), start + lead, start + len(trimmed))
        start = end


def _ends(text: str, language: str) -> Iterator[int]:
    """Yield the offset at which each sentence and its white space end.

    The time of sentencex grows with the square of the length where quotation marks are not closed.
    So a long text is read in overlapping windows, of which only the middle is used.
    """
    import sentencex

    for start in range(0, max(1, len(text) - 2 * MARGIN), WINDOW - 2 * MARGIN):
        window = text[start : start + WINDOW]
        first = MARGIN if start else 0
        last = len(window) - (MARGIN if start + WINDOW < len(text) else 0)
        for end in accumulate(map(len, sentencex.segment(language, window))):
            if first < end <= last:
                yield start + end
