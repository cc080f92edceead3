"""`- figure: …`: one number, very large, with its sentence right under it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.frequency import BigNumber
from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import figures
from leaflet.layout.column import Column
from leaflet.layout.grid import INSET
from leaflet.layout.slices import Fill, Slice


class Figure(Block, frozen=True):
    """A number that is seen first, such as 9 in 100, and the sentence that it begins."""

    stays_whole: ClassVar[bool] = True

    number: Annotated[BigNumber, Meta(description="A few words on one line, such as 9 in 100.")]
    text: Annotated[Text, Meta(description="The sentence under it, which goes on from it.")]
    source: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the number, its sentence and its source; on a panel of a fold, on a ground."""
        quarter = column.look.quarter
        yield from column.gap(2 * quarter)
        if column.is_folded and column.is_full:
            yield self._grounded(column)
            yield from column.gap(6 * quarter)
        else:
            yield from self._words(column.prose)
            yield from column.gap(4 * quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the number with its sentence, and the source."""
        yield from voice.says("P", figures.said(self.number, self.text, voice.filling))
        if self.source:
            yield from voice.says("P", figures.sourced(self.source, voice.filling, voice.language))

    def _words(self, column: Column) -> Iterator[Slice]:
        node = column.node.add("P")
        yield from figures.led(
            figures.big_number(column, self.number, node, figures.steps(column.look)),
            figures.sentence(column, self.text, node),
            *([column.gap(column.look.quarter)] if self.source else []),
            figures.source(column, self.source),
        )

    def _grounded(self, column: Column) -> Slice:
        """Return the figure on a ground from one edge of the panel to the other.

        The ground begins in the white over the figure; its heading stands on it too in the end.
        """
        inside, over = figures.stack(self._words(column), 0.0), 2 * column.look.quarter
        tall, wide = over + inside.height + INSET, 2 * column.x + column.width
        ground = Fill(0.0, -over, wide, tall, column.look.colours["panel"])
        return Slice(inside.height, (ground, *inside.marks))
