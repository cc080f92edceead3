"""The leaflet reaches the Flesch reading ease of its profile.

100 is very easy and 0 very hard to read; 60 and more is called plain English.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import readability
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "readability"
SEVERITY = "warning"
SOURCE = "Flesch, A new readability yardstick, Journal of Applied Psychology 1948;32:221-233"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield one flaw for the leaflet as a whole."""
    counts, least = readability.of(manuscript).whole, manuscript.profile.ease
    if counts.are_enough and counts.ease < least:
        problem = f"the reading ease is {counts.ease:.0f}; from {least:g} on it is plain English"
        yield manuscript.flaw(problem, "use shorter words and sentences")
