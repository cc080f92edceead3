"""Loads word lists: hard words with plainer ones, spellings, and the user's own."""

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
from leaflet.source.files import is_there
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
    """Sets of words by name."""

    sets: dict[str, tuple[Line, ...]]


class Subjects(Struct, frozen=True):
    """Subjects by name, each with the phrases that name it; `words/subjects.yaml`."""

    subjects: dict[str, Line]


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
        """The words allowed here, in lower case."""
        return frozenset(line.text.lower() for line in self.allow)


class Match(NamedTuple):
    """An entry of a list found in a text, with its offsets."""

    words: str
    """As the list has it."""
    instead: str
    start: int
    end: int


class Lookup:
    """Finds the entries of a list in the words of a text, the longest first."""

    def __init__(self, entries: Mapping[tuple[str, ...], tuple[str, str]]) -> None:
        """Index `entries`: the words of each form, and what to say instead."""
        self._entries = entries
        self._longest: dict[str, int] = {}
        for words in entries:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def matches(
        self, words: Sequence[Word], british: Mapping[str, str] | None = None
    ) -> Iterator[Match]:
        """Yield the matches in a text; with `british`, in either spelling."""
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
        """Return the length in words of the longest entry that begins at word `at`, or 0."""
        longest = self._longest.get(lower[at], 0)
        counts = range(min(longest, len(lower) - at), 0, -1)
        return next((n for n in counts if tuple(lower[at : at + n]) in self._entries), 0)


@functools.cache
def plainer() -> Lookup:
    """Return the shipped hard words."""
    return lookup(named.load("word", "plainer", Plainer).plainer)


def lookup(entries: Mapping[str, Line]) -> Lookup:
    """Make a lookup of words in all forms: `undergo/underwent`, or with usual endings."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for written, instead in entries.items():
        first, *others = written.lower().split("/")
        for form in [first, *others] if others else inflected(first):
            found.setdefault(_split(form), (first, instead.text))
    return Lookup(found)


@functools.cache
def spellings() -> Mapping[str, str]:
    """Return American spellings in all forms with the British ones; single words only."""
    pairs = _forms(named.load("word", "spelling", Spellings).spellings)
    return {american: british for american, british in pairs if " " not in american}


@functools.cache
def variants(spelling: str) -> Lookup:
    """Return a lookup of words not spelt so in `british` or `american` English."""
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
    """Load the sets of words in the file `name`."""
    lists = named.load("word", name, Sets).sets
    return {
        name: frozenset(word for line in lines for word in line.text.split())
        for name, lines in lists.items()
    }


@functools.cache
def subjects() -> Lookup:
    """Return a lookup of the phrases of each subject; a match says the subject."""
    return Lookup(
        {
            _split(phrase.strip().lower()): (name, "")
            for name, phrases in named.load("word", "subjects", Subjects).subjects.items()
            for phrase in phrases.text.split(",")
        }
    )


def own(folder: Path | None) -> Own:
    """Load the user's own words in a folder; LeafletError if the file is wrong."""
    path = folder and folder / FILE
    return model.read(read_file(path), Own) if path and is_there(path) and path.is_file() else Own()


def _split(words: str) -> tuple[str, ...]:
    return tuple(re.split(r"[ /&]", words))


def _forms(entries: Mapping[str, Line]) -> Iterator[tuple[str, str]]:
    for american, british in entries.items():
        yield from zip(inflected(american), inflected(british.text), strict=True)


def inflected(words: str) -> tuple[str, ...]:
    """Return the words with their plurals, pasts and -ing forms.

    Some of these are no words; a text has none of those.
    """
    first, _, rest = words.partition(" ")
    verb = [form + " " * bool(rest) + rest for form in (_third(first), _past(first), _ing(first))]
    return words, _third(words), *verb


def _third(word: str) -> str:
    """Return a word with the s of a plural or verb."""
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
