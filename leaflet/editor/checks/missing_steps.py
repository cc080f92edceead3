"""A leaflet says what to do, step by step.

A reader who knows more but not what to do next has not been helped. Steps and lists to tick off
are acted on more often than running text.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = (
    "AHRQ, PEMAT, items 20 to 23: https://www.ahrq.gov/health-literacy/patient-education/pemat.html"
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet that has no steps and no heading for them."""
    problem = "nothing here says in steps what the reader can do"
    hint = "add a block `steps`, `do_dont` or `checklist`"
    yield from topic.missing(manuscript, "steps", problem, hint)
