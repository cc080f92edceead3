"""Reads what pdfium finds painted on the pages of a PDF, in points from the top left.

Positions, sizes and colours are those of the finished page: matrices, forms, page rotation and
crop are applied. Text that is not painted (the layer under a scan) is left out.
"""

from __future__ import annotations

import ctypes
import functools
import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from leaflet.graphics.colour import RGB
from leaflet.graphics.path import Matrix
from leaflet.measure import tree
from leaflet.measure.geometry import TURNS, Bounds, box_of, common, point, round_, times
from leaflet.measure.ground import Ground, painted
from leaflet.measure.spoken import INLINE

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_HIDDEN = (3, 7)
"""Text rendering modes that paint nothing (ISO 32000-1, 9.3.6)."""
_STROKED = 1
_THOUSAND = 1000.0
"""The size for which pdfium gives outlines in ems."""


class ElementPath(NamedTuple):
    """A structure element as its path from the root; paths sort in reading order."""

    places: tuple[int, ...]
    """Its place in the /K of each element above, and its own; the same on every page."""
    roles: tuple[str, ...]

    @property
    def role(self) -> str:
        """The role of the element itself."""
        return self.roles[-1]

    def block(self) -> ElementPath:
        """The element, or the nearest one above it that is not inside a line."""
        depth = len(self.roles)
        while depth > 1 and self.roles[depth - 1] in INLINE:
            depth -= 1
        return ElementPath(self.places[:depth], self.roles[:depth])


class PaintedStyle(NamedTuple):
    """The font, size and colour that a text object is painted in."""

    size: float
    """Font size as drawn, in points."""
    font: str
    colour: RGB
    alpha: float
    upright: bool
    """Whether it is read from left to right along a horizontal line."""
    block: ElementPath | None
    """None for an artifact, and where a file has no tags."""
    x_height: float = 0.0
    """Of the x in the embedded font, in ems; 0 where it has none."""


class Letter(NamedTuple):
    """A visible character; `x` and `y` are the start of its baseline."""

    text: str
    x: float
    y: float
    ink: Bounds
    """As pdfium sees it, hinted: true to a 64th of the size."""
    style: PaintedStyle
    spaced: bool = False
    """Whether a space follows it, painted or guessed by pdfium."""
    blank: bool = False
    """Whether a painted space follows it: the file itself says that a word ends here."""


class Thing(NamedTuple):
    """A painted object that is not text."""

    kind: str
    """`path`, `image` or `shading`."""
    box: Bounds
    block: ElementPath | None
    fill: RGB | None = None
    """The colour that a path is filled with."""
    stroke: RGB | None = None
    """The colour that a path is drawn with."""
    dots: float = 0.0
    """Dots to an inch of an image; 0 for anything else."""
    is_cut: bool = False
    """Whether it is clipped to its box, which shows a part of it."""


class Leaf(NamedTuple):
    """One page as it is painted."""

    number: int
    """From 1."""
    width: float
    height: float
    trim: Bounds
    """Where the paper is cut: the TrimBox, or the page."""
    letters: tuple[Letter, ...]
    things: tuple[Thing, ...]
    ground: Ground
    """The page without its text."""


def read(data: bytes) -> tuple[Leaf, ...]:
    """Read the pages of a PDF; LeafletError if it is none, is locked, or the extra is missing."""
    with tree.opened(data) as document:
        return tuple(_Reader(document, index).leaf() for index in range(len(document)))


