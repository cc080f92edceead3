"""`- checklist: …`: things to tick off with a pen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.inline import Text
from leaflet.content.list_item import ListItem
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import lists
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice


class Checklist(Block, frozen=True):
    """A list with a box to tick before each item, and an optional lead-in."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[ListItem, ...]
    intro: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the lead-in, bound to the first item, and the items."""
        yield from lists.marked(column, lists.BOX, self.items, self.intro)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the lead-in and the list; an empty box says nothing unless it is a form field."""
        yield from voice.to_tick(self.items, self.intro)
