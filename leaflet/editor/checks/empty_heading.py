"""Something stands under every heading.

A heading with nothing under it is a promise that is not kept; mostly the text was lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.blocks.heading import Heading
from leaflet.document.block import Block
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "error"
SOURCE = "Leaflet’s own rule"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the headings that end the text, or that one of their level or above follows."""
    empty = {id(block) for flow in manuscript.flows for block in _empty(flow)}
    for passage in manuscript.passages:
        if passage.kind == "heading" and id(passage.block) in empty:
            hint = "write what belongs there, or delete the heading"
            yield passage.flaw("nothing stands under this heading", hint)


def _empty(flow: tuple[Block, ...]) -> Iterator[Block]:
    for place, block in enumerate(flow):
        below = flow[place + 1] if place + 1 < len(flow) else None
        if isinstance(block, Heading) and (
            below is None or (isinstance(below, Heading) and below.level <= block.level)
        ):
            yield block
