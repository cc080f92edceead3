"""`- appointment`: when and where to come; what is not known yet is a line to write on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta, field

from leaflet.content.inline import Text
from leaflet.content.list_item import ListItem
from leaflet.content.look import Style
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import blanks, cards, lists
from leaflet.layout.column import Column, Said
from leaflet.layout.grid import INSET
from leaflet.layout.slices import Slice
from leaflet.layout.strips import bound_to_next, side_by_side, trimmed

WIDE = 150 * MM
"""In a column so wide two details stand side by side."""
ROWS = 2
"""A date of more rows in large type is set as a heading is."""
HEADS = ("h2", "h3", "h4")
"""The sizes of the title and the day, the largest first, down to that of the body."""
DAY, DETAILS = ("date", "time"), ("place", "with_whom")
"""What is printed large, and what is labelled."""


class Appointment(Block, frozen=True):
    """A panel that says when, where and with whom the appointment is."""

    stays_whole: ClassVar[bool] = True

    patient: Annotated[Text | None, Meta(description="Whose appointment it is.")] = None
    lines: Annotated[
        tuple[Text, ...],
        Meta(description="Labels of more lines to write on, such as `Your name`; they come first."),
    ] = ()
    date: Text | None = None
    time: Text | None = None
    place: Text | None = None
    with_whom: Text | None = field(default=None, name="with")
    change: Annotated[Text | None, Meta(description="What to do to change or cancel it.")] = None
    bring: tuple[ListItem, ...] = ()
    title: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the panel."""
        column = column.inside("Sect")
        inner = column.inset(INSET, INSET)
        title = self.title or column.language.label("appointment")
        style = _roomy(inner, title, *HEADS)
        head = [*self._whose(inner), *inner.lines(title, style, inner.node.add("P"))]
        again = [*inner.trial.continued(title, style)]
        words = [*bound_to_next(head), *self._details(inner)]
        yield from cards.on_ground(column, words, again)
        yield from column.gap(4 * column.look.quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the title and the details; for a line to write on, its label alone."""
        yield "Sect", ""
        if self.patient:
            yield from voice.says("P", self.patient)
        yield from voice.says("P", self.title or voice.language.label("appointment"))
        for label in self.lines:
            yield from voice.says("P", label)
            yield from voice.field()
        for key in (*DAY, *DETAILS):
            text: Text | None = getattr(self, key)
            if key in DETAILS or not text:
                yield "P", voice.language.label(key)
            yield from voice.says("P", text) if text else voice.field()
        if self.change:
            yield "P", voice.language.label("to_change")
            yield from voice.says("P", self.change)
        if self.bring:
            yield "P", voice.language.label("bring")
            yield from voice.to_tick(self.bring)

    def _whose(self, column: Column) -> Iterator[Slice]:
        """Yield the patient, over the title."""
        if self.patient:
            style = _roomy(column, self.patient, *HEADS[1:])
            yield from column.lines(self.patient, style, column.node.add("P"))

    def _details(self, column: Column) -> Iterator[Slice]:
        """Yield the day in large type, the labelled details, and what to bring."""
        quarter = column.look.quarter
        for label in self.lines:
            yield from column.gap(quarter)
            yield _to_fill_in(column, label)
        yield from column.gap(2 * quarter if self.lines and self.date else 0)
        for key in DAY:
            yield from column.gap(quarter)
            yield from self._day(column, key)
        yield from self._labelled(column)
        if self.change:
            yield from column.gap(3 * quarter)
            yield from _said(column, "to_change", self.change)
        if self.bring:
            yield from column.gap(3 * quarter)
            yield from _label(column, "bring")
            yield from bound_to_next(column.gap(quarter))
            yield from lists.marked(column, lists.BOX, self.bring)

    def _day(self, column: Column, key: str) -> Iterator[Slice]:
        """Yield the date or the time, or a line to write it on."""
        text: Text | None = getattr(self, key)
        if not text:
            yield _to_fill_in(column, column.language.label(key))
            return
        styles = column.look.styles
        ink = styles["h2"].colour if key == "date" else styles["body"].colour
        large = styles["phone"]._replace(balanced=True)
        is_short = len([*column.trial.lines(text, large, None)]) <= ROWS
        sizes = ("phone", *HEADS) if key == "date" and is_short else HEADS
        style = _roomy(column, text, *sizes)._replace(colour=ink)
        yield from column.lines(text, style, column.node.add("P"))

    def _labelled(self, column: Column) -> Iterator[Slice]:
        """Yield where and with whom, side by side where there is room for both.

        Lines to write on are as far from each other as those of the day are.
        """
        yield from column.gap(column.look.quarter * (3 if self.place else 1))
        yield from column.first_fitting(
            *([self._abreast] if self._is_wide(column) else []), self._stacked
        )

    def _is_wide(self, column: Column) -> bool:
        """Return whether where and with whom have room side by side."""
        is_wide = column.abreast and column.printed >= WIDE - 2 * INSET
        return is_wide and bool(self.place and self.with_whom)

    def _abreast(self, column: Column) -> Iterator[Slice]:
        places = column.split(1, 1, gap=column.grid.gutter)
        cells = zip(places, DETAILS, strict=True)
        yield side_by_side(*(trimmed(self._detail(place, key)) for place, key in cells))

    def _stacked(self, column: Column) -> Iterator[Slice]:
        for number, key in enumerate(DETAILS):
            known = self.place or self.with_whom
            yield from column.gap(column.look.quarter * (2 if known else 1) if number else 0)
            yield from self._detail(column, key)

    def _detail(self, column: Column, key: str) -> Iterator[Slice]:
        """Yield a detail under its label, or a line to write it on."""
        text: Text | None = getattr(self, key)
        if text:
            yield from _said(column, key, text)
        else:
            yield _to_fill_in(column, column.language.label(key))


def _said(column: Column, label: str, text: Text) -> Iterator[Slice]:
    """Yield a text under its label."""
    yield from _label(column, label)
    yield from column.lines(text, column.look.styles["body"], column.node.add("P"))


def _label(column: Column, key: str) -> Iterator[Slice]:
    words = column.language.label(key)
    style = _roomy(column, words, *HEADS[1:])
    yield from bound_to_next(column.lines(words, style, column.node.add("P")))


def _roomy(column: Column, text: Said, *names: str) -> Style:
    """Return the largest of these styles, in bold, that has room for the widest word of a text.

    Where none has, it is that of the body.
    """
    styles = [column.look.styles[name]._replace(bold=True, balanced=True) for name in names]
    room = (style for style in styles if column.has_room(text, style))
    return next(room, column.look.styles["body"])


def _to_fill_in(column: Column, label: Said) -> Slice:
    """Return a label followed by a line to write on, on one baseline, or over it if it is long."""
    return blanks.labelled(column, label, blanks.label_width(column, label))
