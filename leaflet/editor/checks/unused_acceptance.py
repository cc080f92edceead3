"""What is accepted is there to be accepted.

A reason that no finding needs any more hides the next one, and tells who signs the leaflet off of a
flaw that it does not have.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.document.block import Block
from leaflet.editor import engine
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.walk import walk

GROUP = "style"
SEVERITY = "note"
SOURCE = "Leaflet's own rule"
OWN = "unused-acceptance"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the rules that are accepted where they find nothing."""
    document = manuscript.document
    for holder in (document, *walk(document.body, Block)):
        for rule, _ in holder.accept.reasons if holder.accept else ():
            if rule.text == OWN:
                continue
            found = engine.rule(rule.text).flaws(manuscript)
            if not any(holder is one for flaw in found for one in flaw.blocks or (document,)):
                problem = f"`{rule}` is accepted here, and finds nothing here"
                yield Flaw(problem, rule.span and rule.span.place, "delete the line")
