"""A treatment is called better than others only with a source.

To set a treatment above others needs trials that compared the two. Without them the reader may
give up what would have helped more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import figure, stance
from leaflet.editor.prose.claim import claims, spoken
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "honesty"
SEVERITY = "error"
SOURCE = "CAP Code, section 3, comparisons: https://www.asa.org.uk/type/non_broadcast/code_section/03.html"
LANGUAGES = ("en",)
_OTHER = (
    r"(?:(?:\w+ ){0,2}(?:medicines?|medications?|drugs?|tablets?|pills?|painkillers?|surgery|"
    r"operations?|injections?|treatments?|therap(?:y|ies)|physiotherapy|exercises?|methods?|"
    r"procedures?|interventions?|antibiotics|care|approaches|options|steroids|opioids|ibuprofen|"
    r"paracetamol|aspirin|antidepressants|insulin|chemotherapy|radiotherapy))"
)
_BETTER = (
    r"(?:(?:much |far |often |even |usually )?(?:better|safer|gentler|faster|quicker|superior|"
    r"fewer side effects|less risky|works? (?:better|faster)|(?:more|less) (?:effective|reliable|"
    r"powerful|painful|invasive|harmful|natural)))"
)
_THING = (
    r"(?:treatments?|therap(?:y|ies)|remed(?:y|ies)|medicines?|cures?|painkillers?|clinics?|"
    r"practitioners?)"
)
_ABOVE = re.compile(
    rf"\b(?:{_BETTER}(?: \w+){{0,2}}? (?:than|to) {_OTHER}\b"
    rf"|unlike (?:\w+ ){{0,2}}?{_OTHER}\b"
    rf"|compared (?:to|with) {_OTHER}\b"
    rf"|the (?:safest|most effective|best|gentlest|leading|most trusted|most natural|number one) "
    rf"(?:\w+ )?{_THING})\b",
    re.IGNORECASE,
)
_PRAISED = re.compile(
    r"\b(?:minimal|fewer|less|more|better|safer|quicker|faster|superior|gentle\w*|natural|effective"
    r"|free|safe|lasting|relief|address\w*|treats?|root|whole|without|non-\w+"
    r"|no (?:harmful|side|known|nasty))\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:for you|for me|for your|suits? you|best for|which|trial|trials|study|studies|review|"
    r"reviews|compared (?:it|them)|if|is to)\b",
    re.IGNORECASE,
)


_PROBLEM = "“{}” sets one treatment above others, and names no source"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield comparisons with other treatments in passages that cite nothing."""
    for passage in spoken(manuscript):
        if not figure.is_cited(passage, manuscript):
            yield from _flaws(passage)
    for claim in claims(manuscript, "comparisons"):
        is_cited = figure.is_cited(claim.passage, manuscript)
        if not is_cited and not _ABOVE.search(claim.sentence.text):
            yield claim.flaw(_PROBLEM.format(claim.words), claim.phrase.hint.text)


def _flaws(passage: Passage) -> Iterator[Flaw]:
    for sentence in passage.sentences:
        found = _ABOVE.search(sentence.text)
        if not found or _PERSONAL.search(sentence.text):
            continue
        weighed = found[0].lower().startswith(("unlike", "compared"))
        rest = sentence.text[: found.start()] + sentence.text[found.end() :]
        if weighed and not _PRAISED.search(rest):
            continue
        if stance.asserts(sentence.text, *found.span()):
            problem = _PROBLEM.format(found[0])
            hint = "name a trial that compared them, with its source, or delete the comparison"
            start, end = (sentence.start + offset for offset in found.span())
            yield passage.flaw(problem, hint, start, end)
