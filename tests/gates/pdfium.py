"""What pdfium, the reader inside Chrome, finds in the tags of a PDF."""

import ctypes
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as api

from gates.reading import Element, Entry, entries
from gates.verdict import content

Kids = dict[int, "Found | str"]


class Found:
    """An element being gathered: its kids by their place in /K, whatever page they are on.

    pdfium shows each page the part of the tree that has content there, at the same places.
    """

    def __init__(self, role: str) -> None:
        self.role = role
        self.kids: Kids = {}

    def element(self) -> Element:
        kids = [kid for _, kid in sorted(self.kids.items(), key=lambda pair: pair[0])]
        return Element(self.role, [kid if isinstance(kid, str) else kid.element() for kid in kids])


def read(pdf: bytes | Path) -> list[Entry]:
    """Role and text of each element in reading order; elements without content are not seen."""
    return entries(elements(pdf))


def tree(pdf: bytes | Path) -> list[tuple[str, int, str]]:
    """Role, depth and text of each element in reading order."""
    return [found for element in elements(pdf) for found in element.walk()]


def elements(pdf: bytes | Path) -> list[Element]:
    """The top elements, each merged from all pages it has content on."""
    top = Found("")
    with pypdfium2.PdfDocument(content(pdf)) as document:
        for page in document:
            _gather_page(page, top)
    return [kid for kid in top.element().kids if isinstance(kid, Element)]


def pages(pdf: bytes | Path) -> list[str]:
    """Plain text of each page, as a person would copy it."""
    with pypdfium2.PdfDocument(content(pdf)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _gather_page(page: pypdfium2.PdfPage, top: Found) -> None:
    texts = _marked_texts(page)
    structure = api.FPDF_StructTree_GetForPage(page)
    if not structure:
        return
    try:
        for place in range(api.FPDF_StructTree_CountChildren(structure)):
            _gather(api.FPDF_StructTree_GetChildAtIndex(structure, place), place, top, texts)
    finally:
        api.FPDF_StructTree_Close(structure)


def _gather(handle, place: int, parent: Found, texts: dict[int, str]) -> None:
    """Add one element of this page, with its kids, to what earlier pages gave its parent."""
    if not handle:
        return
    found = parent.kids.setdefault(place, Found(_string(api.FPDF_StructElement_GetType, handle)))
    for index in range(api.FPDF_StructElement_CountChildren(handle)):
        number = api.FPDF_StructElement_GetChildMarkedContentID(handle, index)
        if number >= 0:
            found.kids[index] = texts.get(number, "")
        else:
            _gather(api.FPDF_StructElement_GetChildAtIndex(handle, index), index, found, texts)


def _marked_texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The text of each marked-content id of a page, without the blanks that pdfium guesses."""
    marks = {_address(thing): number for thing, number in _objects(page)}
    texts = dict.fromkeys(marks.values(), "")
    shown = page.get_textpage()
    for index in range(api.FPDFText_CountChars(shown)):
        number = marks.get(_address(api.FPDFText_GetTextObject(shown, index)))
        if number is not None and not api.FPDFText_IsGenerated(shown, index):
            texts[number] += chr(api.FPDFText_GetUnicode(shown, index))
    return texts


def _address(handle) -> int | None:
    return ctypes.cast(handle, ctypes.c_void_p).value


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple]:
    """Painted objects with their marked-content id; those inside a form have the form's."""
    for index in range(api.FPDFPage_CountObjects(page)):
        thing = api.FPDFPage_GetObject(page, index)
        number = api.FPDFPageObj_GetMarkedContentID(thing)
        if number >= 0:
            yield from ((inner, number) for inner in _inside(thing))


def _inside(thing) -> Iterator:
    yield thing
    if api.FPDFPageObj_GetType(thing) == api.FPDF_PAGEOBJ_FORM:
        for index in range(api.FPDFFormObj_CountObjects(thing)):
            yield from _inside(api.FPDFFormObj_GetObject(thing, index))


def _string(call: Callable, *arguments) -> str:
    """Pdfium's way to return text: asked once for its size in bytes, once for its UTF-16."""
    size = call(*arguments, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    call(*arguments, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
