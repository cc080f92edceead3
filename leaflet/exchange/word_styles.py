"""WordStyles: what the styles and lists of a Word file mean: headings, levels, bullets, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from leaflet.exchange.markup import Element

_DEEP = 20
"""Styles that one is based on, one on another."""


def local(element: Element) -> str:
    """Return the name of an element without its namespace; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute whatever its namespace, or nothing."""
    if element is None:
        return ""
    return next(
        (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first child, grandchild and so on of these names, or None."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def inside(element: Element, name: str) -> list[Element]:
    """Return what stands in the first child of this name, or nothing."""
    found = child(element, name)
    return [] if found is None else [*found]


def is_placeholder(control: Element) -> bool:
    """Tell whether a content control shows no more than where to click and type."""
    return child(control, "sdtPr", "showingPlcHdr") is not None


def is_on(properties: Element | None, name: str) -> bool | None:
    """Return whether a property such as bold is on; None where it is not said."""
    found = child(properties, name)
    if found is None:
        return None
    return attribute(found, "val") not in ("0", "false", "off", "none")


class WordStyle(NamedTuple):
    """A style with what it has from those that it is based on."""

    name: str = ""
    heading: int = 0
    """The level of a heading, or 0."""
    bold: bool = False
    size: float = 0.0
    """In points; 0 where it is not said."""
    hidden: bool = False
    list_id: str = ""
    list_level: int = 0

    @property
    def role(self) -> str:
        """Return what the name says: title, contents, quote or nothing."""
        if self.name in ("title", "subtitle"):
            return self.name
        if self.name.startswith(("toc ", "toc heading", "contents", "table of figures")):
            return "contents"
        return "quote" if "quote" in self.name or self.name == "quotations" else ""


class ListLevel(NamedTuple):
    """A level of a list: with a bullet or a number, from which number on."""

    is_ordered: bool
    start: int = 1
    is_off: bool = False
    """Whether nothing stands before the items, so that it is no list."""


class WordStyles:
    """The styles and lists of one file."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = {
            attribute(each, "styleId"): each
            for each in (styles if styles is not None else ())
            if local(each) == "style"
        }
        self._known: dict[str, WordStyle] = {}
        defaults = child(styles, "docDefaults", "rPrDefault", "rPr")
        self.size = _half(child(defaults, "sz")) or 10.0
        self.language = attribute(child(defaults, "lang"), "val")
        normal = next((i for i, e in self._styles.items() if _is_default(e)), "")
        self.normal = self.style(normal)
        self._lists = dict(_lists(numbering))

    def style(self, style_id: str) -> WordStyle:
        """Return a style by its id; one that says nothing where there is none."""
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def _read(self, style_id: str) -> WordStyle:
        found = WordStyle()
        for element in reversed(self._chain(style_id)):
            found = _over(found, element)
        return found

    def _chain(self, style_id: str) -> list[Element]:
        """Return a style and those that it is based on."""
        chain: list[Element] = []
        at = self._styles.get(style_id)
        while at is not None and len(chain) < _DEEP:
            chain.append(at)
            at = self._styles.get(attribute(child(at, "basedOn"), "val"))
        return chain

    def has_head(self, properties: Element | None) -> bool:
        """Tell whether the style of a table sets off its first row, and the table wants that."""
        look = child(properties, "tblLook")
        told, bits = attribute(look, "firstRow"), attribute(look, "val")
        wanted = told in ("1", "true", "on") if told else _is_hex(bits) and int(bits, 16) & 0x20
        chain = self._chain(attribute(child(properties, "tblStyle"), "val"))
        return bool(wanted) and any(
            local(each) == "tblStylePr" and attribute(each, "type") == "firstRow"
            for style in chain
            for each in style
        )

    def level(self, list_id: str, level: int) -> ListLevel | None:
        """Return the level of a list, or None where there is no such list."""
        levels = self._lists.get(list_id)
        if levels is None or list_id in ("", "0"):
            return None
        found = levels.get(level) or ListLevel(False)
        return None if found.is_off else found


def _is_hex(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9A-Fa-f]{1,4}", text))


def _is_default(style: Element) -> bool:
    return attribute(style, "default") in ("1", "true") and attribute(style, "type") == "paragraph"


def _over(base: WordStyle, element: Element) -> WordStyle:
    """Return a style with what an element says over what it is based on."""
    name = attribute(child(element, "name"), "val").lower()
    runs, paragraph = child(element, "rPr"), child(element, "pPr")
    bold, size, hidden = is_on(runs, "b"), _half(child(runs, "sz")), is_on(runs, "vanish")
    told = re.fullmatch(r"heading (\d)", name)
    outline = attribute(child(paragraph, "outlineLvl"), "val")
    heading = int(told[1]) if told else base.heading
    if outline.isdigit() and not told:
        heading = int(outline) + 1 if int(outline) < 9 else 0
    numbers = child(paragraph, "numPr")
    return WordStyle(
        name,
        heading,
        base.bold if bold is None else bold,
        size or base.size,
        base.hidden if hidden is None else hidden,
        attribute(child(numbers, "numId"), "val") or base.list_id,
        _number(attribute(child(numbers, "ilvl"), "val"), base.list_level),
    )


def _half(size: Element | None) -> float:
    """Return a size in points; files have it in half points."""
    return _number(attribute(size, "val"), 0) / 2


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,4}", text) else otherwise


def _lists(numbering: Element | None) -> Iterator[tuple[str, dict[int, ListLevel]]]:
    """Yield each list with its levels, by the id that paragraphs name."""
    if numbering is None:
        return
    kinds = {
        attribute(each, "abstractNumId"): {
            _number(attribute(level, "ilvl"), 0): _level(level)
            for level in each
            if local(level) == "lvl"
        }
        for each in numbering
        if local(each) == "abstractNum"
    }
    for each in numbering:
        if local(each) == "num":
            levels = dict(kinds.get(attribute(child(each, "abstractNumId"), "val"), {}))
            for over in each:
                at = _number(attribute(over, "ilvl"), 0)
                if local(over) == "lvlOverride" and (own := child(over, "lvl")) is not None:
                    levels[at] = _level(own)
                start = attribute(child(over, "startOverride"), "val")
                if start and at in levels:
                    levels[at] = levels[at]._replace(start=_number(start, 1))
            yield attribute(each, "numId"), levels


def _level(level: Element) -> ListLevel:
    form = attribute(child(level, "numFmt"), "val")
    start = _number(attribute(child(level, "start"), "val"), 1)
    return ListLevel(form not in ("bullet", "none", ""), start, form == "none")
