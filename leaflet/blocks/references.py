"""`- references: …`: where the information comes from."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.block import Block
from leaflet.inline import Text
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.reading import Entry, Voice


class References(Block, frozen=True):
    """Sources, numbered."""

    items: tuple[Text, ...]
    title: Text | None = None

    @classmethod
    def short(cls) -> str:
        """A plain list is enough."""
        return "items"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the heading and the sources."""
        if self.title:
            yield from column.heading(self.title, 2)
        yield from column.listed("{}.", self.items, None, "Decimal")

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the heading and the sources."""
        if self.title:
            yield from voice.says("H2", self.title)
        yield from voice.lists("{}.", self.items, None)
