"""`- page_break`: what follows begins a new page."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice


class PageBreak(Block, frozen=True):
    """The end of a page; it makes no empty one."""

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield no more than the break."""
        yield Slice(0.0, white=True, breaks=True)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield nothing: a page is no part of what is said."""
        return iter(())
