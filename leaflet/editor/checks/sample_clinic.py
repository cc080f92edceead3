"""The leaflet says whose it is.

The sample's details are nobody's: the number does not ring. Until the clinic's own stand there, no
detail is checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "clinic"
SEVERITY = "note"
SOURCE = "Leaflet's own rule"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield one flaw where there is no clinic, or only the sample."""
    given = manuscript.document.clinic
    hint = "write your own details into the `clinic:` block, or name a file with --clinic"
    if not given:
        place = manuscript.document.place("clinic")
        yield Flaw("the leaflet does not say whose it is", place, hint)
    elif given.is_sample:
        yield manuscript.flaw("this is the sample clinic, and nobody's", hint, given.name)
