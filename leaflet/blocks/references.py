"""`- references: …`: where the information comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.inline import Filling, Text
from leaflet.content.reference import Reference
from leaflet.document.block import Above, Block
from leaflet.document.citation import in_order
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice


class References(Block, frozen=True):
    """Sources, numbered."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[Reference, ...]
    title: Text | None = None

    def level_after(self, above: Above) -> int:
        """Return the level of its title."""
        return above.floor + 1 if self.title else above.level

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the heading and the sources."""
        yield from column.titled(self.title)
        yield from column.listed("{}.", self._texts(column.filling), None, "Decimal")

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the heading and the sources."""
        yield from voice.titled(self.title)
        yield from voice.lists("{}.", self._texts(voice.filling), None)

    def _texts(self, filling: Filling) -> list[Text]:
        return [source.text for source in in_order(self.items, filling.citations)]
