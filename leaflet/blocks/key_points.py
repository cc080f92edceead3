"""`- key_points: …`: what to remember if nothing else is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.part import Part
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column, Drawn
from leaflet.layout.rules import BOLD, HAIRLINE, rule
from leaflet.layout.slices import (
    BOUND,
    WISHED,
    Elastic,
    Slice,
    StructureNode,
    height,
)
from leaflet.layout.strips import bound_to_next, held, side_by_side, stacked
from leaflet.text import fonts

LONGEST = 24
"""Characters of the title of a point, so that it is seen at a glance."""
UNDER = 2 * MM
"""White between a rule and the point under it."""
WIDE = 150 * MM
"""In a column so wide the points stand in two columns."""
ROWS = (1, 3)
"""So many points stand one under another, in rows of full width."""
ASIDE = 0.55
"""Points in an outer column take at most this share of a page, or too little stands beside them."""
LOW = 0.3
"""Points that stand side by side take at most this share of a page: none of them is parted."""


class KeyPoint(Part, frozen=True):
    """One point, perhaps with a short bold title over it."""

    main: ClassVar[str] = "text"
    """A plain text is enough."""

    text: Text
    title: Annotated[Text | None, Meta(description="A few words that say it.")] = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for a title that is too long to be seen at a glance."""
        if self.title and (count := fonts.length(self.title.literal)) > LONGEST:
            problem = f"the title of a point has {count} characters; at most {LONGEST} are seen"
            yield "title", "too-long", problem, "say it in a few words, and the rest in `text`"


class KeyPoints(Block, frozen=True):
    """The main points under rules, seen first; ticks would say yes to each."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    stays_whole: ClassVar[bool] = True

    items: tuple[KeyPoint, ...]
    title: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the points; they are labelled for those who listen, and under other text."""
        column = column.inside("Sect")
        quarter = column.look.quarter
        yield from column.gap(quarter)
        drawn = column.first_fitting(*self._ways(column))
        yield from drawn
        if drawn[-1].hang:  # what comes next stands beside the points
            return
        # What comes next, often an alert, stands on the foot of a page that has room.
        elastic = Elastic(2 * quarter, 18 * quarter, quarter)
        yield Slice(6 * quarter * column.white, white=True, elastic=elastic)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the label and the points."""
        yield "Sect", ""
        if self._begins(voice.level):
            yield "Figure", ""
        else:
            yield from voice.says("P", self.title or voice.language.label("in_short"))
        yield "L", ""
        for point in self.items:
            yield "LI", ""
            if point.title:
                yield from voice.says("Lbl", point.title)
            yield from voice.says("LBody", point.text)

    def _begins(self, level: int) -> bool:
        """Return whether the points begin a leaflet: they need no label that is seen."""
        return not self.title and level == 1

    def _ways(self, column: Column) -> Iterator[Drawn]:
        """Yield the ways to draw the points, the best first."""
        if column.margin and column.look.heads == "margin":
            yield self._beside_label
        if column.margin and column.look.heads == "column" and self._fits_aside(column):
            yield self._aside
        if self._fit_abreast(column):
            yield self._abreast
        yield self._under_each_other

    # Two columns, or one

    def _fit_abreast(self, column: Column) -> bool:
        is_wide = column.abreast and not column.is_folded and column.printed >= WIDE
        if not is_wide or len(self.items) in ROWS:
            return False
        return all(row.height <= LOW * column.room for row in self._abreast(column.trial))

    def _abreast(self, column: Column) -> Iterator[Slice]:
        yield from self._label(column)
        begun, listing = self._begun(column)
        places = column.split(1, 1, gap=column.grid.gutter)
        for first in range(0, len(self.items), 2):
            if first:
                yield from column.gap(4 * column.look.quarter)
            row = zip(places, self.items[first : first + 2], strict=False)
            cells = [[*_ruled(place, point, listing, begun)] for place, point in row]
            yield side_by_side(*cells)

    def _under_each_other(self, column: Column) -> Iterator[Slice]:
        yield from self._label(column)
        begun, listing = self._begun(column)
        between = 2 * column.look.quarter
        for number, point in enumerate(self.items):
            yield from column.gap(between if number else 0)
            yield from held(_ruled(column, point, listing, begun), WISHED)

    def _label(self, column: Column) -> Iterator[Slice]:
        """Yield the title, or the label of points that do not begin the leaflet."""
        if not self._begins(column.level):
            style = column.look.styles["h2" if self.title else "h3"]
            words = self.title or column.language.label("in_short")
            yield from bound_to_next(column.lines(words, style, column.node.add("P")))
            yield from bound_to_next(column.gap(2 * column.look.quarter))

    def _begun(self, column: Column) -> tuple[Iterator[StructureNode], StructureNode]:
        """Return the nodes of rules that are read, and that of the list.

        Where no label is seen the first rule says it to those who listen.
        """
        rules = []
        if self._begins(column.level):
            label = column.language.label("in_short")
            rules.append(column.node.add("Figure", alt=label))
        listing = column.node.add("L", attributes=("/O /List /ListNumbering /None",))
        return iter(rules), listing

    # Beside the text: in a tinted outer column, or with the label in the margin

    def _fits_aside(self, column: Column) -> bool:
        tried = [*self._under_each_other(_outer(column).trial)]
        return self._begins(column.level) and height(tried) <= ASIDE * column.room

    def _aside(self, column: Column) -> Iterator[Slice]:
        slices = [*self._under_each_other(_outer(column))]
        yield Slice(0.0, tuple(stacked(slices, 0)), BOUND, hang=height(slices))

    def _beside_label(self, column: Column) -> Iterator[Slice]:
        words, style = self.title or column.language.label("in_short"), column.look.styles["topic"]
        node = None if self._begins(column.level) else column.node.add("P")
        begun, listing = self._begun(column)
        yield rule(column.wide, HAIRLINE, "rule", next(begun, None))
        yield from bound_to_next(column.gap(2 * column.look.quarter))
        yield column.hung(words, style, node)
        for number, point in enumerate(self.items):
            if number:
                yield from bound_to_next(column.gap(column.look.quarter))
                yield rule(column, HAIRLINE)
                yield from bound_to_next(column.gap(column.look.quarter))
            yield from held(_point(column, point, listing.add("LI"), "h4"), WISHED)


def _outer(column: Column) -> Column:
    """Return the column for what stands in the outer column, where the points look as on panels."""
    return column.aside._replace(is_folded=True)


def _ruled(
    column: Column, point: KeyPoint, listing: StructureNode, begun: Iterator[StructureNode]
) -> Iterator[Slice]:
    """Yield a point under its rule; its title is as large as a heading, where that has room."""
    yield rule(column, BOLD, "key", next(begun, None))
    yield from bound_to_next(column.gap(UNDER))
    yield from _point(column, point, listing.add("LI"), "h3" if column.is_folded else "h2")


def _point(column: Column, point: KeyPoint, node: StructureNode, titled: str) -> Iterator[Slice]:
    """Yield the title of a point over its text; without a title the text itself is large."""
    styles = column.look.styles
    if point.title:
        yield from bound_to_next(column.lines(point.title, styles[titled], node.add("Lbl")))
    style = styles["body"] if point.title or titled == "h4" else styles["h3"]
    yield from column.lines(point.text, style._replace(balanced=True), node.add("LBody"))
