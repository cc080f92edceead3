"""Finds the phrases that `words/*.yaml` list, and what to write instead.

A phrase is written as it reads; `a/b` is one word or the other, `word?` may be missing, `cure*` has
any ending, and `...` stands for up to 4 words. A blank also finds a hyphen. `<illness>` is any
phrase of that family in `words/families.yaml`, so that a few phrases make a grammar of claims;
`<number>` is a number in digits or words, or a range of them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from leaflet.editor.prose import number
from leaflet.source import named
from leaflet.source.model import Struct
from leaflet.source.value import Line

_BETWEEN = r"[\s-]{1,4}"
_LETTERS = r"[\w’'%-]"
_WHOLE, _PART = rf"(?:{_LETTERS}{{1,40}}+,?\s{{1,4}}+)", rf"{_LETTERS}{{1,40}}?-"
_ANY = rf"(?:{_WHOLE}{{0,4}}?|{_WHOLE}{{0,3}}?{_PART})"
"""What `...` stands for; words are read whole, and none is longer than 40 letters, so that a text
without blanks is not tried in all its parts."""
_ENDING = r"[\w’'-]{0,30}"


class Phrase(Struct, frozen=True):
    """Ways to say one thing, with a hint."""

    find: tuple[Line, ...]
    hint: Line
    unless: tuple[Line, ...] = ()
    """Where the sentence has one of these, it says something else."""
    within: Literal["all", "therapy"] = "all"
    """Whether it counts everywhere, or only in leaflets on complementary therapies."""
    tradition: bool = False
    """Whether it may be told as the view of a tradition."""
    exact: bool = False
    """Whether capitals count."""


class Pack(Struct, frozen=True):
    """The phrases of one rule, one file in `words/`."""

    phrases: tuple[Phrase, ...]


class PhraseList(Struct, frozen=True):
    """A plain list of phrases, one file in `words/`."""

    names: tuple[Line, ...]


class Families(Struct, frozen=True):
    """Phrases that mean the same in a claim, by the name of their family."""

    families: dict[str, tuple[Line, ...]]


class Hit(NamedTuple):
    """A phrase found in a text, with its offsets."""

    phrase: Phrase
    start: int
    end: int


@functools.cache
def names(name: str) -> re.Pattern[str]:
    """Return a pattern that finds any phrase of the list called `name`."""
    return pattern(named.load("word", name, PhraseList).names)


@functools.cache
def pattern(phrases: tuple[Line, ...], exact: bool = False) -> re.Pattern[str]:
    """Return a pattern that finds any of these phrases as whole words."""
    ways = "|".join(written(phrase.text) for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{ways})(?!\w)", 0 if exact else re.IGNORECASE)


def hits(pack: str, text: str) -> Iterator[Hit]:
    """Yield the phrases of the pack with this name that a text has, phrase by phrase."""
    if _any(pack).search(text):
        for phrase in _phrases(pack):
            for found in pattern(phrase.find, phrase.exact).finditer(text):
                yield Hit(phrase, *found.span())


@functools.cache
def _any(pack: str) -> re.Pattern[str]:
    """Return a pattern that finds any phrase of a pack, to skip most sentences quickly."""
    return pattern(tuple(line for phrase in _phrases(pack) for line in phrase.find))


@functools.cache
def _phrases(pack: str) -> tuple[Phrase, ...]:
    return named.load("word", pack, Pack).phrases


def written(phrase: str) -> str:
    """Return the regular expression of a phrase."""
    words = phrase.split()
    last = max(place for place, word in enumerate(words) if not word.endswith(("?", "...")))
    parts = []
    for place, word in enumerate(words):
        ways = "(?:" + "|".join(map(_word, word.rstrip("?").split("/"))) + ")"
        if word == "...":
            parts.append(_ANY)
        elif word.endswith("?"):
            parts.append(f"(?:{ways}{_BETWEEN})?" if place < last else f"(?:{_BETWEEN}{ways})?")
        else:
            parts.append(ways + (_BETWEEN if place < last else ""))
    return "".join(parts)


def _word(word: str) -> str:
    if word == "<number>":
        return number.RANGE
    if word.startswith("<"):
        return _family(word.strip("<>"))
    escaped = re.sub("[’']", "[’']", re.escape(word))
    return escaped.replace(r"\*", _ENDING)


@functools.cache
def _family(name: str) -> str:
    """Return the regular expression of any phrase of a family."""
    phrases = named.load("word", "families", Families).families[name]
    return "(?:" + "|".join(written(phrase.text) for phrase in phrases) + r")(?!\w)"
