"""A decision aid says what the illness or problem is.

Who does not know what the choices are about cannot choose. Silent unless the profile is
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
    "NICE ECD8, section 1, and IPDAS (IPDASi v4.0), 1.1.1: https://www.nice.org.uk/corporate/ecd8"
)
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the decision aid that does not say what the illness or problem is."""
    problem = "nothing here says what the illness or problem is"
    hint = "add a section such as “What is a frozen shoulder?”"
    yield from topic.missing(manuscript, "condition", problem, hint)
