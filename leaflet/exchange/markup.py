"""Parses XML and HTML of strangers: nothing is fetched or grows, depth and size are limited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from leaflet import limits, shipped
from leaflet.errors import Fault, LeafletError

if TYPE_CHECKING:
    Element = Any
    """An element of lxml, which has no types."""

_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SAVE_ANEW = "open it in the program that it was written with, and save it anew"


def xml(data: bytes, name: str) -> Element:
    """Parse XML; LeafletError for what is none, has a document type, or is too large or deep.

    A document type could name other files or grow without end, and no format that is read here
    has one.
    """
    etree = _etree()
    _measure(data, name)
    if _DECLARED.search(data) or _DECLARED.search(data.replace(b"\0", b"")):
        problem = f"{name} has a document type, which could name other files or grow without end"
        raise LeafletError(Fault("document-type", problem, None, _SAVE_ANEW))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        _refuse_endless(parser, name)
        problem = f"{name} is damaged: its markup cannot be read"
        raise LeafletError(Fault("damaged-file", problem, None, _SAVE_ANEW)) from None
    _count(root, name)
    return root


def html(text: str, name: str) -> Element:
    """Parse HTML as browsers do, whatever is wrong with it; LeafletError if too large or deep."""
    etree = _etree()
    data = text.replace("\0", "").encode("utf-8", "replace")
    _measure(data, name)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data or b"<p></p>", parser)
    except (etree.LxmlError, ValueError):
        root = None
    _refuse_endless(parser, name)
    if root is None:
        root = etree.fromstring(b"<html><body></body></html>", parser)
    _count(root, name)
    return root


def _etree() -> Any:
    try:
        from lxml import etree
    except ModuleNotFoundError:
        raise shipped.missing("word") from None
    return etree


def _measure(data: bytes, name: str) -> None:
    if len(data) > limits.MARKUP_BYTES:
        most = f"{limits.MARKUP_BYTES:,}"
        problem = f"{name} is too large: {len(data):,} bytes of text, and {most} is the most"
        raise LeafletError(Fault("too-large", problem, None, "make several files of it"))


def _count(root: Element, name: str) -> None:
    """Raise LeafletError where there are too many elements, or too many inside each other."""
    from lxml import etree

    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > limits.MARKUP_DEPTH:
            raise _too_deep(name)
        if count > limits.MARKUP_ELEMENTS:
            most = f"{limits.MARKUP_ELEMENTS:,}"
            problem = f"{name} has more than {most} pieces of markup"
            raise LeafletError(Fault("too-large", problem, None, "make several files of it"))


def _refuse_endless(parser: Any, name: str) -> None:
    """Raise LeafletError where the parser gave up at a limit, so that words would be lost."""
    said = " ".join(each.message for each in parser.error_log if each.level_name == "FATAL")
    if "depth" in said:
        raise _too_deep(name)
    if re.search(r"limit|huge|too (?:long|large)", said, re.IGNORECASE):
        problem = f"{name} has a text or a name that is far too long"
        raise LeafletError(Fault("too-large", problem, None, "make several paragraphs of it"))


def _too_deep(name: str) -> LeafletError:
    most = limits.MARKUP_DEPTH
    problem = f"{name} has more than {most} elements inside each other"
    hint = "copy its text into a new document, and bring that in"
    return LeafletError(Fault("too-deep", problem, None, hint))


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of bytes whose encoding may be told or not, and what was guessed of it."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ""
    told = re.search(rb"charset\s*=\s*[\"']?([\w-]{1,40})", data[:4096], re.IGNORECASE)
    for encoding in ("utf-8", told[1].decode("ascii") if told else "", "cp1252"):
        try:
            text = data.decode(encoding) if encoding else None
        except (UnicodeDecodeError, LookupError):
            continue
        if text is not None:
            guess = "its signs were read as those of Windows for western Europe (cp1252)"
            return text, guess if encoding == "cp1252" and not told else ""
    return data.decode("latin-1"), "its signs were read as Latin-1, which is a guess"
