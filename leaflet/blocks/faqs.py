"""`- faqs: …`: questions that patients ask, with their answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.part import Part
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice, StructureNode, height, too_wide
from leaflet.layout.strips import side_by_side

NARROWEST = 190.0
"""Answers narrower than this many points stand one under another."""
LOW = 0.6
"""So do answers that are higher than this share of a page."""


class Faq(Part, frozen=True):
    """A question with its answer of one or more blocks."""

    question: Text
    answer: tuple[Block, ...]


class Faqs(Block, frozen=True):
    """Questions and answers, in one or two columns."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[Faq, ...]
    columns: Annotated[int, Meta(ge=1, le=2)] = 1

    def takes_margin(self) -> bool:
        """Return whether the block uses the margin column: questions side by side need it."""
        return self.columns > 1

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield each question, bound to the first lines of its answer."""
        places = column.wide.split(*[1] * self.columns, gap=20)
        if self.columns == 1 or not self._fit(places):
            for faq in self.items:
                yield from _one(faq, column)
            return
        for first in range(0, len(self.items), len(places)):
            row = zip(self.items[first : first + len(places)], places, strict=False)
            yield side_by_side(*[list(_one(faq, place)) for faq, place in row])

    def _fit(self, places: list[Column]) -> bool:
        """Return whether the columns are wide enough and no answer has to be split."""
        trial = places[0]._replace(node=StructureNode("Sect"))  # so that nothing is said twice
        if not trial.abreast or trial.width < NARROWEST:
            return False
        tried = ([*_one(faq, trial)] for faq in self.items)
        return all(height(one) <= trial.room * LOW and not any(too_wide(one)) for one in tried)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield each question and its answer."""
        level = voice.level + 1
        for faq in self.items:
            yield from voice.heads(level, faq.question)
            yield from voice.beneath(level).flow(faq.answer)


def _one(faq: Faq, column: Column) -> Iterator[Slice]:
    level = column.level + 1
    yield from column.heading(faq.question, level)
    yield from column.beneath(level).flow(faq.answer)
