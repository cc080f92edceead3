"""Risks side by side are all out of the same number of people.

Many readers take 1 in 100 for more than 1 in 10, because 100 is the larger number. The same number
of people throughout lets them compare.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from leaflet.editor.prose import figure
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "honesty"
SEVERITY = "error"
SOURCE = (
    "Trevena and others, presenting quantitative information: "
    "https://doi.org/10.1186/1472-6947-13-S2-S7"
)
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the first risk of a block that is out of another number than those before it."""
    for _, passages in groupby(manuscript.prose, key=lambda passage: id(passage.block)):
        yield from _flaws(list(passages))


def _flaws(passages: list[Passage]) -> Iterator[Flaw]:
    first = None
    for passage in passages:
        if figure.is_definition(passage.said):
            continue
        figures = sorted((*figure.rates(passage.said), *figure.percents(passage.said)))
        for each in (each for each in figures if not each.is_band):
            words = passage.said[each.start : each.end]
            first = first or (words, each.whole)
            if not _alike(first, (words, each.whole)):
                problem = f"“{words}” and “{first[0]}” are hard to compare"
                hint = f"put both as so many in {max(first[1], each.whole):,} people"
                yield passage.flaw(problem, hint, each.start, each.end)
                return


def _alike(one: tuple[str, int], other: tuple[str, int]) -> bool:
    """Return whether two figures have the same denominator, both in percent or neither."""
    percent = [words.endswith(("%", "cent")) for words, _ in (one, other)]
    return one[1] == other[1] and percent[0] == percent[1]
