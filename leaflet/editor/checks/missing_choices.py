"""A leaflet names the other choices.

A choice needs at least two sides. People are often not told that there is another treatment,
and the law on consent asks for it.
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
    """Yield the leaflet where no heading or sentence speaks of other choices."""
    problem = "nothing here says which other choices there are"
    hint = "add a section “Your other choices”, with what is advised first"
    yield from topic.missing(manuscript, "choices", problem, hint)
