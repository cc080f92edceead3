"""Writes PDF objects as a file, small ones packed in object streams (ISO 32000-1, 7.5.7)."""

from __future__ import annotations

import functools
import hashlib
import zlib
from typing import Protocol

from leaflet.publish.pdf.objects import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFObject,
    PDFStream,
    PDFString,
    format,
)

HEADER = b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3\n"
PACKED = 200
"""Objects in one object stream; readers unpack a whole one to see any of it."""

PdfValue = PDFObject | bytes | str | float | None
"""What an entry may be given as: text is a text string, bytes are PDF syntax already written."""


class Object(Protocol):
    """What a file can be made of: any of ReportLab's objects."""

    def format(self, document: File) -> bytes:
        """Return the object as the file has it."""


class Raw(PDFObject):
    """PDF syntax already written."""

    def __init__(self, written: bytes) -> None:
        self.written = written

    def format(self, document: File) -> bytes:
        """Return the syntax as it is."""
        return self.written


class PdfName(Raw):
    """A PDF name, such as /Figure."""

    def __init__(self, name: str) -> None:
        super().__init__(b"/" + name.encode("ascii"))


class PdfReference(Raw):
    """A reference to an object elsewhere in the file: `12 0 R`."""

    def __init__(self, count: int) -> None:
        super().__init__(b"%d 0 R" % count)
        self.count = count


class PdfString(PDFString):
    """A text string (ISO 32000-1, 7.9.2.2)."""

    def format(self, document: File) -> bytes:
        """Write the string; plain ASCII directly, because ReportLab takes far longer over it."""
        text = self.s
        if isinstance(text, str) and text.isascii() and text.isprintable():
            return b"(%b)" % text.translate(_ESCAPES).encode()
        return super().format(document)


_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


class PdfDictionary(PDFDictionary):
    """A PDF dictionary; its keys are plain names in the order given."""

    def format(self, document: File, IND: bytes = b"") -> bytes:
        """Return it on one line, never indented, as fast as can be: a leaflet has hundreds."""
        entries = (
            b"/%b %b" % (key.encode(), _written(value, document))
            for key, value in self.dict.items()
        )
        return b"<<" + b" ".join(entries) + b">>"


class PdfArray(PDFArray):
    """A PDF array."""

    def format(self, document: File, IND: bytes = b"") -> bytes:
        """Return it on one line, never indented."""
        return b"[" + b" ".join(_written(item, document) for item in self.sequence) + b"]"


def dictionary(**entries: PdfValue) -> PdfDictionary:
    """Make a PDF dictionary; None leaves an entry out."""
    return PdfDictionary(
        {key: _object(value) for key, value in entries.items() if value is not None}
    )


def array(*items: PdfValue) -> PdfArray:
    """Make a PDF array."""
    return PdfArray([_object(item) for item in items])


def _written(value: PdfValue, document: File) -> bytes:
    if isinstance(value, Raw):
        return value.written
    written: bytes = b"%d" % value if isinstance(value, int) else format(value, document)
    return written


def _object(value: PdfValue) -> PdfValue:
    match value:
        case bool():
            return b"true" if value else b"false"
        case str():
            return PdfString(value)
        case float():
            return number(value).encode()
    return value


@functools.lru_cache(maxsize=16_384)
def number(value: float) -> str:
    """Write a number with at most two decimals and no useless zero."""
    return f"{round(value, 2) or 0:.10g}"  # "or" turns a minus nought into a nought


class PdfStream(PDFStream):
    """A stream whose content stands in the file as it is given; `deflated` compresses it first."""

    def __init__(self, content: bytes, **entries: PdfValue) -> None:
        super().__init__(dictionary(**entries, Length=len(content)), content)

    def format(self, document: File) -> bytes:
        """Return it with a line end before `endstream` (ISO 19005-2, 6.1.7.1).

        Both of its characters are written: after content that ends in CR, LF alone would be taken
        for the second half of one line end.
        """
        head = format(self.dictionary, document)
        return b"%b\nstream\n%b\r\nendstream" % (head, self.content)


def deflated(content: bytes, **entries: PdfValue) -> PdfStream:
    """Make a compressed stream (ISO 32000-1, 7.4.4)."""
    return PdfStream(zlib.compress(content, 6), **entries, Filter=PdfName("FlateDecode"))


