"""A leaflet of exercises says when to stop.

Some pain is a sign of harm. Whoever exercises alone at home needs to know which, and whom to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.blocks.callout import WARNINGS, Callout
from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.walk import walk

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "Leaflet’s own rule, after PIF TICK: https://pifonline.org.uk/pif-tick/about"
_STOP = re.compile(
    r"\bstop\b(?! (?:smoking|drinking|the bus))[^.?]{0,60}\b(?:if|when|until|as soon as)\b"
    r"|\b(?:if|when|as soon as)\b[^.?]{0,80}\b(?:stop|do not (?:go|carry) on|do fewer|do less"
    r"|rest|call|ring|tell|ask|see|contact)\b"
    r"|\b(?:call|ring|tell|ask|see|contact|talk to|get|speak to)\b[^.?]{0,60}\b(?:if|when)\b"
    r"|\bdo not\b[^.?]{0,60}\bif\b",
    re.IGNORECASE,
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet of exercises in which no sentence says when to stop or to ask."""
    if not manuscript.is_english or topic.about(manuscript) != "exercise":
        return
    told = (passage for passage in manuscript.spoken if passage.block)
    said = (sentence.text for passage in told for sentence in passage.sentences)
    if not _warns(manuscript) and not any(map(_STOP.search, said)):
        problem = "nothing here says when to stop the exercises"
        hint = "add a sentence such as “Stop if the pain gets worse, and call us”"
        yield manuscript.flaw(problem, hint)


def _warns(manuscript: Manuscript) -> bool:
    """Return whether the leaflet has a box with a warning."""
    return any(box.kind in WARNINGS for box in walk(manuscript.document.body, Callout))
