"""A leaflet is parted by headings.

Readers look for what concerns them. Headings let them find it, and let a screen reader jump to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = (
    "AHRQ, PEMAT, items 8 and 9: https://www.ahrq.gov/health-literacy/patient-education/pemat.html"
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet that is longer than a section may be and has no heading."""
    words = sum(passage.length for passage in manuscript.prose)
    headed = any(passage.is_heading and passage.role != "H1" for passage in manuscript.passages)
    if not headed and words > manuscript.profile.section_words:
        problem = f"these {words} words stand under no heading"
        yield manuscript.flaw(problem, "part them with `heading`, one for each thing to find")
