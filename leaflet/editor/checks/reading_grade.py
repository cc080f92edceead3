"""The leaflet needs at most the reading grade of its profile.

In England more than four in ten adults struggle with health information written for the public.
The grade (Flesch-Kincaid) grows with the length of sentences and words; grade 7 is what a child of
about 12 can read. Words of the topic count little once the leaflet says what they mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import readability
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "readability"
SEVERITY = "error"
SOURCE = "NHS digital service manual: https://service-manual.nhs.uk/content/how-we-write"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield one flaw for the leaflet as a whole."""
    counts, most = readability.of(manuscript).whole, manuscript.profile.grade
    if counts.are_enough and counts.grade > most:
        problem = f"the leaflet needs reading grade {counts.grade:.1f}; at most {most:g} is plain"
        yield manuscript.flaw(problem, "shorten the longest sentences and words first")
