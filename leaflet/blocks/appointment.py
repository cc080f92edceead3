"""`- appointment`: when and where to come; what is not known yet is a line to write on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec import field

from leaflet.content.inline import Text
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import blanks, cards, lists
from leaflet.layout.column import Column
from leaflet.layout.grid import INSET
from leaflet.layout.slices import Slice, height, too_wide
from leaflet.layout.strips import bound_to_next, side_by_side, stacked, trimmed

WIDE = 150 * MM
"""In a column so wide two details stand side by side."""
ROWS = 2
"""A date of more rows in large type is set as a heading is."""
DAY, DETAILS = ("date", "time"), ("place", "with_whom")
"""What is printed large, and what is labelled."""


class Appointment(Block, frozen=True):
    """A panel that says when, where and with whom the appointment is."""

    stays_whole: ClassVar[bool] = True

    date: Text | None = None
    time: Text | None = None
    place: Text | None = None
    with_whom: Text | None = field(default=None, name="with")
    bring: tuple[Text, ...] = ()
    title: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the panel."""
        column = column.inside("Sect")
        inner, style = column.inset(INSET, INSET), column.look.styles["h2"]
        title = self.title or column.language.label("appointment")
        head = [*inner.lines(title, style, inner.node.add("P"))]
        again = [*inner.trial.continued(title, style)]
        words = [*bound_to_next(head), *self._details(inner)]
        yield from cards.on_ground(column, words, again)
        yield from column.gap(4 * column.look.quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the title and the details; for a line to write on, its label alone."""
        yield "Sect", ""
        yield from voice.says("P", self.title or voice.language.label("appointment"))
        for key in (*DAY, *DETAILS):
            text: Text | None = getattr(self, key)
            if key in DETAILS or not text:
                yield "P", voice.language.label(key)
            if text:
                yield from voice.says("P", text)
        if self.bring:
            yield "P", voice.language.label("bring")
            yield from voice.lists("", self.bring, None)

    def _details(self, column: Column) -> Iterator[Slice]:
        """Yield the day in large type, the labelled details, and what to bring."""
        quarter = column.look.quarter
        for key in DAY:
            yield from column.gap(quarter)
            yield from self._day(column, key)
        yield from self._labelled(column)
        if self.bring:
            yield from column.gap(3 * quarter)
            yield from _label(column, "bring")
            yield from bound_to_next(column.gap(quarter))
            yield from lists.marked(column, lists.BOX, self.bring)

    def _day(self, column: Column, key: str) -> Iterator[Slice]:
        """Yield the date or the time, or a line to write it on."""
        text: Text | None = getattr(self, key)
        if not text:
            yield _to_fill_in(column, key)
            return
        styles = column.look.styles
        ink = styles["h2"].colour if key == "date" else styles["body"].colour
        names = ("phone", "h2") if key == "date" else ("h2",)
        kinds = [styles[name]._replace(bold=True, balanced=True, colour=ink) for name in names]
        for kind in kinds[:-1]:
            tried = [*column.trial.lines(text, kind, None)]
            if len(tried) <= ROWS and not any(too_wide(tried)):
                kinds = [kind]
        yield from column.lines(text, kinds[-1], column.node.add("P"))

    def _labelled(self, column: Column) -> Iterator[Slice]:
        """Yield where and with whom, side by side where there is room for both.

        Lines to write on are as far from each other as those of the day are.
        """
        yield from column.gap(column.look.quarter * (3 if self.place else 1))
        if column.abreast and column.printed >= WIDE - 2 * INSET and self.place and self.with_whom:
            places = column.split(1, 1, gap=column.grid.gutter)
            cells = zip(places, DETAILS, strict=True)
            row = [trimmed(self._detail(place, key)) for place, key in cells]
            yield side_by_side(*row)
            return
        for number, key in enumerate(DETAILS):
            known = self.place or self.with_whom
            yield from column.gap(column.look.quarter * (2 if known else 1) if number else 0)
            yield from self._detail(column, key)

    def _detail(self, column: Column, key: str) -> Iterator[Slice]:
        """Yield a detail under its label, or a line to write it on."""
        text: Text | None = getattr(self, key)
        if text:
            yield from _label(column, key)
            yield from column.lines(text, column.look.styles["body"], column.node.add("P"))
        else:
            yield _to_fill_in(column, key)


def _label(column: Column, key: str) -> Iterator[Slice]:
    words, style = column.language.label(key), column.look.styles["h3"]
    yield from bound_to_next(column.lines(words, style, column.node.add("P")))


def _to_fill_in(column: Column, key: str) -> Slice:
    """Return a label followed by a line to write on, on one baseline."""
    style = column.look.styles["body"]._replace(bold=True)
    label = [*column.lines(column.language.label(key), style, column.node.add("P"))]
    _, wide = column.widths(column.language.label(key), style)
    line = blanks.ruled(column.inset(wide + INSET), column.language.label(key))
    return line._replace(marks=(*stacked(label, line.height - height(label)), *line.marks))
