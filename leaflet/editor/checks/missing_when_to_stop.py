"""A leaflet of exercises says when to stop.

Some pain is a sign of harm. Whoever exercises alone at home needs to know which, and whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.blocks.callout import WARNINGS, Callout
from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.walk import walk

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "Leaflet’s own rule, after PIF TICK: https://pifonline.org.uk/pif-tick/about"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet of exercises in which no sentence says when to stop or to ask."""
    if not _warns(manuscript):
        problem = "nothing here says when to stop the exercises"
        hint = "add a sentence such as “Stop if the pain gets worse, and call us”"
        yield from topic.missing(manuscript, "when-to-stop", problem, hint)


def _warns(manuscript: Manuscript) -> bool:
    """Return whether the leaflet has a box with a warning."""
    return any(box.kind in WARNINGS for box in walk(manuscript.document.body, Callout))
