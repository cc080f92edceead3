"""A leaflet of exercises says how often to do them.

Too few do not help, and too many hurt. A reader who does not know how many and how often guesses,
or gives up.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "CERT, Slade and others, British Journal of Sports Medicine 2016;50:1428-1437"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet of exercises that has no number of times in all that it says."""
    problem = "nothing here says how often to do the exercises"
    hint = "say how many times, and how often in a day or a week"
    yield from topic.missing(manuscript, "how-often", problem, hint)
