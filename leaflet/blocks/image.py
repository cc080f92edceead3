"""`- image: …`: a picture, in words too for those who cannot see it; with text beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.document.illustration import RATIOS, Illustration
from leaflet.document.text_beside import Beside, PictureSide, read_beside, set_beside
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice


class Image(Illustration, frozen=True):
    """A picture with its caption under it; with a `body` the picture stands beside that."""

    stays_whole: ClassVar[bool] = True
    """A picture is never parted from its words, nor from the text beside it."""

    width: Annotated[int, Meta(ge=20, le=100, description="Percent of the column.")] = 100
    side: PictureSide = None
    body: Beside = ()

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield the faults of the picture, and of a side with nothing beside it."""
        yield from super().faults()
        if self.side and not self.body:
            hint = "put the blocks that stand beside the picture under `body:`"
            yield "body", "missing-key", "`body` is missing", hint
        if self.body and self.width != 100:
            problem = "beside text a picture is as wide as its columns"
            yield "width", "needless-key", problem, "delete `width`"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the picture, bound to its caption and to what stands beside it."""
        if self.body:
            yield from set_beside(column, self.body, self.side, self._pictured)
            return
        prose = column.prose
        yield from column.gap(column.look.quarter)
        yield from self._pictured(prose._replace(width=prose.width * self.width / 100), False)
        yield from column.gap(2 * column.look.quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the picture and its caption, and what stands beside it."""
        if self.body:
            yield from read_beside(voice, self.body, self.said_aloud(voice))
        else:
            yield from self.said_aloud(voice)

    def _pictured(self, column: Column, is_wide: bool) -> Iterable[Slice]:
        """Draw the picture with its words; one that is cropped is 3:2 across the whole width."""
        crop = "3:2" if self.crop and is_wide else self.crop
        drawn = self.drawn(column, RATIOS[crop] if crop else 0.0, self.node(column))
        return self.with_words(column, drawn)
