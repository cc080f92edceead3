"""What is accepted is there to be accepted.

A reason that no finding needs any more hides the next one, and tells who signs the leaflet off of a
flaw that it does not have.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from leaflet.document.block import Block
from leaflet.document.document import Document
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
    holding = functools.cache(functools.partial(_holding, manuscript))
    holders: list[Document | Block] = [document, *walk(document.blocks, Block)]
    for holder in holders:
        for rule, _ in holder.accept.reasons if holder.accept else ():
            if rule.text != OWN and id(holder) not in holding(rule.text):
                problem = f"`{rule}` is accepted here, and finds nothing here"
                yield Flaw(problem, rule.span and rule.span.place, "delete the line")


def _holding(manuscript: Manuscript, rule: str) -> frozenset[int]:
    """Return the ids of the document and the blocks that a rule finds something in."""
    found = engine.rule(rule).flaws(manuscript)
    return frozenset(id(one) for flaw in found for one in (*flaw.blocks, manuscript.document))
