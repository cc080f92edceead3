"""The example leaflets: they build in every look, say what they say plainly, and show it all.

`make torture` tries each of them in each theme on each sheet.
"""

import re
from functools import cache
from pathlib import Path

import leaflets
import pytest
import torture
from gates import gate, pdfium

import leaflet
from leaflet.composition.leaflet import Leaflet
from leaflet.content import clinic, sheet
from leaflet.document import block
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.layout.slices import Words
from leaflet.publish import packing
from leaflet.source import named
from leaflet.source.walk import walk

FOLDER = Path(__file__).parents[1] / "examples"
EXAMPLES = [path.stem for path in leaflets.examples()]
THEMES = named.names("theme")
LEAFLETS = [name for name in EXAMPLES if name != "gallery"]
SHIPPED = (FOLDER.parent / "content.yaml", *(FOLDER / f"{name}.yaml" for name in LEAFLETS))
WRITTEN_ON = {"acupuncture-consent", "asthma-plan", "children-paracetamol"}
"""Leaflets to write on: they are for flat paper, not for folds and walls."""
GATES = ("page ua1", "page 2a", "pdfium")
SENTENCE = 20
"""Words in one sentence, at most (NHS digital service manual)."""
TITLE = 65
"""Letters in the title, at most (the same)."""
PROSE = {"P", "LBody", "TD", "TH", "Caption", "BlockQuote"}


@cache
def example(name: str) -> Document:
    return leaflet.read(FOLDER / f"{name}.yaml")


@cache
def made(name: str, theme: str) -> Leaflet:
    return leaflet.compose(example(name), theme=theme, sheet="a4")


def blocks(name: str) -> set[type[Block]]:
    """The kinds of block that the leaflet is made of, at any depth."""
    return {type(found) for found in walk(example(name).body, Block)}


def is_meant(path: Path, name: str) -> bool:
    """Whether a leaflet of ours is meant for a sheet."""
    paper = sheet.load(name)
    return path.stem not in WRITTEN_ON or not (paper.panels or paper.edition.text == "poster")


def sentences(name: str) -> list[str]:
    """What the leaflet says, in sentences; a label at the start of one counts as its words."""
    said = leaflets.said(made(name, "calm"))
    texts = [text for role, text in said if role in PROSE]
    return [part for text in texts for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part]


def inner_panels(folded: Leaflet) -> list[float]:
    """How far down the words of each panel stand, but for front and back, as a share of it."""
    pages = [placed.page for side in folded.sides for placed in side.pages]
    margins, tall = folded.sheet.margins, folded.sheet.height
    top, bottom = margins.top * sheet.MM, tall - margins.bottom * sheet.MM
    lowest = [
        max(mark.y for mark in page.marks if isinstance(mark, Words)) for page in sorted(pages)
    ]
    return [(low - top) / (bottom - top) for low in lowest[1:-1]]


