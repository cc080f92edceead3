"""A leaflet says how to comment on it.

Readers see what is unclear or out of date before anyone else does. A leaflet improves only if they
can say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "warning"
SOURCE = "PIF TICK, criterion 8: https://pifonline.org.uk/pif-tick/about"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet that asks for no views."""
    problem = "nothing here says how to comment on this leaflet"
    hint = "add a line such as “To help us improve this leaflet, email {clinic.email}”"
    yield from topic.missing(manuscript, "feedback", problem, hint)
