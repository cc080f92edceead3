"""`- appointment`: when and where to come; what is not known yet is a line to write on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import ClassVar

from msgspec import field

from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column, Said
from leaflet.layout.slices import Slice, StructureNode, height
from leaflet.layout.strips import beside, bound_to_next, stacked

DrawnIn = Callable[[Column, StructureNode], Iterable[Slice]]
"""What draws words on a column, on the node of their label or after it."""
LINE = 26.0
"""The height of a line to write on, in points."""


class Appointment(Block, frozen=True):
    """A panel that says when, where and with whom the appointment is."""

    stays_whole: ClassVar[bool] = True

    date: Text | None = None
    time: Text | None = None
    place: Text | None = None
    with_whom: Text | None = field(default=None, name="with")
    bring: tuple[Text, ...] = ()
    title: Text | None = None

    def takes_margin(self) -> bool:
        """Return whether the panel stands in the margin column too: it does, for its head."""
        return True

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the panel."""
        column = column.inside("Sect")
        title = self.title or column.language.label("appointment")

        def head(place: Column) -> Iterator[Slice]:
            return place.lines(title, place.look.styles["h3"], place.node.add("P"))

        def again(place: Column) -> Iterator[Slice]:
            return place.continued(title, place.look.styles["h3"])

        tint = column.look.colours["panel"]
        yield from column.headed_panel(head, self._details, again, tint)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the title and the details; for a line to write on, its label alone."""
        yield "Sect", ""
        yield from voice.says("P", self.title or voice.language.label("appointment"))
        for label, text in self._labelled():
            said = text.runs(voice.filling) if text else ()
            yield from voice.says("P", (voice.language.label_run(label), *said))
        if self.bring:
            yield "P", voice.language.label("bring")
            yield from voice.lists("•", self.bring, None)

    def _labelled(self) -> Iterator[tuple[str, Text | None]]:
        """Yield the key and label of each detail of an appointment."""
        for label in ("date", "time", "place", "with_whom"):
            yield label, getattr(self, label)

    def _details(self, column: Column) -> Iterator[Slice]:
        """Yield the details, labels in one column and values in another."""
        values = column.inset(min(self._widest(column) + 12, column.width * 0.45))
        for label, text in self._labelled():
            said = (column.language.label_run(label),)
            if text:
                yield from self._labelled_row(column, values, said, partial(_lines, text))
                yield from column.gap(5)
            else:
                lines = self._label(column, said, column.node.add("P"))
                yield _to_fill_in(list(lines), values.to_write_on(LINE))
                yield from column.gap(7)
        if self.bring:
            items = partial(_items, self.bring)
            yield from self._labelled_row(column, values, column.language.label("bring"), items)

    def _labelled_row(
        self, column: Column, values: Column, label: Said, words: DrawnIn
    ) -> list[Slice]:
        """Return a label with its words beside it, or under it where one of them is too wide."""

        def at_side(place: Column) -> Iterator[Slice]:
            node = place.node.add("P")
            return beside(self._label(place, label, node), words(values, node))

        def under(place: Column) -> Iterator[Slice]:
            node = place.node.add("P")
            yield from bound_to_next(self._label(place, label, node))
            yield from words(place, node)

        return column.first_fitting(at_side, under)

    def _widest(self, column: Column) -> float:
        bold = column.look.styles["body"]._replace(bold=True)
        labels = [*(label for label, _ in self._labelled()), "bring"]
        return max(column.widths(column.language.label(label), bold)[1] for label in labels)

    def _label(self, column: Column, label: Said, node: StructureNode) -> Iterator[Slice]:
        narrow = column._replace(width=min(self._widest(column) + 6, column.width * 0.45 - 6))
        yield from narrow.lines(label, column.look.styles["body"]._replace(bold=True), node)


def _lines(text: Text, column: Column, node: StructureNode) -> Iterator[Slice]:
    """Yield a text on the node of its label."""
    return column.lines(text, column.look.styles["body"], node)


def _items(items: tuple[Text, ...], column: Column, label: StructureNode) -> Iterator[Slice]:
    """Yield a list after its label."""
    return column.listed("•", items, None)


def _to_fill_in(label: list[Slice], rule: Slice) -> Slice:
    """Yield a label followed by a line to write on."""
    tall = max(rule.height, height(label))
    marks = stacked([Slice(tall - height(label)), *label], 0)
    ruled = stacked([Slice(tall - rule.height), rule], 0)
    return Slice(tall, (*marks, *ruled))
