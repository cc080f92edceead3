"""Draws the examples of the docs: of each block of YAML, the picture that stands under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import leaflet
from leaflet.content.clinic import sample
from leaflet.document.document import Document
from leaflet.source import model, nodes

DOCS = Path(__file__).parent.parent / "docs"
EXAMPLE = re.compile(r"```yaml\n(- .*?)```(?:\n\n!\[[^\]]+\]\(([\w-]+)\.png\))?", re.S)
PAD = 12.0
"""White round what is drawn, in points."""


class Example(NamedTuple):
    """Blocks of a body in a page of the docs, and the name of their picture, if it has one."""

    page: str
    body: str
    picture: str

    def composed(self) -> leaflet.Leaflet:
        """Lay the blocks out on the second page of A4, which has no cover."""
        head = "title: Example\nlanguage: en-GB\nbody:\n- paragraph: First.\n- page_break\n"
        node = nodes.read(f"{head}{self.body}".encode(), self.page, folder=DOCS)
        return leaflet.compose(model.read(node, Document), sample())


def examples() -> Iterator[Example]:
    """Yield the examples of all pages of the docs."""
    for page in sorted(DOCS.glob("*.md")):
        for body, picture in EXAMPLE.findall(page.read_text("utf-8")):
            yield Example(page.name, body, picture)


def box(made: leaflet.Leaflet) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of what the second page shows, in points."""
    side = made.sides[1]
    marks = [mark for mark in side.pages[0].page.marks if getattr(mark, "node", None)]
    low = max(mark.y + getattr(mark, "height", 4.0) for mark in marks)
    top = min(mark.y - getattr(mark, "size", 0.0) for mark in marks)
    left = min(mark.x for mark in marks)
    return left - PAD, top - PAD, side.width - left + PAD, low + PAD
