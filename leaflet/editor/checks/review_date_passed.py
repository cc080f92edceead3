"""The review date of a leaflet has not passed.

After that day nobody vouches for what it says: doses, phone numbers and advice may have changed.
`leaflet build` refuses such a leaflet unless it is told otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "currency"
SEVERITY = "error"
SOURCE = "PIF TICK criteria: https://pifonline.org.uk/pif-tick/about"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield one flaw where the review is overdue."""
    document = manuscript.document
    due = document.next_review
    if due and due < manuscript.today:
        problem = f"the review of this leaflet was due on {manuscript.language.written(due)}"
        hint = "check that it is still right, then set a new `next_review` and a new `version`"
        yield Flaw(problem, document.place("next_review"), hint)
