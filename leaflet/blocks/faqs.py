"""`- faqs: …`: questions that patients ask, with their answers."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.block import Block
from leaflet.inline import Text
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.model import Struct
from leaflet.reading import Entry, Voice


class Faq(Struct, frozen=True):
    """A question, and an answer of one or more blocks."""

    question: Text
    answer: tuple[Block, ...]


class Faqs(Block, frozen=True):
    """Questions and answers."""

    items: tuple[Faq, ...]

    @classmethod
    def short(cls) -> str:
        """A plain list is enough."""
        return "items"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield each question, which never parts from the first lines of its answer."""
        level = column.level + 1
        for faq in self.items:
            yield from column.heading(faq.question, level)
            yield from column.beneath(level).flow(faq.answer)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield each question and its answer."""
        level = voice.level + 1
        for faq in self.items:
            yield from voice.says(f"H{level}", faq.question)
            yield from voice.beneath(level).flow(faq.answer)
