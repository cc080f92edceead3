"""A leaflet is reviewed within 3 years.

Guidance is often renewed sooner than that. A date further away promises that nothing will change.
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
    """Yield one flaw where the review is more than 3 years after the issue, or after today."""
    document = manuscript.document
    last = review.later(document.issued or manuscript.today, review.YEARS)
    if document.next_review and document.next_review > last:
        since = "it was issued" if document.issued else "today"
        problem = f"the review is more than {review.YEARS} years after {since}"
        hint = f"set `next_review` to {last.isoformat()} or sooner"
        yield Flaw(problem, document.place("next_review"), hint)
