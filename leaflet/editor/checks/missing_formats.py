"""A leaflet says how to get it in another format.

Some readers need large print, Easy Read, Braille, audio or another language. The Accessible
Information Standard asks the NHS and social care to offer it.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "Accessible Information Standard: https://www.england.nhs.uk/accessibleinfo/"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet that offers no other format."""
    problem = "nothing here says how to get this leaflet in another format"
    hint = (
        "add a line such as “For large print, Easy Read, Braille, audio or another language, "
        "call {clinic.phone}”"
    )
    yield from topic.missing(manuscript, "formats", problem, hint)
