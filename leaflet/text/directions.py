"""Finds which way each character of a paragraph runs; what names, counts or links is an isolate.

So a phone number, a dose, a date or a detail of the clinic keeps its order wherever it stands, and
does not draw what is beside it along (UAX #9, 2.4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from leaflet.text import bidi
from leaflet.text.breaks import keeps
from leaflet.text.run import Run

_LANGUAGES = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_SCRIPTS = frozenset(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"])
"""Scripts that run to the left, in small letters (ISO 15924)."""


@lru_cache(maxsize=256)
def runs_left(language: str) -> bool:
    """Return whether a language, as BCP 47 writes it, is written from right to left."""
    primary, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return script in _SCRIPTS if script else primary in _LANGUAGES


def base_level(text: str, language: str) -> int:
    """Return the level of a paragraph: one without any letter that runs to the left has none."""
    return int(runs_left(language) and bidi.has_rtl(text))


class Levels(NamedTuple):
    """The levels of a paragraph's characters, and of what stands unseen between them."""

    chars: list[int]
    between: dict[int, int]
    """By the character that follows, the level of the edge of an isolate, where that is lower."""


def levels_of(runs: Sequence[Run], language: str) -> Levels:
    """Return the levels of a paragraph.

    Two isolates right beside each other follow each other in the direction of the paragraph, as
    the signs at their edges, which nobody sees, have its level.
    """
    text = "".join(run.text for run in runs)
    base = base_level(text, language)
    opened, closed = _isolates(runs, text)
    mixed: list[str] = []
    places: list[int] = []
    for at, char in enumerate([*text, ""]):
        for sign, count in ((bidi.PDI, closed[at]), (bidi.FSI, opened[at])):
            mixed += sign * count
            places += [-1] * count
        mixed.append(char)
        places.append(at)
    level: list[int] = []
    between: dict[int, int] = {}
    for at, found in zip(places, bidi.levels("".join(mixed), base), strict=False):
        if at >= 0:  # what has no level has that of what stands before it (UAX #9, 5.2)
            before = level[-1] if level else base
            level.append(before if found is None else found)
        elif found is not None:
            between[len(level)] = min(found, between.get(len(level), found))
    edges = pairwise(level)
    apart = {at for at, pair in enumerate(edges, 1) if between.get(at, bidi.MOST) < min(pair)}
    return Levels(level, {at: between[at] for at in apart})


def _isolates(runs: Iterable[Run], text: str) -> tuple[Counter[int], Counter[int]]:
    """Return how many isolates open and close before each character."""
    ends = [*accumulate((len(run.text) for run in runs), initial=0)]
    own = [
        (end - len(run.text.lstrip()), end)  # a blank before it is the paragraph's
        for run, end in zip(runs, ends[1:], strict=True)
        if _is_isolated(run)
    ]
    kept = [
        (start, end)
        for start, end in keeps(text)
        if not any(first <= start and end <= last for first, last in own)
    ]
    spans = [(start, end) for start, end in (*own, *kept) if start < end]
    return Counter(start for start, _ in spans), Counter(end for _, end in spans)


def _is_isolated(run: Run) -> bool:
    return bool(run.is_detail or run.keep or run.link or run.language or run.label)
