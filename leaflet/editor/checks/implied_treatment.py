"""A complementary therapy is not said to help with illnesses that need a doctor.

The regulator reads "can help with asthma" as a claim to treat asthma, and a list of illnesses
likewise. For illnesses that need a doctor no such claim is accepted without strong trials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import phrase, stance
from leaflet.editor.prose.claim import on_therapy, spoken
from leaflet.editor.prose.figure import is_cited
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.sentence import Sentence

GROUP = "honesty"
SEVERITY = "error"
SOURCE = "CAP Code, 12.2: https://www.asa.org.uk/type/non_broadcast/code_section/12.html"
LANGUAGES = ("en",)
_HELPS = re.compile(
    r"\b(?:help(?:s|ed|ing|ful)?|treat(?:s|ed|ing|ment)?|heal(?:s|ed|ing)?|cures?|curing|reliev\w+"
    r"|relief|eas(?:e|es|ing)|improv(?:e|es|ing)|manag(?:e|es|ing)|effective|works? (?:for|well)"
    r"|good for|benefits?|benefit from|conditions such as|support(?:s|ing)?|address(?:es|ing)?"
    r"|used (?:for|to|in|with|by)|(?:chosen|choose|chose|tried|try|turned to|sought) for"
    r"|comes? to (?:us|me|see)|settl(?:e|es|ing)|calms?|sooth\w+|lift(?:s|ed)?|lessen\w*|"
    r"reduc\w+|tackl\w+|fights?|clears?|deals? with|success with|popular (?:for|with)|"
    r"sees? (?:people|patients|clients) with)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:if|ask|tell|say|see|talk to|check|before|when|do not|never|unless|call)\b"
    r"|\b(?:NICE|Cochrane|GP|doctor|hospital|nurse|specialist)\b",
    re.IGNORECASE,
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield illnesses that a therapy is said to help with."""
    therapy, leads = on_therapy(manuscript), _leads(manuscript)
    for passage in spoken(manuscript):
        if phrase.names("ailments").search(passage.said) and not is_cited(passage, manuscript):
            for sentence in passage.sentences:
                if therapy or phrase.names("therapies").search(sentence.text):
                    yield from _flaws(passage, sentence, _is_led(passage, leads))


def _flaws(passage: Passage, sentence: Sentence, led: bool) -> Iterator[Flaw]:
    found = phrase.names("ailments").search(sentence.text)
    if not found or _ASKS.search(sentence.text):
        return
    helps = led or _HELPS.search(sentence.text)
    if helps and stance.asserts(sentence.text, *found.span()):
        problem = f"this says that the therapy helps with “{found[0]}”, and names no source"
        hint = "delete it, or say what a trial found, with its source"
        start, end = (sentence.start + offset for offset in found.span())
        yield passage.flaw(problem, hint, start, end)


def _leads(manuscript: Manuscript) -> frozenset[int]:
    """Return the ids of the texts of lead-ins such as "It can help with:"."""
    intros = (passage for passage in manuscript.passages if passage.field == "intro")
    return frozenset(
        id(intro.text)
        for intro in intros
        if _HELPS.search(intro.said)
        and not _ASKS.search(intro.said)
        and not stance.denies(f"{intro.said} ", len(intro.said) + 1)
    )


def _is_led(passage: Passage, leads: frozenset[int]) -> bool:
    """Return whether the passage is an item of a list with one of these lead-ins."""
    return passage.role == "LBody" and id(getattr(passage.block, "intro", None)) in leads
