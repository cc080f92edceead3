"""Counts the syllables of English words, by spelling and a list of exceptions."""

from __future__ import annotations

import functools
import re
from pathlib import Path

_GROUP = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"[^aeiouylr]e$|[aeiouy][lr]e$|[aeiouy]rre$|"  # make, whole, care
    r"(?<![aeiouycgsxz])(?<![cs]h)(?<![^aeiouy]l)es$|"  # takes; not boxes, tables
    r"(?<![aeiouytd])(?<![^aeiouyr]l)ed$|"  # asked; not needed, handled
    r"[aeiouy]{2}[td]e$"  # suite
)
_SILENT_INSIDE = re.compile(
    r"[^aeiouy]e(?=(?:ly|less|ness|ment|ful|ty|some)(?:s|ly)?$)(?<![^aeiouy]le)(?<![^aeiouy]{3}e)"
)
_TWO = re.compile(
    r"i[ao](?![nu]?[st]?s?$)(?<![ctsg]i[ao])|ia(?=n?s?$)(?<![ct]ia)|iu|ie[rt]s?$|iest$|"
    r"[aeiouy]ing|eo(?!us?|p)|ua(?!r[dk])(?<![qg]ua)|uou|[^aeiouyctsgl]ien|eous$(?<![cg]eous)|"
    r"yo(?=n)|[^aeiou]sm[sn]?$|riou|[^qg]ui(?=[tn][yg]|d$)|creat(?!u)|rea(?=lit|c[ht]|ss)|[dn]'t$"
)
"""Neighbouring vowels that are spoken as two syllables, and a syllable without a vowel."""
_PLURAL = re.compile(r"(?<![csxz])(?<![cs]h)(?<!ge)s$")
"""An s that adds no syllable."""


@functools.lru_cache(8192)
def syllables(word: str) -> int:
    """Return the number of syllables of a word, at least 1; hyphenated parts add up."""
    return sum(_count(part) for part in re.split(r"[-\u2010\u2011]", word.lower()) if part) or 1


def _count(word: str) -> int:
    word = word.replace("’", "'").removesuffix("'s").rstrip("'")
    known = _exceptions()
    return known.get(word) or known.get(_PLURAL.sub("", word)) or spelt(word)


def spelt(word: str) -> int:
    """Count the syllables of a lower-case word by its spelling alone."""
    count = len(_GROUP.findall(word)) + len(_TWO.findall(word))
    return max(1, count - bool(_SILENT.search(word)) - len(_SILENT_INSIDE.findall(word)))


@functools.cache
def _exceptions() -> dict[str, int]:
    """Return the syllables of words whose spelling misleads."""
    text = (Path(__file__).parents[1] / "words" / "syllables.txt").read_text("utf-8")
    lines = (line.split() for line in text.splitlines() if line and line[0] != "#")
    return {word: int(count) for count, *words in lines for word in words}
