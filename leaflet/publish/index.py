"""Writes the index page of a pack, which says what each file is for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from leaflet.content import sketch
from leaflet.document import citation
from leaflet.publish import html_page
from leaflet.publish.html_page import Html, element, joined

if TYPE_CHECKING:
    from leaflet.composition.leaflet import Leaflet
    from leaflet.content.sheet import Sheet
    from leaflet.errors import Fault


class Packed(NamedTuple):
    """One file of a pack."""

    name: str
    """Safe on every system: letters, digits, hyphens, underscores and dots."""
    data: bytes
    leaflet: Leaflet
    sheet: str
    """The name of its sheet, such as `trifold-dl`."""


class LeftOut(NamedTuple):
    """A sheet that a pack is without, because the leaflet does not fit on it."""

    sheet: str
    """The name of the sheet."""
    title: str
    """What the sheet is called, such as `A4 handout`."""
    faults: tuple[Fault, ...]
    """Why, with the sheet in each of them; all are of fit."""


class LeafletPack(NamedTuple):
    """One leaflet on all its sheets: the files, and the sheets that it does not fit on."""

    files: tuple[Packed, ...]
    """At least one."""
    left_out: tuple[LeftOut, ...] = ()


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
_PACK = "leaflet-pack"
"""The fact by which a page of ours is known again."""
_STYLE = """
table { margin: 1.75rem 0; }
th, td { padding: .7rem 1.2rem .7rem 0; }
thead th { border-bottom: 2px solid #1d4f5c; padding-bottom: .3rem; }
tbody th { font-weight: normal; width: 40%; }
tbody th a { display: block; font-weight: bold; }
small { color: #444; font-size: .85em; overflow-wrap: anywhere; }
a:focus-visible { outline: 3px solid #b8860b; outline-offset: 2px; }
.size { white-space: nowrap; padding-right: 0; }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); }
  tr { display: block; border-bottom: 1px solid #999; padding: .8rem 0; }
  th, td { display: block; border: 0; padding: .1rem 0; }
  tbody th { width: auto; }
}
@media print { body { font-size: 10pt; } }
"""


# ---- the page


def page(pack: str, packed: LeafletPack) -> str:
    """Write the index page of a pack: its files, then the sheets that are left out."""
    made = packed.files[0].leaflet
    title = made.document.title.plain(citation.filling(made.document, made.clinic))
    header = (
        element("h1", title, lang=made.document.language.text, dir="auto"),
        element("p", made.clinic.name.text, dir="auto"),
        element("p", " · ".join(_facts(made))),
    )
    heads = (element("th", head, scope="col") for head in ("File", "Paper", "To print it"))
    head = element("tr", *heads, element("th", "Size", scope="col", class_="size"))
    table = element("table", element("thead", head), element("tbody", *map(_row, packed.files)))
    main = [table, *([_left_out(packed.left_out)] if packed.left_out else [])]
    named = f"{title}: files to print"
    return html_page.page(named, header, main, style=_STYLE, facts={_PACK: pack})


def _left_out(sheets: Sequence[LeftOut]) -> Html:
    """Write which sheets the leaflet does not fit on, and why; programs read the attributes."""
    said = "The leaflet does not fit on these sheets, so they are not in the pack."
    items = (
        element("li", element("strong", each.title), *map(_why, each.faults)) for each in sheets
    )
    return element("section", element("h2", "Left out"), element("p", said), element("ul", *items))


def _why(fault: Fault) -> Html:
    """Write one reason as a sentence, with what programs want to know of it."""
    where = f" (line {fault.place.line} of the content)" if fault.place else ""
    hint = f"; {fault.hint}" if fault.hint else ""
    words = re.sub(r"`([^`]*)`", "“\\1”", f"{fault.problem}{where}{hint}.")
    over = {"data_lines_over": str(fault.lines_over)} if fault.lines_over else {}
    facts = {"data_sheet": " ".join(fault.sheets), "data_code": fault.code} | over
    return joined(Html("<br>"), element("span", _capital(words), **facts))


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


def _row(one: Packed) -> Html:
    sheet, digest = one.leaflet.sheet, hashlib.sha256(one.data).hexdigest()
    link = element("a", sheet.title.text, href=one.name, data_sha256=digest)
    file = (link, purpose(sheet), Html("<br>"), element("small", one.name))
    return element(
        "tr",
        element("th", *file, scope="row"),
        element("td", _paper(one.leaflet)),
        element("td", _printing(one.leaflet)),
        element("td", _size(len(one.data)), class_="size"),
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
    if said := sketch.printing(made.sheet, goes_left=made.language.goes_left):
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
    found = re.search(rf'<meta name="{_PACK}" content="([\w-]+)">', page, re.ASCII)
    return found[1] if found else ""


def listed(page: str) -> list[tuple[str, str]]:
    """Return the file names on an index page with the SHA-256 of each; never a path."""
    link = r'<a href="([\w-][\w.-]*\.pdf)" data-sha256="([0-9a-f]{64})"'
    return re.findall(link, page, re.ASCII)
