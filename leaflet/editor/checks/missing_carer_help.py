"""A leaflet for carers says where they get help themselves.

Who cares for somebody is often tired and ill, and does not ask. They have a right to an assessment
of what they need.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "warning"
SOURCE = "NICE, Supporting adult carers (NG150), 2020: https://www.nice.org.uk/guidance/ng150"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet for carers that names no help for them."""
    problem = "nothing here says where a carer gets help for themselves"
    hint = "name a carer’s assessment, a break, or a carers’ helpline"
    yield from topic.missing(manuscript, "carer-help", problem, hint)