class _Reader:
    """Reads one page."""

    def __init__(self, document: PdfDocument, index: int) -> None:
        import pypdfium2.raw as api

        self.api = api
        self.page: PdfPage = document[index]
        self.number = index + 1
        self.elements = dict(self._elements())
        self.text_page = self.page.get_textpage()
        self.styles: dict[int | None, PaintedStyle | None] = {}
        self.owners: dict[int | None, ElementPath | None] = {}
        self.texts: list[Any] = []
        box = api.FS_RECTF()
        api.FPDF_GetPageBoundingBox(self.page, box)
        turn = TURNS[api.FPDFPage_GetRotation(self.page) % 4]
        self.matrix = turn(box.left, box.bottom, box.right, box.top)

    def leaf(self) -> Leaf:
        width, height = self.page.get_size()
        things = tuple(self._things())
        letters = tuple(self._letters())
        trim = self._trim() or Bounds(0, 0, width, height)
        return Leaf(self.number, width, height, trim, letters, things, self._ground())

    def _trim(self) -> Bounds | None:
        sides = [ctypes.c_float() for _ in range(4)]
        if not self.api.FPDFPage_GetTrimBox(self.page, *sides):
            return None
        return box_of([side.value for side in sides], self.matrix)

    # Structure

    def _elements(self) -> Iterator[tuple[int, ElementPath]]:
        """Yield each marked-content id of the page with its element."""
        api = self.api
        structure = api.FPDF_StructTree_GetForPage(self.page)
        if not structure:
            return
        try:
            for place in range(api.FPDF_StructTree_CountChildren(structure)):
                kid = api.FPDF_StructTree_GetChildAtIndex(structure, place)
                yield from self._below(kid, (place,), ())
        finally:
            api.FPDF_StructTree_Close(structure)

    def _below(
        self, handle: Any, places: tuple[int, ...], roles: tuple[str, ...]
    ) -> Iterator[tuple[int, ElementPath]]:
        if not handle:
            return
        api = self.api
        element = ElementPath(places, (*roles, tree.string(api.FPDF_StructElement_GetType, handle)))
        for index in range(api.FPDF_StructElement_CountChildren(handle)):
            number = api.FPDF_StructElement_GetChildMarkedContentID(handle, index)
            if number >= 0:
                yield number, element
                continue
            kid = api.FPDF_StructElement_GetChildAtIndex(handle, index)
            yield from self._below(kid, (*places, index), element.roles)

    # Painted objects

    def _things(self) -> Iterator[Thing]:
        """Yield all objects but text, and remember the text objects with their elements."""
        for index in range(self.api.FPDFPage_CountObjects(self.page)):
            thing = self.api.FPDFPage_GetObject(self.page, index)
            element = self.elements.get(self.api.FPDFPageObj_GetMarkedContentID(thing))
            inside = self._inside(thing, element and element.block(), self.matrix)
            clip = self._clip(thing)
            yield from inside if clip is None else _clipped(inside, clip)

    def _clip(self, thing: Any) -> Bounds | None:
        """Return the box that an object is clipped to, or None if it is not."""
        api = self.api
        path = api.FPDFPageObj_GetClipPath(thing)
        x, y = ctypes.c_float(), ctypes.c_float()
        boxes = []
        for part in range(max(api.FPDFClipPath_CountPaths(path), 0)):
            places = []
            for index in range(api.FPDFClipPath_CountPathSegments(path, part)):
                segment = api.FPDFClipPath_GetPathSegment(path, part, index)
                if api.FPDFPathSegment_GetPoint(segment, x, y):
                    places.append(point(x.value, y.value, self.matrix))
            if places:
                boxes.append(round_(Bounds(*place, *place) for place in places))
        return functools.reduce(common, boxes) if boxes else None

    def _inside(self, thing: Any, block: ElementPath | None, matrix: Matrix) -> Iterator[Thing]:
        api = self.api
        kind = api.FPDFPageObj_GetType(thing)
        if kind == api.FPDF_PAGEOBJ_TEXT:
            self.owners[tree.address(thing)] = block
            self.texts.append(thing)
        elif kind == api.FPDF_PAGEOBJ_FORM:
            own = api.FS_MATRIX()
            api.FPDFPageObj_GetMatrix(thing, own)
            inner = times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
            for index in range(api.FPDFFormObj_CountObjects(thing)):
                yield from self._inside(api.FPDFFormObj_GetObject(thing, index), block, inner)
        else:
            sides = [ctypes.c_float() for _ in range(4)]
            if api.FPDFPageObj_GetBounds(thing, *sides):
                box = box_of([side.value for side in sides], matrix)
                dots = self._dots(thing, box) if kind == api.FPDF_PAGEOBJ_IMAGE else 0.0
                yield Thing(_KINDS[kind], box, block, *self._paint(thing, kind), dots)

    def _dots(self, thing: Any, box: Bounds) -> float:
        """Return how many dots to an inch an image has across."""
        wide, tall = ctypes.c_uint(), ctypes.c_uint()
        self.api.FPDFImageObj_GetImagePixelSize(thing, wide, tall)
        return wide.value / max(box.right - box.left, 0.01) * 72

    def _paint(self, thing: Any, kind: int) -> tuple[RGB | None, RGB | None]:
        """Return the colours that a path is filled and drawn with."""
        api = self.api
        if kind != api.FPDF_PAGEOBJ_PATH:
            return None, None
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        api.FPDFPath_GetDrawMode(thing, mode, stroke)
        fill, line = (self._colour(thing, stroked) for stroked in (False, True))
        return (
            (fill[0], fill[1], fill[2]) if mode.value and fill[3] else None,
            (line[0], line[1], line[2]) if stroke.value and line[3] else None,
        )

    # Text

    def _letters(self) -> Iterator[Letter]:
        api, text_page = self.api, self.text_page
        last: Letter | None = None
        for index in range(api.FPDFText_CountChars(text_page)):
            char = chr(api.FPDFText_GetUnicode(text_page, index))
            guessed = api.FPDFText_IsGenerated(text_page, index)
            if char.isspace():
                last = last and last._replace(spaced=True, blank=last.blank or not guessed)
            elif not guessed:
                if last:
                    yield last
                last = self._letter(index, "-" if char == tree.HYPHEN else char)
        if last:
            yield last

    def _letter(self, index: int, char: str) -> Letter | None:
        style, ink = self._style(index), self._ink(index)
        if style is None or ink is None:
            return None
        x, y = ctypes.c_double(), ctypes.c_double()
        self.api.FPDFText_GetCharOrigin(self.text_page, index, x, y)
        return Letter(char, *point(x.value, y.value, self.matrix), ink, style)

    def _ink(self, index: int) -> Bounds | None:
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        self.api.FPDFText_GetCharBox(self.text_page, index, left, right, low, high)
        box = box_of([left.value, low.value, right.value, high.value], self.matrix)
        return box if box.right > box.left and box.bottom > box.top else None

    def _style(self, index: int) -> PaintedStyle | None:
        """Return the style of a character's text object; None if it is invisible."""
        thing = self.api.FPDFText_GetTextObject(self.text_page, index)
        key = tree.address(thing)
        if key not in self.styles:
            self.styles[key] = self._looked_at(index, thing)
        return self.styles[key]

    def _looked_at(self, index: int, thing: Any) -> PaintedStyle | None:
        api = self.api
        mode = api.FPDFTextObj_GetTextRenderMode(thing)
        *colour, alpha = self._colour(thing, mode == _STROKED)
        if mode in _HIDDEN or not alpha:
            return None
        own = api.FS_MATRIX()
        api.FPDFText_GetMatrix(self.text_page, index, own)
        a, b, c, d, *_ = times((own.a, own.b, own.c, own.d, 0, 0), self.matrix)
        along = math.hypot(a, b)
        # How far the matrix lifts the em square off its baseline.
        height = abs(a * d - b * c) / along if along else 0.0
        return PaintedStyle(
            size=round(api.FPDFText_GetFontSize(self.text_page, index) * height, 3),
            font=self._font(thing),
            colour=(colour[0], colour[1], colour[2]),
            alpha=alpha,
            upright=a > 0 and abs(b) < 0.02 * a,
            block=self.owners.get(tree.address(thing)),
            x_height=self._x_height(thing),
        )

    def _font(self, thing: Any) -> str:
        api = self.api
        buffer = ctypes.create_string_buffer(200)
        api.FPDFFont_GetBaseFontName(api.FPDFTextObj_GetFont(thing), buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace")

    def _x_height(self, thing: Any) -> float:
        """Return the x-height of a font, in ems."""
        api = self.api
        font = api.FPDFTextObj_GetFont(thing)
        outline = api.FPDFFont_GetGlyphPath(font, ord("x"), _THOUSAND)
        count = api.FPDFGlyphPath_CountGlyphSegments(outline) if outline else 0
        x, y, top = ctypes.c_float(), ctypes.c_float(), 0.0
        for index in range(count):
            segment = api.FPDFGlyphPath_GetGlyphPathSegment(outline, index)
            if api.FPDFPathSegment_GetPoint(segment, x, y):
                top = max(top, y.value)
        return top

    def _colour(self, thing: Any, stroked: bool) -> list[float]:
        """Return red, green, blue and alpha, 0 to 1."""
        parts = [ctypes.c_uint(255 if place == 3 else 0) for place in range(4)]
        api = self.api
        ask = api.FPDFPageObj_GetStrokeColor if stroked else api.FPDFPageObj_GetFillColor
        ask(thing, *parts)
        return [part.value / 255 for part in parts]

    def _ground(self) -> Ground:
        for thing in self.texts:
            self.api.FPDFPageObj_SetIsActive(thing, False)
        return painted(self.page)


def _clipped(things: Iterable[Thing], clip: Bounds) -> Iterator[Thing]:
    """Yield what can be seen of things through a clip."""
    for thing in things:
        box = common(thing.box, clip)
        if box.left < box.right and box.top < box.bottom:
            yield thing._replace(box=box, is_cut=True)


_KINDS = {2: "path", 3: "image", 4: "shading"}
