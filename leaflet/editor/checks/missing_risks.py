"""A leaflet names the risks, and how many people they happen to.

A reader who meets a side effect that nobody mentioned loses trust, and may not know that it is
one. Words such as "rare" are read as far more often than they mean, so numbers belong to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import figure, phrase, topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.source.value import Line

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "DISCERN: http://www.discern.org.uk/"
_UNKNOWN = (
    "no exact/good/reliable/clear? number/numbers/figure/figures",
    "not known how often/many/common",
    "do not know how often/many/common",
    "no one/nobody knows",
    "not known",
    "do not know how",
)


_HARM = re.compile(
    r"\b(?:infect\w*|bleed\w*|bruis\w*|sick\w*|rash\w*|itch\w*|sore\w*|sores?|pains?|hurts?|harm\w*"
    r"|clots?|die[sd]?|death\w*|dizz\w*|faint\w*|fever\w*|tears?|damage\w*|injur\w*|numb\w*|swell\w*"
    r"|swollen|allerg\w*|reactions?|side effects?|complications?|risks?|fails?|worse|scar\w*|leaks?"
    r"|tired\w*|headaches?|strokes?|vomit\w*|nausea|diarrhoea|constipat\w*|redness|weak\w*|problems?"
    r"|perforat\w*|hole|holes|second operation|again|missed|wrong|false|stiff\w*|burns?"
    r"|cough\w*|wounds?|nerves?|blocked|breaks?|broken|loose|dislocat\w*|miscarr\w*|relaps\w*)\b",
    re.IGNORECASE,
)
"""What may go wrong."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet without risks, or the first word on them where none has a number."""
    told = any(_is_risk(passage) for passage in manuscript.prose)
    if topic.is_missing(manuscript, "risks") and not told:
        problem = "nothing here says what can go wrong"
        hint = "add a section on the risks, with how many people each happens to"
        yield manuscript.flaw(problem, hint)
    elif not told and _is_bare(manuscript):
        label = next(topic.labelled(manuscript, "risks"))
        problem = "the risks are named, but not how many people they happen to"
        hint = "add numbers, such as “about 9 in 100 people”, or say that nobody knows"
        yield label.flaw(problem, hint)


def _is_risk(passage: Passage) -> bool:
    """Return whether a passage says how many people something bad happens to."""
    rated = figure.rates(passage.said) or figure.percents(passage.said)
    return bool(rated) and passage.kind != "benefits" and bool(_HARM.search(passage.said))


def _is_bare(manuscript: Manuscript) -> bool:
    """Return whether sections on risks have neither a number nor say that none is known."""
    due = topic.is_due(manuscript, *(about.text for about in topic.load("risks").about))
    if not manuscript.is_english or not due:
        return False
    if manuscript.of_kind("icon_array", "scale") or not next(
        topic.labelled(manuscript, "risks"), None
    ):
        return False
    unknown = phrase.pattern(tuple(map(Line, _UNKNOWN)))
    return not any(
        figure.rates(passage.said)
        or figure.percents(passage.said)
        or unknown.search(passage.said)
        or (passage.kind == "table" and any(char.isdigit() for char in passage.said))
        for passage in topic.under(manuscript, "risks")
    )
