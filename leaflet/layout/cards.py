"""Cards: a solid head over a body on paper, in an outline with round corners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from leaflet.content.sheet import MM
from leaflet.graphics.colour import RGB, contrast
from leaflet.layout.box import Box
from leaflet.layout.column import Column
from leaflet.layout.grid import INSET
from leaflet.layout.slices import BOUND, WISHED, Fill, Slice, height, moved
from leaflet.layout.strips import held, paired, stacked, trimmed, unread

OVER = 2 * MM
"""White over and under the words or the sign of a head."""
INSIDE = 3 * MM
"""White over and under the body."""
GROUND = 4 * MM
"""White over and under what stands on a quiet ground."""
APART, CLOSEST = 3.5 * MM, 3.1 * MM
"""White between two cards."""
SEEN = 1.02
"""A ground with less contrast to the paper is outlined."""
PALE = 1.5
"""A head with less contrast to the paper is parted from the body by a rule."""

BEVEL = 2 - 2**0.5
"""The share of an outline by which cut corners are shorter inside it."""


class CardLook(NamedTuple):
    """The colours of a card; the thickness of its outline and the radius of its corners, points."""

    line: RGB
    head: RGB
    paper: RGB
    outline: float
    radius: float
    is_cut: bool = False
    """Whether its corners are cut off, not round."""

    @property
    def rule(self) -> float:
        """Thickness of the rule under the head."""
        return self.outline if contrast(self.head, self.paper) < PALE else 0.0


class Card(NamedTuple):
    """A card on a column: what is drawn behind its slices."""

    column: Column
    look: CardLook

    @property
    def inner(self) -> Column:
        """The column for the words."""
        return self.column.inset(INSET, INSET)

    def headed(
        self, head: Iterable[Slice], body: Iterable[Slice], again: Iterable[Slice]
    ) -> Iterator[Slice]:
        """Yield the card with its head, which is never parted from its body, over it.

        It is wished to be in one piece. Where it is not, it is closed at the foot of a page, and
        goes on under `again`, the head as it is repeated.
        """
        opened = self._head(unread(again))
        foot = self._behind(Slice(max(INSIDE, self.look.radius + self.look.outline)), foot=True)
        parts = [self._behind(part) for part in paired(trimmed(body))]
        parts = [
            part._replace(
                above=(opened, self._top, *map(self._behind, part.above)),
                below=(*map(self._behind, part.below), foot),
            )
            for part in parts
        ]
        parts[-1] = parts[-1]._replace(keep_with_next=BOUND)
        yield from held([self._head(head), self._top, *parts, foot], WISHED)

    def beside(self, head: Iterable[Slice], body: Iterable[Slice], start: float) -> Slice:
        """Return the card in one row, its head at the side of a body that begins at `start`."""
        head, body = list(head), trimmed(body)
        line = self.look.outline
        tall = max(height(head) + 2 * OVER, height(body) + 2 * INSIDE) + 2 * line
        outer, inner = self._box(self.look.line, 0.0), self._box(self.look.head, line)
        right = self.column.x + self.column.width - line
        paper = Box(start, right - start, self.look.paper, self.look.paper, radius=inner.radius)
        square = Fill(start, line, 2 * inner.radius, tall - 2 * line, self.look.paper)
        grounds = (
            *outer.marks(tall),
            *(moved(mark, 0, line) for mark in inner.marks(tall - 2 * line)),
            *(moved(mark, 0, line) for mark in paper.marks(tall - 2 * line)),
            square,
        )
        words = (stacked(cell, (tall - height(cell)) / 2) for cell in (head, body))
        return Slice(tall, (*grounds, *chain.from_iterable(words)))

    @property
    def _top(self) -> Slice:
        """The white over the body."""
        return self._behind(Slice(INSIDE, keep_with_next=BOUND))

    def _head(self, words: Iterable[Slice]) -> Slice:
        words, look = list(words), self.look
        tall = height(words) + 2 * OVER + look.outline + look.rule
        outer = self._box(look.line, 0.0).marks(tall, foot=False)
        inner = self._box(look.head, look.outline).marks(
            tall - look.outline - look.rule, foot=False
        )
        grounds = (*outer, *(moved(mark, 0, look.outline) for mark in inner))
        marks = (*grounds, *stacked(words, look.outline + OVER))
        return Slice(tall, marks, BOUND)

    def _behind(self, slice: Slice, foot: bool = False) -> Slice:
        """Return a slice of the body with its strip of the card behind it, maybe the last strip."""
        look = self.look
        outer = self._box(look.line, 0.0).marks(slice.height, head=False, foot=foot)
        tall = slice.height - (look.outline if foot else 0.0)
        inner = self._box(look.paper, look.outline).marks(tall, head=False, foot=foot)
        return slice._replace(marks=(*outer, *inner, *slice.marks), white=False)

    def _box(self, ground: RGB, inside: float) -> Box:
        """Return a box of one colour, so many points inside the edge of the card."""
        width, look = self.column.width - 2 * inside, self.look
        radius = max(0.0, look.radius - inside * (BEVEL if look.is_cut else 1.0))
        x = self.column.x + inside
        return Box(x, width, ground, ground, radius=radius, is_cut=look.is_cut)


def on_ground(
    column: Column, body: Iterable[Slice], again: Iterable[Slice], bar: RGB | None = None
) -> Iterator[Slice]:
    """Yield a body on the quiet ground of panels, perhaps with a bar at its start edge.

    It is wished to be in one piece; where it is not, `again` is repeated on the next page.
    """
    look = column.look
    line = bar or look.colours["rule"]
    is_seen = contrast(look.colours["panel"], look.colours["paper"]) > SEEN
    ground = (column.x, column.width, look.colours["panel"], line, 0.0 if is_seen else look.rule)
    box = Box(*ground, bar=look.bar if bar else 0.0)
    yield from _boxed(box, body, again, GROUND)


def panel(column: Column, body: Iterable[Slice], again: Iterable[Slice] = ()) -> Iterator[Slice]:
    """Yield a body on the ground of panels, with the outline and the corners of the theme.

    It is wished to be in one piece; where it is not, `again` is repeated on the next page.
    """
    look = column.look
    colours = look.colours["panel"], look.colours["rule"]
    box = Box(column.x, column.width, *colours, look.outline, look.radius)
    yield from _boxed(box, body, again, INSET)


def _boxed(box: Box, body: Iterable[Slice], again: Iterable[Slice], pad: float) -> Iterator[Slice]:
    """Yield a body in a box with white over and under it, which goes on over a page break.

    No piece of it has one line, and each begins with `again` but the first.
    """
    top = box.behind(Slice(pad, keep_with_next=BOUND), head=True)
    foot = box.behind(Slice(pad), foot=True)
    opened = (top, *map(box.behind, unread(again)))
    parts = [box.behind(part) for part in paired(trimmed(body))]
    parts = [
        part._replace(
            above=(*opened, *map(box.behind, part.above)),
            below=(*map(box.behind, part.below), foot),
        )
        for part in parts
    ]
    parts[-1] = parts[-1]._replace(keep_with_next=BOUND)
    yield from held([top, *parts, foot], WISHED)
