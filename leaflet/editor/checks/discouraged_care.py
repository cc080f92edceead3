"""A leaflet keeps nobody from care that they need.

People who stop a medicine or put off seeing a doctor because of a leaflet can come to harm. The
advertising code forbids to discourage essential treatment.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.claim import claims
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "honesty"
SEVERITY = "error"
SOURCE = "CAP Code, 12.2: https://www.asa.org.uk/type/non_broadcast/code_section/12.html"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield advice against doctors, medicines and operations."""
    for claim in claims(manuscript, "discouraged-care"):
        problem = f"“{claim.words}” may keep people from care that they need"
        yield claim.flaw(problem, claim.phrase.hint.text)
