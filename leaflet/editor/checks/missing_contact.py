"""A leaflet says how to reach the clinic.

Questions come up at home. Without a number the reader has to look for one, and many do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.content.clinic import LINKS
from leaflet.content.inline import Field
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "PIF TICK: https://pifonline.org.uk/pif-tick/about"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet that has neither the block nor a detail of the clinic in its text."""
    parts = (part for text in manuscript.document.texts for part in text.parts)
    named = {key for part in parts if isinstance(part, Field) for key in part.keys}
    if not manuscript.of_kind("contact") and not named.intersection(LINKS):
        yield manuscript.flaw("nothing here says how to reach the clinic", "add a block `contact`")
