"""A leaflet on aftercare says what is normal, and for how long.

Someone who was not told that a bruise takes two weeks worries, and calls; someone who was not told
how long is too long does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "warning"
SOURCE = "NICE, Patient experience in adult NHS services (CG138), 2012: https://www.nice.org.uk/guidance/cg138"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet on aftercare that names no time in which something passes or heals."""
    problem = "nothing here says how long it takes to get better"
    hint = "say what is normal, and for how many days or weeks"
    yield from topic.missing(manuscript, "expected", problem, hint)
