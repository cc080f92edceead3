"""No section is much harder to read than the leaflet may be.

A reader gives up where it gets hard, whatever the mean of the whole leaflet is.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import readability
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "readability"
SEVERITY = "warning"
SOURCE = "NHS digital service manual: https://service-manual.nhs.uk/content/how-we-write"
LANGUAGES = ("en",)
HARDER = 2.0
"""Grades that a section may stand above the bound of the whole."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the heavy sections that have enough words to be measured."""
    most = manuscript.profile.grade + HARDER
    for section, counts in readability.of(manuscript).sections:
        if counts.are_enough and counts.grade > most:
            needs = f"this section needs reading grade {counts.grade:.1f}"
            problem = f"{needs}; more than {most:g} is heavy"
            yield section.flaw(problem, "shorten its longest sentences and words")
