"""Writes a composed leaflet as one accessible web page that needs no other file.

Its words are those of the PDF, in the same order (WCAG 2.2, 1.3.2); a picture of a code to scan is
a link in its place. It has no script, and asks no other host for anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from leaflet.composition.leaflet import Leaflet
from leaflet.content import language as languages
from leaflet.content.language import Language
from leaflet.errors import LeafletError
from leaflet.graphics.colour import RGB
from leaflet.layout.slices import HEADING, Blank, StructureNode, Words
from leaflet.publish.build import facts_of
from leaflet.publish.html.figure_drawing import drawing, hexadecimal
from leaflet.publish.html.owned_marks import INLINE, Owned, OwnedMarks, Underlay, marks_of
from leaflet.source.value import LanguageTag
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.publish.pdf.metadata import Facts

STYLE = """
html{font:112.5%/1.5 "Atkinson Hyperlegible",Verdana,sans-serif;color-scheme:light}
body{margin:0;color:#1d2529;background:#fff;overflow-wrap:anywhere}
.page{max-width:42rem;margin:0 auto;padding:1rem}
h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.6em 0 .4em;break-after:avoid}
h1{font-size:2rem;margin:.2em 0}h2{font-size:1.4rem}h3{font-size:1.15rem}h4,h5,h6{font-size:1rem}
p{margin:0 0 .8em}ul,ol{margin:0 0 .8em;padding-inline-start:1.4em}li{margin:0 0 .3em}
ul:is(.marked,.terms){list-style:none;padding:0}li>span:first-child{font-weight:700}
.terms>li>span{display:block}ul.marked>li{display:flex;gap:.6em}ul.marked>li>div{flex:1;min-width:0}
.g{padding:.8rem 1rem;margin:0 0 1rem;border-radius:.4rem;break-inside:avoid}
.g :is(h1,h2,h3,h4,h5,h6):first-child{margin-top:0}.g>:last-child{margin-bottom:0}
.g .g:first-child{margin:-.8rem -1rem .8rem;border-radius:.3rem .3rem 0 0}
.g>figure:first-child:not(:last-child){float:inline-start;margin:0;margin-inline-end:.8rem}
.g{display:flow-root}.g>figure:first-child:not(:last-child) svg{height:2rem;width:auto}
.g figure svg{max-height:14rem}
.table{overflow-x:auto;margin:0 0 1rem}table{border-collapse:collapse;width:100%}
caption{text-align:start;font-weight:700;padding:.3rem 0}
th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #b6c2c6}
figure{margin:0 0 1rem}svg{max-width:100%;height:auto}
blockquote{margin:0 0 1rem;padding-inline-start:1rem;border-inline-start:.3rem solid #b6c2c6}
a{color:inherit;text-underline-offset:.16em}a[href^="tel:"]{white-space:nowrap}
.blank{display:inline-block;min-width:8em;height:1.2em;border-bottom:1px solid}
.blank.tick{min-width:1.1em;width:1.1em;border:1px solid;vertical-align:-.2em}
.blank.room{display:block;height:5em;border:1px solid}
:focus-visible{outline:3px solid #1d2529;outline-offset:2px}
@media print{.page{max-width:none;padding:0}.g{border:1px solid}}
"""
LINKS = re.compile(r"(?:https?://|mailto:|tel:|#)", re.IGNORECASE)
"""How an address begins that a page may lead to."""
STRONG = ("P", "LBody", "TD", "Link")
"""Roles of running text, in which bold words are stressed."""
SHORT = 4
"""Letters of a mark that stands beside its item; a longer one stands above it."""
WHITE: RGB = (1.0, 1.0, 1.0)
_NAMES = {
    "P": "p",
    "BlockQuote": "blockquote",
    "LBody": "div",
    "Caption": "p",
    "Reference": "span",
    "Span": "span",
    "Lbl": "span",
    "TOC": "ul",
    "TOCI": "li",
    "LI": "li",
}
"""The element of each role that needs nothing more (ISO 32000-1, 14.8.4)."""


class WebPage(NamedTuple):
    """A leaflet as a web page: well-formed XML, so that e-books can have it too."""

    facts: Facts
    way: str
    """`rtl` where it runs from right to left, else `ltr`."""
    style: str
    body: str
    headings: tuple[tuple[int, str, str], ...]
    """The level of each heading, its id and its words."""

    def written(self) -> str:
        """Return the page as the text of one HTML file."""
        facts = self.facts
        about = f'<meta name="description" content="{escape(facts.subject)}"/>\n'
        return (
            f'<!doctype html>\n<html lang="{escape(facts.language)}" dir="{self.way}">\n<head>\n'
            '<meta charset="utf-8"/>\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
            f"<title>{escape(facts.title)}</title>\n{about if facts.subject else ''}"
            f'<meta name="author" content="{escape(facts.author)}"/>\n'
            f"<style>{self.style}</style>\n</head>\n<body>\n{self.body}</body>\n</html>\n"
        )


def page(leaflet: Leaflet) -> str:
    """Return a leaflet as the text of one HTML file."""
    return web_page(leaflet).written()


def web_page(leaflet: Leaflet) -> WebPage:
    """Return a leaflet as a web page."""
    return _Page(leaflet).made()


class _Page:
    def __init__(self, leaflet: Leaflet) -> None:
        self.owned, self.language = OwnedMarks(leaflet), leaflet.language
        self.facts = facts_of(leaflet)
        nodes = [each for each in leaflet.tree.nodes if HEADING.fullmatch(each.role)]
        self.places = {node: number for number, node in enumerate(nodes, 1)}
        self.looks: dict[str, str] = {}
        """Classes by what they say of colours."""
        self.scan = _begins(leaflet.language.label("qr", address="\0"))

    def made(self) -> WebPage:
        body = "".join(self._parts())
        classes = "".join(f".{name}{{{look}}}\n" for look, name in self.looks.items())
        return WebPage(
            self.facts,
            "rtl" if self.language.goes_left else "ltr",
            STYLE + classes,
            f'<div class="page">{body}</div>\n',
            tuple(self._headings()),
        )

    def _headings(self) -> Iterator[tuple[int, str, str]]:
        for node, number in self.places.items():
            said = "".join(words.text for words in self.owned.words(node))
            yield int(node.role[1]), f"h{number}", " ".join(said.replace("\u2060", "").split())

    def _parts(self) -> Iterator[str]:
        """Yield what stands before the title as the head of the page, then the rest as its main."""
        kids = [each for each in self.owned.root.children if self._is_said(each)]
        at = next((n for n, each in enumerate(kids) if each.role == "H1"), 0)
        if at:
            yield f"<header>{''.join(self._blocks(kids[:at]))}</header>\n"
        yield f"<main>\n{''.join(self._blocks(kids[at:]))}</main>\n"

    def _is_said(self, node: StructureNode) -> bool:
        """Return whether a node says anything."""
        return bool(node.alt) or any(self.owned.kids(each) for each in node.nodes)

    def _blocks(self, nodes: Iterable[StructureNode]) -> Iterator[str]:
        """Yield blocks, those that stand on one ground together."""
        grounded = self.owned.grounded([*nodes])
        for ground, group in groupby(grounded, key=lambda each: each[1]):
            same = [node for node, _ in group]
            inside = "".join(f"{self._block(each)}\n" for each in same)
            yield self._grounded(ground, same, inside)

    def _grounded(self, ground: Underlay | None, nodes: list[StructureNode], inside: str) -> str:
        """Return what stands on a ground in a box of its colour; on white it needs none."""
        line = ground.fill.line if ground else None
        if not ground or (ground.colour == WHITE and not line):
            return inside
        return (
            f'<div class="g {self._look(ground.colour, self._ink(nodes), line)}">{inside}</div>\n'
        )

    def _ink(self, nodes: Iterable[StructureNode]) -> list[RGB]:
        """Return the colour of most of the letters of nodes: one, or none."""
        counts: Counter[RGB] = Counter()
        for node in nodes:
            for words in self.owned.words(node):
                counts[words.colour] += len(words.text)
        return [colour for colour, _ in counts.most_common(1)]

    def _look(self, ground: RGB, ink: Sequence[RGB], line: RGB | None) -> str:
        """Return the class of words of an ink on a ground, perhaps with a line around it."""
        look = (
            f"background:{hexadecimal(ground)}",
            *(f"color:{hexadecimal(colour)}" for colour in ink),
            *([f"border:2px solid {hexadecimal(line)}"] if line else []),
        )
        return self.looks.setdefault(";".join(look), f"c{len(self.looks) + 1}")

    def _section(self, node: StructureNode) -> str:
        """Return a section; a panel whose heading stands on a strip has a line of its colour."""
        strip, inside = self.owned.strip(node), self._inside(node)
        if not strip or strip.colour == WHITE:
            return f"<section{self._spoken(node)}>{inside}</section>"
        look = self._look(WHITE, self._ink([node]), strip.colour)
        return f'<section class="g {look}"{self._spoken(node)}>{inside}</section>'

    def _block(self, node: StructureNode) -> str:
        if level := HEADING.fullmatch(node.role):
            own = f' id="h{self.places[node]}"{self._spoken(node)}'
            return f"<h{level[1]}{own}>{self._inline(node)}</h{level[1]}>"
        match node.role:
            case "Figure":
                return self._figure(node)
            case "Sect":
                return self._section(node)
            case "Table":
                return self._table(node)
            case "L":
                return self._list(node)
            case "Link" | "Form":
                return f"<p>{self._run(node)}</p>"
        name = _NAMES.get(node.role, "div")
        return f"<{name}{self._spoken(node)}>{self._inside(node)}</{name}>"

    def _inside(self, node: StructureNode) -> str:
        """Return what a block holds: text with inline parts, or further blocks."""
        kids = self.owned.kids(node)
        if all(not isinstance(kid, StructureNode) or kid.role in INLINE for kid in kids):
            return self._inline(node)
        if node.role == "LI":
            return "".join(self._block(kid) for kid in kids if isinstance(kid, StructureNode))
        return "".join(self._blocks(kid for kid in kids if isinstance(kid, StructureNode)))

    def _list(self, node: StructureNode) -> str:
        """Return a list; where its marks are read, they are words of their own."""
        marks = [kid for item in node.children for kid in item.children if kid.role == "Lbl"]
        lengths = [sum(len(words.text) for words in self.owned.words(mark)) for mark in marks]
        items = "".join(self._block(item) for item in node.children)
        kind = "terms" if max(lengths, default=0) > SHORT else "marked"
        marked = f' class="{kind}" role="list"' if marks else ""
        return f"<ul{marked}{self._spoken(node)}>{items}</ul>"

    def _table(self, node: StructureNode) -> str:
        caption = "".join(
            f"<caption>{self._inline(kid)}</caption>"
            for kid in node.children
            if kid.role == "Caption"
        )
        rows = "".join(
            f"<tr>{''.join(map(self._cell, row.children))}</tr>"
            for row in node.children
            if row.role == "TR"
        )
        name = "".join(words.text for words in self.owned.words(node))[:40]
        region = f'class="table" role="region" tabindex="0" aria-label="{escape(name.strip())}"'
        return f"<div {region}><table{self._spoken(node)}>{caption}{rows}</table></div>"

    def _cell(self, node: StructureNode) -> str:
        said = " ".join(node.attributes)
        scope = re.search(r"/Scope /(Column|Row)", said)
        span = re.search(r"/ColSpan (\d+)", said)
        own = f' scope="{"col" if scope[1] == "Column" else "row"}"' if scope else ""
        own += f' colspan="{span[1]}"' if span else ""
        inside, ground = self._inside(node), self.owned.ground(node)
        if ground and ground.colour != WHITE:
            own += f' class="{self._look(ground.colour, self._ink([node]), None)}"'
        name = node.role.lower() if inside else "td"
        return f"<{name}{own if inside else ''}{self._spoken(node)}>{inside}</{name}>"

    def _figure(self, node: StructureNode) -> str:
        if self.scan and node.alt.startswith(self.scan):
            address = node.alt.removeprefix(self.scan).strip()
            return f"<p>{_link(address, escape(address))}</p>"
        marks = marks_of(self.owned.kids(node))
        if not (drawn := drawing(marks, node.alt)):
            return f"<p{self._spoken(node)}><strong>{escape(node.alt)}</strong></p>"
        return f"<figure{self._spoken(node)}>{drawn}</figure>"

    def _inline(self, node: StructureNode) -> str:
        """Return the text of a node with its links and its words of other languages."""
        parts = [self._part(kid, node) for kid in self.owned.kids(node)]
        return self._read_as(node, "".join(parts))

    def _part(self, kid: Owned | StructureNode, node: StructureNode) -> str:
        if isinstance(kid, StructureNode):
            return self._run(kid)
        return self._said(kid, node) if isinstance(kid, Words) else ""

    def _said(self, words: Words, node: StructureNode) -> str:
        """Return words as they are written, numbers held to theirs; bold ones are strong."""
        said = "".join(run.text for run in self.language.numbers.tied((Run(words.text),)))
        text = escape(said.replace("\u2060", ""), quote=False)
        is_strong = words.font.bold and node.role in STRONG and text.strip()
        return f"<strong>{text}</strong>" if is_strong else text

    def _run(self, node: StructureNode) -> str:
        """Return an inline node."""
        kids = self.owned.kids(node)
        match node.role:
            case "Form":
                return "".join(_blank(kid) for kid in kids if isinstance(kid, Blank))
            case "Figure":
                return drawing(marks_of(kids), node.alt) or escape(node.alt)
            case "Link":
                links = (kid.link for kid in self.owned.words(node) if kid.link)
                return _link(next(links, ""), self._inline(node), self._spoken(node))
        name = _NAMES.get(node.role, "span")
        links = (kid.link for kid in kids if isinstance(kid, Words) and kid.link)
        inside = self._inline(node)
        if address := next(links, ""):
            inside = _link(address, inside)
        return f"<{name}{self._spoken(node)}>{inside}</{name}>"

    def _read_as(self, node: StructureNode, drawn: str) -> str:
        if not node.actual:
            return drawn
        return f'<span role="img" aria-label="{escape(node.actual)}">{drawn}</span>'

    def _spoken(self, node: StructureNode) -> str:
        """Return the attributes of a node in another language."""
        if not node.language:
            return ""
        way = "rtl" if _goes_left(node.language, self.language) else "ltr"
        return f' lang="{escape(node.language)}" dir="{way}"'


def _goes_left(tag: str, own: Language) -> bool:
    try:
        return languages.load(LanguageTag(tag)).goes_left
    except LeafletError:
        return own.goes_left


def _begins(label: str) -> str:
    """Return what stands before the address in a label; nothing where it does not come last."""
    return label.removesuffix("\0") if label.endswith("\0") else ""


def _link(address: str, inside: str, spoken: str = "") -> str:
    """Return a link; a place inside the leaflet is the number of its heading."""
    if not LINKS.match(address):
        return inside
    to = f"#h{address[1:]}" if address.startswith("#") else address
    return f'<a href="{escape(to)}"{spoken}>{inside}</a>'


def _blank(blank: Blank) -> str:
    """Return the place for something to be filled in, which is read aloud by its name."""
    kind = "" if blank.kind == "line" else f" {blank.kind}"
    return f'<span class="blank{kind}" role="img" aria-label="{escape(blank.name)}"></span>'
