"""A leaflet for a child says which grown-up to tell or to ask.

A child cannot ring a clinic. What hurts or frightens has to reach somebody who can.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "warning"
SOURCE = "NICE, Babies, children and young people’s experience of healthcare (NG204), 2021: https://www.nice.org.uk/guidance/ng204"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet for a child that names nobody to tell."""
    problem = "nothing here says which grown-up a child can tell or ask"
    hint = "add a sentence such as “Tell your mum or dad if it hurts”"
    yield from topic.missing(manuscript, "grown-up", problem, hint)
