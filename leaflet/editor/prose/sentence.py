"""Sentence: where the sentences of a text begin and end, and the words of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:[’'\u2010\u2011-][^\W\d_]+)*|\d+(?:[.,:/]\d+)*")


class Word(NamedTuple):
    """A word or a number, and where it stands in its text."""

    text: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence, and where it stands in its text; the white space after it is left out."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words, placed in the whole text; `follow-up` and `don’t` are one word each."""
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
