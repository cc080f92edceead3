"""`- faqs: …`: questions that patients ask, with their answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.part import Part
from leaflet.content.theme import Style
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import GUTTER, Column
from leaflet.layout.slices import Slice, heading_role, height, too_wide
from leaflet.layout.strips import UNDER_HANGING, side_by_side

NARROWEST = 190.0
"""Answers narrower than this many points stand one under another."""
LOW = 0.6
"""So do answers that are higher than this share of a page."""
MANY = 5
"""So many questions stand in the margin column, so that it is not empty for pages."""


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
        """Return whether the block uses the margin column: for questions, or to have two of it."""
        return self.columns > 1 or len(self.items) >= MANY

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield each question, bound to the first lines of its answer."""
        places = column.wide.split(*[1] * self.columns, gap=20)
        if self.columns == 1 or not self._fit(places):
            aside = self._stand_aside(column)
            for faq in self.items:
                yield from _beside(faq, column) if aside else self._over(faq, column)
            return
        for first in range(0, len(self.items), len(places)):
            row = zip(self.items[first : first + len(places)], places, strict=False)
            yield side_by_side(*[list(self._over(faq, place)) for faq, place in row])

    def _stand_aside(self, column: Column) -> bool:
        """Return whether questions under a heading stand in the margin column.

        Many would leave it empty for pages otherwise.
        """
        style, room = _style(column), column.margin - GUTTER
        fits = all(column.widths(faq.question, style)[0] <= room for faq in self.items)
        return fits and column.level > 1 and len(self.items) >= MANY

    def _over(self, faq: Faq, column: Column) -> Iterator[Slice]:
        """Yield a question as a heading of its level; one that is alone stands over its answer."""
        level = column.level + 1
        heads = column._replace(margin=0.0) if len(self.items) == 1 else column
        yield from heads.heading(faq.question, level)
        yield from column.beneath(level).flow(faq.answer)

    def _fit(self, places: list[Column]) -> bool:
        """Return whether the columns are wide enough and no answer has to be split."""
        trial = places[0].trial
        if not trial.abreast or trial.printed < NARROWEST:
            return False
        tried = ([*self._over(faq, trial)] for faq in self.items)
        return all(height(one) <= trial.room * LOW and not any(too_wide(one)) for one in tried)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield each question and its answer."""
        level = voice.level + 1
        for faq in self.items:
            yield from voice.heads(level, faq.question)
            yield from voice.beneath(level).flow(faq.answer)


def _beside(faq: Faq, column: Column) -> Iterator[Slice]:
    """Yield a question in the margin column, or over an answer that takes that too."""
    level, style = column.level + 1, _style(column)
    if faq.answer[0].takes_margin():
        yield from column.heading(faq.question, level)
    else:
        yield from column.gap(style.before)
        hung = column.hung(faq.question, style, column.node.add(heading_role(level)))
        white = style.before + column.look.styles["body"].after
        yield hung._replace(hang=hung.hang + max(0.0, white - UNDER_HANGING))
    yield from column.beneath(level).flow(faq.answer)


def _style(column: Column) -> Style:
    return column.look.styles[f"h{min(column.level + 1, 4)}"]
