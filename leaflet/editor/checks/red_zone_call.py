"""The red zone of an action plan says whom to call.

Who is in it needs help now, and cannot look for a number on another page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.blocks.action_plan import ActionPlan, Zone
from leaflet.blocks.contact import Contact
from leaflet.content.inline import Text
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.walk import walk
from leaflet.text.run import Run

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "Leaflet’s own rule"

_PLACES = re.compile(r"\b(?:A&E|ambulance|emergency (?:department|room))\b", re.IGNORECASE)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield each plan whose red zone names neither a number to call nor an emergency service."""
    for plan in walk(manuscript.document.body, ActionPlan):
        if not _calls(plan.red, manuscript):
            (passage, *_) = manuscript.of_text(plan.red.title or plan.red.see[0].text)
            hint = "say under `do:` whom to call, with the number"
            yield passage.flaw("the red zone does not say whom to call", hint)


def _calls(zone: Zone, manuscript: Manuscript) -> bool:
    """Return whether a zone has a contact, or a text with a number or an emergency service."""
    if next(walk(zone.body, Contact), None):
        return True
    told = walk((zone.title, zone.do, zone.body), Text)
    said = [passage.said for text in told for passage in manuscript.of_text(text)]
    return any(_PLACES.search(words) or _has_phone(words, manuscript) for words in said)


def _has_phone(words: str, manuscript: Manuscript) -> bool:
    """Return whether words hold a number that a phone can call."""
    runs = manuscript.language.phones.linked((Run(words),))
    return any(run.link.startswith("tel:") for run in runs)
