"""`- steps: …`: what to do, in order."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.block import Block
from leaflet.inline import Text
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.reading import Entry, Voice


class Steps(Block, frozen=True):
    """A numbered list, and the line that leads in to it."""

    items: tuple[Text, ...]
    intro: Text | None = None

    @classmethod
    def short(cls) -> str:
        """A plain list is enough."""
        return "items"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the lead-in, which stays with the first step, and the steps."""
        yield from column.listed("{}.", self.items, self.intro, "Decimal")

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the lead-in and the list."""
        yield from voice.lists("{}.", self.items, self.intro)
