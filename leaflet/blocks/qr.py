"""`- qr: …`: an address to scan, with the address in words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.address import Address
from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import qr_mark
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice


class Qr(Block, frozen=True):
    """A QR code with a caption that says what it is for."""

    main: ClassVar[str] = "address"
    """The address is enough."""

    address: Address
    caption: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the code with its caption and the address beside it."""
        run = self.address.run(column.filling)
        yield from qr_mark.with_words(column, run, self._words)
        yield from column.gap(column.look.styles["body"].after)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the code, its caption and the address."""
        yield "Figure", ""
        if self.caption:
            yield from voice.says("P", self.caption)
        yield from voice.says("P", [self.address.run(voice.filling)])

    def _words(self, column: Column) -> Iterator[Slice]:
        body = column.look.styles["body"]
        if self.caption:
            yield from column.lines(self.caption, body._replace(bold=True), column.node.add("P"))
        run = self.address.run(column.filling)
        yield from column.lines((run,), body, column.node.add("P"))
