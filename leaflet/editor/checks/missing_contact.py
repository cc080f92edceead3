"""A leaflet says how to reach the clinic.

Questions come up at home. Without a number the reader has to look for one, and many do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.content.clinic import LINKS
from leaflet.content.inline import Field
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "PIF TICK: https://pifonline.org.uk/pif-tick/about"


_REACHED = re.compile(
    r"(?<![\w.,])\+?\(?\d{2,5}\)?(?:[ -]?\d{2,5}){2,4}(?![\d,]|\.\d| ?(?:mg|ml|people|patients)\b)"
    r"|(?<!\S)[\w.+-]{1,64}@[\w-]{1,64}\.\w",
    re.ASCII,
)
"""A phone number of nine digits or so, or an address of e-mail."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet that has neither the block nor a detail of the clinic in its text."""
    parts = (part for text in manuscript.document.texts for part in text.parts)
    named = {key for part in parts if isinstance(part, Field) for key in part.keys}
    if manuscript.of_kind("contact", "contacts") or named.intersection(LINKS):
        return
    if not any(_REACHED.search(passage.said) for passage in manuscript.spoken):
        yield manuscript.flaw("nothing here says how to reach the clinic", "add a block `contact`")
