"""Reads the structure tree of a finished PDF with pdfium, the reader inside Chrome.

pdfium shows each page the part of the tree that has content there, every kid at its place in /K;
an element that runs over pages is put together again here. It follows the tree 32 levels deep.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

from leaflet import shipped
from leaflet.errors import Fault, LeafletError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

try:
    import pypdfium2
    import pypdfium2.raw as api
except ModuleNotFoundError:
    pypdfium2 = None

HYPHEN = "\x02"
"""What pdfium makes of a hyphen at the end of a line."""
TOUCHING = 0.25
"""A gap in a word is less than this share of the height of the letter before it."""


class Element(NamedTuple):
    """A structure element (ISO 32000-1, 14.7.2)."""

    role: str
    """The standard one, where the file maps its own to it."""
    kids: tuple[Element | str | None, ...] = ()
    """Elements and texts in reading order; None for what shows nothing, such as a blank cell."""
    alt: str = ""
    actual: str = ""
    """The text that stands for all below the element."""
    language: str = ""
    columns: int = 1
    """How many columns of its table a cell takes."""


class Tree(NamedTuple):
    """The facts of a file and its structure elements."""

    title: str
    language: str
    pages: int
    elements: tuple[Element, ...]


def read(data: bytes) -> Tree:
    """Read the structure tree of a PDF; no elements if it has no tags.

    LeafletError for a file that is no PDF or is locked, and where the reader is not installed.
    """
    top = _Found("")
    with opened(data) as document:
        for page in document:
            _gather_page(page, top)
        return Tree(
            title=string(api.FPDF_GetMetaText, document, b"Title"),
            language=string(api.FPDFCatalog_GetLanguage, document),
            pages=len(document),
            elements=tuple(kid for kid in top.element().kids if isinstance(kid, Element)),
        )


@contextmanager
def opened(data: bytes) -> Iterator[PdfDocument]:
    """Open the document in `data`, and close it afterwards; other threads wait that long."""
    need_reader()
    with _PDFIUM, _opened(data) as document:
        yield document


_PDFIUM = RLock()
"""Held while a document is open: pdfium is not safe in threads."""


@contextmanager
def _opened(data: bytes) -> Iterator[PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == api.FPDF_ERR_PASSWORD:
            hint = "save a copy of it without a password"
            raise LeafletError(
                Fault("locked-file", "this PDF is locked by a password", None, hint)
            ) from None
        raise LeafletError(Fault("damaged-file", "this is not a PDF, or it is damaged")) from None
    try:
        yield document
    except pypdfium2.PdfiumError:
        raise LeafletError(
            Fault("damaged-file", "this PDF is damaged: a page of it cannot be read")
        ) from None
    finally:
        document.close()


def need_reader() -> None:
    """Raise LeafletError if pdfium is not installed."""
    if pypdfium2 is None:
        raise shipped.missing("proof")


class _Found:
    """An element being gathered, its children by their place in /K, from all pages."""

    def __init__(self, role: str, count: int = 0, **facts: Any) -> None:
        self.role = role
        self.count = count
        self.facts = facts
        self.kids: dict[int, _Found | str] = {}

    def element(self) -> Element:
        count = max(self.count, 1 + max(self.kids, default=-1))
        kids = (self.kids.get(place) for place in range(count))
        made = (kid.element() if isinstance(kid, _Found) else kid for kid in kids)
        return Element(self.role, tuple(made), **self.facts)


def _gather_page(page: PdfPage, top: _Found) -> None:
    texts = _marked_texts(page)
    structure = api.FPDF_StructTree_GetForPage(page)
    if not structure:
        return
    try:
        for place in range(api.FPDF_StructTree_CountChildren(structure)):
            _gather(api.FPDF_StructTree_GetChildAtIndex(structure, place), place, top, texts)
    finally:
        api.FPDF_StructTree_Close(structure)


def _gather(handle: Any, place: int, parent: _Found, texts: dict[int, str]) -> None:
    """Add an element of this page, with its children, to what earlier pages gave its parent."""
    if not handle:
        return
    found = parent.kids.get(place)
    if not isinstance(found, _Found):
        found = parent.kids[place] = _begun(handle)
    for index in range(found.count):
        number = api.FPDF_StructElement_GetChildMarkedContentID(handle, index)
        if number >= 0:
            found.kids[index] = texts.get(number, "")
        else:
            _gather(api.FPDF_StructElement_GetChildAtIndex(handle, index), index, found, texts)


def _begun(handle: Any) -> _Found:
    found = _Found(
        string(api.FPDF_StructElement_GetType, handle),
        api.FPDF_StructElement_CountChildren(handle),
        alt=string(api.FPDF_StructElement_GetAltText, handle),
        actual=string(api.FPDF_StructElement_GetActualText, handle),
        language=string(api.FPDF_StructElement_GetLang, handle),
    )
    if found.role in ("TH", "TD"):
        found.facts["columns"] = _columns(handle)
    return found


def _columns(handle: Any) -> int:
    """Return the ColSpan of a cell (ISO 32000-1, 14.8.5.7)."""
    for index in range(api.FPDF_StructElement_GetAttributeCount(handle)):
        attributes = api.FPDF_StructElement_GetAttributeAtIndex(handle, index)
        value = api.FPDF_StructElement_Attr_GetValue(attributes, b"ColSpan")
        number = ctypes.c_float()
        if value and api.FPDF_StructElement_Attr_GetNumberValue(value, number):
            return max(1, int(number.value))
    return 1


def _marked_texts(page: PdfPage) -> dict[int, str]:
    """Return the text of each marked-content id of a page.

    Blanks that pdfium guesses from the distance of letters count only inside of one sequence.
    """
    owners = {address(thing): number for thing, number in _objects(page)}
    texts = dict.fromkeys(owners.values(), "")
    shown = page.get_textpage()
    last, before_it, guessed = None, 0, ""
    for index in range(api.FPDFText_CountChars(shown)):
        letter = chr(api.FPDFText_GetUnicode(shown, index))
        if api.FPDFText_IsGenerated(shown, index):
            guessed = letter
            continue
        number = owners.get(address(api.FPDFText_GetTextObject(shown, index)))
        if number is not None:
            is_inside = number == last and not texts[number].endswith(" ")
            before = guessed if is_inside and not _touch(shown, before_it, index) else ""
            texts[number] += before + ("-" if letter == HYPHEN else letter)
        last, before_it, guessed = number, index, ""
    return texts


def _touch(shown: Any, index: int, other: int) -> bool:
    """Return whether a letter follows another without a gap: a superscript after a subscript."""
    (_, right, low, high), (left, *_) = _box(shown, index), _box(shown, other)
    return 0 <= left - right < TOUCHING * (high - low)


def _box(shown: Any, index: int) -> tuple[float, float, float, float]:
    """Return left, right, bottom and top of a letter's ink, in points."""
    edges = [ctypes.c_double() for _ in range(4)]
    api.FPDFText_GetCharBox(shown, index, *map(ctypes.byref, edges))
    left, right, low, high = (edge.value for edge in edges)
    return left, right, low, high


def address(handle: Any) -> int | None:
    """Return the address of a pdfium object, which identifies it."""
    return ctypes.cast(handle, ctypes.c_void_p).value


def _objects(page: PdfPage) -> Iterator[tuple[Any, int]]:
    """Yield painted objects with their marked-content id; objects in a form have the form's."""
    for index in range(api.FPDFPage_CountObjects(page)):
        thing = api.FPDFPage_GetObject(page, index)
        number = api.FPDFPageObj_GetMarkedContentID(thing)
        if number >= 0:
            yield from ((inner, number) for inner in _inside(thing))


def _inside(thing: Any) -> Iterator[Any]:
    yield thing
    if api.FPDFPageObj_GetType(thing) == api.FPDF_PAGEOBJ_FORM:
        for index in range(api.FPDFFormObj_CountObjects(thing)):
            yield from _inside(api.FPDFFormObj_GetObject(thing, index))


def string(call: Callable[..., int], *arguments: Any) -> str:
    """Read a text from pdfium: call once for its size in bytes, once for its UTF-16."""
    size = call(*arguments, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    call(*arguments, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
