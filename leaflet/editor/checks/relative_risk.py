"""A change of risk is told in numbers of people, never as a share alone.

"Halves the risk" sounds alike whether it is from 40 in 100 to 20, or from 2 in 10,000 to 1.
Readers think far more of a treatment when they see only the share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from leaflet.editor.prose import claim_frame, figure, stance
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "honesty"
SEVERITY = "error"
SOURCE = (
    "Trevena and others, presenting quantitative information: "
    "https://doi.org/10.1186/1472-6947-13-S2-S7"
)
LANGUAGES = ("en",)
_RISK = (
    r"(?:risks?|chances?|odds|likelihood|rates?|deaths|danger|(?:hospital )?stays|admissions|"
    r"infections|attacks|strokes|relapses|flare-ups|(?:re-?)?injur(?:y|ies))"
)
_ILLNESS = (
    rf"(?:{_RISK}|disease|cancers?|illness|decay|falls|fractures|complications|symptoms|mortality)"
)
_SHARE = r"(?:\d[\d.]*(?: ?%| per ?cent)|half|a third|two[- ]thirds|a quarter|three[- ]quarters)"
_MORE = r"(?:more|less|lower|higher|greater|smaller|fewer)"
_TIMES = (
    r"(?:twice|double|half|(?:three|four|five|six|seven|eight|nine|ten|a hundred|\d+) times"
    r"|\d+-fold)"
)
_RELATIVE = re.compile(
    rf"\b(?:(?:halv|doubl|tripl|quadrupl)(?:e|es|ed|ing) (?:[\w’'-]+ ){{0,3}}{_RISK}"
    rf"|{_SHARE} (?:as likely|{_MORE} likely|{_MORE} {_RISK}|{_MORE} (?:people|patients|deaths))"
    rf"|{_TIMES} (?:as|more|less) likely|{_TIMES} the {_RISK}"
    rf"|(?:cut|lower|reduc|rais|increas|drop|fall|fell|slash|bring)\w* "
    rf"(?:[\w’'-]+ ){{0,3}}{_ILLNESS}"
    rf" (?:[\w’'-]+ ){{0,8}}?(?:by |in )(?:about |around |almost |over |up to |more than )?{_SHARE}"
    rf"|{_RISK} (?:[\w’'-]+ ){{0,6}}?(?:by|is|are|falls? by|drops? by) (?:about |around |almost )?"
    rf"{_SHARE} {_MORE}?|{_SHARE} (?:reduction|increase|drop|fall|rise) in)",
    re.IGNORECASE,
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield shares of a risk in sections that tell no number of people."""
    for section in manuscript.sections:
        passages = (section.heading, *section.passages)
        if not any(figure.rates(passage.said) for passage in passages):
            for passage in passages:
                yield from _flaws(passage)


def _flaws(passage: Passage) -> Iterator[Flaw]:
    for sentence in passage.sentences:
        for start, end in _shares(sentence.text):
            words = sentence.text[start:end].strip()
            problem = f"“{words}” says nothing without the numbers behind it"
            hint = "say from how many to how many, such as “from 4 in 100 people to 2 in 100”"
            yield passage.flaw(problem, hint, sentence.start + start, sentence.start + end)


def _shares(sentence: str) -> list[tuple[int, int]]:
    """Return where a sentence tells a risk as a share: in phrases, or else in words by meaning."""
    phrased = [found.span() for found in _RELATIVE.finditer(sentence)]
    said = [span for span in phrased if stance.asserts(sentence, *span)]
    filled = claim_frame.filled("relative-risks", sentence, therapy=False)
    return said or [each[1:] for each in islice(filled, 1)]
