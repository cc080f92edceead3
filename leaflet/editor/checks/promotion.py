"""A leaflet informs and does not sell.

Praise distracts from what the reader needs, and it makes the facts beside it less believable.
Whoever reads a leaflet may be ill or worried, and should be able to weigh things calmly.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.claim import claims
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "honesty"
SEVERITY = "error"
SOURCE = "AHRQ, PEMAT, item 2: https://www.ahrq.gov/health-literacy/patient-education/pemat.html"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield words that praise."""
    for claim in claims(manuscript, "promotions"):
        problem = f"“{claim.words}” is advertising, not information"
        yield claim.flaw(problem, claim.phrase.hint.text)
