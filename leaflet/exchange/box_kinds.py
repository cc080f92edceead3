"""What a box is for: which kind of callout its words call for, and what of them is its title."""

from __future__ import annotations

import re

from leaflet.exchange.guesses import MOST_WORDS
from leaflet.exchange.parts import FilePart, HeadingPart, ParagraphPart, Stretches, text_of

_URGENT = re.compile(
    r"\b(?:999|112|911)\b|\bA\s?&\s?E\b|\bemergency (?:department|room|services?)\b|\bambulance\b",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\b111\b|\b(?:call|contact|see|phone|ring|tell|speak to|talk to) (?:your|a|the|us|our)\b",
    re.IGNORECASE,
)
_CAUTION = re.compile(
    r"\b(?:warning|caution|important|do not|don[’']t|never|must not)\b", re.IGNORECASE
)
_TIP = re.compile(r"\b(?:tips?|hints?)\b", re.IGNORECASE)
_ALERT_WORDS = 120
"""Words of the longest alert: it is never parted, and must fit on a page."""


def kind_of(said: str) -> tuple[str, str]:
    """Return the kind of callout for these words, and why."""
    if len(said.split()) <= _ALERT_WORDS:
        for kind, pattern in (("urgent", _URGENT), ("today", _TODAY), ("caution", _CAUTION)):
            if found := pattern.search(said):
                return kind, f"a box; its kind was guessed from “{found[0]}”"
    if _TIP.search(said[:60]):
        return "tip", "a box; its kind was guessed"
    return "note", "a box; its kind was guessed"


def title_of(part: FilePart) -> Stretches:
    """Return the words that begin a box as its title: a heading, or a line in bold."""
    if isinstance(part, HeadingPart):
        return part.words
    if isinstance(part, ParagraphPart) and "\n" not in text_of(part.words):
        bold = all(each.bold or not each.text.strip() for each in part.words)
        if bold and len(text_of(part.words).split()) <= MOST_WORDS:
            return part.words
    return ()
