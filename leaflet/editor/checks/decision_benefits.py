"""A decision aid says what is good about each choice.

Who hears only of harms, or of help from one choice alone, cannot weigh them. Silent unless the
profile is `decision-aid`.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "IPDAS minimum standards (IPDASi v4.0), 1.1.4: https://decisionaid.ohri.ca/IPDAS/"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the decision aid that says nothing good of the choices."""
    problem = "nothing here says what is good about each choice"
    hint = "add a question such as “How many people get better?” to the `options`"
    yield from topic.missing(manuscript, "option-benefits", problem, hint)
