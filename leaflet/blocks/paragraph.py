"""`- paragraph: …`: running text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.layout.strips import bound_to_next


class Paragraph(Block, frozen=True):
    """A paragraph of text."""

    main: ClassVar[str] = "text"
    """`paragraph: words` is enough."""

    text: Text

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield its lines; one that ends in a colon leads to what follows, and holds to it."""
        lines = column.text(self.text)
        leads = self.text.plain(column.filling).rstrip().endswith(":")
        yield from bound_to_next(lines) if leads else lines

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the text."""
        yield from voice.says("P", self.text)
