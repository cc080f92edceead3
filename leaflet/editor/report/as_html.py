"""Hypertext: a document of plain blocks as one HTML page that needs nothing else."""

from __future__ import annotations

from html import escape

from leaflet.blocks.paragraph import Paragraph
from leaflet.blocks.references import References
from leaflet.blocks.table import Table
from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.editor.report.signoff import LINES, Chapter, Signature

_STYLE = """
:root { color-scheme: light; font: 100%/1.5 system-ui, sans-serif; color: #1a1a1a; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; background: #fff; }
h1 { line-height: 1.2; margin-bottom: 0; }
h2 { margin: 2rem 0 .5rem; border-bottom: 2px solid #1d4f5c; }
header p { margin-top: .25rem; color: #444; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; }
th, td { border-bottom: 1px solid #999; padding: .3rem .6rem .3rem 0; text-align: left;
  vertical-align: top; }
td:not(:first-child) { overflow-wrap: anywhere; }
thead th { border-bottom-width: 2px; }
a { color: #0b4f8a; }
.line { display: flex; align-items: end; height: 2.6rem; margin: 0; }
.line b { width: 8rem; }
.line span { flex: 1; border-bottom: 1px solid #1a1a1a; }
@media print {
  @page { margin: 18mm; }
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; }
  thead { display: table-header-group; }
  tr, .sign { break-inside: avoid; }
  h2 { break-after: avoid; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is fetched and nothing is run, whatever a text of the leaflet may hold."""


def page(document: Document) -> str:
    """The whole page; LookupError for a block that it has no form for."""
    title = document.title.literal
    parts = "\n".join(_block(block, number) for number, block in enumerate(document.body, 1))
    under = f"<p>{_inline(document.subtitle)}</p>" if document.subtitle else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{_inline(document.title)}</h1>\n{under}\n</header>\n"
        f"<main>\n{parts}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block, number: int = 0) -> str:
    match block:
        case Chapter():
            head = f'<h2 id="part-{number}">{_inline(block.title)}</h2>'
            inside = "\n".join(map(_block, block.blocks))
            return f'<section aria-labelledby="part-{number}">\n{head}\n{inside}\n</section>'
        case Paragraph():
            return f"<p>{_inline(block.text)}</p>"
        case Table():
            return _table(block)
        case References():
            items = "".join(f"<li>{_inline(source.text)}</li>\n" for source in block.items)
            return f"<ol>\n{items}</ol>"
        case Signature():
            lines = "".join(f'<p class="line"><b>{line}</b><span></span></p>\n' for line in LINES)
            return f'<div class="sign">\n{lines}</div>'
    raise LookupError(f"a page has no form for {type(block).__name__}")


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in table.head)
    rows = "".join(
        f'<tr><th scope="row">{_inline(first)}</th>'
        + "".join(f"<td>{_inline(cell)}</td>" for cell in rest)
        + "</tr>\n"
        for first, *rest in table.rows
    )
    above = f"<thead><tr>{head}</tr></thead>\n" if head else ""
    return f"<table>\n{above}<tbody>\n{rows}</tbody>\n</table>"


def _inline(text: Text) -> str:
    parts = []
    for run in text.parts:
        words = escape(run.text)
        words = f"<strong>{words}</strong>" if run.bold else words
        words = f'<span lang="{escape(run.language)}">{words}</span>' if run.language else words
        words = f'<a href="{escape(run.link)}">{words}</a>' if run.link else words
        parts.append(words)
    return "".join(parts)
