"""Bodies and titles have their right names.

A reader looks a body up by its name, and finds nothing under a wrong or old one. A title that the
law does not know, such as "licensed acupuncturist" in England, claims a standing nobody has.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.claim import claims
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "honesty"
SEVERITY = "error"
SOURCE = "British Acupuncture Council: https://acupuncture.org.uk/"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield names that are wrong in the United Kingdom."""
    if manuscript.profile.spelling != "british":
        return
    for claim in claims(manuscript, "wrong-names"):
        problem = f"“{claim.words}” is not the right name here"
        yield claim.flaw(problem, claim.phrase.hint.text)
