"""The report of a check as one HTML page."""

from __future__ import annotations

from leaflet.blocks.paragraph import Paragraph
from leaflet.blocks.references import References
from leaflet.blocks.table import Table
from leaflet.content.cell import Cell
from leaflet.content.inline import Filling, Text
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.editor.report.signoff import LINES, Chapter, Signature
from leaflet.publish import html_page
from leaflet.publish.html_page import Html, element, joined
from leaflet.text.run import Run

_STYLE = """
h2 { margin: 2rem 0 .5rem; border-bottom: 2px solid #1d4f5c; }
table { margin: .75rem 0; }
th, td { padding: .3rem .6rem .3rem 0; }
td:not(:first-child) { overflow-wrap: anywhere; }
thead th { border-bottom-width: 2px; }
.line { display: flex; align-items: end; height: 2.6rem; margin: 0; }
.line b { width: 8rem; }
.line span { flex: 1; border-bottom: 1px solid #1a1a1a; }
@media print {
  @page { margin: 18mm; }
  body { font-size: 10.5pt; }
  thead { display: table-header-group; }
  .sign { break-inside: avoid; }
  h2 { break-after: avoid; }
}
"""


def page(document: Document) -> str:
    """Write the whole page; LookupError for a block without an HTML form."""
    header = [element("h1", _inline(document.title))]
    if document.subtitle:
        header.append(element("p", _inline(document.subtitle)))
    main = [_block(block, number) for number, block in enumerate(document.body, 1)]
    title, language = document.title.literal, document.language.text
    return html_page.page(title, header, main, language=language, style=_STYLE)


def _block(block: Block, number: int = 0) -> Html:
    match block:
        case Chapter():
            name = f"part-{number}"
            head = element("h2", _inline(block.title), id=name)
            return element("section", head, *map(_block, block.blocks), aria_labelledby=name)
        case Paragraph():
            return element("p", _inline(block.text))
        case Table():
            return _table(block)
        case References():
            return element("ol", *(element("li", _inline(source.text)) for source in block.items))
        case Signature():
            return element("div", *map(_line, LINES), class_="sign")
    raise LookupError(f"a page has no form for {type(block).__name__}")


def _line(label: str) -> Html:
    """Return a label with a line to write on."""
    return element("p", element("b", label), element("span"), class_="line")


def _table(table: Table) -> Html:
    heads = (element("th", _inline(cell.said), scope="col") for cell in table.head)
    above = element("thead", element("tr", *heads)) if table.head else ""
    return element("table", above, element("tbody", *map(_row, table.rows)))


def _row(cells: tuple[Cell, ...]) -> Html:
    first, *rest = (_inline(cell.said) for cell in cells)
    return element("tr", element("th", first, scope="row"), *(element("td", cell) for cell in rest))


def _inline(text: Text) -> Html:
    return joined(*map(_run, text.runs(Filling({}))))


def _run(run: Run) -> Html:
    words = joined(run.text)
    words = element(run.script[:3], words) if run.script else words
    words = element("strong", words) if run.bold else words
    words = element("span", words, lang=run.language) if run.language else words
    return element("a", words, href=run.link) if run.link and not run.leads_inside else words
