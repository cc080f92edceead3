"""`- quote: …`: the words of somebody else, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.inline import Text
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.grid import INSET
from leaflet.layout.slices import WISHED, Fill, Slice
from leaflet.layout.strips import bound_to_next, held

BAR = 1.1 * MM
"""Width of the bar beside a quotation."""


class Quote(Block, frozen=True):
    """A quotation beside a bar, its source on a line of its own."""

    main: ClassVar[str] = "text"
    """`quote: words` is enough."""

    text: Text
    source: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the lines in one piece if there is room."""
        yield from held(self._barred(column), WISHED)
        yield from column.gap(2 * column.look.quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the words and their source."""
        yield "BlockQuote", ""
        yield from voice.says("P", self.text)
        if self.source:
            yield from voice.says("P", self.source)

    def _barred(self, column: Column) -> Iterator[Slice]:
        for slice in self._words(column.inside("BlockQuote").prose.inset(INSET)):
            bar = Fill(column.x, 0, BAR, slice.height, column.look.colours["key"])
            yield slice._replace(marks=(bar, *slice.marks), white=False)

    def _words(self, column: Column) -> Iterator[Slice]:
        body = column.look.styles["body"]
        lead = column.look.styles["lead"]
        style = lead if column.widths(self.text, lead)[0] <= column.width else body
        words = column.lines(self.text, style, column.node.add("P"))
        yield from bound_to_next(words) if self.source else words
        if self.source:
            yield from bound_to_next(column.gap(column.look.quarter))
            muted = body._replace(colour=column.look.colours["muted"])
            yield from column.lines(self.source, muted, column.node.add("P"))
