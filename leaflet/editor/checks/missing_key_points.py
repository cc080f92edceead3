"""A leaflet has its main points in a box.

Many people read no more than that. A summary is what most leaflets lack, and it helps to remember
the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "AHRQ, PEMAT, item 11: https://www.ahrq.gov/health-literacy/patient-education/pemat.html"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet without a block of key points."""
    if not manuscript.of_kind("key_points"):
        problem = "the main points are nowhere in a box"
        hint = "add a block `key_points` near the top, with 3 to 5 of them"
        yield manuscript.flaw(problem, hint)
