"""A list with bullets stands under a heading or a line that leads in to it.

Without one, the reader must guess what the items have in common.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from leaflet.blocks.bullets import Bullets
from leaflet.blocks.heading import Heading
from leaflet.blocks.paragraph import Paragraph
from leaflet.document.block import Block
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: https://service-manual.nhs.uk/content/formatting-and-punctuation"
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the lists that follow neither a heading nor a paragraph; a callout's title is one."""
    bare = {id(block) for flow in manuscript.flows for block in _bare(flow)}
    top = manuscript.document.body[0]
    if isinstance(top, Bullets) and not top.intro:
        bare.add(id(top))
    for items in manuscript.lists:
        if id(items[0].block) in bare:
            hint = "add `intro:`, such as “You can:”, or a heading above it"
            yield items[0].flaw("nothing leads in to this list", hint)


def _bare(flow: tuple[Block, ...]) -> Iterator[Block]:
    for above, block in pairwise(flow):
        is_bare = isinstance(block, Bullets) and not block.intro
        if is_bare and not isinstance(above, Heading | Paragraph):
            yield block
