"""`- glossary: …`: words that a patient may meet, and what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.inline import Text
from leaflet.content.part import Part
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice, StructureNode
from leaflet.layout.strips import beside, bound_to_next, unstranded

HANGING = 280.0
"""In a column so wide, a meaning stands beside its term; else under it."""
TERM = 4
"""Such a part of the grid's columns the terms have."""


class Definition(Part, frozen=True):
    """A term with its meaning."""

    term: Text
    meaning: Text


class Glossary(Block, frozen=True):
    """Terms with their meanings, in the order written."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[Definition, ...]

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield each term in bold with its meaning, tagged as a list with the terms as labels."""
        column = column.prose
        listing = column.node.add("L", attributes=("/O /List /ListNumbering /None",))
        entries = [list(self._entry(item, column, listing.add("LI"))) for item in self.items]
        yield from unstranded(entries)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield each term and its meaning."""
        yield "L", ""
        for item in self.items:
            yield "LI", ""
            yield from voice.says("Lbl", item.term)
            yield from voice.says("LBody", item.meaning)

    def _entry(self, item: Definition, column: Column, node: StructureNode) -> Iterator[Slice]:
        body = column.look.styles["body"]
        bold = body._replace(bold=True, colour=column.look.styles["h3"].colour)

        def hanging(place: Column) -> Iterator[Slice]:
            count, gutter = -(-place.grid.columns // TERM), place.grid.gutter
            terms = place.inset(0, place.width - place.grid.width(count))
            meanings = place.inset(terms.width + gutter)
            term = terms.lines(item.term, bold, node.add("Lbl"))
            return beside(term, meanings.lines(item.meaning, body, node.add("LBody")))

        def under(place: Column) -> Iterator[Slice]:
            yield from bound_to_next(place.lines(item.term, bold, node.add("Lbl")))
            yield from place.lines(item.meaning, body, node.add("LBody"))

        is_wide = column.width >= HANGING and column.grid.columns >= TERM
        ways = (hanging, under) if is_wide else (under,)
        yield from column._replace(node=node).first_fitting(*ways)
        yield from column.gap(body.after)
