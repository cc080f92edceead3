"""`- image: …`: a picture, in words too for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Annotated

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.picture_file import PictureFile
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.layout.strips import bound_to_next
from leaflet.source.value import Line
from leaflet.text.run import Run

HIGHEST = 0.6
"""The share of a page's height that a picture takes at most; it is made narrower for it."""
ENDINGS = (".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp")


class Image(Block, frozen=True):
    """A PNG or JPEG file that lies beside the content, with its caption under it."""

    file: PictureFile
    alt: Annotated[Line | None, Meta(description="What it shows, for who cannot see it.")] = None
    caption: Text | None = None
    credit: Annotated[Text | None, Meta(description="Who made it.")] = None
    width: Annotated[int, Meta(ge=20, le=100, description="Percent of the column.")] = 100
    decorative: Annotated[bool, Meta(description="Whether it says nothing.")] = False

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault if a picture that is not decoration has no `alt` (PDF/UA-1, 7.3)."""
        sentence = "say in a sentence what the picture shows"
        if self.decorative and self.alt:
            problem = "a decorative picture is not read aloud, so it has no `alt`"
            yield "alt", "conflicting-keys", problem, "delete `alt`, or `decorative`"
        elif not (self.decorative or self.alt):
            yield (
                "alt",
                "missing-key",
                "`alt` is missing",
                f"{sentence}, or write `decorative: yes`",
            )
        elif self.alt and _is_file_name(self.alt.text, self.file.text):
            yield "alt", "empty-description", "this is the name of a file", sentence
        elif self.alt and sum(map(str.isalpha, self.alt.text)) < 3:
            yield "alt", "empty-description", "this does not say what the picture shows", sentence

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the picture, bound to its caption."""
        picture = self.file.picture
        highest = column.room * HIGHEST * picture.width / picture.height
        width = min(column.width * self.width / 100, highest)
        alt = self.alt.text if self.alt else ""
        yield from column.gap(4)
        drawn = column.picture(picture, width, alt)
        if self.caption or self.credit:
            yield from bound_to_next(drawn)
            yield from bound_to_next(column.gap(4))
            yield from self._words(column)
        else:
            yield from drawn
        yield from column.gap(10)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the picture, unless it is decoration, and its caption."""
        if self.alt:
            yield "Figure", ""
        said = [text.runs(voice.filling) for text in (self.caption, self.credit) if text]
        if said:
            first, *others = said
            rest = (run for runs in others for run in (Run(" "), *runs))
            yield from voice.says(self._role, (*first, *rest))

    @property
    def _role(self) -> str:
        return "Caption" if self.alt else "P"

    def _words(self, column: Column) -> Iterator[Slice]:
        body, node = column.look.styles["body"], column.node.add(self._role)
        muted = body._replace(colour=column.look.colours["muted"])
        if self.caption:
            ended = (*column.runs(self.caption, body), *([Run(" ")] if self.credit else []))
            lines = column.lines(ended, body, node)
            yield from bound_to_next(lines) if self.credit else lines
        if self.credit:
            yield from column.lines(self.credit, muted, node)


def _is_file_name(words: str, file: str) -> bool:
    name = PurePath(file.replace("\\", "/"))
    same = words.casefold() in (file.casefold(), name.name.casefold(), name.stem.casefold())
    return same or words.casefold().endswith(ENDINGS)
