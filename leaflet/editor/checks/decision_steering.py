"""A decision aid does not push readers to one of the choices.

It is for people who may choose either way. Silent unless the profile is `decision-aid`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from leaflet.editor.prose import claim_frame
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "honesty"
SEVERITY = "error"
SOURCE = "NICE ECD8, section 1, options told without bias: https://www.nice.org.uk/corporate/ecd8"
LANGUAGES = ("en",)
_CHOICE = r"(?:choices?|options?|treatments?|decision|way)"
_PUSH = re.compile(
    rf"\b(?:the (?:best|right|safest|obvious|sensible|wise|only real) {_CHOICE}\b(?! for you\b)"
    r"|(?:we|our (?:doctors|team|surgeons)|i)(?: strongly| always| usually)? (?:recommend|advise"
    r"|urge|suggest)(?! (?:that )?you (?:talk|read|ask|think|take your time|discuss))"
    r"|you (?:should|must|ought to|had better) (?:choose|have the|opt|go for|agree|say yes|refuse)"
    r"|most sensible people|(?:wrong|foolish|unwise|mistake) to (?:refuse|wait|say no|choose))\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:no|not|never|isn.t|depends|whether|which|what)\b[^.;]{0,30}$", re.IGNORECASE
)
"""What stands before such words where they push nobody: "there is no right choice"."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the words that push to one of the choices."""
    if not manuscript.profile.is_decision_aid:
        return
    for passage in manuscript.prose:
        for start, end in _pushes(passage):
            problem = f"“{passage.said[start:end]}” pushes the reader to one of the choices"
            hint = "say what is good and bad about each, and leave the choice to the reader"
            yield passage.flaw(problem, hint, start, end)


def _pushes(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield where a passage pushes: in phrases, or else in words by meaning, once a sentence."""
    phrased = [
        found.span()
        for found in passage.finds(_PUSH)
        if not _FREE.search(passage.said[: found.start()])
    ]
    yield from phrased
    for sentence in () if phrased else passage.sentences:
        for _, start, end in islice(
            claim_frame.filled("decision-steering", sentence.text, therapy=False), 1
        ):
            yield sentence.start + start, sentence.start + end
