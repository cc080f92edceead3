"""`- bullets: …`: things of equal weight, in no order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.inline import Text
from leaflet.content.list_item import ListItem
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice, bare
from leaflet.layout import lists
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice


class Bullets(Block, frozen=True):
    """A list with bullets and an optional lead-in."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[ListItem, ...]
    intro: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the lead-in, bound to the first item, and the items."""
        yield from lists.bulleted(column, self.items, self.intro)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the lead-in and the list; a bullet says nothing."""
        yield from voice.lists(bare, self.items, self.intro)
