"""A leaflet says what good the treatment may do.

The benefits are what a reader weighs against the risks. Without them there is nothing to decide.
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
    """Yield the leaflet where neither a block nor a heading speaks of benefits."""
    problem = "nothing here says what good the treatment may do"
    hint = "add a section on the benefits, and say what each rests on"
    yield from topic.missing(manuscript, "benefits", problem, hint)
