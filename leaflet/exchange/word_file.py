"""Writes a composed leaflet as a Word file that a clinician can comment on.

It has real headings, lists, tables with head rows and described pictures (ISO/IEC 29500-1, 17), and
the words of the PDF in their order. It is for reading and commenting; the PDF is what is printed.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from leaflet import shipped
from leaflet.composition.leaflet import Leaflet
from leaflet.graphics.colour import WHITE
from leaflet.layout.slices import HEADING, Blank, PlacedPicture, Shape, StructureNode, Words
from leaflet.publish import png
from leaflet.publish.build import facts_of
from leaflet.publish.html.figure_drawing import THIN, hexadecimal
from leaflet.publish.html.owned_marks import INLINE, OwnedMarks, Underlay, marks_of

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

try:
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor
except ModuleNotFoundError:
    docx = None  # type: ignore[assignment]

DPI = 200
"""Dots to an inch of drawings, which Word shows as pictures."""
FACE = "Verdana"
"""The type: one that Word has everywhere."""
SIZES = {"Normal": 12, "Heading 1": 22, "Heading 2": 16, "Heading 3": 13} | {
    f"Heading {level}": 12 for level in (4, 5, 6)
}
"""Points of the type of each style."""
LEVELS = 3
"""Levels of lists that Word has styles for."""
BLANK = "________"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""When every part of the file was written, so that the same leaflet gives the same bytes."""


def word_file(leaflet: Leaflet) -> bytes:
    """Return a leaflet as a .docx file; LeafletError where the extra `word` is not installed."""
    if docx is None:
        raise shipped.missing("word")
    return _Writer(leaflet).written()


