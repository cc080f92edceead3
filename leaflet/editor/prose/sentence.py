"""Splits a text into sentences, and sentences into words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0971-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u0f18-\u0fbc"
    "\u102b-\u103e\u1056-\u109d\u135d-\u135f\u17b4-\u17d3\u200c\u200d"
)
"""Vowel signs and other marks, which are no letters for `\\w` and end no word."""
_WORD = re.compile(
    rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*(?:[’'\u2010\u2011-][^\W\d_](?:[^\W\d_]|[{_MARKS}])*)*"
    r"|\d+(?:[.,:/]\d+)*"
)
_OWN_STOPS = {"km": "[។៕]", "bo": "།", "th": " ", "lo": " "}
"""What ends a sentence, or in Thai and Lao a clause, where the library knows no marks."""
_SHORT = re.compile(
    r"(?:^|[\s(“„«])(?:[^\W\d_]|dr|ul|św|al|pl|dl|prof|mgr|lek|hab|dna|gyd|dipl|pvz|npr|např|napr|örn"
    r"|tus|piem|вул|просп|t\.ex|f\.eks|ad es)\.\s*$",
    re.IGNORECASE,
)
"""An abbreviation before a name or noun, of which the library does not know all."""
_BEFORE_NUMBER = re.compile(
    r"(?:^|\s)(?:[^\W\d_]|tel|tlf|puh|tālr|тел|str|стр|pag|pág|lk|psl|nr|núm|br|št|čís|kb|ca|godz|klo"
    r"|м|кв|буд|ст|см|п)\.\s*$",
    re.IGNORECASE,
)
"""One before a number."""

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


def length(words: Iterable[Word], letters_a_word: float) -> int:
    """Count words; where no blanks part them, letters by how many hold what a word does."""
    found = [word.text for word in words]
    if not letters_a_word:
        return len(found)
    letters = sum(sum(map(str.isalpha, word)) for word in found if not word.isascii())
    return round(letters / letters_a_word) + sum(word.isascii() for word in found)


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
    """Yield the offset at which each sentence and its white space end."""
    stop = _OWN_STOPS.get(language)
    if stop:
        yield from (found.end() for found in re.finditer(f"{stop}+\\s*", text))
        yield len(text)
        return
    joined = 0
    for end in _breaks(text, language):
        if language == "en" or not _goes_on(text[joined:end], text[end:]):
            yield end
            joined = end


def _goes_on(said: str, after: str) -> bool:
    """Return whether an abbreviation at the end of `said` does not end its sentence."""
    first = after[:1]
    if first.islower() and said.rstrip().endswith("."):
        return True
    return bool((_BEFORE_NUMBER if first.isdigit() else _SHORT).search(said[-20:])) and bool(first)


def _breaks(text: str, language: str) -> Iterator[int]:
    """Yield the offsets at which the library ends a sentence.

    Its time grows with the square of the length where quotation marks are not closed. So a long
    text is read in overlapping windows, of which only the middle is used.
    """
    import sentencex

    for start in range(0, max(1, len(text) - 2 * MARGIN), WINDOW - 2 * MARGIN):
        window = text[start : start + WINDOW]
        first = MARGIN if start else 0
        last = len(window) - (MARGIN if start + WINDOW < len(text) else 0)
        for end in accumulate(map(len, sentencex.segment(language, window))):
            if first < end <= last:
                yield start + end
