"""`- heading: …`: what the text under it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.document.block import Above, Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice


class Heading(Block, frozen=True):
    """A heading of level 2 to 4; the leaflet's title is level 1."""

    main: ClassVar[str] = "text"
    """`heading: words` is enough, and of level 2."""

    text: Text
    level: Annotated[int, Meta(ge=2, le=4)] = 2

    def level_after(self, above: Above) -> int:
        """Return its own level."""
        return self.level

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield its lines, bound to what follows."""
        yield from column.heading(self.text, self.level)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the heading."""
        yield from voice.heads(self.level, self.text)
