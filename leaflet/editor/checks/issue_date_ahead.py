"""A leaflet is not dated in the future.

A date that is still to come is often a slip in the year. If you prepare the leaflet early, print it
on its day.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "currency"
SEVERITY = "warning"
SOURCE = "Leaflet's own rule"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield one flaw where the date of issue is after today."""
    document = manuscript.document
    if document.issued and document.issued > manuscript.today:
        day = manuscript.language.written(document.issued)
        problem = f"the leaflet is dated {day}, and that is still to come"
        yield Flaw(problem, document.place("issued"), "check the year, the month and the day")
