"""A leaflet never promises that something is safe.

Every treatment harms some people, so a promise of safety is untrue and leaves the reader
unprepared. How many people are harmed, and how badly, says more.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.claim import claims
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "honesty"
SEVERITY = "error"
SOURCE = "CAP Code, section 12: https://www.asa.org.uk/type/non_broadcast/code_section/12.html"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield promises of safety, of no side effects, or of a result."""
    for claim in claims(manuscript, "safety-promises"):
        problem = f"“{claim.words}” promises what nobody can keep"
        yield claim.flaw(problem, claim.phrase.hint.text)
