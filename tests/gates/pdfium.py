"""What pdfium, the reader inside Chrome, finds in the tags of a PDF."""

from pathlib import Path

from gates.reading import Element, Entry, entries
from gates.verdict import content
from leaflet.measure import tree as reader


def read(pdf: bytes | Path) -> list[Entry]:
    """Role and text of each element in reading order; elements without content are not seen."""
    return entries(elements(pdf))


def tree(pdf: bytes | Path) -> list[tuple[str, int, str]]:
    """Role, depth and text of each element in reading order."""
    return [found for element in elements(pdf) for found in element.walk()]


def elements(pdf: bytes | Path) -> list[Element]:
    """The top elements, each merged from all pages it has content on."""
    return [_element(found) for found in reader.read(content(pdf)).elements]


def _element(found: reader.Element) -> Element:
    if found.actual:
        return Element(found.role, [found.actual])
    kids = (kid for kid in found.kids if kid is not None)
    return Element(found.role, [kid if isinstance(kid, str) else _element(kid) for kid in kids])


def pages(pdf: bytes | Path) -> list[str]:
    """Plain text of each page, as a person would copy it."""
    with reader.opened(content(pdf)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]
