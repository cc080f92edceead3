"""A leaflet of exercises says how often to do them.

Too few do not help, and too many hurt. A reader who does not know how many and how often guesses,
or gives up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "CERT, Slade and others, British Journal of Sports Medicine 2016;50:1428-1437"
_OFTEN = re.compile(
    r"\b(?:daily|hourly|twice|once (?:a|each|every|an)|every (?:\w+ )?(?:days?|hours?|mornings?"
    r"|evenings?|nights?|weeks?|time)|(?:times?|minutes?) (?:an?|per|each|every) (?:day|week|hour)"
    r"|\d+ (?:times|sets|repeats|repetitions|goes)|repeat \w+|(?:times|sets|repeats) of \d+"
    r"|days (?:a|per|each) week|each (?:day|morning|evening|hour)|how often)\b",
    re.IGNORECASE,
)

_VISITS = re.compile(
    r"\b(?:we (?:see|meet|check|review|call|ring)|(?:see|visit|come (?:to|back to)) (?:us|the)"
    r"|(?:clinic|class|group|visits?|appointments?|reviews?) (?:is|are|meets?|runs?))\b[^.;]{0,60}",
    re.IGNORECASE,
)
"""How often the clinic is seen, which says nothing of the exercises."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet of exercises that has no number of times in all that it says."""
    if not manuscript.is_english or topic.about(manuscript) != "exercise":
        return
    if not any(_OFTEN.search(_VISITS.sub(" ", words)) for words in manuscript.aloud):
        problem = "nothing here says how often to do the exercises"
        yield manuscript.flaw(problem, "say how many times, and how often in a day or a week")
