"""`- references: …`: where the information comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.inline import Filling, Text
from leaflet.content.reference import Reference
from leaflet.document.block import Above, Block
from leaflet.document.citation import in_order
from leaflet.document.voice import Entry, Voice
from leaflet.layout import lists
from leaflet.layout.column import Column
from leaflet.layout.rules import HAIRLINE, rule
from leaflet.layout.slices import Slice, StructureNode, heading_role
from leaflet.layout.strips import bound_to_next
from leaflet.text.run import Run

NO_BREAK = "\u00a0"


class References(Block, frozen=True):
    """Sources, numbered."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[Reference, ...]
    title: Text | None = None

    def level_after(self, above: Above) -> int:
        """Return the level of its title."""
        return above.floor + 1 if self.title else above.level

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the heading and the sources; on panels they are one paragraph under a rule."""
        if column.is_folded:
            slices = self._run_in(column)
            short = len(self.items) <= lists.SHORT
            yield from column.in_one_piece(slices) if short else slices
        else:
            yield from column.titled(self.title)
            yield from lists.numbered(column, self._texts(column.filling))

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the heading and the sources."""
        yield from voice.titled(self.title)
        yield from voice.lists(lists.number_of, self._texts(voice.filling))

    def _run_in(self, column: Column) -> Iterator[Slice]:
        """Yield title and sources as one paragraph; its signs between them are not read."""
        body, quarter = column.look.styles["body"], column.look.quarter
        yield from column.gap(2 * quarter)
        yield rule(column, HAIRLINE)
        yield from bound_to_next(column.gap(2 * quarter))
        parts = [*self._parts(column)]
        runs, nodes = tuple(run for run, _ in parts), tuple(node for _, node in parts)
        yield from column.lines(runs, body, nodes)
        yield from column.gap(body.after)

    def _parts(self, column: Column) -> Iterator[tuple[Run, StructureNode | None]]:
        """Yield the runs of the paragraph, each with its node."""
        if self.title:
            heading = column.node.add(heading_role(column.floor + 1))
            for run in column.runs(self.title, column.look.styles["h4"]):
                yield run, heading
            yield Run(": ", bold=True), None
        listing = column.node.add("L", attributes=("/O /List /ListNumbering /Decimal",))
        texts = self._texts(column.filling)
        for number, text in enumerate(texts, 1):
            item = listing.add("LI")
            yield Run(lists.number_of(number), bold=True, keep=True), item.add("Lbl")
            yield Run(NO_BREAK), None
            body = item.add("LBody")
            for run in column.runs(text, column.look.styles["body"]):
                yield run, body
            yield Run("; " if number < len(texts) else ""), None

    def _texts(self, filling: Filling) -> list[Text]:
        return [source.text for source in in_order(self.items, filling.citations)]
