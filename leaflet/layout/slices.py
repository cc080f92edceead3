"""Defines what layout is made of: marks, slices, structure nodes and pages.

All lengths are points. Within a slice `x` runs from the page's start edge and `y` down from the
slice's top; on a page `y` runs down from the page's top.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple

from leaflet.graphics.colour import RGB
from leaflet.graphics.outline import Outline
from leaflet.text import scripts

if TYPE_CHECKING:
    from leaflet.graphics.picture import Picture
    from leaflet.source.span import Span
    from leaflet.text.fonts import Font
    from leaflet.text.shape import Glyph, Piece


HEADING = re.compile("H([1-6])")
"""The structure type of a heading, with its level."""


class StructureNode:
    """A place in reading order: a structure element (ISO 32000-1, 14.8.4).

    A node holds either marks and inline nodes (a paragraph and its links) or block nodes, never
    both. Block nodes are in reading order as they are made; marks find their order on the pages.
    """

    __slots__ = ("actual", "alt", "attributes", "children", "language", "parent", "role")

    def __init__(
        self,
        role: str,
        alt: str = "",
        language: str = "",
        attributes: tuple[str, ...] = (),
        *,
        parent: StructureNode | None = None,
    ) -> None:
        self.role = role
        self.children: list[StructureNode] = []
        self.parent = parent
        self.alt = alt
        self.language = language
        self.attributes = attributes
        self.actual = ""
        """What is read aloud instead of what is drawn (ISO 32000-1, 14.9.4)."""

    def add(
        self, role: str, alt: str = "", language: str = "", attributes: tuple[str, ...] = ()
    ) -> StructureNode:
        """Make a new last child and return it."""
        child = StructureNode(role, alt, language, attributes, parent=self)
        self.children.append(child)
        return child

    @property
    def nodes(self) -> Iterator[StructureNode]:
        """The node and all below it, parents before children."""
        yield self
        for child in self.children:
            yield from child.nodes

    def __repr__(self) -> str:
        return f"StructureNode({self.role}, {self.children})"


def heading_role(level: int) -> str:
    """Return the structure type of a heading, H1 to H6 (ISO 32000-1, 14.8.4.3.2)."""
    return f"H{min(level, 6)}"


def heading_nodes(root: StructureNode) -> list[StructureNode]:
    """Return the headings below a node, in reading order."""
    return [node for node in root.nodes if HEADING.fullmatch(node.role)]


class TooWide(NamedTuple):
    """A word that is wider than the place it stands in, which makes a leaflet refused."""

    word: str
    span: Span | None
    """The text that it is in, where that was read from a file."""


class Words(NamedTuple):
    """Text of one font, size and colour on one line; `x`, `y` at the start of the baseline."""

    x: float
    y: float
    font: Font
    size: float
    pieces: tuple[Piece, ...]
    width: float
    colour: RGB
    node: StructureNode | None = None
    link: str = ""
    outside: TooWide | None = None
    """The word of them that is too wide, if any."""

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The glyphs of all pieces, in ems."""
        return tuple(chain.from_iterable(piece.glyphs for piece in self.pieces))

    @property
    def baseline(self) -> float:
        """The baseline of the line: that of a subscript is lower, of a superscript higher."""
        script = self.pieces[0].script if self.pieces else ""
        above = scripts.rise(script, self.font.cap_height) if script else 0.0
        return self.y + above * self.size / scripts.SCALE

    @property
    def text(self) -> str:
        """The words as a string."""
        return "".join(piece.text for piece in self.pieces)


class Fill(NamedTuple):
    """A tinted rectangle, its upper and lower corners rounded or not."""

    x: float
    y: float
    width: float
    height: float
    colour: RGB
    upper: float = 0.0
    lower: float = 0.0
    """Radii of the corners."""
    line: RGB | None = None
    """The colour of its outline, which lies inside the rectangle."""
    thickness: float = 0.0


class Stroke(NamedTuple):
    """A straight rule of a thickness."""

    x: float
    y: float
    to_x: float
    to_y: float
    thickness: float
    colour: RGB


