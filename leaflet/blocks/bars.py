"""`- bars: …`: how often each of a few things happens, as bars of one length for all people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.frequency import Frequency
from leaflet.content.inline import Text
from leaflet.content.part import Part
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import figures, lists
from leaflet.layout.column import Column
from leaflet.layout.grid import NEAR
from leaflet.layout.slices import Fill, Slice, StructureNode, height
from leaflet.layout.strips import bound_to_next, side_by_side
from leaflet.source.span import Span

MOST = 5
"""Bars; more are a table."""
TALL = 7 * MM
"""Height of a bar."""
LABEL = 55 * MM
"""The width of the labels."""
SHORTEST = 60 * MM
"""Length of a track; where there is less, the label stands over its bar."""


class Bar(Part, frozen=True):
    """One bar: what happens, and how often."""

    label: Text
    number: Annotated[Frequency, Meta(description="How often, such as 79 in 100.")]


class Bars(Block, frozen=True):
    """Up to five frequencies out of one number, the most frequent first."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""
    stays_whole: ClassVar[bool] = True

    items: tuple[Bar, ...]
    intro: Text | None = None
    source: Text | None = None

    @property
    def sorted(self) -> list[Bar]:
        """The bars, the most frequent first."""
        return sorted(self.items, key=lambda bar: -bar.number.part)

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for too many bars, or for those that cannot be compared."""
        if len(self.items) > MOST:
            problem = f"these are {len(self.items)} bars, and {MOST} can be taken in at once"
            yield "items", "wrong-count", problem, "leave some out, or make a table of them"
        first = self.items[0].number
        for bar in self.items[1:]:
            if bar.number.whole != first.whole:
                problem = f"`{bar.number}` and `{first}` are out of different numbers"
                where = bar.number.span or "items"
                yield where, "unequal-denominators", problem, f"put it as so many in {first.whole}"
        if max(bar.number.part for bar in self.items) * 100 < first.whole:
            problem = "all of these are under 1 in 100: too few to be seen as bars"
            yield "items", "out-of-range", problem, "say them in a table, in numbers"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the bars, each beside its label, or under it where there is less room."""
        quarter = column.look.quarter
        yield from column.gap(2 * quarter)
        if self.intro:
            yield from lists.leading_in(column, self.intro)
            yield from bound_to_next(column.gap(quarter))
        wide = self._track(column, column.grid.after(column.x + LABEL + column.grid.gutter))
        ways = [self._beside] if wide.printed >= SHORTEST else []
        yield from figures.led(
            column.first_fitting(*ways, self._under),
            *([column.gap(2 * quarter)] if self.source else []),
            figures.source(column, self.source),
        )
        yield from column.gap(4 * quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the lead-in, and each label with its number."""
        if self.intro:
            yield from voice.says("P", self.intro)
        yield "L", ""
        for bar in self.sorted:
            yield "LI", ""
            yield from voice.says("Lbl", bar.label)
            yield from voice.says("LBody", bar.number.text)
        if self.source:
            yield from voice.says("P", figures.sourced(self.source, voice.filling, voice.language))

    def _beside(self, column: Column) -> Iterator[Slice]:
        """Yield each label with its bar and its number beside it."""
        track = self._track(column, column.grid.after(column.x + LABEL + column.grid.gutter))
        labels = column._replace(width=track.x - column.x - column.grid.gutter)
        for bar, node, gap in self._rows(column):
            label = [*_label(bar, labels, node)]
            yield _middled(label, self._drawn(bar, track, column, node))
            yield from gap

    def _under(self, column: Column) -> Iterator[Slice]:
        """Yield each label over its bar and its number."""
        track = self._track(column, column.x)
        for bar, node, gap in self._rows(column):
            yield from bound_to_next(_label(bar, column, node))
            yield self._drawn(bar, track, column, node)
            yield from gap

    def _rows(self, column: Column) -> Iterator[tuple[Bar, StructureNode, list[Slice]]]:
        """Yield each bar with its place in reading order and the white under it."""
        listing = column.node.add("L", attributes=("/O /List /ListNumbering /None",))
        bars = self.sorted
        for place, bar in enumerate(bars, 1):
            gap = column.gap(2 * column.look.quarter) if place < len(bars) else ()
            yield bar, listing.add("LI"), [*bound_to_next(gap)]

    def _track(self, column: Column, x: float) -> Column:
        """Return the column for the bars, from `x` up to the numbers."""
        bold = column.look.styles["body"]._replace(bold=True)
        widest = max(figures.width(column, bar.number, bold) for bar in self.items)
        end = column.x + column.width - widest - NEAR
        on_grid = column.grid.before(end)
        end = on_grid if on_grid > (x + end) / 2 else end
        return column._replace(x=x, width=end - column.grid.gutter - x)

    def _drawn(self, bar: Bar, track: Column, column: Column, node: StructureNode) -> Slice:
        """Return a bar on its track, with its number at the end."""
        look, number = column.look, bar.number
        tall = max(TALL, look.styles["body"].leading)
        length = track.width * number.part / number.whole
        ground = Fill(track.x, 0, track.width, tall, look.colours["pale"])
        filled = Fill(track.x, 0, length, tall, look.colours["marker"])
        end = column.inset(track.x + track.width + column.grid.gutter - column.x)
        bold = look.styles["body"]._replace(bold=True)
        words = figures.big_number(end, number, node.add("LBody"), (bold,))
        drawn = Slice(tall, (ground, filled) if number.part else (ground,))
        return _middled([drawn], figures.stack(words))


def _label(bar: Bar, column: Column, node: StructureNode) -> Iterator[Slice]:
    return column.lines(bar.label, column.look.styles["body"], node.add("Lbl"))


def _middled(first: list[Slice], second: Slice) -> Slice:
    """Return two cells side by side, each in the middle of the height of the other."""
    tall = max(height(first), second.height)
    cells = [figures.stack(cell, (tall - height(cell)) / 2) for cell in (first, [second])]
    return side_by_side(*([cell] for cell in cells))._replace(height=tall)
