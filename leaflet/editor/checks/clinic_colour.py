"""The clinic's colours can be read as they are.

Words in a pale colour are lost on readers with low vision and on a poor printer. Leaflet prints
words in a darker shade then, so the clinic should know that its very colour is not used for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.content import theme
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source import named

GROUP = "clinic"
SEVERITY = "note"
SOURCE = "WCAG 2.2, 1.4.3: https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield what the leaflet's theme changes about the colours."""
    clinic, name = manuscript.own_clinic, manuscript.document.theme.text
    if clinic and name in named.names("theme"):
        for each in theme.look(theme.load(name), clinic).darkened:
            hint = "choose a darker colour, or leave it as it is"
            yield manuscript.flaw(each.note.problem, hint, each.own)
