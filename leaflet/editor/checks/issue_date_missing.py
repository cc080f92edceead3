"""A leaflet says when it was issued.

Readers and staff need the date to tell a new leaflet from an old one, and to judge how fresh its
advice is.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "currency"
SEVERITY = "error"
SOURCE = (
    "NHS digital service manual: "
    "https://service-manual.nhs.uk/content/pdfs-and-other-non-html-documents"
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield one flaw where there is no `issued`."""
    if not manuscript.document.issued:
        hint = "add `issued:` and the date, such as 2026-11-30"
        place = manuscript.document.place("issued")
        yield Flaw("the leaflet does not say when it was issued", place, hint)
