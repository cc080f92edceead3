"""A leaflet says what to do, step by step.

A reader who knows more but not what to do next has not been helped. Steps and lists to tick off
are acted on more often than running text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from leaflet.editor.prose import phrase, topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.wordlist import sets

GROUP = "completeness"
SEVERITY = "error"
SOURCE = (
    "AHRQ, PEMAT, items 20 to 23: https://www.ahrq.gov/health-literacy/patient-education/pemat.html"
)
LANGUAGES = ("en",)


ENOUGH = 2
"""Pieces of advice in one passage that tell a reader what to do."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet that has no steps, no heading for them, and no advice in its sentences."""
    heads = tuple(passage for passage in manuscript.passages if _is_step(passage))
    groups = (heads, *manuscript.lists, *((passage,) for passage in manuscript.prose))
    if not any(sum(map(_advice, group)) >= ENOUGH for group in groups):
        problem = "nothing here says in steps what the reader can do"
        hint = "add a block `steps`, `do_dont` or `checklist`"
        yield from topic.missing(manuscript, "steps", problem, hint)


def _is_step(passage: Passage) -> bool:
    """Return whether a passage is a heading under the title: “2. Breathe out”."""
    return passage.is_heading and passage.role != "H1"


def _advice(passage: Passage) -> int:
    """Return how many clauses of a passage begin with a verb of advice; selling is none."""
    if next(phrase.hits("promotions", passage.said), None):
        return 0
    pattern = _advises()
    return sum(1 for sentence in passage.sentences for _ in pattern.finditer(sentence.text))


@functools.cache
def _advises() -> re.Pattern[str]:
    verbs = "|".join(sorted(sets("imperatives")["advice"]))
    return re.compile(
        r"(?:^(?:(?:step )?\d+[.:)]? )?|[:;] |, (?:and |then |or )?|\b(?:and|then) )"
        rf"(?:(?:please|always|never|then) )?(?:{verbs})\b",
        re.IGNORECASE,
    )
