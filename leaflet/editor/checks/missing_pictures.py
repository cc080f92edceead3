"""In Easy Read each section has a picture.

The picture beside it tells somebody who reads few words what a sentence is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.content.icon_name import IconName
from leaflet.document.block import Block
from leaflet.document.illustration import Illustration
from leaflet.editor.prose.drawn import CHARTS, DRAWINGS
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.walk import walk

GROUP = "completeness"
SEVERITY = "error"
SOURCE = (
    "Department of Health, Making written information easier to understand for people with "
    "learning disabilities, 2010"
)
DRAWN = {*CHARTS, *DRAWINGS} - {"image", "images"}
"""Blocks that are pictures, or have them, whatever they are given."""
SPARED = ("contact", "references", "notes", "appointment")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield each section of an Easy Read leaflet that has sentences and no picture."""
    if manuscript.document.audience != "easy-read":
        return
    for section in manuscript.sections:
        said = [p for p in section.passages if p.is_prose and p.block and p.kind not in SPARED]
        if said and not _has_picture(manuscript, section.heading.block):
            yield section.flaw("this section has no picture", "put an `image` or an icon into it")


def _has_picture(manuscript: Manuscript, head: Block | None) -> bool:
    """Return whether a picture stands among the blocks after a heading, before the next."""
    under = head is None
    for block in manuscript.document.body:
        if block is head:
            under = True
        elif under and block.word == "heading" and getattr(block, "level", 2) == 2:
            return False
        elif under and _draws(block):
            return True
    return False


def _draws(block: Block) -> bool:
    """Return whether a block shows a picture or an icon."""
    if any(each.word in DRAWN for each in walk(block, Block)):
        return True
    pictures = (not each.decorative for each in walk(block, Illustration))
    return any(pictures) or any(walk(block, IconName))