class Cut(NamedTuple):
    """The part of a picture that is seen: its edges as shares of the width and the height."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0


class PlacedPicture(NamedTuple):
    """A picture in a box; `x`, `y` at its top start corner. Without a node it is decoration."""

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    node: StructureNode | None = None
    cut: Cut | None = None
    """What is seen in the box, of a picture that fills it; None for one that is never cut."""

    @property
    def whole(self) -> tuple[float, float, float, float]:
        """x, y, width and height of the whole picture, of which the box shows a part."""
        left, top, right, bottom = self.cut or Cut()
        width, height = self.width / (right - left), self.height / (bottom - top)
        return self.x - left * width, self.y - top * height, width, height

    @property
    def dots(self) -> float:
        """Dots to a printed inch; a drawing has no end of them."""
        return inf if self.picture.kind == "svg" else self.picture.width / self.whole[2] * 72


class Shape(NamedTuple):
    """An outline drawn in a box and one colour; `x`, `y` at its top start corner.

    Without a node it is decoration; with one, that is a Figure and has an `alt`.
    """

    x: float
    y: float
    width: float
    height: float
    outline: Outline
    colour: RGB
    node: StructureNode | None = None
    line: RGB | None = None
    """The colour of a line along the outline."""
    thickness: float = 0.0


BlankKind = Literal["line", "room", "tick"]
"""What a reader writes: a few words on a line, more in a room, or a tick in a box."""


class Blank(NamedTuple):
    """The place of a form field; `x`, `y` at its top start corner.

    It paints nothing: the rule or box that is printed stands beside it as other marks do.
    """

    x: float
    y: float
    width: float
    height: float
    kind: BlankKind
    name: str
    """What is to be filled in, as it is read aloud."""
    size: float
    """Of the type that is filled in, in points."""
    node: StructureNode
    """Its Form node, which has nothing else."""


Mark = Words | Fill | Stroke | PlacedPicture | Shape | Blank

LOOSE, WISHED, WHOLE, BOUND = range(4)
"""How a slice holds to the next: not; by wish, as in a panel; as a part of what stays whole, unless
it is higher than a page; by rule, as a heading does."""


class Elastic(NamedTuple):
    """How white space may give, so that a page ends where it should; in points."""

    shrinks: float
    """By how much it may be lower."""
    grows: float
    """By how much it may be higher."""
    step: float
    """What it gives is a multiple of this."""
    is_last: bool = False
    """Whether it gives only where no other white of the page does."""


class Slice(NamedTuple):
    """A strip across the page that is never cut; pages break between slices."""

    height: float
    marks: tuple[Mark, ...] = ()
    keep_with_next: int = LOOSE
    white: bool = False
    """White space, which falls away at the top of a page."""
    above: tuple[Slice, ...] = ()
    """What is repeated above the slice where it begins a page."""
    below: tuple[Slice, ...] = ()
    """What closes a panel under the slice where it ends a page."""
    hang: float = 0.0
    """How far marks of the margin column reach down beside the slices that follow."""
    breaks: bool = False
    """Whether what follows begins a new page."""
    topic: bool = False
    """Whether a topic begins with it: it is the first line of a heading of level 2."""
    elastic: Elastic | None = None
    """How it gives, if it is white space that does."""
    footed: bool = False
    """Whether it stands at the foot of its page, which ends with it."""
    turned: bool = False
    """Whether it stands on a page that is turned, wider than high."""


class Page(NamedTuple):
    """A page: its marks at their final place, decoration first, then in reading order."""

    number: int
    """From 1, in reading order."""
    marks: tuple[Mark, ...]
    turned: bool = False
    """Whether its paper is turned, so that it is wider than high."""


def moved(mark: Mark, x: float, y: float) -> Mark:
    """Return the mark moved by `x` and `y` points."""
    if isinstance(mark, Stroke):
        return mark._replace(x=mark.x + x, y=mark.y + y, to_x=mark.to_x + x, to_y=mark.to_y + y)
    return type(mark)(mark.x + x, mark.y + y, *mark[2:])  # much faster than _replace


def too_wide(slices: Iterable[Slice]) -> Iterator[TooWide]:
    """Yield the words of slices that are wider than the place they stand in."""
    for slice in slices:
        for mark in slice.marks:
            if isinstance(mark, Words) and mark.outside:
                yield mark.outside


def height(slices: Iterable[Slice]) -> float:
    """Return the height of slices one under another, in points."""
    return sum(slice.height for slice in slices)
