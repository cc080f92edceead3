"""Writes the marks of a side as the operators of a content stream (ISO 32000-1, 8 and 9)."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, groupby, pairwise

from leaflet.graphics.outline import Outline
from leaflet.layout.slices import (
    Blank,
    Fill,
    Mark,
    PlacedPicture,
    Shape,
    Stroke,
    StructureNode,
    Words,
    moved,
)
from leaflet.publish.pdf.composites import signs
from leaflet.publish.pdf.file import number
from leaflet.publish.pdf.glyphs import EmbeddedFont
from leaflet.publish.pdf.inks import SCREEN, Inks

CIRCLE = 0.5523
"""How far the control points of a Bézier curve stand from the ends of a quarter circle."""


class ContentStream:
    """Gathers the operators of a side `height` points high, whose marks count down from its top."""

    def __init__(
        self,
        height: float,
        font: Callable[[Words], EmbeddedFont],
        image: Callable[[PlacedPicture], str],
        tag: Callable[[StructureNode, list[Mark]], int],
        field: Callable[[Blank], None],
        inks: Inks = SCREEN,
    ) -> None:
        self.height = height
        self.font = font
        self.image = image
        self.tag = tag
        """Gives out the MCID of a sequence of marks that belong to a node."""
        self.field = field
        """Puts a form field over what is painted."""
        self.inks = inks
        self.parts: list[bytes] = []
        self.starts: list[int] = []
        """Where each marked-content sequence begins among the parts."""

    def paint(self, marks: Iterable[Mark], x: float = 0.0, y: float = 0.0) -> None:
        """Write marks moved by x and y; neighbours of one node are one marked-content sequence."""
        for node, group in groupby(marks, key=_node):
            same = [moved(mark, x, y) for mark in group] if x or y else list(group)
            if isinstance(same[0], Blank):
                self.field(same[0])
                continue
            self.starts.append(len(self.parts))
            if node is None:
                self.parts.append(b"/Artifact BMC")
            else:
                mcid = self.tag(node, same)
                self.parts.append(f"/{node.role} <</MCID {mcid}>> BDC".encode())
            self.sequence(same)
            self.parts.append(b"EMC")

    def encode(self) -> bytes:
        """Return the bytes of the stream."""
        return b"\n".join(self.parts)

    def sequence(self, marks: Iterable[Mark]) -> None:
        """Write marks in their order; words that follow one another are one text object."""
        words: list[Words] = []
        for mark in marks:
            if isinstance(mark, Words):
                words.append(mark)
            else:
                self._text(words)
                self._graphic(mark)
                words = []
        self._text(words)

    def _text(self, words: Sequence[Words]) -> None:
        if not words:
            return
        self.parts.append(b"BT")
        set_font = set_colour = None
        for mark in words:
            font = self.font(mark)
            if (font, mark.size) != set_font:
                set_font = (font, mark.size)
                self._write(f"/{font.name} {number(mark.size)} Tf")
            if mark.colour != set_colour:
                set_colour = mark.colour
                self._write(self.inks.fill(mark.colour))
            if any(piece.goes_left for piece in mark.pieces):
                self._leftwards(mark, font)
                continue
            self._write(f"1 0 0 1 {number(mark.x)} {number(self.height - mark.y)} Tm")
            self.parts.append(font.shown(mark.pieces))
        self.parts.append(b"ET")

    def _leftwards(self, mark: Words, font: EmbeddedFont) -> None:
        """Write words that run to the left, in the order of the text, each letter where it stands.

        Readers take the order of what is painted for that of the text, but for those that sort it
        by place; glyphs painted from left to right are read backwards by the former.
        """
        x = mark.x + mark.width
        for sign in chain.from_iterable(map(signs, mark.pieces)):
            x -= sign.advance * mark.size
            place = number(x + sign.x * mark.size)
            self._write(f"1 0 0 1 {place} {number(self.height - mark.y)} Tm")
            self.parts.append(font.shown_alone(sign))

    def _graphic(self, mark: Mark) -> None:
        match mark:
            case Fill():
                self._fill(mark)
            case Stroke():
                self._stroke(mark)
            case PlacedPicture():
                self._image(mark)
            case Shape():
                self._shape(mark)

    def _fill(self, fill: Fill) -> None:
        self._write(self.inks.fill(fill.colour))
        paint = "f"
        if fill.line:
            self._write(f"{number(fill.thickness)} w {self.inks.line(fill.line)}")
            fill, paint = _inside(fill, fill.thickness / 2), "b"
        left, low = fill.x, self.height - fill.y - fill.height
        if not (fill.upper or fill.lower):
            size = f"{number(fill.width)} {number(fill.height)}"
            self._write(f"{number(left)} {number(low)} {size} re {paint}")
        else:
            self._write(f"{_rounded(left, low, fill)} {paint}")

    def _stroke(self, stroke: Stroke) -> None:
        start = f"{number(stroke.x)} {number(self.height - stroke.y)} m"
        end = f"{number(stroke.to_x)} {number(self.height - stroke.to_y)} l S"
        colour = self.inks.line(stroke.colour)
        self._write(f"{number(stroke.thickness)} w {colour} {start} {end}")

    def _image(self, image: PlacedPicture) -> None:
        x, y, width, height = image.whole
        low = self.height - y - height
        whole = f"{number(width)} 0 0 {number(height)} {number(x)} {number(low)}"
        clip = self._clip(image) if image.cut else ""
        self._write(f"q {clip}{whole} cm /{self.image(image)} Do Q")

    def _clip(self, image: PlacedPicture) -> str:
        """Return operators that let nothing be painted outside the box (ISO 32000-1, 8.5.4)."""
        low = self.height - image.y - image.height
        size = f"{number(image.width)} {number(image.height)}"
        return f"{number(image.x)} {number(low)} {size} re W n "

    def _shape(self, shape: Shape) -> None:
        """Return operators that draw an outline in its box; its y runs down."""
        outline = shape.outline
        across, down = shape.width / outline.width, shape.height / outline.height
        place = f"{number(shape.x)} {number(self.height - shape.y)}"
        self._write(f"q {across:.5f} 0 0 {-down:.5f} {place} cm {self.inks.fill(shape.colour)}")
        if shape.line:
            line = self.inks.line(shape.line)
            self._write(f"{line} {number(shape.thickness / across)} w 1 j")
        self._write(f"{painted(outline, bool(shape.line))} Q")

    def _write(self, text: str) -> None:
        self.parts.append(text.encode("ascii"))


_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h", "R": "re"}


@functools.lru_cache(maxsize=128)
def painted(outline: Outline, with_line: bool = False) -> str:
    """Return operators that fill the path at each of its places, and draw a line along it.

    From one place to the next the origin moves: the same bytes again cost nothing once deflated.
    """
    path = " ".join(_segment(*segment) for segment in outline.path)
    fill = ("B" if with_line else "f") + "*" * outline.even_odd
    written: list[str] = []
    for (x, y), (left, top) in pairwise([(0.0, 0.0), *outline.places]):
        if (x, y) != (left, top):
            written.append(f"1 0 0 1 {number(left - x)} {number(top - y)} cm")
        written.append(f"{path} {fill}")
    return "\n".join(written)


def _segment(kind: str, points: tuple[float, ...]) -> str:
    return " ".join((*map(number, points), _OPERATORS[kind]))


def _node(mark: Mark) -> StructureNode | None:
    return getattr(mark, "node", None)


def _inside(fill: Fill, inset: float) -> Fill:
    """Return the rectangle `inset` points smaller on every side."""
    return fill._replace(
        x=fill.x + inset,
        y=fill.y + inset,
        width=fill.width - 2 * inset,
        height=fill.height - 2 * inset,
        upper=max(fill.upper - inset, 0.0),
        lower=max(fill.lower - inset, 0.0),
    )


def _rounded(left: float, low: float, fill: Fill) -> str:
    """Return the path of a rounded rectangle, from its lower left corner on."""
    right, high = left + fill.width, low + fill.height
    path: list[str] = []
    corners = (
        (right, low, fill.lower, (-1, 0), (0, 1)),
        (right, high, fill.upper, (0, -1), (-1, 0)),
        (left, high, fill.upper, (1, 0), (0, -1)),
        (left, low, fill.lower, (0, 1), (1, 0)),
    )
    path.append(f"{number(left + fill.lower)} {number(low)} m")
    for x, y, radius, before, after in corners:
        bend = radius * (1 - CIRCLE)
        points = (
            (x + before[0] * radius, y + before[1] * radius),
            (x + before[0] * bend, y + before[1] * bend),
            (x + after[0] * bend, y + after[1] * bend),
            (x + after[0] * radius, y + after[1] * radius),
        )
        start, *curve = (f"{number(px)} {number(py)}" for px, py in points)
        path.append(f"{start} l" + (f" {' '.join(curve)} c" if radius else ""))
    return " ".join(path)
