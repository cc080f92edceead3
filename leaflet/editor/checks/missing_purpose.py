"""A leaflet says at once what it is for.

A reader decides in seconds whether a leaflet is meant for them. A line under the title, or a
sentence before the first heading, tells them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "AHRQ, PEMAT, item 1: https://www.ahrq.gov/health-literacy/patient-education/pemat.html"
_PURPOSE = re.compile(
    r"\b(?:this|these|our) (?:leaflet|booklet|guide|sheet|page|article|information|handout|advice|"
    r"exercises|pages)\b|\bhere (?:is|are)\b|\bhelps? you\b|\bread this\b|\btells? you\b"
    r"|\bis for (?:you|people|adults|parents|anyone|women|men|children)\b"
    r"|\bfor (?:adults|parents) who",
    re.IGNORECASE,
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet without a subtitle whose opening does not say what it is for."""
    if manuscript.document.subtitle:
        return
    opening = [
        passage.said
        for passage in takewhile(lambda p: p.role != "H2", manuscript.passages)
        if passage.is_prose
    ]
    known = manuscript.is_english
    if not opening or (known and not _PURPOSE.search(" ".join(opening))):
        problem = "the opening does not say what the leaflet is for"
        hint = "begin with “This leaflet helps you …”, or add a `subtitle:`"
        yield manuscript.flaw(problem, hint)
