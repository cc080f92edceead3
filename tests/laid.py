"""Helps tests to lay out a body of blocks and to see where its words came to stand."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from leaflet.composition.leaflet import Leaflet
from leaflet.content import sheet
from leaflet.document.document import Document
from leaflet.layout.slices import Fill, PlacedPicture, Stroke, Words
from leaflet.publish import build
from leaflet.source import model, named, nodes

CLINIC = """
clinic:
  name: Harbour Clinic
  address: |
    12 Harbour Street
    Exampletown
  phone: 01632 960 555
  email: desk@harbour.example
"""
HEAD = "title: A test\nlanguage: en-GB\n" + CLINIC


ALL = tuple(name for name in named.names("sheet") if not sheet.load(name).shows)
"""The sheets that take every block; a poster takes a few."""
OPEN = tuple(name for name in ALL if not sheet.load(name).limit)
"""Those of them that have any number of pages."""
PLAIN = ("a4", "a5", "letter")
"""Sheets of which some are tried where that takes long."""
LOOKS = (
    *(("calm", sheet) for sheet in PLAIN),
    *(("clinical", "a5"), ("high-contrast", "letter"), ("photocopy", "a4"), ("warm", "a5")),
)
"""Each theme on one of them, and the first on all."""

PICTURES = Path(__file__).with_name("pictures")
"""Where the pictures lie that a body may name."""


class Seen(NamedTuple):
    """A line of words on a page; lengths in points."""

    page: int
    x: float
    y: float
    right: float
    size: float
    text: str


def read(body: str, head: str = HEAD) -> Document:
    """The document with this body, in YAML."""
    data = f"{head}body:\n{body}".encode()
    return model.read(nodes.read(data, "content.yaml", folder=PICTURES), Document)


def compose(body: str, head: str = HEAD, **how) -> Leaflet:
    """The leaflet with this body, in YAML."""
    return build.compose(read(body, head), **how)


def pages(leaflet: Leaflet):
    """The pages, in reading order."""
    placed = [page.page for side in leaflet.sides for page in side.pages]
    return sorted(placed, key=lambda page: page.number)


def lines(leaflet: Leaflet, furniture: bool = False) -> list[Seen]:
    """Every line of words, from top to bottom of each page; a line is one baseline."""
    seen = []
    for page in pages(leaflet):
        rows = defaultdict(list)
        for mark in page.marks:
            if isinstance(mark, Words) and (furniture or mark.node):
                rows[round(mark.y, 2)].append(mark)
        for y, marks in sorted(rows.items()):
            text = "".join(glyph.text for mark in marks for glyph in mark.glyphs)
            right = max(mark.x + mark.width for mark in marks)
            left = min(mark.x for mark in marks)
            seen.append(Seen(page.number, left, y, right, marks[0].size, text))
    return seen


def find(leaflet: Leaflet, words: str) -> Seen:
    """The one line that has these words."""
    (found,) = (line for line in lines(leaflet) if words in line.text)
    return found


def bottoms(leaflet: Leaflet) -> list[float]:
    """The lowest baseline of the content of each page."""
    return [max(s.y for s in lines(leaflet) if s.page == p.number) for p in pages(leaflet)]


def edges(leaflet: Leaflet):
    """Yield left, top, right, bottom of every mark; words from ascender to descender."""
    for page in pages(leaflet):
        for mark in page.marks:
            match mark:
                case Words():
                    top = mark.y - mark.font.ascent * mark.size
                    low = mark.y + mark.font.descent * mark.size
                    yield mark.x, top, mark.x + mark.width, low
                case Fill() | PlacedPicture():
                    yield mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
                case Stroke():
                    yield mark.x, mark.y, mark.to_x, mark.to_y


def pictures(made: Leaflet) -> list[tuple[PlacedPicture, int]]:
    """The pictures of the body with their pages; the sign on a cover is none of them."""
    each = ((mark, page.number) for page in pages(made) for mark in page.marks)
    placed = ((mark, number) for mark, number in each if isinstance(mark, PlacedPicture))
    return [(mark, number) for mark, number in placed if mark.node or not mark.cut]
