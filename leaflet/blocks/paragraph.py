"""`- paragraph: …`: running text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice


class Paragraph(Block, frozen=True):
    """A paragraph of text."""

    main: ClassVar[str] = "text"
    """`paragraph: words` is enough."""

    text: Text

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield its lines."""
        yield from column.text(self.text)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the text."""
        yield from voice.says("P", self.text)
