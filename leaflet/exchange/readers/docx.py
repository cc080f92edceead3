"""Reads Word files (.docx, ISO/IEC 29500): the markup itself, as no library shows all of it.

Tracked insertions count as accepted and deletions as made, and both are told. A text box stands
after the paragraph that it is anchored to. Heads and feet of pages, comments and drawings are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet import limits
from leaflet.errors import Fault, LeafletError
from leaflet.exchange import merged_cells
from leaflet.exchange.archive import Archive, Relation
from leaflet.exchange.flow import Flow, LevelledItem, clean, paragraphs
from leaflet.exchange.merged_cells import WideCell
from leaflet.exchange.parts import (
    BoxPart,
    CellPart,
    FilePart,
    HeadingPart,
    LeftKind,
    LeftOver,
    NotePart,
    Original,
    ParagraphPart,
    PicturePart,
    Stretch,
    Stretches,
    in_one_line,
    joined,
    text_of,
)
from leaflet.exchange.readers.html import too_many_tables
from leaflet.exchange.word_styles import (
    ListLevel,
    WordStyle,
    WordStyles,
    attribute,
    child,
    inside,
    is_on,
    local,
)

if TYPE_CHECKING:
    from leaflet.exchange.markup import Element

_SOUGHT = {"txbxContent", "blip", "imagedata", "chart", "relIds", "OLEObject", "textpath"}
_TEXT_BOX_WORDS = 200
"""Words of the longest text box that is a box; a longer one is a column of the page."""
_HYPERLINK = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"([^"]+)"', re.IGNORECASE)
_FACTS = ("creator", "subject", "keywords", "description", "category", "Company", "Manager")


def read(data: bytes, folder: Path | None) -> Original:
    """Return the parts of a Word file; LeafletError for a damaged one or one with macros."""
    archive = Archive(data)
    types = archive.bytes("[Content_Types].xml") or b""
    if (
        any(name.lower().endswith("vbaproject.bin") for name in archive.names)
        or b"macroEnabled" in types
    ):
        problem = "the file carries macros, which are programs"
        hint = "open it in Word, and save it as .docx, which has none"
        raise LeafletError(Fault("has-macros", problem, None, hint))
    main = next(
        (each.target for each in archive.relations("").values() if each.kind == "officeDocument"),
        "word/document.xml",
    )
    root = archive.xml(main)
    if root is None or local(root) != "document":
        hint = "save it as .docx, .odt, .html or .txt"
        raise LeafletError(Fault("unknown-format", "this is no Word document", None, hint))
    return _Document(archive, main, root).original()


class _Document:
    """Walks a document once, and keeps what is left over on the way."""

    def __init__(self, archive: Archive, main: str, root: Element) -> None:
        self.archive, self.root = archive, root
        self.relations = archive.relations(main)
        named = {each.kind: each.target for each in self.relations.values() if not each.is_outside}
        self.named = named
        self.styles = WordStyles(self._part("styles"), self._part("numbering"))
        self.left: list[LeftOver] = []
        self.notes: dict[str, str] = {}
        """The id of each note that is called, by kind and number."""
        self.counts: dict[tuple[str, int], int] = {}
        self.tables = self.text_boxes = self.number = 0
        self.place = ""
        self.begun: list[Stretch] = []
        """The large letter that the next paragraph begins with, which Word keeps apart."""

    def _part(self, kind: str) -> Element | None:
        return self.archive.xml(self.named[kind]) if kind in self.named else None

    def original(self) -> Original:
        body = child(self.root, "body")
        parts = self.blocks(body if body is not None else ())
        parts += tuple(map(ParagraphPart, paragraphs(self.begun)))
        notes = tuple(self._notes())
        self._around()
        title = self._facts()
        said = [f"text boxes, set after the paragraph that they belong to: {self.text_boxes}"]
        return Original(
            (*parts, *notes),
            tuple(self.left),
            title,
            self.styles.language,
            notes=tuple(said if self.text_boxes else ()),
        )

    def leave_run(self, kind: LeftKind, words: str, why: str) -> None:
        """Keep the words of a run, which go on from those of a run before it that is left over."""
        last = self.left[-1] if self.left else None
        if last and (last.kind, last.place, last.why) == (kind, self.place, why):
            self.left[-1] = last._replace(words=last.words + clean(words))
        elif words.strip():
            self.left.append(LeftOver(kind, self.place, clean(words), why))

    def leave(self, kind: LeftKind, words: str, why: str = "", place: str = "") -> None:
        """Keep words for the report."""
        said = " ".join(clean(words).split())
        if said:
            self.left.append(LeftOver(kind, place or self.place or "in the text", said, why))

    # ---- blocks

    def blocks(self, elements: Iterable[Element]) -> tuple[FilePart, ...]:
        """Return the parts of elements; paragraphs in a row that have borders are a box."""
        flow, boxed = Flow(), Flow()
        for part, is_boxed in self._found(elements):
            if not is_boxed and boxed.found:
                flow.add(BoxPart(boxed.done()))
                boxed = Flow()
            (boxed if is_boxed else flow).add(part)
        if boxed.found:
            flow.add(BoxPart(boxed.done()))
        return flow.done()

    def _found(self, elements: Iterable[Element]) -> Iterator[tuple[FilePart | LevelledItem, bool]]:
        """Yield the parts of elements, each with whether borders go round it."""
        for element in elements:
            match local(element):
                case "p":
                    box = child(element, "pPr", "pBdr")
                    is_boxed = box is not None and {"top", "left"} <= {local(e) for e in box}
                    for part in self._paragraph(element):
                        yield part, is_boxed
                case "tbl":
                    for made in self._table(element):
                        yield made, False
                case "sdt":
                    yield from self._found(inside(element, "sdtContent"))
                case "ins" | "moveTo" | "customXml" | "smartTag":
                    yield from self._found(element)
                case "del" | "moveFrom":
                    self.leave("deleted-text", _plain(element), _who(element))
                case "altChunk":
                    self.leave("embedded-object", "altChunk", "a file inside the file")
                case _:
                    continue

    def _paragraph(self, element: Element) -> Iterator[FilePart | LevelledItem]:
        properties = child(element, "pPr")
        style = self.styles.style(attribute(child(properties, "pStyle"), "val"))
        style = style if style.name else self.styles.normal
        self.number += 1
        self.place = f"paragraph {self.number}"
        inline = _Inline(
            self, style.bold, style.size or self.styles.normal.size or self.styles.size
        )
        inline.read(element, Stretch("", bold=inline.bold), style.hidden)
        if attribute(child(properties, "framePr"), "dropCap") not in ("", "none"):
            self.begun += inline.words
            return
        begun, self.begun = self.begun, []
        said = [*paragraphs([*begun, *inline.words])]
        if style.role == "contents":
            self.leave("navigation", " ".join(map(text_of, said)))
            said = []
        yield from self._worded(said, inline.size, properties, style) if said else ()
        yield from inline.after

    def _worded(
        self, said: list[Stretches], size: float, properties: Element | None, style: WordStyle
    ) -> Iterator[FilePart | LevelledItem]:
        """Yield what the words of a paragraph are, by its style and its own properties."""
        outline = attribute(child(properties, "outlineLvl"), "val")
        level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else style.heading
        numbers = child(properties, "numPr")
        list_id = attribute(child(numbers, "numId"), "val") or style.list_id
        depth = attribute(child(numbers, "ilvl"), "val")
        at = int(depth) if re.fullmatch(r"\d", depth) else style.list_level
        listed = self.styles.level(list_id, at)
        if told := re.fullmatch(r"list (bullet|number) ?(\d?)", style.name):
            at, list_id = max(at, int(told[2] or 1) - 1), f"list {told[1]}"
            listed = listed or ListLevel(told[1] == "number")
        texts = tuple(ParagraphPart(each, size) for each in said)
        if level or style.role == "title":
            yield HeadingPart(in_one_line(said), level or 1, style.role == "title")
        elif listed:
            number = self._count(list_id, at, listed.start)
            yield LevelledItem(at, texts, listed.is_ordered, list_id, number)
        elif style.role == "quote":
            yield BoxPart(texts, is_quote=True)
        else:
            yield from texts

    def _count(self, list_id: str, level: int, start: int) -> int:
        """Return the number of the next item of a list; lists in it begin anew."""
        number = self.counts.get((list_id, level), start - 1) + 1
        self.counts = {
            key: count for key, count in self.counts.items() if key[0] != list_id or key[1] <= level
        }
        self.counts[list_id, level] = number
        return number

    # ---- tables

    def _table(self, element: Element) -> tuple[FilePart, ...]:
        self.tables += 1
        if self.tables > limits.BROUGHT_TABLES:
            raise too_many_tables()
        return merged_cells.table([*self._rows(element)])

    def _rows(self, table: Element) -> Iterator[list[WideCell]]:
        for row in table:
            name = local(row)
            if name == "sdt":
                yield from self._rows(inside(row, "sdtContent"))
            elif name in ("ins", "customXml"):
                yield from self._rows(row)
            elif name == "tr":
                properties = child(row, "trPr")
                if child(properties, "del") is not None:
                    self.leave("deleted-text", _plain(row), _who(child(properties, "del")))
                    continue
                head = bool(is_on(properties, "tblHeader"))
                yield [*self._cells(row, head)]

    def _cells(self, row: Element, head: bool) -> Iterator[WideCell]:
        for cell in row:
            name = local(cell)
            if name == "sdt":
                yield from self._cells(inside(cell, "sdtContent"), head)
            elif name == "customXml":
                yield from self._cells(cell, head)
            elif name == "tc":
                properties = child(cell, "tcPr")
                span = attribute(child(properties, "gridSpan"), "val")
                columns = int(span) if re.fullmatch(r"\d{1,3}", span) else 1
                parts = self.blocks(cell)
                yield WideCell(CellPart(parts, head), columns)

    # ---- notes, and what stands around the text

    def called(self, kind: str, number: str) -> str:
        """Return the id of a note that is called."""
        return self.notes.setdefault(f"{kind} {number}", f"note-{len(self.notes) + 1}")

    def _notes(self) -> Iterator[NotePart]:
        for kind in ("footnote", "endnote"):
            root = self._part(f"{kind}s")
            for note in root if root is not None else ():
                if attribute(note, "type") in (
                    "separator",
                    "continuationSeparator",
                    "continuationNotice",
                ):
                    continue
                number = attribute(note, "id")
                self.place = f"{kind} {number}"
                words = self._loose(note)
                if f"{kind} {number}" in self.notes:
                    yield NotePart(self.notes[f"{kind} {number}"], words or (Stretch("…"),))
                else:
                    self.leave("hidden-text", text_of(words), f"a {kind} that nothing calls")

    def _loose(self, element: Element) -> Stretches:
        """Return all words of some paragraphs as one; pictures among them are left over."""
        inline = _Inline(self, False, 0.0)
        for each in element.iter():
            if local(each) == "p":
                inline.read(each, Stretch(""), False)
                inline.words.append(Stretch(" "))
        for part in inline.after:
            if isinstance(part, PicturePart):
                self.leave("picture", part.alt)
        return joined(inline.words)

    def _around(self) -> None:
        """Keep heads and feet of pages, comments and what is named elsewhere for the report."""
        for relation in self.relations.values():
            if relation.kind in ("header", "footer") and not relation.is_outside:
                root = self.archive.xml(relation.target)
                if root is not None:
                    kind: LeftKind = "header" if relation.kind == "header" else "footer"
                    self.leave(kind, _plain(root), place="on each page")
            elif relation.is_outside and relation.kind != "hyperlink":
                self.leave(
                    "link-address",
                    relation.target,
                    f"{relation.kind}: nothing is fetched",
                    "elsewhere",
                )
        comments = self._part("comments")
        for comment in comments if comments is not None else ():
            self.leave("comment", _plain(comment), _who(comment), "beside the text")
        for name in self.archive.names:
            if "/embeddings/" in name:
                self.leave("embedded-object", name.rpartition("/")[2], place="in the file")

    def _facts(self) -> str:
        """Return the title that the file gives itself; keep what else it says for the report."""
        title = ""
        for name in ("docProps/core.xml", "docProps/app.xml"):
            root = self.archive.xml(name)
            for each in root if root is not None else ():
                value = (each.text or "").strip()
                if local(each) == "title" and value:
                    title = clean(value)
                elif local(each) in _FACTS and value:
                    self.leave(
                        "file-fact", value, local(each).lower(), "the properties of the file"
                    )
        return title


class _Inline:
    """Reads the runs of one paragraph: words, and what stands after it, such as pictures."""

    def __init__(self, document: _Document, bold: bool, size: float) -> None:
        self.document, self.bold, self.usual = document, bold, size
        self.words: list[Stretch] = []
        self.after: list[FilePart] = []
        self.sizes: dict[float, int] = {}
        self.fields: list[tuple[str, bool]] = []
        """The fields that are open: their instruction, and whether their result has begun."""

    @property
    def size(self) -> float:
        """The size of most of the words."""
        return max(self.sizes, key=lambda size: self.sizes[size]) if self.sizes else self.usual

    def read(self, element: Element, look: Stretch, hidden: bool = False) -> None:
        """Read what stands in a paragraph, or in something inside it."""
        for each in element:
            name = local(each)
            if name == "r":
                self._run(each, look, hidden)
            elif name == "hyperlink":
                relation = self.document.relations.get(attribute(each, "id"))
                link = relation.target if relation and relation.is_outside else ""
                self.read(each, look._replace(link=link or look.link), hidden)
            elif name in ("ins", "moveTo"):
                self.document.leave("changed-text", _plain(each), _who(each))
                self.read(each, look, hidden)
            elif name in ("del", "moveFrom"):
                self.document.leave("deleted-text", _plain(each), _who(each))
            elif name in ("oMath", "oMathPara"):
                self.document.leave(
                    "equation", _plain(each), "its signs stand in the text in a row"
                )
                self._say(_plain(each), look)
            elif name == "sdt":
                self.read(inside(each, "sdtContent"), look, hidden)
            elif name in ("smartTag", "customXml", "fldSimple", "bdo", "dir", "ruby", "rubyBase"):
                self.read(each, look, hidden)
            elif name == "AlternateContent":
                self._either(each, look, hidden)

    def _run(self, run: Element, look: Stretch, hidden: bool) -> None:
        properties = child(run, "rPr")
        style = self.document.styles.style(attribute(child(properties, "rStyle"), "val"))
        bold = is_on(properties, "b")
        raised = attribute(child(properties, "vertAlign"), "val")
        look = look._replace(
            bold=(look.bold or style.bold) if bold is None else bold,
            script={"superscript": "super", "subscript": "sub"}.get(raised, look.script),  # type: ignore[arg-type]
        )
        size = attribute(child(properties, "sz"), "val")
        points = int(size) / 2 if re.fullmatch(r"\d{1,4}", size) else style.size or self.usual
        vanish = is_on(properties, "vanish")
        hidden = (hidden or style.hidden) if vanish is None else vanish
        struck = is_on(properties, "strike") or is_on(properties, "dstrike")
        if hidden or struck:
            kind: LeftKind = "hidden-text" if hidden else "deleted-text"
            self.document.leave_run(kind, _plain(run), "" if hidden else "it was struck through")
            return
        for each in run:
            self._piece(each, look, points)

    def _piece(self, each: Element, look: Stretch, points: float) -> None:
        """Read one piece of a run."""
        match local(each):
            case "t":
                self._say(each.text or "", look, points)
            case "tab" | "ptab":
                self._say(" ", look)
            case "br" | "cr":
                is_line = attribute(each, "type") not in ("page", "column")
                self._say("\n" if is_line else " ", look)
            case "noBreakHyphen":
                self._say("\u2011", look)
            case "sym":
                code = attribute(each, "char")
                if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
                    self._say(chr(int(code, 16)), look)
            case "footnoteReference" | "endnoteReference" as name:
                kind = name.removesuffix("Reference")
                note = self.document.called(kind, attribute(each, "id"))
                self.words.append(Stretch("", note=note))
            case "fldChar" | "instrText":
                self._field(each, look)
            case "drawing" | "pict" | "object":
                self._drawn(each)
            case "AlternateContent":
                self._either(each, look, False)
            case "ruby":
                self.document.leave("hidden-text", _plain(child(each, "rt")), "over other signs")
                self.read(inside(each, "rubyBase"), look)

    def _say(self, text: str, look: Stretch, points: float = 0.0) -> None:
        link = next(
            (
                found[1]
                for told, begun in self.fields
                if begun and (found := _HYPERLINK.search(told))
            ),
            "",
        )
        self.words.append(look._replace(text=clean(text), link=link or look.link))
        if points:
            self.sizes[points] = self.sizes.get(points, 0) + len(text)

    def _field(self, each: Element, look: Stretch) -> None:
        """Follow a field: between its begin and its result stands what it is, not what it says."""
        kind = attribute(each, "fldCharType")
        if local(each) == "instrText":
            if self.fields:
                told, begun = self.fields[-1]
                self.fields[-1] = (told + (each.text or ""), begun)
        elif kind == "begin":
            self.fields.append(("", False))
            if child(each, "ffData", "checkBox") is not None:
                self._say("☐ ", look)
        elif kind == "separate" and self.fields:
            self.fields[-1] = (self.fields[-1][0], True)
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _either(self, element: Element, look: Stretch, hidden: bool) -> None:
        """Read what a new Word shows, or what stands there for an old one if that is nothing."""
        choice, fallback = child(element, "Choice"), child(element, "Fallback")
        for each in (choice, fallback):
            if each is not None and (_plain(each).strip() or any(True for _ in _sought(each))):
                for inner in each:
                    if local(inner) == "r":
                        self._run(inner, look, hidden)
                    else:
                        self._piece(inner, look, 0.0)
                return

    # ---- drawings

    def _drawn(self, element: Element) -> None:
        """Read a drawing: pictures and text boxes; the rest is told."""
        alt = _description(element)
        for each in _sought(element):
            match local(each):
                case "txbxContent":
                    self._text_box(each)
                case "blip" | "imagedata":
                    self._picture(each, alt)
                    alt = ""
                case "chart" | "relIds":
                    self._diagram(each, alt)
                    alt = ""
                case "textpath":
                    self.document.leave(
                        "drawing", attribute(each, "string"), "words that are drawn"
                    )
                case "OLEObject":
                    name = attribute(each, "ProgID") or "an object"
                    self.document.leave("embedded-object", name)
        if alt:
            self.document.leave("drawing", alt, "what the file says that it shows")

    def _text_box(self, element: Element) -> None:
        self.document.text_boxes += 1
        place = self.document.place
        parts = self.document.blocks(element)
        self.document.place = place
        short = len(_plain(element).split()) <= _TEXT_BOX_WORDS
        self.after += (BoxPart(parts),) if parts and short else parts

    def _picture(self, element: Element, alt: str) -> None:
        key = attribute(element, "embed") or attribute(element, "id")
        relation = self.document.relations.get(key) or Relation("", "", True)
        data = None if relation.is_outside else self.document.archive.bytes(relation.target)
        if data is None:
            self.document.leave("picture", alt, "it is not in the file; nothing is fetched")
        else:
            self.after.append(PicturePart(data, alt))

    def _diagram(self, element: Element, alt: str) -> None:
        """Keep the words of a chart or a SmartArt for the report."""
        key = attribute(element, "id") or attribute(element, "dm")
        relation = self.document.relations.get(key)
        root = (
            self.document.archive.xml(relation.target)
            if relation and not relation.is_outside
            else None
        )
        said = (
            [each.text or "" for each in root.iter() if local(each) in ("t", "v")]
            if root is not None
            else []
        )
        self.document.leave("drawing", " ".join([alt, *said]), "a chart or a diagram")


def _sought(element: Element) -> Iterator[Element]:
    """Yield what a drawing has that is read, outermost first; of two ways to draw, the new one."""
    for each in element:
        name = local(each)
        if name in _SOUGHT:
            yield each
        if name not in ("txbxContent", "Fallback"):
            yield from _sought(each)


def _description(element: Element) -> str:
    """Return what a file says that a drawing shows."""
    for each in element.iter():
        if local(each) == "docPr":
            return clean(attribute(each, "descr") or attribute(each, "title")).strip()
        if local(each) in ("shape", "rect") and attribute(each, "alt"):
            return clean(attribute(each, "alt")).strip()
    return ""


def _plain(element: Element | None) -> str:
    """Return all words in an element, also deleted ones and those of text boxes, once each."""
    if element is None:
        return ""
    said: list[str] = []
    for each in element:
        name = local(each)
        if name in ("t", "delText"):
            said.append(each.text or "")
        elif name in ("tab", "br", "cr"):
            said.append(" ")
        elif name == "textpath":
            said.append(attribute(each, "string"))
        elif name == "docPr":
            said.append(f" {attribute(each, 'descr')} ")
        elif name != "Fallback":
            said += [_plain(each), " " if name in ("p", "tc") else ""]
    return "".join(said)


def _who(element: Element | None) -> str:
    """Return who made a change or a comment, and when."""
    told = (attribute(element, "author"), attribute(element, "date")[:10])
    return ", ".join(filter(None, told))
