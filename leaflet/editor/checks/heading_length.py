"""A heading has at most 65 characters.

Readers scan headings to find their place. A long one is a sentence in disguise.
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
    """Yield the headings and questions that are too long."""
    for passage in manuscript.passages:
        count = len(passage.said)
        if passage.is_heading and passage.role != "H1" and count > MOST:
            problem = f"this heading has {count} characters; at most {MOST} are easy to scan"
            yield passage.flaw(problem, "keep what the reader looks for, and move the rest below")