class File:
    """The objects of one file, numbered from 1 in the order they are added."""

    encrypt = PDFDocument.encrypt
    """ReportLab's objects ask for it when they are written: there is none."""

    def __init__(self, version: bytes = b"1.7") -> None:
        self.version = version
        self.objects: list[Object] = []

    def add(self, obj: Object) -> PdfReference:
        """Add an object, which may still change, and return a reference to it."""
        self.objects.append(obj)
        return PdfReference(len(self.objects))

    def add_own(self, obj: Object) -> PdfReference:
        """Add an object that names the clinic, or may; in files of a run they stand together."""
        return self.add(obj)

    def encode(self, root: PdfReference, info: PdfReference) -> bytes:
        """Return the bytes of the whole file."""
        streams: dict[int, bytes] = {}
        small: dict[int, bytes] = {}
        for count, obj in enumerate(self.objects, 1):
            (streams if isinstance(obj, PDFStream) else small)[count] = obj.format(self)
        packs = self._packs(small)
        trailer = dictionary(Type=PdfName("XRef"), Root=root, Info=info)
        return _laid_out(HEADER % self.version, streams | packs.streams, packs.places, trailer)

    def _packs(self, small: dict[int, bytes]) -> _Packs:
        """Return the object streams that hold the small objects."""
        numbers = list(small)
        packs = _Packs({}, {})
        free = len(self.objects) + 1
        for start in range(0, len(numbers), PACKED):
            chunk = numbers[start : start + PACKED]
            packs.streams[free] = packed({n: small[n] for n in chunk}).format(self)
            packs.places.update({n: (free, index) for index, n in enumerate(chunk)})
            free += 1
        return packs


class _Packs:
    """The object streams by number, and for each packed object its stream and index."""

    def __init__(self, streams: dict[int, bytes], places: dict[int, tuple[int, int]]) -> None:
        self.streams = streams
        self.places = places


def packed(objects: dict[int, bytes]) -> PdfStream:
    """Return an object stream of small objects."""
    index, offset = [], 0
    for count, body in objects.items():
        index.append(f"{count} {offset}")
        offset += len(body) + 1
    head = (" ".join(index) + "\n").encode()
    content = head + b"\n".join(objects.values())
    return deflated(content, Type=PdfName("ObjStm"), N=len(objects), First=len(head))


def _laid_out(
    header: bytes,
    streams: dict[int, bytes],
    packed: dict[int, tuple[int, int]],
    trailer: PdfDictionary,
) -> bytes:
    """Lay out header, objects and cross-reference stream (7.5.8); the ID is a digest of them."""
    parts, offset = [header], len(header)
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    places |= {count: (2, *place) for count, place in packed.items()}
    for count, body in streams.items():
        places[count] = (1, offset, 0)
        parts.append(written_object(count, body))
        offset += len(parts[-1])
    own = max(places) + 1
    places[own] = (1, offset, 0)
    digest = hashlib.sha256(b"".join(parts)).hexdigest()[:32]
    rows = b"".join(xref_row(*place) for _, place in sorted(places.items()))
    parts.append(written_object(own, xref_stream(rows, trailer, digest).format(File())))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
    return b"".join(parts)


def written_object(count: int, body: bytes) -> bytes:
    """Return an object as it stands in the file under its number."""
    return b"%d 0 obj\n%b\nendobj\n" % (count, body)


ROW = 7
"""Bytes of a row of a cross-reference stream."""


def xref_row(kind: int, where: int, index: int) -> bytes:
    """Return the row of an object (7.5.8.3): its kind, its place, and its index there."""
    return kind.to_bytes(1) + where.to_bytes(4) + index.to_bytes(2)


def xref_stream(rows: bytes, trailer: PdfDictionary, digest: str) -> PdfStream:
    """Return the cross-reference stream (7.5.8); the ID of the file is a digest of it."""
    xref = deflated(rows, **trailer.dict, Size=len(rows) // ROW, W=array(1, 4, 2))
    xref.dictionary["ID"] = f"[<{digest}><{digest}>]".encode()
    return xref
