"""A decision aid tells as much of one choice as of the others.

A choice with many more words looks better, or worse, than it is. Doing nothing may be short. Silent
unless the profile is `decision-aid`.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.blocks.options import Options
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "honesty"
SEVERITY = "warning"
SOURCE = "IPDAS minimum standards (IPDASi v4.0), 2.1.1: https://decisionaid.ohri.ca/IPDAS/"
TIMES, FEWEST = 2.5, 12
"""How many times as many words one choice may have as another, and from how many words on."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the option grids of which one choice has many more words than another."""
    if not manuscript.profile.is_decision_aid:
        return
    for block in manuscript.of_kind("options"):
        if isinstance(block, Options):
            yield from _lopsided(block, manuscript)


def _lopsided(block: Options, manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield a flaw at the choice that has many more words than the shortest."""
    counted = [
        (sum(len(row.answers[n].literal.split()) for row in block.questions), n)
        for n, choice in enumerate(block.choices)
        if not choice.is_nothing
    ]
    if len(counted) < 2:
        return
    (fewest, short), (most, long) = min(counted), max(counted)
    if most >= FEWEST and most > TIMES * fewest:
        name, other = (block.choices[n].name for n in (long, short))
        problem = f"{most} words are on `{name.literal}`, and {fewest} on `{other.literal}`"
        for passage in manuscript.of_text(name):
            yield passage.flaw(problem, "tell as much of one choice as of the other")
