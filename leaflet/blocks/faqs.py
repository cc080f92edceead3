"""`- faqs: …`: questions that patients ask, with their answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.look import Style
from leaflet.content.part import Part
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.rules import HAIRLINE, rule
from leaflet.layout.slices import Slice, heading_role, height, too_wide
from leaflet.layout.strips import UNDER_HANGING, bound_to_next, side_by_side, trimmed

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

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield each question under a rule, bound to the first lines of its answer."""
        places = column.split(*[1] * self.columns, gap=column.grid.gutter)
        if self.columns > 1 and self._fit(places):
            for first in range(0, len(self.items), len(places)):
                row = zip(self.items[first : first + len(places)], places, strict=False)
                yield side_by_side(*[trimmed(_ruled(faq, place)) for faq, place in row])
                yield from column.gap(2 * column.look.quarter)
            return
        aside = self._stand_aside(column)
        for number, faq in enumerate(self.items):
            if not aside:
                yield from _ruled(faq, column)
            else:  # the heading stands where the first rule would
                yield from _beside(faq, column, number > 0 or column.look.heads == "margin")

    def _stand_aside(self, column: Column) -> bool:
        """Return whether questions under a heading stand in the margin column.

        Many would leave it empty for pages otherwise.
        """
        style, room = _style(column), column.aside.width
        fits = all(column.widths(faq.question, style)[0] <= room for faq in self.items)
        return bool(column.margin) and fits and column.level > 1 and len(self.items) >= MANY

    def _fit(self, places: list[Column]) -> bool:
        """Return whether the columns are wide enough and no answer has to be split."""
        trial = places[0].trial
        if not trial.abreast or trial.printed < NARROWEST:
            return False
        tried = ([*_ruled(faq, trial)] for faq in self.items)
        return all(height(one) <= trial.room * LOW and not any(too_wide(one)) for one in tried)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield each question and its answer."""
        level = voice.level + 1
        for faq in self.items:
            yield from voice.heads(level, faq.question)
            yield from voice.beneath(level).flow(faq.answer)


def _ruled(faq: Faq, column: Column) -> Iterator[Slice]:
    """Yield a question under a hairline, as a heading of its level, and the answer under it."""
    level, quarter = column.level + 1, column.look.quarter
    yield rule(column, HAIRLINE)
    yield from bound_to_next(column.gap(2 * quarter))
    words = column.prose.lines(faq.question, _style(column), column.node.add(heading_role(level)))
    yield from bound_to_next(words)
    yield from column.beneath(level).flow(faq.answer)


def _beside(faq: Faq, column: Column, is_ruled: bool) -> Iterator[Slice]:
    """Yield a question in the margin column, on the first line of its answer."""
    level, style = column.level + 1, _style(column)
    if is_ruled:
        yield rule(column.wide, HAIRLINE)
        yield from bound_to_next(column.gap(2 * column.look.quarter))
    hung = column.hung(faq.question, style, column.node.add(heading_role(level)))
    white = column.look.styles["body"].after
    yield hung._replace(hang=hung.hang + max(0.0, white - UNDER_HANGING))
    yield from column.beneath(level).flow(faq.answer)


def _style(column: Column) -> Style:
    """Return the style of a question: body type in bold."""
    styles = column.look.styles
    return styles["body"]._replace(bold=True, balanced=True, colour=styles["h3"].colour)
