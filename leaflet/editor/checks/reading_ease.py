"""The leaflet reaches the Flesch reading ease of its profile.

100 is very easy and 0 very hard to read; 60 and more is called plain English. Other languages have
formulas of their own, or none: then nothing is measured.
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
    found = readability.of(manuscript)
    if not found.whole.are_enough:
        return
    hint = "use shorter words and sentences"
    if manuscript.is_english and found.whole.ease < manuscript.profile.ease:
        least = manuscript.profile.ease
        problem = (
            f"the reading ease is {found.whole.ease:.0f}; from {least:g} on it is plain English"
        )
        yield manuscript.flaw(problem, hint)
    elif formula := found.formula:
        value = formula.value(found.whole.ratios)
        if not formula.is_plain(value):
            problem = f"the text has {value:.0f} by {formula.name}; {formula.wanted} is plain"
            yield manuscript.flaw(problem, hint)
