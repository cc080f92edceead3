"""A decision aid says how sure its numbers are.

Numbers look surer than the trials behind them are. Silent unless the profile is
`decision-aid`.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "IPDAS minimum standards (IPDASi v4.0), 2.2.4: https://decisionaid.ohri.ca/IPDAS/"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the decision aid that does not say how sure its numbers are."""
    problem = "nothing here says how sure the numbers are"
    hint = "add a sentence such as “We are fairly sure of these numbers” or “We do not know …”"
    yield from topic.missing(manuscript, "uncertainty", problem, hint)
