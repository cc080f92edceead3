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
from leaflet.exchange.archive import Archive
from leaflet.exchange.flow import Flow, LevelledItem, clean, paragraphs
from leaflet.exchange.merged_cells import WideCell, too_many_tables
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
from leaflet.exchange.word_runs import WordRuns, plain, who
from leaflet.exchange.word_styles import (
    ListLevel,
    WordStyle,
    WordStyles,
    attribute,
    child,
    inside,
    is_on,
    is_placeholder,
    local,
)

if TYPE_CHECKING:
    from leaflet.exchange.markup import Element

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
                case "sdt" if is_placeholder(element):
                    self.leave("form-field", plain(element))
                case "sdt":
                    yield from self._found(inside(element, "sdtContent"))
                case "ins" | "moveTo" | "customXml" | "smartTag":
                    yield from self._found(element)
                case "del" | "moveFrom":
                    self.leave("deleted-text", plain(element), who(element))
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
        inline = WordRuns(
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
        is_subtitle = style.role == "subtitle"
        texts = tuple(ParagraphPart(each, size, is_subtitle) for each in said)
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
        rows = [*self._rows(element)]
        if rows and self.styles.has_head(child(element, "tblPr")):
            rows[0] = [wide._replace(cell=wide.cell._replace(is_head=True)) for wide in rows[0]]
        return merged_cells.table(rows)

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
                    self.leave("deleted-text", plain(row), who(child(properties, "del")))
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
        inline = WordRuns(self, False, 0.0)
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
                    self.leave(kind, plain(root), place="on each page")
            elif relation.is_outside and relation.kind != "hyperlink":
                self.leave(
                    "link-address",
                    relation.target,
                    f"{relation.kind}: nothing is fetched",
                    "elsewhere",
                )
        comments = self._part("comments")
        for comment in comments if comments is not None else ():
            self.leave("comment", plain(comment), who(comment), "beside the text")
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
