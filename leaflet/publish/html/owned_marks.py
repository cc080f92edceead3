"""Gathers what each node of the structure tree owns, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from leaflet.composition.leaflet import Leaflet
from leaflet.graphics.colour import RGB
from leaflet.layout.slices import (
    Blank,
    Fill,
    Mark,
    Page,
    PlacedPicture,
    Shape,
    StructureNode,
    Words,
)

Owned = Words | PlacedPicture | Shape | Blank
"""A mark that belongs to a node."""
INLINE = ("Link", "Reference", "Span", "Form")
"""Roles of nodes inside a text (ISO 32000-1, 14.8.4.4)."""


class Underlay(NamedTuple):
    """What words stand on: a tint of one colour, perhaps with a line around it."""

    page: int
    fill: Fill

    @property
    def colour(self) -> RGB:
        """The colour of the tint."""
        return self.fill.colour


class OwnedMarks:
    """The nodes of a leaflet with what they own, as the tags of its PDF have them.

    Pages are taken in their order, whatever the paper does with them (ISO 32000-1, 14.7.4).
    """

    def __init__(self, leaflet: Leaflet) -> None:
        self.root = leaflet.tree
        self._placed: dict[StructureNode, list[tuple[int, Owned]]] = {}
        self._pages: dict[StructureNode, int] = {}
        self._grounds: dict[StructureNode, Underlay | None] = {}
        pages = (placed.page for side in leaflet.sides for placed in side.pages)
        self._count = 0
        for page in sorted(pages, key=lambda page: page.number):
            self._take(page)

    def _take(self, page: Page) -> None:
        fills = [mark for mark in page.marks if isinstance(mark, Fill)]
        for mark in page.marks:
            node: StructureNode | None = getattr(mark, "node", None)
            if node is None or not isinstance(mark, Owned):
                continue
            self._count += 1
            self._pages.setdefault(node, page.number)
            self._placed.setdefault(node, []).append((self._count, mark))
            if isinstance(mark, Words) and node not in self._grounds:
                fill = _under(fills, mark)
                self._grounds[node] = Underlay(page.number, fill) if fill else None

    def kids(self, node: StructureNode) -> list[Owned | StructureNode]:
        """Return marks and nodes below a node, in the order in which they are read."""
        own = self._placed.get(node, ())
        if not own:
            return [*node.children]
        placed: list[tuple[int, Owned | StructureNode]] = [*own]
        placed += [(self._first(child), child) for child in node.children]
        return [kid for _, kid in sorted(placed, key=lambda each: each[0])]

    def _first(self, node: StructureNode) -> int:
        return min((own[0][0] for each in node.nodes if (own := self._placed.get(each))), default=0)

    def page(self, node: StructureNode) -> int:
        """Return the number of the page that a node begins on."""
        return next(self._pages[each] for each in node.nodes if each in self._pages)

    def words(self, node: StructureNode) -> Iterator[Words]:
        """Yield all words of a node and of those below it."""
        for kid in self.kids(node):
            if isinstance(kid, Words):
                yield kid
            elif isinstance(kid, StructureNode):
                yield from self.words(kid)

    def ground(self, node: StructureNode) -> Underlay | None:
        """Return what the last words of a node stand on, or None for the bare page.

        The first ones of a panel may stand on the strip of its heading.
        """
        known = [self._grounds[each] for each in node.nodes if each in self._grounds]
        return known[-1] if known else None

    def strip(self, node: StructureNode) -> Underlay | None:
        """Return what the heading of a panel stands on, if it is another tint than the rest."""
        known = [self._grounds[each] for each in node.nodes if each in self._grounds]
        return known[0] if known and known[0] != known[-1] else None

    def grounded(
        self, nodes: Sequence[StructureNode]
    ) -> list[tuple[StructureNode, Underlay | None]]:
        """Return nodes with what they stand on; a figure stands where what follows it does."""
        found: list[tuple[StructureNode, Underlay | None]] = []
        after: Underlay | None = None
        for node in reversed(nodes):
            after = after if node.role == "Figure" else self.ground(node)
            found.append((node, after))
        return found[::-1]


def _under(fills: Sequence[Fill], words: Words) -> Fill | None:
    """Return the fill that words stand on: the last one painted of those around their start."""
    x, y = words.x + words.width / 2, words.y - words.size / 4
    around = [
        fill
        for fill in fills
        if fill.x <= x <= fill.x + fill.width and fill.y <= y <= fill.y + fill.height
    ]
    return around[-1] if around else None


def marks_of(kids: Sequence[Owned | StructureNode]) -> list[Mark]:
    """Return the marks among what a node holds."""
    return [kid for kid in kids if not isinstance(kid, StructureNode)]
