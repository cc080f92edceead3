"""Finds names of bodies that differ in one word from the right name of a body."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from leaflet.editor.prose.phrase import PhraseList
from leaflet.source import named

_NAME = re.compile(
    r"\b[A-Z][\w’'&-]*+(?: (?:(?:and|for|of|the|&|products) )?[A-Z][\w’'&-]*+){1,8}+"
)
"""Words with capitals, as names of bodies are written."""
_LINKS = frozenset({"and", "for", "of", "the", "&", "products"})
_KINDS = frozenset(
    {
        *("council", "commission", "authority", "agency", "institute", "association", "society"),
        *("office", "ombudsman", "service", "foundation", "board", "college", "committee", "body"),
    }
)
"""Words that say what kind of body it is: one stands where another should."""
_ALIKE = 4
"""Letters that two words begin with that are forms of one another, such as Dental and Dentists."""


class WrongName(NamedTuple):
    """A wrong name with its offsets and the right one."""

    start: int
    end: int
    right: str


def wrong_names(text: str) -> Iterator[WrongName]:
    """Yield the names in a text that have one word otherwise than the name of a body."""
    for found in _NAME.finditer(text):
        words = found[0].split()
        for first in (at for at, word in enumerate(words) if word.lower() not in _LINKS):
            right = _right(" ".join(words[first:]))
            if right:
                yield WrongName(found.end() - len(" ".join(words[first:])), found.end(), right)
                break
            if " ".join(words[first:]).lower() in _known():
                break


def _right(written: str) -> str:
    """Return the name of a body that a wrong name stands for, or nothing."""
    if written.lower() in _known():
        return ""
    return next((name for name in _names() if _is_slip(_parts(written), _parts(name))), "")


def _is_slip(written: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Return whether a name has one word otherwise: another form, kind of body, or link."""
    if len(written) != len(right) or len(right) < 2:
        return False
    other = [pair for pair in zip(written, right, strict=True) if pair[0] != pair[1]]
    return not other or (len(other) == 1 and len(right) > 2 and _is_confused(*other[0]))


def _is_confused(one: str, other: str) -> bool:
    return one[:_ALIKE] == other[:_ALIKE] or {one, other} <= _KINDS


@functools.cache
def _names() -> tuple[str, ...]:
    """Return the right names."""
    return tuple(line.text for line in named.load("word", "bodies", PhraseList).names)


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(name.lower() for name in _names())


@functools.lru_cache(512)
def _parts(name: str) -> tuple[str, ...]:
    """Return the words of a name without those that link them."""
    words = name.lower().replace("'", "’").split()
    return tuple(word for word in words if word not in _LINKS)
