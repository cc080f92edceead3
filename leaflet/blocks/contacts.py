"""`- contacts: …`: others to reach than the clinic, such as wards, each with its number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.inline import Text
from leaflet.content.other_contact import OtherContact
from leaflet.document.block import Above, Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import contact_rows
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice


class Contacts(Block, frozen=True):
    """Contacts on a panel, beside each other where there is room; none of them is parted."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    stays_whole: ClassVar[bool] = True

    items: tuple[OtherContact, ...]
    title: Text | None = None

    def level_after(self, above: Above) -> int:
        """Return the level of its title."""
        return above.floor + 1 if self.title else above.level

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the title and the panel."""
        yield from column.titled(self.title)
        yield from contact_rows.panel(column, self.items, self.level_after(column) + 1)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the title, and each contact under its name."""
        yield from voice.titled(self.title)
        level = self.level_after(voice) + 1
        yield "Sect", ""
        for contact in self.items:
            yield from voice.contact(contact, level)
