"""`- callout: …`: what must not be missed, in a panel with a word and a sign of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.colour import mix
from leaflet.graphics.signs import KINDS
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.layout.strips import bound_to_next

SIGN = 20.0
"""Width of the sign, in points."""
BESIDE = 8.0
"""Between the sign and the word."""
WARNINGS = ("urgent", "caution")


class Callout(Block, frozen=True):
    """A panel of a kind: note, tip, caution or urgent."""

    main: ClassVar[str] = "body"
    """A plain text is a note."""

    body: tuple[Block, ...]
    kind: Literal["note", "tip", "caution", "urgent"] = "note"
    title: Text | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it stays on one page, as a warning does: a part might be taken for all of it."""
        return super().is_whole or (self.kind in WARNINGS and not self.keep)

    def takes_margin(self) -> bool:
        """Return whether the panel stands in the margin column too: it does, for its head."""
        return True

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the panel; a word and a sign tell its kind, never colour alone."""
        colour = column.look.colours[self.kind]
        tint = mix(colour, column.look.tint)
        yield from column.inside("Sect").headed_panel(
            self._kind, self._body, self._again, tint, colour
        )

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the word for its kind, its title and its body."""
        yield "Sect", ""
        yield "P", voice.language.label(self.kind)
        if self.title:
            yield from voice.says("P", self.title)
        yield from voice.flow(self.body)

    def _kind(self, column: Column) -> Iterator[Slice]:
        """Yield the sign of the kind with its word beside it, or under it if that is too wide."""
        ink = column.look.colours[self.kind]
        style = column.look.styles["h3"]._replace(colour=ink)
        word = column.language.label(self.kind)
        sign = column.sign(KINDS[self.kind], SIGN, style.leading, ink)
        beside = column.inset(SIGN + BESIDE)
        if column.widths(word, style)[0] > beside.width:
            yield sign._replace(height=SIGN + 2)
            beside, sign = column, Slice(0.0)
        first, *others = beside.lines(word, style, column.node.add("P"))
        yield first._replace(marks=(*sign.marks, *first.marks))
        yield from others

    def _again(self, column: Column) -> Iterator[Slice]:
        """Yield the sign, the word and the title as they are repeated on the next page."""
        style = column.look.styles["h3"]._replace(colour=column.look.colours[self.kind])
        if self.title:
            yield from self._kind(column)
            yield from column.continued(self.title, style)
        else:
            yield from column.continued(column.language.label(self.kind), style)

    def _body(self, column: Column) -> Iterator[Slice]:
        if self.title:
            style = column.look.styles["h3"]
            title = style._replace(colour=column.look.colours[self.kind])
            yield from bound_to_next(column.lines(self.title, title, column.node.add("P")))
            yield from bound_to_next(column.gap(style.after))
        yield from column.flow(self.body)
