"""The clinic's colour can be that of headings.

Words in a pale colour are lost on readers with low vision and on a poor printer, and words in red
look like a warning. Leaflet prints headings in ink then, with a bar of the colour over them, so the
clinic should know that no words have its colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from leaflet.content import theme
from leaflet.content.look import look_of
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.errors import LeafletError

GROUP = "clinic"
SEVERITY = "note"
SOURCE = "WCAG 2.2, 1.4.3: https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum"
WHY = {"pale": "too pale for text", "red": "like the red of warnings"}


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield that headings have no colour of the clinic in the leaflet's theme.

    A theme that is missing or wrong is told when the leaflet is built.
    """
    clinic, document = manuscript.own_clinic, manuscript.document
    if not (clinic and clinic.colour):
        return
    with suppress(LeafletError):
        found = theme.load(document.theme.text, document.folder)
        look = look_of(found.set_for(document.fonts, document.dyslexia), clinic)
        if look.in_ink:
            problem = f"the clinic's colour {clinic.colour} is {WHY[look.in_ink]}"
            hint = "headings are in ink, under a bar of it; choose another colour, or leave it"
            yield manuscript.flaw(problem, hint, clinic.colour)
