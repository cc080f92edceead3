"""`- appointment`: when and where to come; what is not known yet is a line to write on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import field

from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column, Drawn, Said
from leaflet.layout.slices import Slice, StructureNode, height
from leaflet.layout.strips import beside, bound_to_next, stacked, together

LINE = 26.0
"""The height of a line to write on, in points."""


class Appointment(Block, frozen=True):
    """A panel that says when, where and with whom the appointment is."""

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
        """Yield the panel, always in one piece."""
        column = column.inside("Sect")
        title = self.title or column.language.label("appointment")

        def head(place: Column) -> Iterator[Slice]:
            return place.lines(title, place.look.styles["h3"], place.node.add("P"))

        yield from together(column.headed_panel(head, self._details, column.look.colours["panel"]))

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
            node = column.node.add("P")
            said = (column.language.label_run(label),)
            if text:
                words = partial(_lines, text=text, node=node)
                yield from self._labelled_row(column, values, (said, node), words)
                yield from column.gap(5)
            else:
                lines = self._label(column, said, node)
                yield _to_fill_in(list(lines), values.to_write_on(LINE))
                yield from column.gap(7)
        if self.bring:
            items = partial(Column.listed, marker="•", items=self.bring, intro=None)
            heads = (column.language.label("bring"), column.node.add("P"))
            yield from self._labelled_row(column, values, heads, items)

    def _labelled_row(
        self, column: Column, values: Column, label: tuple[Said, StructureNode], words: Drawn
    ) -> list[Slice]:
        """Return a label with its words beside it, or under it where one of them is too wide."""

        def at_side(place: Column) -> Iterator[Slice]:
            return beside(self._label(place, *label), words(values))

        def under(place: Column) -> Iterator[Slice]:
            yield from bound_to_next(self._label(place, *label))
            yield from words(place)

        return column.first_fitting(at_side, under)

    def _widest(self, column: Column) -> float:
        bold = column.look.styles["body"]._replace(bold=True)
        labels = [*(label for label, _ in self._labelled()), "bring"]
        return max(column.widths(column.language.label(label), bold)[1] for label in labels)

    def _label(self, column: Column, label: Said, node: StructureNode) -> Iterator[Slice]:
        narrow = column._replace(width=min(self._widest(column) + 6, column.width * 0.45 - 6))
        yield from narrow.lines(label, column.look.styles["body"]._replace(bold=True), node)


def _lines(column: Column, text: Text, node: StructureNode) -> Iterator[Slice]:
    return column.lines(text, column.look.styles["body"], node)


def _to_fill_in(label: list[Slice], rule: Slice) -> Slice:
    """Yield a label followed by a line to write on."""
    tall = max(rule.height, height(label))
    marks = stacked([Slice(tall - height(label)), *label], 0)
    ruled = stacked([Slice(tall - rule.height), rule], 0)
    return Slice(tall, (*marks, *ruled))
