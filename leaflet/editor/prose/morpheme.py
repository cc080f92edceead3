"""Knows medical words by their parts: -ectomy is an operation to take something out."""

from __future__ import annotations

import functools
import re

from leaflet.source import named
from leaflet.source.model import Struct
from leaflet.source.value import Line

SHORTEST = 6
"""Letters that such a word has at least."""


class Morphemes(Struct, frozen=True):
    """Parts of medical words, each with its meaning; `words/morphemes.yaml`."""

    suffixes: dict[str, Line]
    prefixes: dict[str, Line]
    """Regular expressions, as only some words go on from them."""
    known: tuple[Line, ...]
    """Words with such a part that people know."""


def meaning(word: str) -> str:
    """Return what a part of a medical word means, or nothing where it is none."""
    lower = word.lower().replace("\u2010", "-").replace("\u2011", "-")
    if len(lower) < SHORTEST or lower in _known() or lower.removesuffix("s") in _known():
        return ""
    for pattern, means in _parts():
        if pattern.search(lower):
            return means
    return ""


@functools.cache
def _load() -> Morphemes:
    return named.load("word", "morphemes", Morphemes)


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(word for line in _load().known for word in line.text.split())


@functools.cache
def _parts() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return a pattern for each part, with its meaning; an ending stands behind 2 letters."""
    endings = [
        (re.compile(rf"\w{{2}}-?(?:{written.replace('/', '|')})s?$"), means.text)
        for written, means in _load().suffixes.items()
    ]
    beginnings = [
        (re.compile(rf"^{written}-?\w{{2}}"), means.text)
        for written, means in _load().prefixes.items()
    ]
    return (*endings, *beginnings)
