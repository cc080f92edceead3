"""Reads HTML by a list of what is allowed: web pages, and what is pasted from Word or Google Docs.

What is not on the list counts as its words alone. Scripts and styles are no words; nothing is
fetched, not even a picture.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from leaflet import limits
from leaflet.errors import Fault, LeafletError
from leaflet.exchange import markup, merged_cells
from leaflet.exchange.flow import Flow, LevelledItem, clean
from leaflet.exchange.merged_cells import WideCell
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
    joined,
    texts,
)
from leaflet.graphics import picture

if TYPE_CHECKING:
    from leaflet.exchange.markup import Element

_NO_WORDS = {"script", "style", "head", "meta", "link", "base", "colgroup", "col", "template"}
_OF_HEADS = {"title", *_NO_WORDS}
_BLOCK_NAMES = """
address article aside body caption center dd details dialog div dl dt fieldset figcaption figure
footer form header hgroup html legend li main p pre section summary table tbody td tfoot th thead tr
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_INLINE_NAMES = "a abbr b bdi bdo big del em font i ins mark q s small span strong sub sup u wbr"
_INSIDE_WORDS = frozenset(_INLINE_NAMES.split())
"""What may stand inside a word; around anything else a word ends."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEFT: dict[str, LeftKind] = {
    **{"svg": "drawing", "canvas": "drawing", "math": "equation"},
    **dict.fromkeys(("object", "embed", "iframe", "video", "audio", "applet"), "embedded-object"),
    **dict.fromkeys(("button", "select", "textarea"), "form-field"),
    **{"nav": "navigation", "noscript": "hidden-text"},
}
"""What is told in the report and is not part of a leaflet."""
_BOX = re.compile(
    r"(?:^|[-_ ])(?:callout|alert|warning|caution|notice|inset|inset-?text|care-?card|admonition"
    r"|panel|infobox|important)(?:$|[-_ ])",
    re.IGNORECASE,
)
_BOX_WORDS = 250
"""Words of the longest box: what is named so and longer is the page itself."""
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})[\])]?", re.IGNORECASE)
"""What calls a note."""
_BACK = re.compile(r"[↑↩^⏎\ufe0e\s]*(?:back|return|jump up)?[^\w]*", re.IGNORECASE)
"""What leads from a note back to its place."""
_ORDER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]", re.IGNORECASE)
_OF_TABLES = {
    "table": {"caption", "thead", "tbody", "tfoot", "tr", *_NO_WORDS},
    **{section: {"tr", *_NO_WORDS} for section in ("thead", "tbody", "tfoot")},
    "tr": {"td", "th", *_NO_WORDS},
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
        self.calls, self.notes = _called(root)

    def original(self) -> Original:
        flow = Flow()
        body = self.root.find("body")
        main = _main(self.root)
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
            if each.tag not in _OF_HEADS:
                self._element(each, flow, Stretch(""), False)
            flow.say(each.tail, Stretch(""))

    def _leave(self, kind: LeftKind, element: Element, words: str = "", why: str = "") -> None:
        """Keep the words of an element, or these, for the report."""
        said = " ".join(clean(words or _words(element)).split())
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
                    and sibling.tag not in _NO_WORDS
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
        tag = element.tag.lower()
        style = _style(element)
        if tag in _NO_WORDS:
            return
        if _is_hidden(element, style):
            self._leave("hidden-text", element)
            if tag not in _INSIDE_WORDS:
                flow.say("\n\n" if tag in _BLOCKS else " ", look, keeps=True)
        elif element in self.notes:
            flow.add(self._note(element))
        elif (level := _level(element, tag)) and self._heading(element, flow, level):
            return
        elif tag in ("ul", "ol", "menu", "dir"):
            flow.add(*self._list(element, look))
        elif tag == "table":
            flow.add(*self._table(element))
        elif tag in _LEFT:
            self._leave(_LEFT[tag], element)
            flow.say(" ", look)
        elif tag == "img":
            self._picture(element, flow)
        elif tag in ("br", "hr"):
            flow.say("\n" if tag == "br" else "\n\n", look, keeps=True)
        elif tag == "input":
            self._field(element, flow, look)
        elif "mso-list" in style and tag in ("p", "div", "li"):
            self._listed(element, flow, look, style)
        elif tag == "blockquote" or _is_box(element, tag, style):
            flow.add(*self._boxed(element, look, is_quote=tag == "blockquote"))
        elif tag in _BLOCKS:
            flow.end()
            inner = look._replace(bold=True) if tag in ("dt", "summary", "legend") else look
            self._children(element, flow, _look(inner, tag, style), keeps or tag == "pre")
            flow.end()
        elif tag == "a":
            self._anchor(element, flow, look, keeps)
        else:
            quotes = ("“", "”") if tag == "q" else ("", "")
            flow.say(quotes[0], look)
            self._children(element, flow, _look(look, tag, style), keeps)
            flow.say(quotes[1], look)

    def _flow(self, element: Element, look: Stretch) -> tuple[FilePart, ...]:
        flow = Flow()
        self._children(element, flow, look)
        return flow.done()

    def _heading(self, element: Element, flow: Flow, level: int) -> bool:
        """Add a heading; tell whether it is one, as an element with a list or a table is none."""
        inner = self._flow(element, Stretch(""))
        said = [part.words for part in inner if isinstance(part, ParagraphPart)]
        words = [word for each in said for word in (*each, Stretch(" "))]
        others = [part for part in inner if not isinstance(part, ParagraphPart)]
        plain = joined(
            word._replace(bold=False, text=word.text.replace("\n", " ")) for word in words
        )
        flow.add(*([HeadingPart(plain, level)] if plain else []), *others)
        return True

    def _list(self, element: Element, look: Stretch) -> Iterator[FilePart]:
        """Yield a list, and the notes that its items are."""
        entries: list[ListEntry] = []
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _NO_WORDS:
                continue
            if child in self.notes:
                yield self._note(child)
                continue
            inner = Flow()
            if child.tag == "li" and not _is_hidden(child, _style(child)):
                self._children(child, inner, look)
            else:
                self._element(child, inner, look, False)
            parts = inner.done()
            if child.tag in ("ul", "ol") and entries:  # a list beside the item that it belongs to
                entries[-1] = ListEntry((*entries[-1].parts, *parts))
            elif parts:
                entries.append(ListEntry(parts))
        loose = " ".join(filter(str.strip, (text or "" for text in _loose(element))))
        if loose:
            inner = Flow()
            inner.say(loose, look)
            entries.append(ListEntry(inner.done()))
        if entries:
            yield ListPart(tuple(entries), element.tag == "ol", _number(element.get("start"), 1))

    def _listed(self, element: Element, flow: Flow, look: Stretch, style: dict[str, str]) -> None:
        """Add an item of a list as Word pastes it: a paragraph with its sign and its level."""
        told = re.search(r"level(\d)", style["mso-list"])
        sign = ""
        for each in element.iter():
            if isinstance(each.tag, str) and "ignore" in _style(each).get("mso-list", "").lower():
                sign = "".join(each.itertext()).strip()
                _emptied(each)
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
        for text in _loose(holder):
            flow.say(text, Stretch(""))
            flow.end()
        for each in holder:
            if isinstance(each.tag, str) and each.tag not in _OF_TABLES.get(holder.tag, _NO_WORDS):
                self._element(each, flow, Stretch(""), False)

    def _cells(self, row: Element) -> Iterator[WideCell]:
        for cell in row.iterchildren("td", "th"):
            columns, over = _number(cell.get("colspan"), 1), _number(cell.get("rowspan"), 1)
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
        if element in self.calls:
            flow.words.append(look._replace(note=self.calls[element]))
            return
        address = (element.get("href") or "").strip()
        inner = _look(look, "a", _style(element))
        if (
            address
            and not address.startswith("#")
            and not address.lower().startswith("javascript:")
        ):
            inner = inner._replace(link=address)
        self._children(element, flow, inner, keeps)

    def _note(self, element: Element) -> NotePart:
        for anchor in [*element.iter("a")]:
            sign = "".join(anchor.itertext()).strip()
            leads_on = (anchor.get("href") or "").startswith("#")
            if leads_on and (_MARK.fullmatch(sign) or _BACK.fullmatch(sign)):
                _emptied(anchor)
        words: list[Stretch] = []
        for part in self._flow(element, Stretch("")):
            plain = [Stretch(f"{text} ") for text in texts((part,))]
            said = part.words if isinstance(part, ParagraphPart) else plain
            words += (*said, Stretch(" "))
        return NotePart(self.notes[element], joined(words))

    # ---- pictures

    def _picture(self, element: Element, flow: Flow) -> None:
        alt = clean(element.get("alt") or "").strip()
        source = (element.get("src") or "").strip()
        silent = element.get("alt") == "" or element.get("role") in ("presentation", "none")
        try:
            data = self._bytes(source)
        except LeafletError as error:
            why = error.faults[0].problem
            self._leave("picture", element, alt or " ", why)
            return
        flow.add(PicturePart(data, alt, silent))

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


def too_many_tables() -> LeafletError:
    """Return the error of a file that has more tables than a leaflet could have."""
    most = limits.BROUGHT_TABLES
    problem = f"the file has more than {most} tables, which is no leaflet"
    return LeafletError(Fault("too-large", problem, None, "make several files of it"))


def _emptied(element: Element) -> None:
    """Take everything out of an element, but not what follows it."""
    tail = element.tail
    element.clear()
    element.tail = tail


def _look(look: Stretch, tag: str, style: dict[str, str]) -> Stretch:
    """Return the look of words inside an element."""
    weight = style.get("font-weight", "")
    if tag in ("b", "strong") or weight in ("bold", "bolder", "600", "700", "800", "900"):
        look = look._replace(bold=True)
    if weight in ("normal", "400", "300", "lighter"):
        look = look._replace(bold=False)
    raised = style.get("vertical-align", "")
    if tag == "sup" or raised == "super":
        look = look._replace(script="super")
    elif tag == "sub" or raised == "sub":
        look = look._replace(script="sub")
    return look


def _style(element: Element) -> dict[str, str]:
    pairs = (each.partition(":") for each in (element.get("style") or "").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs if value}


def _is_hidden(element: Element, style: dict[str, str]) -> bool:
    hidden = style.get("display") == "none" or style.get("visibility") == "hidden"
    return hidden or element.get("hidden") is not None or style.get("mso-hide") == "all"


def _level(element: Element, tag: str) -> int:
    """Return the level of a heading, or 0."""
    if tag in _HEADINGS:
        return _HEADINGS[tag]
    if element.get("role") == "heading":
        return max(1, min(6, _number(element.get("aria-level"), 2)))
    if "mso" in (element.get("class") or "").lower() and "title" in element.get("class").lower():
        return 1
    return 0


def _is_box(element: Element, tag: str, style: dict[str, str]) -> bool:
    if tag not in ("div", "section", "aside", "p", "fieldset"):
        return False
    named = _BOX.search(element.get("class") or "") or element.get("role") in ("note", "alert")
    border = style.get("border", "")
    drawn = border and not re.match(r"(?:none|0|medium none)", border)
    if not (named or drawn or tag == "aside"):
        return False
    return 0 < len(_words(element).split()) <= _BOX_WORDS


def _words(element: Element) -> str:
    """Return all words in an element, those of pictures too; none of scripts."""
    said = [element.text or ""] if element.tag not in _NO_WORDS else []
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NO_WORDS:
            apart = "" if child.tag in _INSIDE_WORDS else " "
            said += [apart, _words(child), apart]
        said.append(child.tail or "")
    if element.tag in ("img", "area"):
        said.append(element.get("alt") or "")
    return "".join(said)


def _loose(element: Element) -> Iterator[str | None]:
    yield element.text
    yield from (child.tail for child in element)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text.strip()) else otherwise


def _main(root: Element) -> Element | None:
    """Return the main text of a page that says which it is."""
    found = root.xpath("//main | //*[@role='main']")
    found = found or root.xpath("//article[not(ancestor::article)]")
    return found[0] if len(found) == 1 else None


def _called(root: Element) -> tuple[dict[Element, str], dict[Element, str]]:
    """Return the anchors that call notes, and the elements that are these notes, by id."""
    targets = {
        name: element
        for element in root.iter()
        if isinstance(element.tag, str)
        for name in (element.get("id"), element.get("name"))
        if name
    }
    order = {element: number for number, element in enumerate(root.iter())}
    calls: dict[Element, str] = {}
    notes: dict[Element, str] = {}
    for anchor in root.iter("a"):
        target = targets.get((anchor.get("href") or "")[1:])
        words = "".join(anchor.itertext()).strip()
        if not (anchor.get("href") or "").startswith("#") or target is None:
            continue
        holder = _holder(target)
        if not _MARK.fullmatch(words) or holder is None or order[holder] < order[anchor]:
            continue
        if any(above in notes for above in anchor.iterancestors()):
            continue
        calls[anchor] = notes.setdefault(holder, f"note-{len(notes) + 1}")
    return calls, notes


def _holder(target: Element) -> Element | None:
    """Return the item or paragraph that a target of a link stands in; no heading."""
    for element in (target, *target.iterancestors()):
        if element.tag in ("li", "p", "div", "dd", "aside", "td"):
            return element
        if element.tag in ("body", *_HEADINGS, "section"):
            return None
    return None
