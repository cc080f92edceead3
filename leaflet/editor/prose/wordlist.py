"""Word lists: hard words with plainer ones, spellings, and the words of a user's own file."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, NamedTuple

from msgspec import Meta

from leaflet.editor.prose.sentence import Word
from leaflet.source import model, named
from leaflet.source.model import Struct
from leaflet.source.nodes import read_file
from leaflet.source.value import Line

FILE = "words.yaml"
"""The user's own file, beside the content."""
NONE: Mapping[str, Line] = MappingProxyType({})


class Plainer(Struct, frozen=True):
    """Hard words, each with what to say instead; `words/plainer.yaml`."""

    plainer: dict[str, Line]


class Spellings(Struct, frozen=True):
    """American spellings with the British ones; `words/spelling.yaml`."""

    spellings: dict[str, Line]
    americanisms: dict[str, Line]
    """American words of which the British one is no mistake in America."""


class Sets(Struct, frozen=True):
    """Words by the name of their set, as many as fit on each line."""

    sets: dict[str, tuple[Line, ...]]


class Own(Struct, frozen=True):
    """What a user's own `words.yaml` may say."""

    plainer: Annotated[
        dict[str, Line] | None, Meta(description="Hard words with plainer ones.")
    ] = None
    allow: Annotated[
        tuple[Line, ...], Meta(description="Words and abbreviations that are right here.")
    ] = ()

    @property
    def allowed(self) -> frozenset[str]:
        """The words that are right here, in small letters."""
        return frozenset(line.text.lower() for line in self.allow)


class Match(NamedTuple):
    """An entry of a list that was found in a text, and where."""

    words: str
    """As the list has it."""
    instead: str
    start: int
    end: int


class Lookup:
    """Finds the entries of a list in the words of a text, the longest first."""

    def __init__(self, entries: Mapping[tuple[str, ...], tuple[str, str]]) -> None:
        """`entries` has the words of each form, and the entry with what to say instead."""
        self._entries = entries
        self._longest: dict[str, int] = {}
        for words in entries:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def matches(
        self, words: Sequence[Word], british: Mapping[str, str] | None = None
    ) -> Iterator[Match]:
        """Yield the matches in the words of one text; with `british`, in either spelling."""
        lower = [word.text.lower().replace("’", "'") for word in words]
        if british:
            lower = [british.get(word, word) for word in lower]
        at = 0
        while at < len(words):
            count = self._length(lower, at)
            if count:
                entry = self._entries[tuple(lower[at : at + count])]
                yield Match(*entry, words[at].start, words[at + count - 1].end)
            at += count or 1

    def _length(self, lower: list[str], at: int) -> int:
        """How many words the longest entry has that begins with word number `at`, or 0."""
        longest = self._longest.get(lower[at], 0)
        counts = range(min(longest, len(lower) - at), 0, -1)
        return next((n for n in counts if tuple(lower[at : at + n]) in self._entries), 0)


@functools.cache
def plainer() -> Lookup:
    """The shipped hard words."""
    return lookup(named.load("word", "plainer", Plainer).plainer)


def lookup(entries: Mapping[str, Line]) -> Lookup:
    """Finds these words in all their forms: `undergo/underwent`, or with the usual endings."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for written, instead in entries.items():
        first, *others = written.lower().split("/")
        for form in [first, *others] if others else inflected(first):
            found.setdefault(_split(form), (first, instead.text))
    return Lookup(found)


@functools.cache
def spellings() -> Mapping[str, str]:
    """American spellings in all their forms, with the British ones; no words of two."""
    pairs = _forms(named.load("word", "spelling", Spellings).spellings)
    return {american: british for american, british in pairs if " " not in american}


@functools.cache
def variants(spelling: str) -> Lookup:
    """What is not written so in `british` or `american`, with what is."""
    lists = named.load("word", "spelling", Spellings)
    pairs = list(_forms(lists.spellings))
    if spelling == "british":
        pairs += _forms(lists.americanisms)
    else:
        pairs = [(british, american) for american, british in pairs]
    entries: dict[tuple[str, ...], tuple[str, str]] = {}
    for wrong, right in pairs:
        entries.setdefault(_split(wrong), (wrong, right))
    return Lookup(entries)


@functools.cache
def sets(name: str) -> Mapping[str, frozenset[str]]:
    """The sets of words in the file `name`."""
    lists = named.load("word", name, Sets).sets
    return {
        name: frozenset(word for line in lines for word in line.text.split())
        for name, lines in lists.items()
    }


def own(folder: Path | None) -> Own:
    """The user's own words in a folder, or none; LeafletError where the file is wrong."""
    path = folder and folder / FILE
    return model.read(read_file(path), Own) if path and path.is_file() else Own()


def _split(words: str) -> tuple[str, ...]:
    return tuple(re.split(r"[ /&]", words))


def _forms(entries: Mapping[str, Line]) -> Iterator[tuple[str, str]]:
    for american, british in entries.items():
        yield from zip(inflected(american), inflected(british.text), strict=True)


def inflected(words: str) -> tuple[str, ...]:
    """The words, their plural, and the past and the -ing form of the first of them.

    Some of these are no words; a text has none of those.
    """
    first, _, rest = words.partition(" ")
    verb = [form + " " * bool(rest) + rest for form in (_third(first), _past(first), _ing(first))]
    return words, _third(words), *verb


def _third(word: str) -> str:
    """With the s of a plural or of a verb."""
    if word.endswith("sis"):
        return word[:-2] + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:[sxz]|[cs]h)$", word) else "s")


def _past(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ied"
    return word + ("d" if word.endswith("e") else "ed")


def _ing(word: str) -> str:
    return (word[:-1] if re.search(r"[^eo]e$", word) else word) + "ing"
