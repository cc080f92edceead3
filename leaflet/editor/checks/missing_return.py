"""A form says what becomes of it.

Whoever has filled it in needs to know whether to bring it, to send it, or to keep it.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "warning"
SOURCE = "Leaflet’s own rule"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the form that says neither to whom it goes nor that it is kept."""
    problem = "nothing here says what to do with the form once it is filled in"
    hint = "add a sentence such as “Bring this form to your visit”"
    yield from topic.missing(manuscript, "return", problem, hint)
