"""Each number about people has its source.

A number without a source cannot be checked, and nobody can tell when it has become old. Doses,
times, prices and ages need none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import figure
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.sentence import Sentence

GROUP = "honesty"
SEVERITY = "error"
SOURCE = "DISCERN, questions 4 and 5: http://www.discern.org.uk/"
LANGUAGES = ("en",)
_ADVISES = re.compile(
    r"\W*(?:if|when|once|unless|until|wait|rest|stop|call|see|tell|ask|use|take|keep|do|check|"
    r"come|bring|repeat|count|hold|imagine|suppose)\b"
    r"|.*\b(?:made-up|for example, if|imagine|we see|our clinic|our team|we have|staff)\b",
    re.IGNORECASE,
)
"""Advice, conditions and the clinic's own numbers."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield numbers of people, risks and recovery in passages that cite nothing."""
    cited = _cited(manuscript)
    for passage in manuscript.prose:
        if passage.kind == "glossary" or figure.is_cited(passage, manuscript):
            continue
        for sentence in passage.sentences:
            yield from _flaws(passage, sentence, cited)


def _flaws(passage: Passage, sentence: Sentence, cited: set[str]) -> Iterator[Flaw]:
    found = figure.all_in(sentence.text)
    if not found or (_ADVISES.match(sentence.text) and not figure.rates(sentence.text)):
        return
    if passage.field in ("label", "other") or "made-up" in sentence.text:
        return
    for each in found:
        words = sentence.text[each.start : each.end]
        if words.lower() not in cited:
            hint = "name the source here, as `[^id]`, and list it under `references`"
            start, end = sentence.start + each.start, sentence.start + each.end
            yield passage.flaw(f"“{words}” has no source", hint, start, end)
            return


def _cited(manuscript: Manuscript) -> set[str]:
    """Return the figures cited somewhere, which a summary may repeat."""
    return {
        passage.said[each.start : each.end].lower()
        for passage in manuscript.prose
        if passage.cited or (passage.field == "number" and figure.is_cited(passage, manuscript))
        for each in figure.all_in(passage.said)
    }
