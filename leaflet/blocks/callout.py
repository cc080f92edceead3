"""`- callout: …`: what must not be missed, in a panel with a word that says its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from leaflet.block import Block
from leaflet.colour import mix
from leaflet.inline import Text
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice, bound_to_next
from leaflet.reading import Entry, Voice

TINT = 0.07
"""Share of the kind's colour behind the words."""


class Callout(Block, frozen=True):
    """A panel of a kind: note, tip, caution or urgent."""

    body: tuple[Block, ...]
    kind: Literal["note", "tip", "caution", "urgent"] = "note"
    title: Text | None = None

    @classmethod
    def short(cls) -> str:
        """A plain text is a note."""
        return "body"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the panel; the kind is told by its title too, never by colour alone."""
        colour = column.look.colours[self.kind]
        inner = column.inside("Sect").inset(20, 16)
        title = self.title or column.language.label(self.kind)
        style = column.look.styles["h3"]._replace(colour=colour)
        slices = [*bound_to_next(inner.lines(title, style, inner.node.add("P")))]
        slices += [*bound_to_next(inner.gap(style.after)), *inner.flow(self.body)]
        yield from column.gap(4)
        yield from column.panel(slices, mix(colour, TINT), edge=colour)
        yield from column.gap(11)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the title, or the word of its kind, and the body."""
        yield "Sect", ""
        yield from voice.says("P", self.title or voice.language.label(self.kind))
        yield from voice.flow(self.body)