class _Writer:
    def __init__(self, leaflet: Leaflet) -> None:
        self.leaflet, self.owned = leaflet, OwnedMarks(leaflet)
        self.goes_left = leaflet.language.goes_left
        self.file = docx.Document()
        self.into: Any = self.file
        """What paragraphs are added to: the file, or a cell."""
        self.pages: list[bytes] | None = None

    def written(self) -> bytes:
        self._begin()
        self._blocks(self.leaflet.tree.children)
        made = BytesIO()
        self.file.save(made)
        return _timeless(made.getvalue())

    def _begin(self) -> None:
        """Say title, language and type once for the whole file."""
        facts, about = facts_of(self.leaflet), self.file.core_properties
        day = facts.issued or datetime.date(2000, 1, 1)
        about.title, about.author, about.language = facts.title, facts.author, facts.language
        about.subject, about.keywords = facts.subject, ", ".join(facts.keywords)
        about.comments, about.last_modified_by = "", facts.author
        about.created = about.modified = datetime.datetime(day.year, day.month, day.day)
        for name, size in SIZES.items():
            style = self.file.styles[name]
            style.font.name, style.font.size, style.font.italic = FACE, Pt(size), False
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                if key.endswith("Theme"):
                    del fonts.attrib[key]
            for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(key), FACE)
        speech = self.file.styles["Normal"].element.get_or_add_rPr()
        speech.append(_element("w:lang", val=facts.language, bidi=facts.language))

    # ---- blocks

    def _blocks(self, nodes: Iterable[StructureNode], level: int = 0) -> None:
        for node, ground in self.owned.grounded([*nodes]):
            self._block(node, ground, level)

    def _block(self, node: StructureNode, ground: Underlay | None, level: int) -> None:
        if heading := HEADING.fullmatch(node.role):
            self._paragraph(node, f"Heading {heading[1]}", ground)
        elif node.role == "Figure":
            self._figure(node)
        elif node.role == "Table":
            self._table(node)
        elif node.role in ("L", "TOC"):
            self._list(node, level)
        elif self._is_text(node):
            style = "Quote" if node.parent and node.parent.role == "BlockQuote" else None
            self._paragraph(node, style, ground)
        else:
            self._blocks(node.children, level)

    def _is_text(self, node: StructureNode) -> bool:
        kids = self.owned.kids(node)
        return all(not isinstance(kid, StructureNode) or kid.role in INLINE for kid in kids)

    def _paragraph(
        self, node: StructureNode, style: str | None, ground: Underlay | None = None
    ) -> Paragraph | None:
        """Add the text of a node as a paragraph; nothing where it says nothing."""
        if not any(self._said(node)):
            return None
        made: Paragraph = self.into.add_paragraph(style=style)
        self._tinted(made, ground)
        self._text(made, node)
        return made

    def _tinted(self, made: Paragraph, ground: Underlay | None) -> None:
        way = made._p.get_or_add_pPr()
        if ground and ground.colour != WHITE:
            fill = hexadecimal(ground.colour)[1:]
            way.append(_element("w:shd", val="clear", color="auto", fill=fill))
        if self.goes_left:
            way.append(_element("w:bidi"))

    def _said(self, node: StructureNode) -> Iterator[str]:
        for each in node.nodes:
            for kid in self.owned.kids(each):
                if isinstance(kid, Blank):
                    yield BLANK
                elif isinstance(kid, Words) and kid.text.strip():
                    yield kid.text

    def _list(self, node: StructureNode, level: int) -> None:
        """Add the items of a list, each with its number or mark if that is read."""
        marks = [kid for item in node.children for kid in item.children if kid.role == "Lbl"]
        said = ["".join(self._said(mark)).strip() for mark in marks]
        is_counted = bool(said) and all(re.fullmatch(r"\d+\.?", mark) for mark in said)
        kind = "List Number" if is_counted else "List Bullet" if not said else "List Paragraph"
        depth = min(level + 1, LEVELS)
        style = kind if depth == 1 or kind == "List Paragraph" else f"{kind} {depth}"
        number = self._counted(int(said[0].rstrip("."))) if is_counted else None
        for item in node.children:
            self._item(item, style, level, number)

    def _item(self, item: StructureNode, style: str, level: int, number: int | None) -> None:
        bodies = [kid for kid in item.children if kid.role != "Lbl"]
        made = self.into.add_paragraph(style=style)
        self._tinted(made, self.owned.ground(item))
        if number is not None:
            way = made._p.get_or_add_pPr().get_or_add_numPr()
            way.get_or_add_numId().val = number
        for mark in item.children:
            if mark.role == "Lbl" and number is None:
                self._text(made, mark)
                made.add_run("  ")
        rest: list[StructureNode] = []
        for body in bodies:
            if self._is_text(body):
                self._text(made, body)
            else:
                first, *others = body.children
                is_led = self._is_text(first) and first.role != "Figure"
                if is_led:
                    self._text(made, first)
                rest += others if is_led else body.children
        self._blocks(rest, level + 1)

    def _counted(self, first: int) -> int:
        """Return the number of a new numbered list that begins with `first` (17.9.15)."""
        numbering = self.file.part.numbering_part.element
        own = self.file.styles["List Number"].element.pPr.numPr.numId.val
        kind = numbering.num_having_numId(own).abstractNumId.val
        made = numbering.add_num(kind)
        made.add_lvlOverride(ilvl=0).add_startOverride(first)
        return int(made.numId)

    def _table(self, node: StructureNode) -> None:
        for kid in node.children:
            if kid.role == "Caption":
                self._paragraph(kid, "Caption")
        rows = [kid for kid in node.children if kid.role == "TR"]
        wide = max((sum(map(_span, row.children)) for row in rows), default=0)
        if not wide:
            return
        outer, table = self.into, self.into.add_table(len(rows), wide)
        table.style = "Table Grid"
        for row, made in zip(rows, table.rows, strict=True):
            if all("/Scope /Column" in " ".join(cell.attributes) for cell in row.children):
                made._tr.get_or_add_trPr().append(_element("w:tblHeader"))
            column = 0
            for cell in row.children:
                at = made.cells[column].merge(made.cells[column + _span(cell) - 1])
                self.into = at
                self._in_cell(cell)
                column += _span(cell)
        self.into = outer
        self.into.add_paragraph()

    def _in_cell(self, cell: StructureNode) -> None:
        first = self.into.paragraphs[0]
        if self._is_text(cell):
            self._tinted(first, None)
            self._text(first, cell)
            return
        self._blocks(cell.children)
        if len(self.into.paragraphs) > 1:
            first._p.getparent().remove(first._p)

    def _figure(self, node: StructureNode) -> None:
        """Add a figure as a picture with its description; a rule as the words it stands for."""
        drawn = [m for m in marks_of(self.owned.kids(node)) if isinstance(m, Shape | PlacedPicture)]
        if not any(mark.height > THIN for mark in drawn):
            self.into.add_paragraph(node.alt)
            return
        left, top = min(mark.x for mark in drawn), min(mark.y for mark in drawn)
        right = max(mark.x + mark.width for mark in drawn)
        low = max(mark.y + mark.height for mark in drawn)
        picture = self._cut(self.owned.page(node), (left, top, right, low))
        paragraph = self.into.add_paragraph()
        made = paragraph.add_run().add_picture(BytesIO(picture), width=Pt(right - left))
        made._inline.docPr.set("descr", node.alt)

    def _cut(self, number: int, box: tuple[float, float, float, float]) -> bytes:
        """Return a part of a page as a PNG file; the box is in points from its top left corner."""
        from PIL import Image

        if self.pages is None:
            self.pages = list(png.pictures(self.leaflet, DPI))
        scale = DPI / 72
        with Image.open(BytesIO(self.pages[number - 1])) as page:
            made = BytesIO()
            page.crop(tuple(round(edge * scale) for edge in box)).save(made, "PNG")  # type: ignore[arg-type]
        return made.getvalue()

    # ---- text

    def _text(self, made: Paragraph, node: StructureNode) -> None:
        for kid in self.owned.kids(node):
            if isinstance(kid, StructureNode):
                self._text(made, kid)
            elif isinstance(kid, Blank):
                made.add_run(BLANK)
            elif isinstance(kid, Words):
                self._run(made, kid, node)

    def _run(self, made: Paragraph, words: Words, node: StructureNode) -> None:
        said = words.text.replace("\u2060", "")
        run = made.add_run(said)
        run.bold = run.font.cs_bold = True if words.font.bold else None
        run.font.color.rgb = RGBColor.from_string(hexadecimal(words.colour)[1:].upper())
        speech = run._r.get_or_add_rPr()
        if self.goes_left:
            speech.append(_element("w:rtl"))
        if node.language:
            speech.append(_element("w:lang", val=node.language))
        if words.link and not words.link.startswith("#"):
            part = made.part.relate_to(words.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), part)
            run._r.addprevious(link)
            link.append(run._r)
            run.underline = True


def _span(cell: StructureNode) -> int:
    found = re.search(r"/ColSpan (\d+)", " ".join(cell.attributes))
    return int(found[1]) if found else 1


def _element(name: str, **values: str) -> Any:
    """Return an element of WordprocessingML with attributes of its own namespace."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _timeless(data: bytes) -> bytes:
    """Return a zip file with the same parts, none of which says when it was written."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return made.getvalue()
