"""Makes a leaflet that shows every icon with its name."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.content import clinic
from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.document.voice import Entry, Voice
from leaflet.graphics import icon
from leaflet.layout.column import Column
from leaflet.layout.slices import BOUND, Slice
from leaflet.layout.strips import side_by_side
from leaflet.text.run import Run

ACROSS, SIZE = 6, 40.0
"""Icons in a row, and their size in points."""


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
