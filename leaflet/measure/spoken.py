"""Writes what a screen reader would say of a PDF, in order, one line for each thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from leaflet import limits
from leaflet.errors import Fault, LeafletError, Place
from leaflet.measure import tree
from leaflet.measure.tree import Element
from leaflet.source.files import file_bytes

T = TypeVar("T")

INLINE = {"Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "BibEntry", "Annot"}
"""ISO 32000-1, 14.8.4.4: what stands inside a line, and so inside the text of its parent."""

_NAMES = {"Figure": "graphic", "Formula": "formula", "Form": "form field", "Link": "link"}
_LEADS = {"Caption": "caption: ", "Note": "note: "}
_HEADING = re.compile(r"H([1-9]\d*)?")
_JOINERS = "\u200c\u200d"


def read(path: Path) -> str:
    """Write the proof of a PDF file; LeafletError if it cannot be read aloud."""
    return of_file(path, text)


def of_file(path: Path, say: Callable[[bytes], T]) -> T:
    """Call `say` with the bytes of a PDF file; its faults get the file's name."""
    tree.need_reader()
    data = file_bytes(path, limits.PDF_BYTES)
    try:
        return say(data)
    except LeafletError as error:
        place = Place(str(path))
        raise LeafletError(*(fault.at(place) for fault in error.faults)) from None


def text(data: bytes) -> str:
    """Write the proof of a PDF: its facts, an empty line, and what is heard."""
    found = tree.read(data)
    if not found.elements:
        problem = "this PDF has no tags: a screen reader can only guess what it says"
        hint = "save it again as a tagged (accessible) PDF"
        raise LeafletError(Fault("untagged-pdf", problem, None, hint))
    head = (
        f"title: {_clean(found.title) or 'none'}",
        f"language: {_clean(found.language) or 'none'}",
        f"pages: {found.pages}",
    )
    return "\n".join([*head, "", *lines(found.elements, found.language)]) + "\n"


def lines(kids: Iterable[Element | str | None], language: str = "") -> Iterator[str]:
    """Yield what is said of an element's children, in the language around them."""
    phrases = ""
    for kid in kids:
        if isinstance(kid, Element) and kid.role not in INLINE:
            yield from filter(None, [_clean(phrases)])
            phrases = ""
            yield from _in_language(kid, language)
        else:
            phrases += _phrase(kid, language)
    yield from filter(None, [_clean(phrases)])


def _in_language(element: Element, language: str) -> Iterator[str]:
    """Yield what an element says, and where its language begins and ends if it has its own."""
    own = element.language or language
    changed = own != language
    yield from [f"language {own}:"] if changed else []
    yield from _block(element, own)
    yield from [f"language {language or 'none'}:"] if changed else []


def _phrase(kid: Element | str | None, language: str) -> str:
    """Return the words of an inline element; what is not plain text stands in brackets."""
    if not isinstance(kid, Element):
        return kid or ""
    own = kid.language or language
    words = kid.actual or kid.alt or "".join(_phrase(part, own) for part in kid.kids)
    if kid.role in _NAMES:
        words = _bracketed(_NAMES[kid.role], words)
    return words if own == language else _bracketed(f"language {own}", words)


def _bracketed(name: str, words: str) -> str:
    """Return words in brackets behind a name; a blank at their ends stands outside."""
    inner = words.strip()
    before, _, after = words.partition(inner) if inner else (words, "", "")
    return f"{before}[{name}: {inner}]{after}"


def _block(element: Element, language: str) -> Iterator[str]:
    role = element.role
    if element.actual:
        yield _clean(element.actual)
    elif heading := _HEADING.fullmatch(role):
        words = _clean("".join(_phrase(kid, language) for kid in element.kids))
        yield f"heading level {heading[1]}: {words}" if heading[1] else f"heading: {words}"
    elif role in _NAMES:
        yield f"{_NAMES[role]}: {_clean(element.alt) or 'nothing says what it is'}"
        yield from lines(_those(element, "Caption"), language)
    elif role == "L":
        yield from _list(element, language)
    elif role == "Table":
        yield from _table(element, language)
    elif role == "BlockQuote":
        yield from ("quote", *_indented(lines(element.kids, language)), "end of quote")
    else:
        yield from _led(_LEADS.get(role, ""), lines(element.kids, language))


def _list(element: Element, language: str) -> Iterator[str]:
    count = sum(1 for kid in element.kids if isinstance(kid, Element) and kid.role == "LI")
    yield "list with 1 item" if count == 1 else f"list with {count} items"
    for kid in element.kids:
        if isinstance(kid, Element) and kid.role == "LI":
            yield from _indented(_item(kid, kid.language or language))
        else:
            yield from _indented(lines((kid,), language))
    yield "end of list"


def _item(item: Element, language: str) -> Iterator[str]:
    """Yield a list item: its number or "bullet", then its words."""
    labels = _those(item, "Lbl")
    label = " ".join(line for kid in labels for line in lines(kid.kids, language))
    rest = [kid for kid in item.kids if kid not in labels]
    number = label.strip(" .:()[]")
    lead = f"item {number}: " if any(map(str.isalnum, number)) else "bullet "
    yield from _led(lead if label else "item ", lines(rest, language))


def _table(table: Element, language: str) -> Iterator[str]:
    rows = [*_rows(table)]
    columns = max((sum(_columns(cell) for cell in row.kids) for row in rows), default=0)
    yield f"table with {_count(columns, 'column')} and {_count(len(rows), 'row')}"
    yield from _indented(lines(_those(table, "Caption"), language))
    for number, row in enumerate(rows, 1):
        column = 1
        for cell in row.kids:
            yield from _indented(_cell(cell, f"row {number} column {column}", language))
            column += _columns(cell)
    yield "end of table"


def _cell(cell: Element | str | None, place: str, language: str) -> Iterator[str]:
    header = ""
    if isinstance(cell, Element):
        header = " header" if cell.role == "TH" else ""
        cell = cell._replace(role="Div")
    return _led(f"{place}{header}: ", lines((cell,), language), "blank")


def _rows(element: Element) -> Iterator[Element]:
    for kid in element.kids:
        if isinstance(kid, Element) and kid.role in ("THead", "TBody", "TFoot"):
            yield from _rows(kid)
        elif isinstance(kid, Element) and kid.role == "TR":
            yield kid


def _those(element: Element, role: str) -> list[Element]:
    """List the kids of an element that have this role."""
    return [kid for kid in element.kids if isinstance(kid, Element) and kid.role == role]


def _columns(cell: Element | str | None) -> int:
    return cell.columns if isinstance(cell, Element) else 1


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _led(lead: str, said: Iterable[str], nothing: str = "") -> Iterator[str]:
    """Yield the lines with `lead` before the first and the others indented."""
    first, *others = [*said] or [nothing]
    if not lead:
        yield from filter(None, (first, *others))
        return
    yield f"{lead}{first}".rstrip()
    yield from _indented(others)


def _indented(said: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in said)


def _clean(words: str) -> str:
    """Return the words on one line, without control characters that could forge a line."""
    folded = re.sub(r"\s+", " ", words).strip()
    return "".join(c for c in folded if c.isprintable() or c in _JOINERS)
