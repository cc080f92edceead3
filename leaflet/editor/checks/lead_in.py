"""A list with bullets stands under a heading or a line that leads in to it.

Without one, the reader must guess what the items have in common.
"""

from __future__ import annotations

import re
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
LANGUAGES = ("en",)


_ANNOUNCES = re.compile(
    r"[:–-]$|\b(?:these|following|this|below|such as|some|ways|things|signs|tips|reasons|steps|you"
    r" (?:can|may|should|must|will|need)|include|includes)\b[^.?!]{0,200}[.?!]?$",
    re.IGNORECASE,
)
"""A last sentence that says what follows."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the lists that follow neither a heading nor a paragraph; a callout's title is one."""
    bare = {id(block) for flow in manuscript.flows for block in _bare(flow)}
    top = manuscript.document.body[0]
    if isinstance(top, Bullets) and not top.intro:
        bare.add(id(top))
    for items in manuscript.lists:
        if items[0].holder is items[0].block and id(items[0].block) in bare:
            hint = "add `intro:`, such as “You can:”, or a heading above it"
            yield items[0].flaw("nothing leads in to this list", hint)


def _bare(flow: tuple[Block, ...]) -> Iterator[Block]:
    for above, block in pairwise(flow):
        is_bare = isinstance(block, Bullets) and not block.intro
        if is_bare and not _leads(above):
            yield block


def _leads(above: Block) -> bool:
    """Return whether a block leads in to a list: a heading, or a paragraph that announces it."""
    if isinstance(above, Heading):
        return True
    return isinstance(above, Paragraph) and bool(_ANNOUNCES.search(above.text.literal.strip()))
