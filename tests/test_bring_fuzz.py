"""Whatever a file holds, bringing it in takes a moment and ends in a leaflet or in faults."""

import random

import pytest
import word_files
from brought_words import TODAY
from hypothesis import given
from hypothesis import strategies as st
from test_bring_docx import png
from test_bring_fhir import LABEL
from test_bring_html import PAGE
from test_bring_odt import odt
from test_bring_pdf import untagged
from test_fuzz import fuzzed, only_faults, seconds
from word_files import docx, paragraph, run, zipped

from leaflet.exchange import mapping
from leaflet.exchange.brought import brought
from leaflet.exchange.formats import original

WORD = docx(
    paragraph("Knee", "Title")
    + paragraph(run("Rest.") + word_files.text_box(paragraph("Call 999")) + word_files.picture("i"))
    + paragraph("ice", number=(1, 0)),
    [("i", "image", "media/1.png")],
    footnotes=f'<w:footnote w:id="2">{paragraph("A review.")}</w:footnote>',
    **{"word/media/1.png": png()},
)
TEXT = odt(
    '<text:h text:outline-level="1">Knee</text:h><text:list><text:list-item><text:p>ice</text:p>'
    "</text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p>"
    "</table:table-cell></table:table-row></table:table>"
)
FILES = {
    "a.docx": WORD,
    "a.odt": TEXT,
    "a.pdf": untagged(),
    "a.html": PAGE.encode(),
    "a.json": LABEL.encode(),
    "a.md": b"# K\n\n- a\n  1. b\n\n> c[^1]\n\n| a | b |\n|--|--|\n| c | d |\n\n[^1]: e\n",
    "a.txt": b"K\n\n- a\n- b\n\n1. c\n2. d\n",
}


@fuzzed(60)
@given(st.sampled_from(sorted(FILES)), st.randoms(use_true_random=False), st.integers(1, 12))
def test_any_damaged_file_is_brought_in_or_refused(name, chance, times):
    data = bytearray(FILES[name])
    for _ in range(times):
        at = chance.randrange(max(1, len(data)))
        data[at : at + chance.choice([0, 1, 1, 9])] = chance.randbytes(chance.choice([0, 1, 1, 3]))
    with only_faults():
        brought(bytes(data), name, "leaflet", TODAY)


@fuzzed(40)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_any_word_file_whose_markup_is_shuffled_is_brought_in_or_refused(chance, times):
    pieces = [
        *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>x</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>"),
        *("</w:tr>", "<w:tc>", "</w:tc>", "<w:br/>", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        *("<w:pPr>", "</w:pPr>", "<w:del>", "</w:del>", '<w:fldChar w:fldCharType="end"/>'),
        *("<w:sdt>", "</w:sdt>", '<w:gridSpan w:val="-9"/>', '<w:outlineLvl w:val="99"/>'),
    ]
    inner = "".join(_balanced(chance, pieces) for _ in range(times))
    with only_faults():
        brought(docx(inner), "a.docx", "leaflet", TODAY)


def _balanced(chance: random.Random, pieces: list[str], depth: int = 0) -> str:
    """A piece of markup of which each element ends, whatever stands in it."""
    begun = chance.choice(pieces)
    if begun.startswith("</") or begun.endswith("/>") or "</" in begun:
        return begun if not begun.startswith("</") else "x"
    inner = "".join(
        _balanced(chance, pieces, depth + 1) for _ in range(chance.randrange(4) if depth < 6 else 0)
    )
    return f"{begun}{inner}</{begun[1:-1]}>"


SIZES = {
    "runs in a paragraph": lambda n: docx(paragraph(run("a ") * n)),
    "paragraphs": lambda n: docx(paragraph(run("a b")) * n),
    "items": lambda n: docx(paragraph("a", number=(1, 0)) * n),
    "styles": lambda n: docx(
        "", styles='<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>' * n
    ),
    "files": lambda n: zipped({f"{at}": "x" for at in range(min(n, 4000))}),
    "bold words": lambda n: b"<p>" + b"<b>a</b>b" * n,
    "boxes": lambda n: b'<div class="alert"><p>a</div>' * n,
    "anchors": lambda n: b'<a href="#a">1</a>' * n + b'<p id="a">b',
    "line ends": lambda n: b"a<br>" * n,
    "cells": lambda n: b"<table>" + b"<tr><td rowspan=9>a<td>b" * (n // 4),
    "bullets": lambda n: b"- a\n" * n,
    "questions": lambda n: b"<h1>K</h1><h2>F</h2>" + b"<h3>a?</h3><h3>b</h3>" * (n // 4),
    "signs": lambda n: b"**a [^b] {clinic.c} ](" * (n // 20),
    "dates": lambda n: b"review date " * (n // 20),
}
NAMES = {"bullets": "a.md"}


@pytest.mark.parametrize("kind", SIZES)
def test_twice_as_much_is_read_in_about_twice_the_time(kind):
    def read(n):
        data = SIZES[kind](n)
        name = NAMES.get(kind, "a.docx" if data.startswith(b"PK") else "a.html")
        mapping.mapped(original(data, name), "leaflet", TODAY)

    seconds(read, 100)  # what is loaded once
    once, twice = (seconds(read, n) for n in (700, 1_400))
    assert twice < max(3 * once, 0.15), (once, twice)
