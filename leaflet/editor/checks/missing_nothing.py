"""A leaflet says what happens if nothing is done.

Many complaints get better by themselves, and others get worse. Doing nothing is one of the
choices that a reader has.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "DISCERN: http://www.discern.org.uk/"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet where no heading or sentence speaks of doing nothing."""
    problem = "nothing here says what happens if the reader does nothing"
    hint = "add a paragraph that begins with “**Doing nothing:**”"
    yield from topic.missing(manuscript, "nothing", problem, hint)
