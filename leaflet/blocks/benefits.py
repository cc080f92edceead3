"""`- benefits: …`: what may speak for a treatment, each with a title."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.block import Block
from leaflet.inline import Text
from leaflet.layout.column import Column
from leaflet.layout.slices import WISHED, Slice, bound_to_next, held
from leaflet.model import Struct
from leaflet.reading import Entry, Voice


class Benefit(Struct, frozen=True):
    """One benefit: a few words, and what they rest on."""

    title: Text
    text: Text


class Benefits(Block, frozen=True):
    """A list of benefits."""

    items: tuple[Benefit, ...]
    intro: Text | None = None

    @classmethod
    def short(cls) -> str:
        """A plain list is enough."""
        return "items"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield each benefit under its title, in one piece where there is room."""
        if self.intro:
            yield from bound_to_next(column.text(self.intro))
        for benefit in self.items:
            yield from held(self._one(benefit, column), WISHED)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield each title and its text."""
        if self.intro:
            yield from voice.says("P", self.intro)
        for benefit in self.items:
            yield from voice.says(f"H{voice.level + 1}", benefit.title)
            yield from voice.says("P", benefit.text)

    def _one(self, benefit: Benefit, column: Column) -> Iterator[Slice]:
        yield from column.heading(benefit.title, column.level + 1)
        yield from column.text(benefit.text)
