"""A decision aid describes all choices, doing nothing among them.

An option grid has them side by side. Silent unless the profile is `decision-aid`.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = (
    "NICE ECD8, section 1, and IPDAS (IPDASi v4.0), 1.1.3: https://www.nice.org.uk/corporate/ecd8"
)
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the decision aid without its choices."""
    problem = "nothing here has the choices beside each other"
    hint = "add an `options` block with all choices, doing nothing among them"
    captions = (each for each in topic.labelled(manuscript, "decision") if each.kind == "table")
    if not next(captions, None):
        yield from topic.missing(manuscript, "options", problem, hint)
