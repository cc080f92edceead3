"""Splits a text into sentences, and sentences into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:[’'\u2010\u2011-][^\W\d_]+)*|\d+(?:[.,:/]\d+)*")


class Word(NamedTuple):
    """A word or number with its offsets in the text."""

    text: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence with its offsets in the text, without white space after it."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words with offsets in the whole text; `follow-up` and `don’t` are one word each."""
        return tuple(words(self.text, self.start))


def words(text: str, start: int = 0) -> Iterator[Word]:
    """Yield the words of a text that begins at `start`."""
    for found in _WORD.finditer(text):
        yield Word(found[0], start + found.start(), start + found.end())


def sentences(text: str, language: str = "en") -> Iterator[Sentence]:
    """Yield the sentences of a text in a language (ISO 639-1); abbreviations end none."""
    import sentencex

    start = 0
    for part in sentencex.segment(language, text):
        trimmed = part.rstrip()
        if trimmed.strip():
            lead = len(part) - len(part.lstrip())
            yield Sentence(trimmed.strip(), start + lead, start + len(trimmed))
        start += len(part)
