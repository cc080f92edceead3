"""Writes the index page of a pack, which says what each file is for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from html import escape
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from leaflet.content import sketch
from leaflet.document import citation

if TYPE_CHECKING:
    from leaflet.composition.leaflet import Leaflet
    from leaflet.content.sheet import Sheet


class Packed(NamedTuple):
    """One file of a pack."""

    name: str
    """Safe on every system: letters, digits, hyphens, underscores and dots."""
    data: bytes
    leaflet: Leaflet


LARGE = 16.0
"""The type size, in points, from which print is called large (UKAAF)."""
PAPERS = {
    (148, 210): "A5",
    (210, 297): "A4",
    (297, 420): "A3",
    (139.7, 215.9): "Half Letter",
    (215.9, 279.4): "Letter",
    (215.9, 355.6): "Legal",
    (279.4, 431.8): "Tabloid",
}
"""By the two sides in millimetres."""
_MARK = '<meta name="leaflet-pack" content="'
_LINK = '<a href="{name}" data-sha256="{digest}"'
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is fetched and nothing is run."""
_STYLE = """
:root { color-scheme: light; font: 100%/1.5 system-ui, sans-serif; color: #1a1a1a; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; background: #fff; }
h1 { line-height: 1.2; margin: 0; }
header p { margin: .25rem 0 0; color: #444; }
table { border-collapse: collapse; width: 100%; margin: 1.75rem 0; }
th, td { border-bottom: 1px solid #999; padding: .7rem 1.2rem .7rem 0; text-align: left;
  vertical-align: top; }
thead th { border-bottom: 2px solid #1d4f5c; padding-bottom: .3rem; }
tbody th { font-weight: normal; width: 40%; }
tbody th a { display: block; font-weight: bold; }
small { color: #444; font-size: .85em; overflow-wrap: anywhere; }
a { color: #0b4f8a; }
a:focus-visible { outline: 3px solid #b8860b; outline-offset: 2px; }
.size { white-space: nowrap; padding-right: 0; }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); }
  tr { display: block; border-bottom: 1px solid #999; padding: .8rem 0; }
  th, td { display: block; border: 0; padding: .1rem 0; }
  tbody th { width: auto; }
}
@media print { body { margin: 0; max-width: none; font-size: 10pt; } tr { break-inside: avoid; } }
"""


# ---- the page


def page(pack: str, packed: Sequence[Packed]) -> str:
    """Write the index page of a pack, which has at least one file."""
    made = packed[0].leaflet
    filling = citation.filling(made.document, made.clinic)
    title, clinic = escape(made.document.title.plain(filling)), escape(made.clinic.name.text)
    rows = "\n".join(map(_row, packed))
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("File", "Paper", "To print it"))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'{_MARK}{pack}">\n'
        f"<title>{title}: files to print</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<header>\n<h1 lang="{escape(made.document.language.text)}" dir="auto">{title}</h1>\n'
        f'<p dir="auto">{clinic}</p>\n<p>{escape(" · ".join(_facts(made)))}</p>\n</header>\n'
        f'<main>\n<table>\n<thead><tr>{heads}<th scope="col" class="size">Size</th></tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</main>\n</body>\n</html>\n"
    )


def _facts(made: Leaflet) -> Iterator[str]:
    """Yield the facts that tell this pack from an older one: code, version, dates."""
    document = made.document
    yield f"Language {document.language.text}"
    if document.version:
        yield f"version {document.version.text}"
    if document.issued:
        yield f"issued {made.language.written(document.issued)}"
    if document.next_review:
        yield f"do not hand out after {made.language.written(document.next_review)}"


def _row(one: Packed) -> str:
    sheet = one.leaflet.sheet
    link = _LINK.format(name=one.name, digest=hashlib.sha256(one.data).hexdigest())
    return (
        f'<tr><th scope="row">{link}>{escape(sheet.title.text)}</a>{purpose(sheet)}'
        f"<br><small>{one.name}</small></th><td>{_paper(one.leaflet)}</td>"
        f'<td>{_printing(one.leaflet)}</td><td class="size">{_size(len(one.data))}</td></tr>'
    )


def purpose(sheet: Sheet) -> str:
    """Return in a few words whom or what a sheet is for."""
    match sheet.fold:
        case "saddle":
            return "To keep and to leaf through, as a booklet"
        case "roll" | "z":
            return "For the rack at reception, or to post in a small envelope"
    if sheet.most == 1:
        return "For the wall of the waiting room"
    if sheet.text_size >= LARGE:
        return "For people who find ordinary print hard to read"
    return "To hand out, to send, or to read on a screen"


def _paper(made: Leaflet) -> str:
    """Return how many sheets of which paper one copy takes."""
    pages = _count(made.pages, "panel" if made.sheet.panels else "page")
    name = _paper_name(made.sheet)
    if len(made.sides) == 1:
        return f"{pages}: 1 sheet of {name}, one side"
    return f"{pages}: {_count(ceil(len(made.sides) / 2), 'sheet')} of {name}"


def _paper_name(sheet: Sheet) -> str:
    wide, tall = sorted(sheet.printed)
    return PAPERS.get((wide, tall), f"{wide:g} × {tall:g} mm")


def _printing(made: Leaflet) -> str:
    if said := sketch.printing(made.sheet):
        return _capital(said).replace(" %", "\N{NO-BREAK SPACE}%")
    if len(made.sides) == 1:
        return "Print on one side, at 100\N{NO-BREAK SPACE}%"
    turned = f"flip on the {made.sheet.flip} edge"
    return f"Print on both sides, {turned}, at 100\N{NO-BREAK SPACE}%"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _size(count: int) -> str:
    return f"{ceil(count / 1000)} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


# ---- an older page


def pack(page: str) -> str:
    """Return the name of the pack that an index page belongs to; "" for any other page."""
    found = re.search(rf'{re.escape(_MARK)}([\w-]+)">', page, re.ASCII)
    return found[1] if found else ""


def listed(page: str) -> list[tuple[str, str]]:
    """Return the file names on an index page with the SHA-256 of each; never a path."""
    link = _LINK.format(name=r"([\w-][\w.-]*\.pdf)", digest="([0-9a-f]{64})")
    return re.findall(link, page, re.ASCII)
