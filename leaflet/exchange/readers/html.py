"""Reads HTML by a list of what is allowed: web pages, and what is pasted from Word or Google Docs.

What is not on the list counts as its words alone. Scripts and styles are no words; nothing is
fetched, not even a picture.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from leaflet import limits
from leaflet.errors import Fault, LeafletError
from leaflet.exchange import markup, merged_cells
from leaflet.exchange.flow import Flow, LevelledItem, clean
from leaflet.exchange.merged_cells import WideCell, too_many_tables
from leaflet.exchange.page_elements import (
    BLOCKS,
    INSIDE_WORDS,
    MARK,
    NO_WORDS,
    OF_HEADS,
    emptied,
    heading_level,
    is_box,
    is_hidden,
    look_of,
    loose,
    main_of,
    notes_called,
    number_of,
    style_of,
    words_in,
)
from leaflet.exchange.parts import (
    BoxPart,
    CellPart,
    FilePart,
    HeadingPart,
    LeftKind,
    LeftOver,
    ListEntry,
    ListPart,
    NotePart,
    Original,
    ParagraphPart,
    PicturePart,
    Stretch,
    in_one_line,
    joined,
    texts,
)
from leaflet.graphics import picture

if TYPE_CHECKING:
    from leaflet.exchange.markup import Element

_LEFT: dict[str, LeftKind] = {
    **{"svg": "drawing", "canvas": "drawing", "math": "equation"},
    **dict.fromkeys(("object", "embed", "iframe", "video", "audio", "applet"), "embedded-object"),
    **dict.fromkeys(("button", "select", "textarea"), "form-field"),
    **{"nav": "navigation", "noscript": "hidden-text"},
}
"""What is told in the report and is not part of a leaflet."""
_BACK = re.compile(r"[↑↩^⏎\ufe0e\s]*(?:back|return|jump up)?[^\w]*", re.IGNORECASE)
"""What leads from a note back to its place."""
_ORDER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]", re.IGNORECASE)
_OF_TABLES = {
    "table": {"caption", "thead", "tbody", "tfoot", "tr", *NO_WORDS},
    **{section: {"tr", *NO_WORDS} for section in ("thead", "tbody", "tfoot")},
    "tr": {"td", "th", *NO_WORDS},
}
"""What is read as a part of a table, by what it stands in."""


def parts_of_html(text: str, folder: Path | None = None) -> Original:
    """Return the parts of a web page, or of a piece of one that was pasted.

    Pictures are those inside the text (`data:`), and files of `folder` where one is given. Raises
    LeafletError for what is too large or too deep.
    """
    root = markup.html(text, "this page")
    return _Page(root, folder).original()


def read(data: bytes, folder: Path | None) -> Original:
    """Return the parts of an HTML file."""
    text, guess = markup.decoded(data)
    found = parts_of_html(text, folder)
    return found._replace(notes=(*found.notes, guess)) if guess else found


class _Page:
    """Walks one page once, and keeps what is left over on the way."""

    def __init__(self, root: Element, folder: Path | None) -> None:
        self.root, self.folder = root, folder
        self.left: list[LeftOver] = []
        self.tables = 0
        self.calls, self.notes = notes_called(root)

    def original(self) -> Original:
        flow = Flow()
        body = self.root.find("body")
        main = main_of(self.root)
        if main is not None:
            self._leave_around(main)
            self._children(main, flow, Stretch(""))
        else:
            self._headless(flow)
            if body is not None:
                self._children(body, flow, Stretch(""))
        title = " ".join("".join(self.root.xpath("//head/title//text()")).split())
        language = self.root.get("lang") or self.root.get("xml:lang") or ""
        return Original(flow.done(), tuple(self.left), clean(title), language)

    def _headless(self, flow: Flow) -> None:
        """Say what stands in the head for the parser, which is older than HTML 5, and is text."""
        for each in self.root.xpath("/html/head/*"):
            if each.tag not in OF_HEADS:
                self._element(each, flow, Stretch(""), False)
            flow.say(each.tail, Stretch(""))

    def _leave(self, kind: LeftKind, element: Element, words: str = "", why: str = "") -> None:
        """Keep the words of an element, or these, for the report."""
        said = " ".join(clean(words or words_in(element)).split())
        if said or why:
            self.left.append(LeftOver(kind, f"line {element.sourceline or 1}", said, why))

    def _leave_around(self, main: Element) -> None:
        """Keep what stands around the main text for the report."""
        at = main
        while (above := at.getparent()) is not None and above.tag != "html":
            for sibling in above:
                if (
                    sibling is not at
                    and isinstance(sibling.tag, str)
                    and sibling.tag not in NO_WORDS
                ):
                    kinds: dict[str, LeftKind] = {"header": "header", "footer": "footer"}
                    kind: LeftKind = kinds.get(sibling.tag, "page-text")
                    self._leave(_LEFT.get(sibling.tag, kind), sibling)
            loose = [above.text, *(each.tail for each in above)]
            if any(map(str.strip, filter(None, loose))):
                self._leave("page-text", above, " ".join(filter(None, loose)))
            at = above

    # ---- elements

    def _children(self, element: Element, flow: Flow, look: Stretch, keeps: bool = False) -> None:
        flow.say(element.text, look, keeps)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, flow, look, keeps)
            flow.say(child.tail, look, keeps)

    def _element(self, element: Element, flow: Flow, look: Stretch, keeps: bool) -> None:
        tag, style = element.tag.lower(), style_of(element)
        if tag in NO_WORDS:
            return
        if is_hidden(element, style):
            self._leave("hidden-text", element)
            if tag not in INSIDE_WORDS:
                flow.say("\n\n" if tag in BLOCKS else " ", look, keeps=True)
        elif element in self.notes:
            flow.add(self._note(element))
        elif tag in _LEFT:
            self._leave(_LEFT[tag], element)
            flow.say(" ", look)
        elif level := heading_level(element, tag):
            flow.add(*self._heading(element, level))
        elif tag in _PARTS:
            flow.add(*_PARTS[tag](self, element))
        elif tag == "blockquote" or is_box(element, tag, style):
            flow.add(*self._boxed(element, look, is_quote=tag == "blockquote"))
        elif "mso-list" in style and tag in ("p", "div", "li"):
            self._listed(element, flow, look, style)
        else:
            self._worded(element, flow, look, keeps)

    def _worded(self, element: Element, flow: Flow, look: Stretch, keeps: bool) -> None:
        """Say the words of an element, in a paragraph of their own or inside of one."""
        tag = element.tag.lower()
        inner = look_of(look, tag, style_of(element))
        if tag in BLOCKS:
            flow.end()
            self._children(element, flow, inner, keeps or tag == "pre")
            flow.end()
        elif tag in ("br", "hr"):
            flow.say("\n" if tag == "br" else "\n\n", look, keeps=True)
        elif tag == "input":
            self._field(element, flow, look)
        elif tag == "a":
            self._anchor(element, flow, inner, keeps)
        else:
            flow.say("“" if tag == "q" else "", look)
            self._children(element, flow, inner, keeps)
            flow.say("”" if tag == "q" else "", look)

    def _flow(self, element: Element, look: Stretch) -> tuple[FilePart, ...]:
        flow = Flow()
        self._children(element, flow, look)
        return flow.done()

    def _heading(self, element: Element, level: int) -> Iterator[FilePart]:
        """Yield a heading, and after it what cannot stand in one."""
        inner = self._flow(element, Stretch(""))
        words = in_one_line(part.words for part in inner if isinstance(part, ParagraphPart))
        if words:
            yield HeadingPart(words, level)
        yield from (part for part in inner if not isinstance(part, ParagraphPart))

    def _list(self, element: Element) -> Iterator[FilePart]:
        """Yield a list, and the notes that its items are."""
        entries: list[ListEntry] = []
        for child in element:
            if not isinstance(child.tag, str) or child.tag in NO_WORDS:
                continue
            if child in self.notes:
                yield self._note(child)
                continue
            inner = Flow()
            if child.tag == "li" and not is_hidden(child, style_of(child)):
                self._children(child, inner, Stretch(""))
            else:
                self._element(child, inner, Stretch(""), False)
            parts = inner.done()
            if child.tag in ("ul", "ol") and entries:  # a list beside the item that it belongs to
                entries[-1] = ListEntry((*entries[-1].parts, *parts))
            elif parts:
                entries.append(ListEntry(parts))
        if strays := " ".join(filter(str.strip, (text or "" for text in loose(element)))):
            inner = Flow()
            inner.say(strays, Stretch(""))
            entries.append(ListEntry(inner.done()))
        if entries:
            yield ListPart(tuple(entries), element.tag == "ol", number_of(element.get("start"), 1))

    def _listed(self, element: Element, flow: Flow, look: Stretch, style: dict[str, str]) -> None:
        """Add an item of a list as Word pastes it: a paragraph with its sign and its level."""
        told = re.search(r"level(\d)", style["mso-list"])
        sign = ""
        for each in element.iter():
            if isinstance(each.tag, str) and "ignore" in style_of(each).get("mso-list", "").lower():
                sign = "".join(each.itertext()).strip()
                emptied(each)
                break
        inner = Flow()
        self._children(element, inner, look)
        if parts := inner.done():
            level = int(told[1]) if told else 1
            list_id = style["mso-list"].split()[0]
            flow.add(LevelledItem(level, parts, bool(_ORDER.fullmatch(sign)), list_id))

    def _table(self, element: Element) -> tuple[FilePart, ...]:
        self.tables += 1
        if self.tables > limits.BROUGHT_TABLES:
            raise too_many_tables()
        sections = element.xpath("./thead | ./tbody | ./tfoot")
        rows = element.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
        caption, *before = self._caption(element)
        made = merged_cells.table([[*self._cells(row)] for row in rows], caption)
        if caption and not any(getattr(part, "caption", ()) for part in made):
            made = (ParagraphPart(caption), *made)
        stray = Flow()
        for holder in (element, *sections, *rows):
            self._strays(holder, stray)
        return (*before, *made, *stray.done())

    def _caption(self, table: Element) -> Iterator[Any]:
        """Yield the words of a caption, and the parts in it that are no words."""
        parts = [
            part for each in table.findall("caption") for part in self._flow(each, Stretch(""))
        ]
        said = [part.words for part in parts if isinstance(part, ParagraphPart)]
        yield joined(word for words in said for word in (*words, Stretch(" ")))
        yield from (part for part in parts if not isinstance(part, ParagraphPart))

    def _strays(self, holder: Element, flow: Flow) -> None:
        """Add what stands in a table and in none of its cells."""
        for text in loose(holder):
            flow.say(text, Stretch(""))
            flow.end()
        for each in holder:
            if isinstance(each.tag, str) and each.tag not in _OF_TABLES.get(holder.tag, NO_WORDS):
                self._element(each, flow, Stretch(""), False)

    def _cells(self, row: Element) -> Iterator[WideCell]:
        for cell in row.iterchildren("td", "th"):
            columns, over = number_of(cell.get("colspan"), 1), number_of(cell.get("rowspan"), 1)
            parts = self._flow(cell, Stretch(""))  # a head is bold by itself
            yield WideCell(CellPart(parts, cell.tag == "th"), columns, over)

    def _boxed(self, element: Element, look: Stretch, is_quote: bool) -> Iterator[FilePart]:
        if parts := self._flow(element, look):
            yield BoxPart(parts, is_quote)

    def _field(self, element: Element, flow: Flow, look: Stretch) -> None:
        if element.get("type", "").lower() in ("checkbox", "radio"):
            flow.say("☐ ", look)
        elif element.get("type", "").lower() != "hidden":
            said = element.get("value") or element.get("placeholder") or ""
            self._leave("form-field", element, said, "a field of a form on the web")

    # ---- links and notes

    def _anchor(self, element: Element, flow: Flow, look: Stretch, keeps: bool) -> None:
        """Say what a link says; one that calls a note is the number of it."""
        if element in self.calls:
            flow.words.append(Stretch("", note=self.calls[element]))
            return
        address = (element.get("href") or "").strip()
        if address and not address.lower().startswith(("#", "javascript:")):
            look = look._replace(link=address)
        self._children(element, flow, look, keeps)

    def _note(self, element: Element) -> NotePart:
        for anchor in [*element.iter("a")]:
            sign = "".join(anchor.itertext()).strip()
            leads_on = (anchor.get("href") or "").startswith("#")
            if leads_on and (MARK.fullmatch(sign) or _BACK.fullmatch(sign)):
                emptied(anchor)
        words: list[Stretch] = []
        for part in self._flow(element, Stretch("")):
            plain = [Stretch(f"{text} ") for text in texts((part,))]
            said = part.words if isinstance(part, ParagraphPart) else plain
            words += (*said, Stretch(" "))
        return NotePart(self.notes[element], joined(words))

    # ---- pictures

    def _picture(self, element: Element) -> Iterator[FilePart]:
        alt = clean(element.get("alt") or "").strip()
        source = (element.get("src") or "").strip()
        silent = element.get("alt") == "" or element.get("role") in ("presentation", "none")
        try:
            yield PicturePart(self._bytes(source), alt, silent)
        except LeafletError as error:
            self._leave("picture", element, alt or " ", error.faults[0].problem)

    def _bytes(self, source: str) -> bytes:
        """Return the bytes of a picture; LeafletError where it stands on the web, or nowhere."""
        if source.lower().startswith("data:"):
            head, _, data = source.partition(",")
            if len(data) > limits.PICTURE_BYTES * 2:
                raise LeafletError(Fault("too-large", "the picture is too large"))
            try:
                plain = unquote_to_bytes(data)
                return base64.b64decode(plain, validate=False) if "base64" in head else plain
            except (binascii.Error, ValueError):
                raise LeafletError(Fault("damaged-file", "the picture is damaged")) from None
        if not self.folder or not source:
            problem = "the picture is not in the file; nothing is fetched"
            raise LeafletError(Fault("web-address-as-file", problem))
        return picture.read(unquote_to_bytes(source).decode("utf-8", "replace"), self.folder).data


_PARTS: dict[str, Callable[[_Page, Element], Iterable[FilePart]]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _Page._list),
    "table": _Page._table,
    "img": _Page._picture,
}
"""What is a part of its own, by the name of its element."""
