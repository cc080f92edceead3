"""A leaflet says when it will be reviewed.

Advice changes. Without a date nobody knows whether a leaflet in the rack is still right, and nobody
is reminded to look at it again.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "currency"
SEVERITY = "error"
SOURCE = "PIF TICK criteria: https://pifonline.org.uk/pif-tick/about"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield one flaw where there is no `next_review`."""
    if not manuscript.document.next_review:
        hint = "add `next_review:` and a date, a year from now or three at most"
        place = manuscript.document.place("next_review")
        yield Flaw("the leaflet does not say when it will be reviewed", place, hint)
