"""Texts for translators as XLIFF 2.1 (OASIS, February 2018): what is markup is a code.

A field and the number of a source are placeholders (`ph`); bold words and links span what they
mark (`pc`), with the signs that stand for them in `originalData`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from leaflet.errors import Fault, LeafletError, Place
from leaflet.translate.unit import Exchanged, TranslationUnit

_SPACE = "urn:oasis:names:tc:xliff:document:2.0"
_IN = f"{{{_SPACE}}}"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_CODE = re.compile(
    r"(?P<ph>\{[a-z_.|]+\}|\[\^[a-z0-9-]+\])"
    r"|\*\*(?P<bold>[^*]+)\*\*"
    r"|\[(?P<words>[^\[\]]+)\](?P<address>\([^\s()]+\))"
)
_DIGEST, _BACK = "digest", "back-translation"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(exchanged: Exchanged) -> bytes:
    """Return the XLIFF file, a unit for each text."""
    ElementTree.register_namespace("", _SPACE)
    languages = {"srcLang": exchanged.source_language, "trgLang": exchanged.language}
    root = Element(f"{_IN}xliff", {"version": "2.1", **languages})
    file = SubElement(root, f"{_IN}file", {"id": "leaflet", "original": exchanged.original})
    for number, unit in enumerate(exchanged.units, 1):
        _add(file, number, unit)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(file: Element, number: int, unit: TranslationUnit) -> None:
    """Add a unit with its notes, the signs of its markup, and the two texts."""
    made = SubElement(file, f"{_IN}unit", {"id": f"u{number}", "name": unit.key})
    notes = SubElement(made, f"{_IN}notes")
    for category, text in ((_DIGEST, unit.of), (_BACK, unit.back)):
        if text:
            SubElement(notes, f"{_IN}note", {"category": category}).text = text
    data: dict[str, str] = {}
    source, target = Element(f"{_IN}source"), Element(f"{_IN}target")
    for element, text in ((source, unit.source), (target, unit.target)):
        element.set(_PRESERVE, "preserve")
        _fill(element, _NOT_XML.sub("", text), data)
    if data:
        signs = SubElement(made, f"{_IN}originalData")
        for sign, key in data.items():
            SubElement(signs, f"{_IN}data", {"id": key}).text = sign
    state = "translated" if unit.target else "initial"
    segment = SubElement(made, f"{_IN}segment", {"state": state})
    segment.append(source)
    if unit.target:
        segment.append(target)


def _fill(element: Element, text: str, data: dict[str, str], used: list[int] | None = None) -> None:
    """Put a text into an element, its markup as codes."""
    used = used if used is not None else []
    end, last = 0, None
    for found in _CODE.finditer(text):
        last = _after(element, last, text[end : found.start()])
        end = found.end()
        used.append(1)
        number = {"id": str(len(used))}
        if found["ph"]:
            last = SubElement(element, f"{_IN}ph", number | {"dataRef": _key(data, found["ph"])})
            continue
        first, second = ("**", "**") if found["bold"] else ("[", f"]{found['address']}")
        refs = {"dataRefStart": _key(data, first), "dataRefEnd": _key(data, second)}
        last = SubElement(element, f"{_IN}pc", number | refs)
        _fill(last, found["bold"] or found["words"], data, used)
    _after(element, last, text[end:])


def _after(element: Element, last: Element | None, text: str) -> Element | None:
    """Put plain words into an element, behind its last code."""
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text
    return last


def _key(data: dict[str, str], sign: str) -> str:
    return data.setdefault(sign, f"d{len(data) + 1}")


def read(data: bytes, name: str) -> list[TranslationUnit]:
    """Return the texts of an XLIFF file; LeafletError for what is none.

    A file with a document type is refused: it could name other files, or grow without end.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data:
        problem = "the file has a document type, which no XLIFF needs"
        raise LeafletError(Fault("wrong-kind", problem, Place(name), "save it without"))
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        problem = f"this is no XML: {error}"
        raise LeafletError(Fault("wrong-kind", problem, Place(name))) from None
    if root.tag != f"{_IN}xliff":
        hint = "export it as XLIFF 2.1"
        raise LeafletError(Fault("wrong-kind", "this is no XLIFF 2", Place(name), hint))
    return [*_units(root)]


def _units(root: Element) -> Iterator[TranslationUnit]:
    for unit in root.iter(f"{_IN}unit"):
        signs = {each.get("id", ""): each.text or "" for each in unit.iter(f"{_IN}data")}
        notes = {each.get("category", ""): each.text or "" for each in unit.iter(f"{_IN}note")}
        source, target = (
            "".join(_said(each, signs) for each in unit.iter(f"{_IN}{kind}"))
            for kind in ("source", "target")
        )
        yield TranslationUnit(
            unit.get("name", ""), notes.get(_DIGEST, ""), source, target, notes.get(_BACK, "")
        )


def _said(element: Element, signs: dict[str, str]) -> str:
    """Return the text of an element with its codes as the markup that they stand for."""
    said = [element.text or ""]
    for code in element:
        if code.tag == f"{_IN}ph":
            said.append(signs.get(code.get("dataRef", ""), ""))
        else:
            said.append(signs.get(code.get("dataRefStart", ""), ""))
            said.append(_said(code, signs))
            said.append(signs.get(code.get("dataRefEnd", ""), ""))
        said.append(code.tail or "")
    return "".join(said)
