"""Reads OpenDocument texts (.odt, ISO/IEC 26300), as LibreOffice writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet import limits
from leaflet.errors import Fault, LeafletError
from leaflet.exchange import merged_cells
from leaflet.exchange.archive import Archive
from leaflet.exchange.flow import Flow, clean
from leaflet.exchange.merged_cells import WideCell, too_many_tables
from leaflet.exchange.open_styles import levels, style_of
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
from leaflet.exchange.word_styles import attribute, child, local

if TYPE_CHECKING:
    from leaflet.exchange.markup import Element

_TEXT_BOX_WORDS = 200
"""Words of the longest text box that is a box; a longer one is a column of the page."""
_FACTS = ("initial-creator", "creator", "description", "subject", "keyword")
_SHAPES = (
    "custom-shape",
    "rect",
    "ellipse",
    "polygon",
    "line",
    "path",
    "connector",
    "g",
    "caption",
)


def read(data: bytes, folder: Path | None) -> Original:
    """Return the parts of an OpenDocument text; LeafletError for a locked or damaged one."""
    archive = Archive(data)
    if b"encryption-data" in (archive.bytes("META-INF/manifest.xml") or b""):
        hint = "open it with its password, and save it without one"
        raise LeafletError(Fault("locked-file", "the file is locked by a password", None, hint))
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive.names):
        problem = "the file carries macros, which are programs"
        hint = "open it in LibreOffice, and delete them under Tools, Macros"
        raise LeafletError(Fault("has-macros", problem, None, hint))
    root = archive.xml("content.xml")
    body = child(root, "body", "text")
    if body is None:
        hint = "save it as .odt, .docx, .html or .txt"
        raise LeafletError(Fault("unknown-format", "this is no OpenDocument text", None, hint))
    return _Text(archive, root, body).original()


class _Text:
    """Walks a text once, and keeps what is left over on the way."""

    def __init__(self, archive: Archive, root: Element, body: Element) -> None:
        self.archive, self.body = archive, body
        self.common = archive.xml("styles.xml")
        self.styles: dict[str, Element] = {}
        self.lists: dict[str, dict[int, tuple[bool, int]]] = {}
        for holder in (self.common, root):
            for each in holder.iter() if holder is not None else ():
                if local(each) == "style":
                    self.styles[attribute(each, "name")] = each
                elif local(each) == "list-style":
                    self.lists[attribute(each, "name")] = dict(levels(each))
        self.left: list[LeftOver] = []
        self.notes: list[NotePart] = []
        self.changes: set[str] = set()
        self.tables = self.text_boxes = self.number = 0
        self.after: list[FilePart] = []

    def original(self) -> Original:
        parts = self._blocks(self.body)
        self._around()
        title, language = self._facts(), self._language()
        said = [f"text boxes, set after the paragraph that they belong to: {self.text_boxes}"]
        return Original(
            (*parts, *self.notes),
            tuple(self.left),
            title,
            language,
            notes=tuple(said if self.text_boxes else ()),
        )

    def _leave(self, kind: LeftKind, words: str, why: str = "", place: str = "") -> None:
        said = " ".join(clean(words).split())
        if said:
            self.left.append(LeftOver(kind, place or f"paragraph {self.number}", said, why))

    # ---- blocks

    def _blocks(self, elements: Iterable[Element]) -> tuple[FilePart, ...]:
        flow, boxed = Flow(), Flow()
        for part, is_boxed in self._found(elements):
            if not is_boxed and boxed.found:
                flow.add(BoxPart(boxed.done()))
                boxed = Flow()
            (boxed if is_boxed else flow).add(part)
        if boxed.found:
            flow.add(BoxPart(boxed.done()))
        return flow.done()

    def _found(self, elements: Iterable[Element]) -> Iterator[tuple[FilePart, bool]]:
        """Yield the parts of elements, each with whether a border goes round it."""
        for element in elements:
            name = local(element)
            if name in ("p", "h"):
                yield from self._paragraph(element, name == "h")
            elif name == "list":
                made = self._list(element, attribute(element, "style-name"), 1)
                yield from ((part, False) for part in made)
            elif name == "table":
                yield from ((part, False) for part in self._table(element))
            elif name in ("table-of-content", "alphabetical-index", "illustration-index"):
                self._leave("navigation", _plain(element))
            elif name in (
                "section",
                "index-body",
                "numbered-paragraph",
                "user-index",
                "bibliography",
            ):
                yield from self._found(element)
            elif name == "tracked-changes":
                self._changed(element)
            elif name == "frame" or name in _SHAPES:
                self._drawn(element)
                yield from ((part, False) for part in self._taken())

    def _taken(self) -> list[FilePart]:
        """Return what is to stand after the paragraph, and forget it."""
        found, self.after = self.after, []
        return found

    def _paragraph(self, element: Element, is_heading: bool) -> Iterator[tuple[FilePart, bool]]:
        self.number += 1
        style = style_of(self.styles, attribute(element, "style-name"))
        flow = Flow()
        self._words(element, flow, Stretch("", bold=bool(style.bold)), style.hidden)
        flow.end()
        after = self._taken()
        said = [part.words for part in flow.done() if isinstance(part, ParagraphPart)]
        if said and (is_heading or style.role == "title"):
            level = attribute(element, "outline-level")
            number = int(level) if re.fullmatch(r"\d", level) else 1
            yield HeadingPart(in_one_line(said), number, style.role == "title"), False
        elif said and style.role == "quote":
            yield BoxPart(tuple(map(ParagraphPart, said)), is_quote=True), False
        else:
            is_subtitle = style.role == "subtitle"
            made = (ParagraphPart(each, style.size, is_subtitle) for each in said)
            yield from ((part, style.is_boxed) for part in made)
        yield from ((part, False) for part in after)

    def _list(self, element: Element, style: str, level: int) -> Iterator[FilePart]:
        style = attribute(element, "style-name") or style
        is_ordered, start = self.lists.get(style, {}).get(level, (False, 1))
        entries: list[ListEntry] = []
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            parts: list[FilePart] = []
            for each in item:
                made = (
                    [*self._list(each, style, level + 1)]
                    if local(each) == "list"
                    else [part for part, _ in self._found([each])]
                )
                parts += made
            told = attribute(item, "start-value")
            start = int(told) if told.isdigit() and not entries else start
            if parts:
                entries.append(ListEntry(tuple(parts)))
        if entries and all(
            isinstance(part, HeadingPart) for each in entries for part in each.parts
        ):
            yield from (part for each in entries for part in each.parts)  # headings with numbers
        elif entries:
            yield ListPart(tuple(entries), is_ordered, start)

    # ---- tables

    def _table(self, element: Element) -> tuple[FilePart, ...]:
        self.tables += 1
        if self.tables > limits.BROUGHT_TABLES:
            raise too_many_tables()
        return merged_cells.table([*self._rows(element, False)])

    def _rows(self, holder: Element, head: bool) -> Iterator[list[WideCell]]:
        for each in holder:
            name = local(each)
            if name == "table-row":
                yield [*self._cells(each, head)]
            elif name in ("table-rows", "table-row-group", "table-header-rows"):
                yield from self._rows(each, head or name == "table-header-rows")

    def _cells(self, row: Element, head: bool) -> Iterator[WideCell]:
        for cell in row:
            if local(cell) == "table-cell":
                columns = attribute(cell, "number-columns-spanned")
                wide = int(columns) if re.fullmatch(r"\d{1,3}", columns) else 1
                yield WideCell(CellPart(self._blocks(cell), head), wide)
            elif local(cell) == "covered-table-cell" and (parts := self._blocks(cell)):
                yield WideCell(CellPart(parts))
            elif local(cell) == "covered-table-cell" and not _is_beside(cell):
                yield WideCell(CellPart(()))

    # ---- words

    def _words(self, element: Element, flow: Flow, look: Stretch, hidden: bool = False) -> None:
        """Say what stands in a paragraph; what is hidden is left over."""
        if hidden:
            self._leave("hidden-text", _plain(element))
            return
        flow.say(element.text, look)
        for each in element:
            self._piece(each, flow, look)
            flow.say(each.tail, look)

    def _piece(self, each: Element, flow: Flow, look: Stretch) -> None:
        match local(each):
            case "span":
                style = style_of(self.styles, attribute(each, "style-name"))
                script = style.raised or look.script
                bold = look.bold if style.bold is None else style.bold
                self._words(each, flow, look._replace(bold=bold, script=script), style.hidden)
            case "a":
                address = attribute(each, "href")
                link = "" if address.startswith("#") else address
                self._words(each, flow, look._replace(link=link))
            case "s":
                flow.say(" ", look)
            case "tab" | "soft-page-break":
                flow.say(" ", look)
            case "line-break":
                flow.say("\n", look, keeps=True)
            case "note":
                self._note(each, flow)
            case "annotation":
                who = [each.text or "" for each in each if local(each) in ("creator", "date")]
                said = " ".join(_plain(inner) for inner in each if local(inner) in ("p", "list"))
                self._leave("comment", said, ", ".join(word[:40] for word in who if word))
            case "frame" | "custom-shape" | "rect" | "ellipse" | "polygon" | "path" | "g" | "line":
                self._drawn(each)
            case "change-start":
                self.changes.add(attribute(each, "change-id"))
            case "change-end" | "change" | "annotation-end" | "bookmark" | "bookmark-start":
                pass
            case "ruby":
                self._leave("hidden-text", _plain(child(each, "ruby-text")), "over other signs")
                base = child(each, "ruby-base")
                if base is not None:
                    self._words(base, flow, look)
            case "hidden-text" | "script":
                self._leave("hidden-text", _plain(each) or attribute(each, "string-value"))
            case _:
                self._words(each, flow, look)

    def _note(self, element: Element, flow: Flow) -> None:
        name = f"note-{len(self.notes) + 1}"
        self.notes.append(NotePart(name, (Stretch("…"),)))
        number = len(self.notes) - 1
        body = child(element, "note-body")
        parts = self._blocks(body if body is not None else ())
        words = joined(Stretch(f"{text} ") for text in texts(parts))
        self.notes[number] = NotePart(name, words or (Stretch("…"),))
        flow.words.append(Stretch("", note=name))

    def _changed(self, element: Element) -> None:
        """Keep what tracked changes delete, and who has made them."""
        for region in element:
            for each in region:
                info = child(each, "change-info")
                told = [e.text or "" for e in (info if info is not None else ())]
                who = ", ".join(word[:40] for word in told if word)
                words = " ".join(_plain(inner) for inner in each if local(inner) != "change-info")
                kind: LeftKind = "deleted-text" if local(each) == "deletion" else "changed-text"
                self._leave(kind, words, who, "a tracked change")

    # ---- drawings

    def _drawn(self, element: Element) -> None:
        """Read a frame: a picture or a text box; the rest is told."""
        alt = " ".join(
            each.text.strip() for each in element if local(each) in ("title", "desc") and each.text
        )
        inner = {local(each): each for each in element}
        if "text-box" in inner or local(element) in _SHAPES:
            self._text_box(inner.get("text-box", element))
        elif "object" in inner or "object-ole" in inner:
            self._leave("embedded-object", alt or "an object")
            return
        elif "image" in inner:
            name = attribute(inner["image"], "href").removeprefix("./")
            data = self.archive.bytes(name)
            if data is None:
                self._leave("picture", alt or name, "it is not in the file; nothing is fetched")
            else:
                self.after.append(PicturePart(data, clean(alt)))
            return
        if alt:
            self._leave("drawing", alt, "what the file says that it shows")

    def _text_box(self, element: Element) -> None:
        outer, self.after = self.after, []
        parts = self._blocks(each for each in element if local(each) not in ("title", "desc"))
        self.after = outer
        if parts:
            self.text_boxes += 1
            short = len(_plain(element).split()) <= _TEXT_BOX_WORDS
            self.after += (BoxPart(parts),) if short else parts

    # ---- styles, and what stands around the text

    def _around(self) -> None:
        """Keep heads and feet of pages for the report."""
        for each in self.common.iter() if self.common is not None else ():
            name = local(each)
            if re.fullmatch(r"(?:header|footer)(?:-left|-first)?", name):
                kind: LeftKind = "header" if name.startswith("header") else "footer"
                self._leave(kind, _plain(each), place="on each page")

    def _facts(self) -> str:
        """Return the title that the file gives itself; keep what else it says for the report."""
        title, meta = "", child(self.archive.xml("meta.xml"), "meta")
        for each in meta if meta is not None else ():
            value = (each.text or "").strip()
            if local(each) == "title" and value:
                title = clean(value)
            elif local(each) in _FACTS and value:
                self._leave("file-fact", value, local(each), "the properties of the file")
        return title

    def _language(self) -> str:
        for each in self.common.iter() if self.common is not None else ():
            if local(each) == "default-style" and attribute(each, "family") == "paragraph":
                said = child(each, "text-properties")
                language, country = attribute(said, "language"), attribute(said, "country")
                if language not in ("", "none", "zxx"):
                    return f"{language}-{country}" if country not in ("", "none") else language
        return ""


def _is_beside(cell: Element) -> bool:
    """Tell whether a covered cell stands beside the one that covers it, and not under it."""
    before = cell.getprevious()
    while before is not None and local(before) == "covered-table-cell":
        before = before.getprevious()
    return before is not None and attribute(before, "number-columns-spanned") not in ("", "1")


def _plain(element: Element | None) -> str:
    """Return all words in an element."""
    if element is None:
        return ""
    said = [element.text or ""]
    for each in element:
        apart = " " if local(each) in ("p", "h", "s", "tab", "line-break", "list-item") else ""
        said += [apart, _plain(each), apart, each.tail or ""]
    return "".join(said)
