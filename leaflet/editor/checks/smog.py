"""The leaflet has at most the SMOG grade of its profile.

SMOG counts words of three syllables or more. It tells what a reader needs who is to understand all
of a text, and so stands some three grades above other formulas.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import readability
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "readability"
SEVERITY = "error"
SOURCE = "McLaughlin, SMOG grading, Journal of Reading 1969;12:639-646"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield one flaw for a leaflet that is long enough for the formula."""
    counts, most = readability.of(manuscript).whole, manuscript.profile.smog
    if counts.sentences >= readability.FEWEST and counts.smog > most:
        problem = f"the leaflet has SMOG grade {counts.smog:.1f}; at most {most:g} is plain"
        yield manuscript.flaw(problem, "replace words of three syllables or more")
