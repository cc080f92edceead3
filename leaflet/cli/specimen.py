"""Makes leaflets that show every icon, and every picture, with its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leaflet.blocks.heading import Heading
from leaflet.content import clinic
from leaflet.content.inline import Text
from leaflet.content.look import drawing_colours
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.document.voice import Entry, Voice
from leaflet.graphics import drawings, icon
from leaflet.graphics.colour import RGB
from leaflet.graphics.drawings import Drawing
from leaflet.layout import crop
from leaflet.layout.column import Column
from leaflet.layout.slices import BOUND, Slice
from leaflet.layout.strips import side_by_side
from leaflet.text.run import Run

ACROSS, SIZE = 6, 40.0
"""Icons in a row, and their size in points."""
ROW, BOX = 4, 0.75
"""Drawings in a row, and the height of the box of each as a share of its width."""


class Icons(Block, frozen=True):
    """A block with every icon and its name under it."""

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield rows of icons and names; no row is split."""
        for start in range(0, len(icon.names()), ACROSS):
            row = icon.names()[start : start + ACROSS]
            cells = column.wide.split(*[1] * ACROSS, gap=6)
            yield side_by_side(*map(_cell, cells, row))
            yield from column.gap(12)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield each icon and its name."""
        for name in icon.names():
            yield "Figure", ""
            yield "P", name


class Drawings(Block, frozen=True):
    """A block with every drawing of a kind and its name under it."""

    kind: str

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield rows of drawings and names, in the colours of the look; no row is split."""
        names = drawings.names(self.kind)
        colours = drawing_colours(column.look)
        for start in range(0, len(names), ROW):
            cells = column.wide.split(*[1] * ROW, gap=column.grid.gutter)
            row = [drawings.drawing(name) for name in names[start : start + ROW]]
            yield side_by_side(*(_drawn(*pair, colours) for pair in zip(cells, row, strict=False)))
            yield from column.gap(12)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield each drawing and its name."""
        for name in drawings.names(self.kind):
            yield "Figure", ""
            yield "P", name


def _drawn(column: Column, drawing: Drawing, colours: Mapping[str, RGB]) -> Iterator[Slice]:
    node = column.node.add("Figure", alt=drawing.alt)
    made = drawings.recoloured(drawing, colours)
    box = (column.x, 0.0, column.width, column.width * BOX)
    yield Slice(box[3], (crop.inside(made, box, node),))
    yield Slice(4, keep_with_next=BOUND)
    yield from column.lines(drawing.name, column.look.styles["furniture"], column.node.add("P"))


def pictures() -> Document:
    """Return the leaflet of all pictures, for the sample clinic."""
    body = [
        block
        for kind in drawings.KINDS
        for block in (Heading(text=Text((Run(kind.capitalize()),))), Drawings(kind=kind))
    ]
    subtitle = Text((Run("Write one of these names where a block or the cover takes a picture"),))
    title = Text((Run("Pictures"),))
    return Document(title=title, subtitle=subtitle, body=tuple(body), clinic=clinic.sample())


def document() -> Document:
    """Return the specimen leaflet, for the sample clinic."""
    title = Text((Run("Icons"),))
    subtitle = Text((Run("Write one of these names where a block takes an icon"),))
    return Document(title=title, subtitle=subtitle, body=(Icons(),), clinic=clinic.sample())


def _cell(column: Column, name: str) -> Iterator[Slice]:
    figure = column.node.add("Figure", alt=f"Icon: {name.replace('-', ' ')}")
    yield from column.shape(icon.outline(name), SIZE, column.look.colours["marker"], figure)
    yield Slice(4, keep_with_next=BOUND)
    yield from column.lines(name, column.look.styles["furniture"], column.node.add("P"))
