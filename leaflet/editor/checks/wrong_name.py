"""Bodies and titles have their right names.

A reader looks a body up by its name, and finds nothing under a wrong or old one. A title that the
law does not know, such as "licensed acupuncturist" in England, claims a standing nobody has.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.body_name import wrong_names
from leaflet.editor.prose.claim import claims, spoken
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "honesty"
SEVERITY = "error"
SOURCE = "British Acupuncture Council: https://acupuncture.org.uk/"
LANGUAGES = ("en",)
_PROBLEM = "“{}” is not the right name here"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield names that are wrong in the United Kingdom."""
    if manuscript.profile.spelling != "british":
        return
    listed = set()
    for claim in claims(manuscript, "wrong-names"):
        listed.add(claim.passage)
        yield claim.flaw(_PROBLEM.format(claim.words), claim.phrase.hint.text)
    for passage in spoken(manuscript):
        for start, end, right in wrong_names(passage.said) if passage not in listed else ():
            words = passage.said[start:end]
            yield passage.flaw(_PROBLEM.format(words), f"write {right}", start, end)
