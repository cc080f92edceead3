"""A decision aid says what is bad about each choice.

Who hears only of help cannot weigh it against what may go wrong. Silent unless the profile is
`decision-aid`.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "IPDAS minimum standards (IPDASi v4.0), 1.1.5: https://decisionaid.ohri.ca/IPDAS/"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the decision aid that says nothing bad of the choices."""
    problem = "nothing here says what is bad about each choice"
    hint = "add a question such as “What can go wrong?” to the `options`"
    yield from topic.missing(manuscript, "option-harms", problem, hint)