def test_there_are_five_leaflets_and_a_gallery():
    assert len(LEAFLETS) >= 5
    assert "gallery" in EXAMPLES


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        *torture.pairs(LEAFLETS, THEMES, 2),
        *(("gallery", theme) for theme in THEMES),
    ],
)
def test_an_example_passes_the_gates_in_every_theme(name, theme):
    leaflet_made = made(name, theme)
    pdf, expected = leaflet.write(leaflet_made), leaflets.said(leaflet_made)
    assert len(expected) > 60
    refusals = {gated: gate.GATES[gated](pdf, expected) for gated in GATES}
    assert {gated: said for gated, said in refusals.items() if said} == {}
    assert len(pdfium.pages(pdf)) == leaflet_made.pages


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_leaflet_fits_every_sheet_of_a_pack(path):
    sheets = sorted({*packing.METRIC, *packing.US, "zfold-dl", "poster-a4"})
    assert sum(1 for name in sheets if sheet.load(name).panels) == 3
    sheets = [name for name in sheets if is_meant(path, name)]
    assert len(sheets) in (6, 10)
    document = leaflet.read(path)
    for step, name in enumerate(sheets):
        for theme in torture.share(THEMES, 1, SHIPPED.index(path) + step):
            fitted = leaflet.compose(document, theme=theme, sheet=name)
            assert not any(note.code == "back-is-shared" for note in fitted.notes), (name, theme)
            if fitted.sheet.panels:
                filled = inner_panels(fitted)
                assert min(filled) > 0.6 or max(filled) < 0.95, (name, theme, filled)


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_sentence_has_more_than_twenty_words(name):
    found = sentences(name)
    assert len(found) > 40
    assert [said for said in found if len(said.split()) > SENTENCE] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_title_is_short_enough_for_a_heading(name):
    assert 0 < len(example(name).title.literal) <= TITLE


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_clinic_is_the_sample_but_for_its_colours(name):
    found = example(name).clinic
    assert found is not None
    given = {field: getattr(found, field) for field in found.__struct_fields__}
    wanted = {field: getattr(clinic.sample(), field) for field in found.__struct_fields__}
    assert given["sites"] in ((), clinic.sample_sites())
    plain = {"colour": None, "accent": None, "sites": ()}
    assert given | plain == wanted | plain


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_says_who_made_it_and_when_it_is_looked_at_again(name):
    document = example(name)
    for field in ("subtitle", "code", "version", "issued", "next_review", "publisher", "subject"):
        assert getattr(document, field), field
    assert document.keywords
    assert (document.next_review - document.issued).days <= 366


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_other_formats_sources_and_the_contact(name):
    assert blocks(name) >= {block.named(kind) for kind in ("references", "contact")}
    assert blocks(name) & {block.named(kind) for kind in ("callout", "action_plan")}
    said = " ".join(text for _, text in leaflets.said(made(name, "calm")))
    assert "large print, Easy Read, Braille, audio or another language" in said


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_source_with_an_id_is_cited(name):
    content = (FOLDER / f"{name}.yaml").read_text("utf-8")
    ids = re.findall(r"(?m)^\s*- id: (\w+)", content)
    cited = set(re.findall(r"\[\^(\w{2,})\]", content))  # one letter is a footnote
    assert cited == set(ids)
    assert len(ids) == len(set(ids))


def test_the_gallery_uses_every_block_there_is():
    used = blocks("gallery")
    assert [name for name in block.names() if block.named(name) not in used] == []


def test_the_gallery_says_what_each_block_is_for():
    entries = leaflets.said(made("gallery", "calm"))
    headings = {text for role, text in entries if role == "H2"}
    assert [name for name in block.names() if name not in headings] == []
    following = {
        text: entries[place + 1] for place, (role, text) in enumerate(entries) if role == "H2"
    }
    shown = {name: following[name] for name in block.names()}
    assert {role for role, _ in shown.values()} == {"P"}


# ---- the first leaflet, which begins as the article that it is made from

FIRST = FOLDER.parent / "content.yaml"
PARTS = (
    *("About acupuncture", "How it may work", "What the science says", "Why people choose it"),
    *("Your questions answered", "Your choice"),
)
"""The parts of the article, in its order."""


def spaced(lines: int, folder: Path) -> Path:
    """The first leaflet with a paragraph of so many lines more, before its sources."""
    words = FIRST.read_text("utf-8")
    before, mark, after = words.partition("  # Each source is numbered")
    assert mark
    line = "        Further words in a line that are about as long as the whole line.\n"
    more = f"  - paragraph:\n      except: short\n      text: >-\n{line * lines}\n" * bool(lines)
    file = folder / "content.yaml"
    file.write_text(before + more + mark + after, "utf-8")
    return file


@pytest.mark.parametrize("theme", ["calm", "high-contrast", "photocopy"])
def test_the_first_leaflet_has_four_pages_and_ten_lines_to_spare(theme, tmp_path):
    for lines, pages in ((0, 4), (10, 4), (25, 5)):
        assert leaflet.compose(leaflet.read(spaced(lines, tmp_path)), theme=theme).pages == pages


def test_the_first_leaflet_says_all_parts_of_its_article_in_at_most_1100_words():
    handout = leaflet.compose(leaflet.read(FIRST))
    said = leaflets.said(handout)
    words = sum(len(text.split()) for _, text in said)
    assert 800 < words <= 1_100
    heads = [text for role, text in said if role == "H2" and text in PARTS]
    assert heads == [*PARTS]
    kinds = {found.word: found for found in walk(handout.document.body, Block)}
    assert len(kinds["benefits"].items) == len(kinds["faqs"].items) == 6
