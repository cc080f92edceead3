"""Finds the sources that a leaflet names: its references, and plain lists under such a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Passage

_HEADING = re.compile(
    r"\b(?:sources?(?! of (?!this|our|the|information|evidence|facts|figures))|references?"
    r"|bibliography|evidence base|where (?:this|the|our) "
    r"(?:information |leaflet )?comes? from|what we (?:read|used)|based on)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\b(?:19|20)\d\d\b|https?://|\bwww\.|(?-i:\b[A-Z]{3,}\b)|\b(?:guidelines?|guidance|website|reviews?"
    r"|journals?|stud(?:y|ies)|trials?|college|society|association|institute|university|handbook)\b",
    re.IGNORECASE,
)
"""What the title of a source has: a year, an address, who wrote it, or what it is."""


def sources(manuscript: Manuscript) -> Iterator[Passage]:
    """Yield the texts of the references, and of plain lists and paragraphs of sources."""
    for passage in manuscript.passages:
        if passage.kind == "references" and passage.field == "text":
            yield passage
    yield from listed(manuscript)


def listed(manuscript: Manuscript) -> tuple[Passage, ...]:
    """Return what stands under a heading that announces sources, outside of references."""
    found: list[Passage] = []
    is_under = False
    for passage in manuscript.passages:
        if passage.is_heading:
            is_under = manuscript.is_english and bool(_HEADING.search(passage.said))
        elif is_under and passage.is_prose and _SOURCE.search(passage.said):
            found.append(passage)
    return tuple(found)
