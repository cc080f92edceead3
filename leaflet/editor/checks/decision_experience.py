"""A decision aid says what it is like to live with each choice.

What happens to body, mood, work and family weighs as much as numbers. Silent unless the profile is
`decision-aid`.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "IPDAS minimum standards (IPDASi v4.0), 1.2.1: https://decisionaid.ohri.ca/IPDAS/"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the decision aid that does not say what a choice is like."""
    problem = "nothing here says what it is like to have made each choice"
    hint = "add a question such as “What does it involve?” or “When can I work again?”"
    yield from topic.missing(manuscript, "experience", problem, hint)
