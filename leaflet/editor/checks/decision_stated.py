"""A decision aid says that there is a decision, and which.

Readers must see that they may choose, and between what. Silent unless the profile is
`decision-aid`.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = (
    "NICE ECD8, section 1, and IPDAS (IPDASi v4.0), 1.1.2: https://www.nice.org.uk/corporate/ecd8"
)
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the decision aid that names no decision."""
    problem = "nothing here says which decision the reader has to make"
    hint = "say it near the top, such as “This helps you to decide whether to …”"
    yield from topic.missing(manuscript, "decision", problem, hint)
