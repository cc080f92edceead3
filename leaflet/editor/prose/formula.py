"""Formulas that say how hard a text is to read, each for the languages that it was made for.

Each is a sum of ratios that can be counted in any language: words a sentence, syllables a word,
and so on. The figures stand in `words/formulas.yaml`, with their sources.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from leaflet.source import named
from leaflet.source.model import Struct
from leaflet.source.value import LanguageTag, Line

LONG = 6
"""Letters of a word that LIX calls short, at most (Björnsson, 1968)."""


class Ratios(NamedTuple):
    """What formulas weigh, each a word but for the first."""

    words_a_sentence: float
    sentences_a_word: float
    syllables_a_word: float
    letters_a_word: float
    long_a_word: float
    """Words of more than 6 letters."""
    hard_a_word: float
    """Words of as many syllables as the formula calls hard."""


class Formula(Struct, frozen=True):
    """A formula, with what it is called plain by."""

    name: Line
    languages: tuple[LanguageTag, ...]
    constant: float
    source: Line
    words_a_sentence: float = 0
    sentences_a_word: float = 0
    syllables_a_word: float = 0
    letters_a_word: float = 0
    long_a_word: float = 0
    hard_a_word: float = 0
    hard: int = 3
    syllable: Line | None = None
    least: float | None = None
    most: float | None = None

    def syllables(self, word: str) -> int:
        """Return the syllables of a word, at least 1."""
        return (
            max(1, len(_pattern(self.syllable.text).findall(word.lower()))) if self.syllable else 1
        )

    def value(self, ratios: Ratios) -> float:
        """Return the figure of a text."""
        weights = (getattr(self, name) for name in Ratios._fields)
        weighed: float = sum(w * r for w, r in zip(weights, ratios, strict=True))
        return self.constant + weighed

    def is_plain(self, value: float) -> bool:
        """Return whether its authors call such a text plain; yes where they do not say."""
        return (self.least is None or value >= self.least) and (
            self.most is None or value <= self.most
        )

    @property
    def wanted(self) -> str:
        """What figure is plain, in words; nothing where nobody says."""
        if self.least is not None:
            return f"at least {self.least:g}"
        return f"at most {self.most:g}" if self.most is not None else ""


class Formulas(Struct, frozen=True):
    """All formulas."""

    formulas: tuple[Formula, ...]


@functools.cache
def of(language: LanguageTag) -> Formula | None:
    """Return the formula of a language, or None."""
    every = named.load("word", "formulas", Formulas).formulas
    named_so = (
        each for each in every if any(tag.text == language.primary for tag in each.languages)
    )
    return next(named_so, None)


@functools.cache
def _pattern(syllable: str) -> re.Pattern[str]:
    return re.compile(syllable)
