"""Platypus: the same leaflet as a user of ReportLab would write it; an untagged PDF.

python -m platypus CONTENT OUTPUT
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import samples
import yaml
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

FONTS = Path(__file__).resolve().parent.parent / "fonts"
WIDTH, HEIGHT = A4
SIDE, BAND, WIDE = 32 * mm, 8 * mm, 20 * mm
TOP, BOTTOM = 78.7, 82.0
MEASURE = WIDTH - 2 * SIDE
INK = HexColor("#1d2529")
DETAILS = {
    "practitioner": "Practitioner",
    "address": "Address",
    "phone": "Phone",
    "email": "Email",
    "website": "Website",
    "hours": "Opening hours",
    "booking": "Book online",
    "registration": "Registration",
}

pdfmetrics.registerFont(TTFont("Body", FONTS / "LeafletPlain_400Regular.ttf"))
pdfmetrics.registerFont(TTFont("Body-Bold", FONTS / "LeafletPlain_700Bold.ttf"))
pdfmetrics.registerFontFamily("Body", "Body", "Body-Bold", "Body", "Body-Bold")


def jobs(content: Path, clinics: list[dict[str, str]]) -> list[Callable[[], bytes]]:
    """For each clinic what lays its leaflet out and gives the PDF; all that is read is read."""
    read = _read(content)
    return [partial(build, read | {"clinic": read["clinic"] | details}) for details in clinics]


def batch(content: Path, table: Path, folder: Path) -> Iterator[Path]:
    """Yield the files of the clinics of a table."""
    read = _read(content)

    def made(details: dict[str, str]) -> bytes:
        return build(read | {"clinic": read["clinic"] | details})

    return samples.written(table, folder, made)


def main(content: str, output: str) -> None:
    """Build the leaflet of the content file."""
    Path(output).write_bytes(build(_read(Path(content))))


def build(content: dict[str, Any]) -> bytes:
    """The PDF of a leaflet."""
    file = BytesIO()
    story = Story(content)
    document = BaseDocTemplate(
        file,
        pagesize=A4,
        title=content["title"],
        author=content["clinic"]["name"],
        subject=content["subject"],
        keywords=content["keywords"],
        lang=content["language"],
    )
    document.addPageTemplates([story.template("first", BAND), story.template("later", TOP)])
    document.build(list(story.flowables()), canvasmaker=NumberedCanvas)
    return file.getvalue()


def _read(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_bytes(), Loader=loader)


class NumberedCanvas(Canvas):
    """A canvas that numbers its pages once all of them are known."""

    def __init__(self, *given: Any, **facts: Any) -> None:
        super().__init__(*given, **facts)
        self.states: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keep the page for later."""
        self.states.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write the pages, each with its number."""
        for number, state in enumerate(self.states, 1):
            self.__dict__.update(state)
            self.setFont("Body", 12)
            self.setFillColor(_tint(INK, 0.72))
            self.drawRightString(WIDTH - WIDE, 55, f"Page {number} of {len(self.states)}")
            super().showPage()
        super().save()


class Story:
    """A content file as a story of flowables."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.clinic = content["clinic"]
        self.brand = HexColor(self.clinic["colour"])
        self.kinds = {
            "note": self.brand,
            "tip": self.brand,
            "caution": HexColor(self.clinic["accent"]),
            "urgent": HexColor("#a3161c"),
        }
        body = ParagraphStyle(
            "body", fontName="Body", fontSize=12.5, leading=17, spaceAfter=8, textColor=INK
        )
        bold = partial(ParagraphStyle, parent=body, fontName="Body-Bold", keepWithNext=1)
        self.styles = {
            "body": body,
            "intro": ParagraphStyle("intro", parent=body, keepWithNext=1, spaceAfter=3),
            "item": ParagraphStyle(
                "item", body, leftIndent=14, bulletColor=self.brand, spaceAfter=4
            ),
            "step": ParagraphStyle(
                "step",
                body,
                leftIndent=24,
                bulletColor=self.brand,
                spaceAfter=4,
                bulletFontName="Body-Bold",
                bulletFontSize=12.5,
            ),
            "h2": bold(
                "h2", fontSize=18, leading=22, spaceBefore=18, spaceAfter=5, textColor=self.brand
            ),
            "h3": bold(
                "h3", fontSize=14, leading=18, spaceBefore=8, spaceAfter=2, textColor=self.brand
            ),
            "title": bold("title", fontSize=32, leading=36, textColor=white),
            "subtitle": ParagraphStyle("subtitle", body, fontSize=16, leading=22, textColor=white),
            "clinic": bold("clinic", fontSize=14, leading=18, textColor=white),
        }

    # The pages

    def template(self, name: str, top: float) -> PageTemplate:
        """A page whose text begins `top` points under its upper edge."""
        frame = Frame(SIDE, BOTTOM, MEASURE, HEIGHT - top - BOTTOM, 0, 0, 0, 0)
        return PageTemplate(name, [frame], onPage=self.furniture)

    def furniture(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Draw the running head and foot."""
        content, clinic = self.content, self.clinic
        canvas.saveState()
        canvas.setFont("Body", 12)
        canvas.setFillColor(_tint(INK, 0.72))
        canvas.setStrokeColor(_tint(self.brand, 0.3))
        canvas.setLineWidth(0.75)
        if document.page > 1:
            canvas.drawString(WIDE, HEIGHT - 51, content["title"])
            canvas.line(WIDE, HEIGHT - 61, WIDTH - WIDE, HEIGHT - 61)
        canvas.line(WIDE, 70, WIDTH - WIDE, 70)
        canvas.drawString(WIDE, 55, f"{clinic['name']}, {clinic['phone']}")
        facts = (
            content["code"],
            f"Version {content['version']}",
            f"Issued {content['issued']:%d %B %Y}",
            f"Next review {content['next_review']:%d %B %Y}",
        )
        canvas.drawString(WIDE, 40, ", ".join(facts))
        canvas.restoreState()

    # The story

    def flowables(self) -> Iterator[Flowable]:
        """Yield all flowables."""
        yield NextPageTemplate("later")
        yield self.cover()
        yield Spacer(0, 16)
        yield from self.blocks(self.content["body"])

    def cover(self) -> Flowable:
        """The band at the head of the first page."""
        rows = [
            [self.text(self.clinic["name"], "clinic")],
            [self.text(self.content["title"], "title")],
            [self.text(self.content["subtitle"], "subtitle")],
        ]
        style = [
            ("BACKGROUND", (0, 0), (-1, -1), self.brand),
            ("LEFTPADDING", (0, 0), (-1, -1), SIDE - BAND),
            ("TOPPADDING", (0, 0), (-1, 1), 18),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 22),
            ("ROUNDEDCORNERS", [9, 9, 9, 9]),
        ]
        return Table(rows, colWidths=[WIDTH - 2 * BAND], style=style)

    def blocks(self, blocks: list[Any]) -> Iterator[Flowable]:
        """Yield the flowables of blocks, one after another."""
        for block in blocks:
            name, value = next(iter(block.items())) if isinstance(block, dict) else (block, None)
            yield from getattr(self, name)(value)

    def paragraph(self, text: str) -> Iterator[Flowable]:
        """Yield running text."""
        yield self.text(text)

    def heading(self, given: str | dict[str, Any]) -> Iterator[Flowable]:
        """Yield a heading of level 2 or 3."""
        level = given["level"] if isinstance(given, dict) else 2
        yield self.text(given["text"] if isinstance(given, dict) else given, f"h{level}")

    def bullets(self, given: list[str] | dict[str, Any]) -> Iterator[Flowable]:
        """Yield a list with bullets."""
        yield from self._listed(given, "item", lambda number: "•")

    def steps(self, given: list[str] | dict[str, Any]) -> Iterator[Flowable]:
        """Yield a numbered list."""
        yield from self._listed(given, "step", lambda number: f"{number}.")

    def references(self, given: dict[str, Any]) -> Iterator[Flowable]:
        """Yield the sources, numbered."""
        yield self.text(given["title"], "h2")
        yield from self.steps(given["items"])

    def _listed(
        self, given: list[str] | dict[str, Any], style: str, marker: Callable[[int], str]
    ) -> Iterator[Flowable]:
        items = given
        if isinstance(given, dict):
            yield self.text(given["intro"], "intro")
            items = given["items"]
        for number, item in enumerate(items, 1):
            yield Paragraph(self.markup(item), self.styles[style], bulletText=marker(number))
        yield Spacer(0, 4)

    def benefits(self, given: dict[str, Any]) -> Iterator[Flowable]:
        """Yield each benefit under its title."""
        for one in given["items"]:
            yield KeepTogether([self.text(one["title"], "h3"), self.text(one["text"])])

    def faqs(self, given: list[dict[str, str]]) -> Iterator[Flowable]:
        """Yield questions with their answers."""
        for one in given:
            yield self.text(one["question"], "h3")
            yield self.text(one["answer"])

    def callout(self, given: dict[str, Any]) -> Iterator[Flowable]:
        """Yield a panel with a bar in the colour of its kind."""
        colour = self.kinds[given["kind"]]
        style = ParagraphStyle("kind", self.styles["h3"], textColor=colour)
        body = given["body"]
        inner = [self.text(body)] if isinstance(body, str) else self.blocks(body)
        rows = [Paragraph(self.markup(given["title"]), style), *inner]
        yield from self._panel(
            rows, _tint(colour, 0.07), ("LINEBEFORE", (0, 0), (0, -1), 5, colour)
        )

    def contact(self, given: None) -> Iterator[Flowable]:
        """Yield the panel that says how to reach the clinic."""
        rows = [
            [self.text(f"**{label}**"), Paragraph(self.detail(key, "<br/>"), self.styles["body"])]
            for key, label in DETAILS.items()
        ]
        name = self.text(f"**{self.clinic['name']}**")
        plain = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
        plain += [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 4)]
        table = Table(rows, colWidths=[119, MEASURE - 155], style=plain)
        parts = [self.text("How to reach us", "h2"), name, table]
        yield from self._panel(parts, _tint(self.brand, 0.07))

    def _panel(self, parts: list[Flowable], fill: Color, *more: tuple) -> Iterator[Flowable]:
        style = [
            ("BACKGROUND", (0, 0), (-1, -1), fill),
            ("LEFTPADDING", (0, 0), (-1, -1), 20),
            ("RIGHTPADDING", (0, 0), (-1, -1), 16),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, 0), 12),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 12),
            *more,
        ]
        table = Table([[part] for part in parts], colWidths=[MEASURE], style=style)
        yield Spacer(0, 6)
        yield KeepTogether([table])
        yield Spacer(0, 14)

    def notes(self, given: dict[str, Any]) -> Iterator[Flowable]:
        """Yield lines to write on."""
        yield self.text(given["title"], "h3")
        lines, rule = given["lines"], ("LINEBELOW", (0, 0), (-1, -1), 0.75, _tint(self.brand, 0.3))
        yield Table([[""]] * lines, colWidths=[MEASURE], rowHeights=[27] * lines, style=[rule])

    # The words

    def text(self, words: str, style: str = "body") -> Paragraph:
        """A paragraph of a text of the content file."""
        return Paragraph(self.markup(words), self.styles[style])

    def markup(self, words: str) -> str:
        """**bold**, [words](link) and {clinic.phone} in ReportLab's own markup."""
        words = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(words))
        words = re.sub(r"\[([^]]+)\]\(([^)]+)\)", partial(_linked, self.brand), words)
        return re.sub(r"\{clinic\.([a-z]+)\}", lambda found: self.detail(found[1]), words)

    def detail(self, key: str, joint: str = ", ") -> str:
        """A detail of the clinic, linked where it leads somewhere."""
        value = escape(self.clinic[key].strip())
        links = {"phone": f"tel:{value.replace(' ', '')}", "email": f"mailto:{value}"}
        links |= {"website": value, "booking": value}
        if key not in links:
            return value.replace("\n", joint)
        return _link(self.brand, value.removeprefix("https://"), links[key])


def _linked(colour: Color, found: re.Match[str]) -> str:
    return _link(colour, found[1], found[2])


def _link(colour: Color, words: str, address: str) -> str:
    return f'<a href="{address}" color="#{colour.hexval()[2:]}"><u>{words}</u></a>'


def _tint(colour: Color, share: float) -> Color:
    """The colour thinned on white."""
    return Color(*(1 - share * (1 - part) for part in colour.rgb()))


if __name__ == "__main__":
    main(*sys.argv[1:])
