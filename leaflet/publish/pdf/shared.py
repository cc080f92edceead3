"""Writes the files of a run: what does not name the clinic stands first, the same bytes in each.

Colours are entries of a palette, and fonts have a fixed repertoire beside the letters of the
leaflet, so that pages, fonts and structure are alike whatever clinic it is.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from leaflet.composition.imposition import Side
from leaflet.graphics.picture import Picture
from leaflet.layout.slices import Mark, StructureNode, Words
from leaflet.publish.pdf.content import ContentStream
from leaflet.publish.pdf.file import (
    HEADER,
    PACKED,
    ROW,
    File,
    Object,
    PdfDictionary,
    PdfName,
    PdfReference,
    PdfStream,
    Raw,
    dictionary,
    packed,
    written_object,
    xref_row,
    xref_stream,
)
from leaflet.publish.pdf.glyphs import EmbeddedFont
from leaflet.publish.pdf.inks import IndexedInks
from leaflet.publish.pdf.metadata import Facts
from leaflet.publish.pdf.objects import PDFStream
from leaflet.publish.pdf.writer import Writer
from leaflet.text import fonts
from leaflet.text.fonts import Font
from leaflet.text.shape import Piece, shape

REPERTOIRE = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 "
    "!\"#$%&'()*+,-./:;=?@[]_~|£€§©®°·–—‘’“”…•"
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸŒß àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœ "
    "ff fi fl ffi ffl fj tt"
)
"""The letters that every file has, so that most names and addresses need no others."""
MAIN = ("plain", "noto")
"""The families whose fonts have it."""


def write(sides: Sequence[Side], root: StructureNode, facts: Facts) -> bytes:
    """Write a PDF/UA-1 and PDF/A-2a file; it looks and reads like that of `writer.write`."""
    return SharedWriter(root).write(sides, facts)


class Front(NamedTuple):
    """The beginning of a file, up to what names the clinic."""

    written: bytes
    rows: bytes
    """The rows of the cross-reference stream for its objects; those of others are zeros."""
    digest: hashlib._Hash
    free: int
    """The next number of an object."""


class SharedFile(File):
    """A file whose own objects, which name the clinic or may, come after all others."""

    def __init__(self) -> None:
        super().__init__()
        self.own: set[int] = set()

    def add_own(self, obj: Object) -> PdfReference:
        """Add an object that names the clinic, or may."""
        reference = self.add(obj)
        self.own.add(len(self.objects))
        return reference

    def encode(self, root: PdfReference, info: PdfReference) -> bytes:
        """Return the bytes of the whole file."""
        self.trailer = dictionary(Type=PdfName("XRef"), Root=root, Info=info)
        return whole(self.front(), *self.own_objects(), self.trailer)

    def front(self) -> Front:
        """Return all objects that are not the clinic's own."""
        numbered = {n: obj for n, obj in enumerate(self.objects, 1) if n not in self.own}
        streams = {n: obj.format(self) for n, obj in numbered.items() if _is_stream(obj)}
        small = {n: obj.format(self) for n, obj in numbered.items() if not _is_stream(obj)}
        shared = packs(small, len(self.objects) + 1)
        parts, places = _placed(streams | shared.streams, len(HEADER % self.version))
        written = HEADER % self.version + b"".join(parts)
        rows = bytearray(ROW * shared.free)
        _fill(rows, {0: (0, 0, 65535)} | shared.places | places)
        return Front(written, bytes(rows), hashlib.sha256(written), shared.free)

    def own_objects(self) -> tuple[dict[int, bytes], dict[int, bytes]]:
        """Return the clinic's own streams and small objects, by number."""
        numbered = {n: self.objects[n - 1] for n in sorted(self.own)}
        streams = {n: obj.format(self) for n, obj in numbered.items() if _is_stream(obj)}
        return streams, {n: o.format(self) for n, o in numbered.items() if n not in streams}


class Packs(NamedTuple):
    """Object streams, where the objects in them are, and the next free number."""

    streams: dict[int, bytes]
    places: dict[int, tuple[int, int, int]]
    free: int


