"""A leaflet makes no claim that regulators refuse.

The Advertising Standards Authority accepts only claims that good trials support, and leaflets for
patients count as advertising where a clinic hands them out. Words such as "cure", "root cause" or
"detox" promise more than any trial of a complementary therapy has found.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.claim import claims
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "honesty"
SEVERITY = "error"
SOURCE = (
    "ASA and CAP, advice on health: https://www.asa.org.uk/advice-online/health-acupuncture.html"
)
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the words of the pack that the leaflet says as facts."""
    for claim in claims(manuscript, "refused-claims"):
        problem = f"“{claim.words}” is a claim that regulators refuse"
        yield claim.flaw(problem, claim.phrase.hint.text)
