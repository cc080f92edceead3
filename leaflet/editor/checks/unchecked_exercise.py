"""A person who knows has looked at each drawing of an exercise.

The drawings that come with the program were checked by no physiotherapist. A patient does what is
drawn, whatever the words beside it say: let somebody who treats people look at the drawing with its
words, and accept the finding with their name and the date.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.content.picture_file import PictureName
from leaflet.document.block import Block
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.walk import located

GROUP = "honesty"
SEVERITY = "warning"
SOURCE = "Leaflet’s own rule"
HINT = "have one look at it, then write who did and when under `accept:` of its block"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield each drawing of an exercise that the leaflet shows."""
    for found in located(manuscript.document, PictureName):
        name = found.value
        if name.drawing and name.drawing.kind == "exercises":
            holders = tuple(each for each in found.holders if isinstance(each, Block))
            problem = f"no physiotherapist has checked the drawing `{name.text}`"
            place = name.span.place if name.span else None
            yield Flaw(problem, place, HINT, holders)
