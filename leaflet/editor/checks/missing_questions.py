"""A leaflet helps readers to ask.

People forget half of what they meant to ask. Questions to take along, or lines to write them
on, make the visit better.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "warning"
SOURCE = "Choosing Wisely UK: https://www.aomrc.org.uk/choosing-wisely/"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet without lines for notes or questions to ask."""
    problem = "nothing here helps the reader to ask questions"
    hint = "add a block `notes`, or a list “Questions to ask”"
    yield from topic.missing(manuscript, "questions", problem, hint)
