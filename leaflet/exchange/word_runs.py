"""WordRuns: the words of one paragraph of a Word file, and what stands among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from leaflet.exchange.archive import Archive, Relation
from leaflet.exchange.flow import clean
from leaflet.exchange.parts import BoxPart, FilePart, LeftKind, PicturePart, Stretch
from leaflet.exchange.word_styles import (
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

_SOUGHT = {"txbxContent", "blip", "imagedata", "chart", "relIds", "OLEObject", "textpath"}
_TEXT_BOX_WORDS = 200
"""Words of the longest text box that is a box; a longer one is a column of the page."""
_HYPERLINK = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"([^"]+)"', re.IGNORECASE)


class WordHolder(Protocol):
    """The document that runs stand in: it knows what they name, and keeps what is left over."""

    archive: Archive
    relations: dict[str, Relation]
    styles: WordStyles
    place: str
    text_boxes: int

    def leave(self, kind: LeftKind, words: str, why: str = "", place: str = "") -> None:
        """Keep words for the report."""

    def leave_run(self, kind: LeftKind, words: str, why: str) -> None:
        """Keep the words of a run, which go on from those of a run before it."""

    def called(self, kind: str, number: str) -> str:
        """Return the id of a note that is called."""

    def blocks(self, elements: Iterable[Element]) -> tuple[FilePart, ...]:
        """Return the parts of elements."""


class WordRuns:
    """Reads the runs of one paragraph: words, and what stands after it, such as pictures."""

    def __init__(self, document: WordHolder, bold: bool, size: float) -> None:
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
                self.document.leave("changed-text", plain(each), who(each))
                self.read(each, look, hidden)
            elif name in ("del", "moveFrom"):
                self.document.leave("deleted-text", plain(each), who(each))
            elif name in ("oMath", "oMathPara"):
                self.document.leave("equation", plain(each), "its signs stand in the text in a row")
                self._say(plain(each), look)
            elif name == "sdt" and is_placeholder(each):
                self.document.leave("form-field", plain(each))
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
            self.document.leave_run(kind, plain(run), "" if hidden else "it was struck through")
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
                self.document.leave("hidden-text", plain(child(each, "rt")), "over other signs")
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
            if each is not None and (plain(each).strip() or any(True for _ in _sought(each))):
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
        short = len(plain(element).split()) <= _TEXT_BOX_WORDS
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


def plain(element: Element | None) -> str:
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
            said += [plain(each), " " if name in ("p", "tc") else ""]
    return "".join(said)


def who(element: Element | None) -> str:
    """Return who made a change or a comment, and when."""
    told = (attribute(element, "author"), attribute(element, "date")[:10])
    return ", ".join(filter(None, told))
