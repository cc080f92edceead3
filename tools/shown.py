"""Builds what the docs show: the examples of blocks, and the first leaflet in each theme."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

import leaflet
from leaflet.content import theme
from leaflet.content.clinic import sample
from leaflet.document.document import Document
from leaflet.layout.slices import Words
from leaflet.source import model, named, nodes
from leaflet.source.value import Colour

DOCS = Path(__file__).parent.parent / "docs"
EXAMPLE = re.compile(r"```yaml\n(- .*?)```(?:\n\n!\[[^\]]+\]\(([\w-]+)\.png\))?", re.S)
OWN_THEME = re.compile(r"```yaml\n(extends: .*?)```", re.S)
PALE, RED = "#ffd23f", "#c8102e"
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


class Looks(NamedTuple):
    """The first leaflet in a theme, and the name of its picture in `themes.md`."""

    picture: str
    document: leaflet.Document
    theme: leaflet.Theme

    def composed(self) -> leaflet.Leaflet:
        """Lay the leaflet out on A4."""
        return leaflet.compose(self.document, theme=self.theme)


def looks() -> Iterator[Looks]:
    """Yield it in each theme, in a pale and a red brand, on cream, and in a theme of one's own."""
    plain = in_colour(None)
    calm = theme.load("calm")
    for name in named.names("theme"):
        yield Looks(f"theme-{name}", plain, theme.load(name))
    yield Looks("theme-pale", in_colour(Colour(PALE)), calm)
    yield Looks("theme-red", in_colour(Colour(RED)), calm)
    yield Looks("theme-dyslexia", msgspec.structs.replace(plain, dyslexia=True), calm)
    yield Looks("theme-mine", plain, own_theme())


def in_colour(colour: Colour | None) -> leaflet.Document:
    """Return the first leaflet of a clinic of that colour, or without any of its own."""
    document = leaflet.read(DOCS.parent / "content.yaml")
    clinic = msgspec.structs.replace(document.clinic, colour=colour, accent=None)
    return msgspec.structs.replace(document, clinic=clinic)


def own_theme() -> leaflet.Theme:
    """Read the theme that `themes.md` has as an example."""
    (written,) = OWN_THEME.findall((DOCS / "themes.md").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder) / "themes"
        shelf.mkdir()
        (shelf / "mine.yaml").write_text(written, "utf-8")
        return theme.load("mine", Path(folder))


def box(made: leaflet.Leaflet) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of what the second page shows, in points."""
    side = made.sides[1]
    marks = [
        mark
        for mark in side.pages[0].page.marks
        if not isinstance(mark, Words) or mark.node  # words outside the tags are the page's own
    ]
    low = max(mark.y + getattr(mark, "height", 4.0) for mark in marks)
    top = min(mark.y - getattr(mark, "size", 0.0) for mark in marks)
    left = min(mark.x for mark in marks)
    right, low = side.width - left + PAD, low + PAD  # what bleeds lies beyond the paper
    return max(0.0, left - PAD), max(0.0, top - PAD), min(side.width, right), min(side.height, low)
