"""A decision aid helps readers to find out what matters to them.

The best choice depends on what a person cares for. Silent unless the profile is `decision-aid`.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = (
    "NICE ECD8, section 1, support for values and circumstances: "
    "https://www.nice.org.uk/corporate/ecd8"
)
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the decision aid that does not ask what matters to the reader."""
    problem = "nothing here asks what matters to the reader"
    hint = "add a `matters` block, or a section “What matters to you”"
    yield from topic.missing(manuscript, "values", problem, hint)
