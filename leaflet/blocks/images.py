"""`- images: …`: two or three pictures in a row, each with its caption."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.illustration import RATIOS, Illustration
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice, height
from leaflet.layout.strips import side_by_side

FEWEST, MOST = 2, 3
LEAST = 105 * MM
"""The least width of a row; where there is less the pictures stand one under another."""


class Images(Block, frozen=True):
    """Pictures that belong together: beside each other where there is room."""

    main: ClassVar[str] = "items"

    items: Annotated[tuple[Illustration, ...], Meta(description="Two or three pictures.")]
    crop: Annotated[
        Literal["3:2", "1:1"] | None, Meta(description="Width to height that all are cropped to.")
    ] = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for one picture alone, and for too many."""
        if not FEWEST <= len(self.items) <= MOST:
            hint = "for one picture write `image`; for more begin another `images`"
            yield "items", "wrong-count", "two or three pictures stand in a row", hint

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the row, or the pictures one under another; none is parted from its words."""
        is_row = len(self.items) > 1  # an edition may leave one
        has_room = is_row and column.abreast and column.width >= LEAST
        yield from column.gap(column.look.quarter)
        yield from column.first_fitting(*([self._row] if has_room else []), self._stack)

    def _stack(self, column: Column) -> Iterator[Slice]:
        prose = column.prose
        for item in self.items:
            drawn = item.drawn(prose, self._ratio(item), item.node(prose))
            yield from column.in_one_piece(item.with_words(prose, drawn))
            yield from column.gap(2 * column.look.quarter)

    def _row(self, column: Column) -> Iterator[Slice]:
        """Yield the row: the feet of the pictures, and their first lines, on one line each."""
        cells = column.split(*[1] * len(self.items), gap=column.grid.gutter)
        pictures, whole = [], []
        for cell, item in zip(cells, self.items, strict=True):
            pictures.append(item.drawn(cell, self._ratio(item), item.node(cell)))
            whole.append([*item.with_words(cell, pictures[-1])])
        tallest = max(map(height, pictures))
        lowered = (
            [Slice(tallest - height(picture)), *cell]
            for picture, cell in zip(pictures, whole, strict=True)
        )
        yield side_by_side(*lowered)
        yield from column.gap(2 * column.look.quarter)

    def _ratio(self, item: Illustration) -> float:
        crop = item.crop or self.crop
        return RATIOS[crop] if crop else 0.0

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield each picture and its caption."""
        for item in self.items:
            yield from item.said_aloud(voice)