def packs(small: dict[int, bytes], free: int) -> Packs:
    """Pack small objects into object streams, which are numbered from `free` on."""
    numbers, made = [*small], Packs({}, {}, free)
    for start in range(0, len(numbers), PACKED):
        chunk = numbers[start : start + PACKED]
        made.streams[free] = packed({n: small[n] for n in chunk}).format(File())
        made.places.update({n: (2, free, index) for index, n in enumerate(chunk)})
        free += 1
    return made._replace(free=free)


def whole(
    front: Front, streams: dict[int, bytes], small: dict[int, bytes], trailer: PdfDictionary
) -> bytes:
    """Return the whole file, with the clinic's own objects behind the front."""
    own = packs(small, front.free)
    parts, places = _placed(streams | own.streams, len(front.written))
    digest, end = front.digest.copy(), len(front.written) + sum(map(len, parts))
    for part in parts:
        digest.update(part)
    rows = bytearray(front.rows) + bytes(ROW * (own.free + 1 - front.free))
    _fill(rows, own.places | places | {own.free: (1, end, 0)})
    xref = xref_stream(bytes(rows), trailer, digest.hexdigest()[:32])
    last = written_object(own.free, xref.format(File()))
    return b"".join([front.written, *parts, last, b"startxref\n%d\n%%%%EOF\n" % end])


def _placed(
    streams: dict[int, bytes], offset: int
) -> tuple[list[bytes], dict[int, tuple[int, int, int]]]:
    """Return the objects as they are written from `offset` on, and their places."""
    parts, places = [], {}
    for number, body in streams.items():
        places[number] = (1, offset, 0)
        parts.append(written_object(number, body))
        offset += len(parts[-1])
    return parts, places


def _fill(rows: bytearray, places: Mapping[int, tuple[int, int, int]]) -> None:
    for number, place in places.items():
        rows[ROW * number : ROW * (number + 1)] = xref_row(*place)


def _is_stream(obj: Object) -> bool:
    return isinstance(obj, PDFStream)


class SharedWriter(Writer):
    """Writes one file of a run."""

    file: SharedFile

    def __init__(self, root: StructureNode) -> None:
        super().__init__(root)
        self.inks: IndexedInks = IndexedInks()
        self.palette = Raw(b"")
        self.palette_at = self.file.add_own(self.palette)
        self.painted: list[ContentStream] = []
        """What is painted on each side."""
        self.contents_at: list[int] = []
        """The numbers of their content streams."""
        self.linked: dict[tuple[int, int], list[int]] = {}
        """The numbers of the links of each marked-content sequence, by side and MCID."""

    def new_file(self) -> SharedFile:
        """Return the file to write into."""
        return SharedFile()

    def contents(self, content: ContentStream) -> PdfReference:
        """Add what is painted on a side to the file."""
        self.painted.append(content)
        reference = super().contents(content)
        self.contents_at.append(reference.count)
        return reference

    def _font(self, words: Words) -> EmbeddedFont:
        is_new = words.font not in self.fonts
        font = super()._font(words)
        if is_new:
            font.pieces.update(repertoire(words.font))
        return font

    def _tag(self, node: StructureNode, marks: list[Mark]) -> int:
        before = len(self.annotations)
        mcid = super()._tag(node, marks)
        links = [reference.count for reference in self.annotations[before:]]
        self.linked[len(self.tags.sides) - 1, mcid] = links
        return mcid

    def _fill_resources(self) -> None:
        super()._fill_resources()
        self.palette.written = self.inks.space
        self.resources["ColorSpace"] = dictionary(C=self.palette_at)

    def _form(self, picture: Picture) -> PdfStream:
        form = super()._form(picture)
        form.dictionary["Resources"] = dictionary(ColorSpace=dictionary(C=self.palette_at))
        return form


@functools.cache
def repertoire(font: Font) -> tuple[Piece, ...]:
    """Return the pieces of the repertoire that a font of Latin script has."""
    family = next((each for each in map(fonts.family, MAIN) if font in each.fonts(font.bold)), None)
    if family is None:
        return ()
    pieces = (
        piece for word in REPERTOIRE.split() for piece in shape(f"{word} ", family, font.bold)
    )
    return tuple(piece for piece in pieces if piece.font is font)
