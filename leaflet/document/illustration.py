"""Illustration: a picture with its words, as blocks show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.look import drawing_colours
from leaflet.content.picture_file import (
    DescribedPicture,
    FocusPoint,
    PictureFile,
    PictureName,
    focus_faults,
)
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics import drawings
from leaflet.graphics.drawings import Drawing
from leaflet.graphics.picture import Picture
from leaflet.layout import crop
from leaflet.layout.column import Column
from leaflet.layout.crop import Focus, Rectangle
from leaflet.layout.slices import Slice, StructureNode
from leaflet.layout.strips import bound_to_next
from leaflet.source.value import Line
from leaflet.text.run import Run

HIGHEST = 0.6
"""The share of a page's height that a picture takes at most; it is made narrower for it."""
RATIOS = {"3:2": 1.5, "1:1": 1.0}
"""What a picture can be cropped to: its width over its height."""


class Illustration(Block, DescribedPicture, frozen=True, kw_only=True):
    """A drawing of ours, or a file beside the content, with its words under it."""

    main: ClassVar[str] = "picture"
    """`image: cat-cow` is enough."""

    picture: Annotated[
        PictureName | None,
        Meta(description="A drawing that `leaflet pictures` lists, or a file beside the content."),
    ] = None
    file: PictureFile | None = None
    """A file; `picture` takes one too."""
    alt: Annotated[Line | None, Meta(description="What it shows, for who cannot see it.")] = None
    caption: Text | None = None
    credit: Annotated[Text | None, Meta(description="Who made it.")] = None
    crop: Annotated[
        Literal["3:2", "1:1"] | None, Meta(description="Width to height that it is cropped to.")
    ] = None
    focus: FocusPoint = ()
    decorative: Annotated[bool, Meta(description="Whether it says nothing.")] = False

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for a picture that is not there, not described, or has no such focus."""
        yield from self.picture_faults()
        yield from focus_faults(self.focus)

    def node(self, column: Column) -> StructureNode | None:
        """Return a new structure node for the picture; None for decoration."""
        return column.node.add("Figure", alt=self.said) if self.said else None

    def drawn(
        self, column: Column, ratio: float = 0.0, node: StructureNode | None = None
    ) -> list[Slice]:
        """Return the picture across the column, cropped to a ratio if one is given.

        A drawing of lines is not cut: it stands whole on the foot of its box.
        """
        picture = self._coloured(column, ratio)
        own = picture.width / picture.height
        width = min(column.width, column.room * HIGHEST * (ratio or own))
        box = column.x, 0.0, width, width / (ratio or own)
        if ratio and not self._is_of_lines:
            mark = crop.filled(picture, box, self._focus(box), node)
        else:
            mark = crop.inside(picture, box, node)
        return [Slice(box[3], (mark,))]

    @property
    def _drawing(self) -> Drawing | None:
        return self.picture.drawing if self.picture else None

    @property
    def _is_of_lines(self) -> bool:
        return bool(self._drawing and self._drawing.kind != "covers")

    def _coloured(self, column: Column, ratio: float) -> Picture:
        if not self.picture:
            return self.named.picture
        size = (ratio, 1.0) if ratio else None
        return self.picture.coloured(drawing_colours(column.look), size)

    def _focus(self, box: Rectangle) -> Focus:
        if self.focus:
            return self.focus[0], self.focus[1]
        return self.picture.focus(box[2:]) if self.picture else drawings.MIDDLE

    def with_words(self, column: Column, drawn: Iterable[Slice]) -> Iterator[Slice]:
        """Yield the picture, bound to its caption and credit if it has any."""
        if not (self.caption or self.credit):
            yield from drawn
            return
        yield from bound_to_next(drawn)
        yield from bound_to_next(column.gap(column.look.quarter))
        yield from self._words(column)

    def _words(self, column: Column) -> Iterator[Slice]:
        """Yield the caption over the credit, in the grey and the size of small print."""
        style, node = column.look.styles["furniture"], column.node.add(self._role)
        if self.caption:
            ended = (*column.runs(self.caption, style), *([Run(" ")] if self.credit else []))
            lines = column.lines(ended, style, node)
            yield from bound_to_next(lines) if self.credit else lines
        if self.credit:
            yield from column.lines(self.credit, style, node)

    def said_aloud(self, voice: Voice) -> Iterator[Entry]:
        """Yield the picture, unless it is decoration, and its caption."""
        if self.said:
            yield "Figure", ""
        said = [text.runs(voice.filling) for text in (self.caption, self.credit) if text]
        if said:
            first, *others = said
            rest = (run for runs in others for run in (Run(" "), *runs))
            yield from voice.says(self._role, (*first, *rest))

    @property
    def _role(self) -> str:
        return "Caption" if self.said else "P"
