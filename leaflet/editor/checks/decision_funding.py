"""A decision aid says who paid for it.

Who pays may gain by one of the choices. Silent unless the profile is `decision-aid`.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "IPDAS minimum standards (IPDASi v4.0), 2.3.1: https://decisionaid.ohri.ca/IPDAS/"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the decision aid that does not say who paid for it."""
    problem = "nothing here says who paid for this decision aid"
    hint = "add a sentence such as “This was paid for by …, who gain nothing by what you choose”"
    yield from topic.missing(manuscript, "funding", problem, hint)
