"""`- page_break`: what follows begins a new page."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice


class PageBreak(Block, frozen=True):
    """The end of a page; it never makes an empty page."""

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield one empty slice that ends the page."""
        yield Slice(0.0, white=True, breaks=True)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield nothing: page ends are not read."""
        return iter(())
