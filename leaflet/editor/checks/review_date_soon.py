"""The review of a leaflet begins before its last 90 days.

A review takes time: someone looks for new evidence, a clinician reads it, and it is printed again.
Begin while the leaflet may still be handed out.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.document import review
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "currency"
SEVERITY = "warning"
SOURCE = "PIF TICK criteria: https://pifonline.org.uk/pif-tick/about"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield one flaw where the review date is near."""
    document = manuscript.document
    left = review.days_left(document, manuscript.today)
    if left is not None and 0 <= left < review.SOON:
        days = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
        problem = f"the review of this leaflet is due {days}"
        yield Flaw(problem, document.place("next_review"), "begin the review now")
