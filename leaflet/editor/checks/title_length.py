"""The title has at most 65 characters.

A short title is read at a glance, and it stays whole in lists, on screens and in a search.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: https://service-manual.nhs.uk/content/formatting-and-punctuation"
)
MOST = 65
"""Characters, blanks included."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield one flaw for a title that is too long."""
    for passage in manuscript.passages:
        if passage.role == "H1" and len(passage.said) > MOST:
            problem = (
                f"the title has {len(passage.said)} characters; at most {MOST} are easy to scan"
            )
            yield passage.flaw(problem, "say the topic, and leave the rest to the subtitle")
