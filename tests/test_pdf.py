"""Every leaflet is a PDF/UA-1 and PDF/A-2a that says all that its document says, in its order."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import leaflets
import pikepdf
import pytest
from gates import gate, mutants, pdfium
from gates.reading import Entry
from laid import LOOKS

import leaflet
from leaflet.errors import LeafletError
from leaflet.publish.pdf.glyphs import EmbeddedFont
from leaflet.text import fonts
from leaflet.text.shape import shape

LONG = " ".join(
    f"Sentence number {n} says once more what a patient ought to know." for n in range(99)
)


@pytest.fixture(scope="module")
def default(tmp_path_factory) -> leaflet.Document:
    return leaflets.default(tmp_path_factory.mktemp("default"))


def built(document: leaflet.Document, **look: str) -> tuple[bytes, list[Entry]]:
    made = leaflet.compose(document, **look)
    return leaflet.write(made), leaflets.said(made)


def passed(pdf: bytes, expected: list[Entry]) -> bool:
    """Whether every gate lets the file pass; if not, what they say is in the message."""
    found = {name: said for name, said in gate.refusals(pdf, expected).items() if said}
    assert found == {}
    return True


@pytest.mark.parametrize(("theme", "sheet"), LOOKS)
def test_the_default_leaflet_passes_every_gate(theme, sheet, default):
    pdf, expected = built(default, theme=theme, sheet=sheet)
    assert len(expected) > 150
    assert {role for role, _ in expected} >= {"Figure", "H1", "H2", "H3", "L", "Lbl", "Link"}
    assert passed(pdf, expected)


def test_there_are_themes_and_sheets():
    assert len(LOOKS) >= 6


def test_the_gates_refuse_a_leaflet_that_says_something_else(default):
    pdf, expected = built(default)
    found = gate.refusals(pdf, expected[:-1])
    assert [name for name, said in found.items() if said] == [
        name for name in gate.available() if name in {"poppler", "pdfium"}
    ]
    found = gate.refusals(mutants.mutate(pdf, "alt removed"), expected)
    assert all(found[name] for name in ("verapdf ua1", "page ua1"))


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("P", f"- paragraph: {LONG}"),
        ("LBody", f"- steps: [Short, {LONG!r}, Short]"),
        ("P", f"- callout: {{kind: tip, title: A panel, body: {LONG!r}}}"),
        ("P", f"- faqs: [{{question: Why?, answer: {LONG!r}}}]"),
    ],
)
def test_what_runs_over_a_page_is_one_element(role, body, tmp_path):
    pdf, expected = built(leaflets.document(tmp_path, body), sheet="a5")
    assert passed(pdf, expected)
    cover, *others = ["Sentence" in page for page in pdfium.pages(pdf)]
    assert not cover
    assert others[:3] == [True, True, True]
    assert [found for found, text in pdfium.read(pdf) if "Sentence" in text] == [role]


def test_a_list_that_runs_over_a_page_is_one_list(tmp_path):
    items = "".join(f"\n    - Thing {n} to bring" for n in range(90))
    pdf, expected = built(leaflets.document(tmp_path, f"- bullets:{items}"))
    assert passed(pdf, expected)
    roles = [role for role, _ in pdfium.read(pdf)]
    assert (roles.count("L"), roles.count("LI")) == (1, 90)


@pytest.mark.parametrize(
    "words",
    [
        "Ο βελονισμός είναι μια παλιά μέθοδος· ρωτήστε τον γιατρό σας.",
        "Иглоукалывание помогает не всем; спросите врача. Її їжа, ґанок і ўзлёт.",
        "Châm cứu có thể giúp giảm đau lưng; hãy hỏi bác sĩ trước khi dùng.",
        "Quyết định: ẹ ị ọ ụ.",
        "Zażółć gęślą jaźń; spytaj lekarza, czy akupunktura jest dla ciebie.",
        "Office files: fluffy waffles, final offer, 1\u00a0mg, 5\u202f% and a kept\u2011hyphen.",
    ],
)
def test_texts_of_many_languages_are_read_as_they_are_written(words, tmp_path):
    body = f"- heading: {words!r}\n- paragraph: {f'{words} ' * 6!r}\n- bullets: [{words!r}]"
    pdf, expected = built(leaflets.document(tmp_path, body))
    assert passed(pdf, expected)


LINKED = "one link that is so long that it is set on two lines of even the widest sheet of paper"


@pytest.mark.parametrize(
    "text",
    [
        f"Some words come before [{LINKED}](https://a.example/b), and others after it.",
        f"[{LINKED} {LINKED}](https://a.example/b)",
        "A **bold**word, half**bold** and **bold**, **[bold link](https://a.example)**.",
        "A [link with **bold** inside](https://a.example), **bold with [a link](tel:+44) in it**.",
        "[one](https://a.example)[two](https://b.example) [three](tel:2) [four](tel:1).",
        "(see [one](https://a.example/b_(c)); [two](mailto:a@b.example)?)",
        "Call {clinic.phone}, **{clinic.email}** or [write to {clinic.name}](mailto:x@y.example).",
    ],
)
def test_links_and_bold_words_stand_where_they_are_written(text, tmp_path):
    pdf, expected = built(leaflets.document(tmp_path, f"- paragraph: {text!r}"), sheet="a5")
    assert passed(pdf, expected)
    links = len(re.findall(r"\]\(|{clinic.(?:phone|email)}", text))
    assert sum(role == "Link" for role, _ in pdfium.read(pdf)) == links


def test_blocks_inside_answers_and_panels_are_read_in_their_places(tmp_path):
    body = """
- heading: Questions
- faqs:
    - question: What **may** I bring?
      answer:
        - paragraph: These things.
        - bullets: {intro: "Not [all](https://a.example):", items: [One, Two]}
        - callout:
            kind: caution
            body:
              - steps: [First, Second]
              - paragraph: A paragraph in a panel in an answer.
              - faqs:
                  - question: Deeper?
                    answer: Yes.
    - question: And then?
      answer: Nothing.
- callout:
    kind: urgent
    title: Call **now**
    body:
      - paragraph: Before.
      - callout: A note inside of a panel.
      - benefits: [{title: More, text: Better}]
      - contact
      - notes: {title: Write here, lines: 3}
      - references: {title: Sources, items: [One, Two]}
"""
    pdf, expected = built(leaflets.document(tmp_path, body))
    assert passed(pdf, expected)


def test_a_leaflet_with_many_questions_passes_every_gate(tmp_path):
    asked = "".join(
        f"\n    - question: What about number {n}?\n      answer: It has [an answer](tel:+44{n})."
        for n in range(40)
    )
    pdf, expected = built(leaflets.document(tmp_path, f"- heading: Q\n- faqs:{asked}"))
    assert passed(pdf, expected)


@pytest.mark.parametrize(
    "body",
    [
        "- contact\n- faqs: [{question: Q, answer: A}]",
        "- notes: {title: N}\n- benefits: [{title: T, text: B}]",
        "- callout: {body: [heading: {text: C, level: 4}]}\n- contact",
        "- faqs:\n  - {question: Q, answer: [contact]}\n  - {question: R, answer: A}",
        "- faqs: [{question: Q, answer: [faqs: [{question: R, answer: [faqs: "
        "[{question: S, answer: [faqs: [{question: T, answer: A}]]}]]}]]}]",
    ],
)
def test_no_level_of_heading_is_skipped_by_what_blocks_say(body, tmp_path):
    above = "- heading: Two\n- heading: {text: Three, level: 3}\n"
    pdf, expected = built(leaflets.document(tmp_path, above + body))
    assert passed(pdf, expected)


def test_a_label_on_two_lines_is_read_before_what_it_labels(tmp_path):
    body = "- callout: {body: [callout: {body: [contact]}]}"
    pdf, expected = built(leaflets.document(tmp_path, body), sheet="a5")
    assert passed(pdf, expected)


@pytest.mark.parametrize("heading", ["Plain **and bold**", "To [a page](tel:1) and on"])
def test_each_heading_is_a_bookmark_with_all_its_words(heading, tmp_path):
    body = f"- heading: {heading}\n- faqs: [{{question: Why?, answer: So.}}]"
    pdf, expected = built(leaflets.document(tmp_path, body))
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        titles = list(_titles(outline.root))
    assert titles == [text for role, text in expected if role[0] == "H"]


def _titles(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)


def test_a_phrase_is_as_wide_in_the_pdf_as_in_layout():
    (piece,) = shape("Sister Yates", fonts.family("plain"))  # kerned at the space, too
    shown = EmbeddedFont(piece.font, "F1").shown((piece,))
    kerns = sum(map(int, re.findall(rb"\)(-?\d+)\(", shown)))
    widths = sum(piece.font.hb_font.get_glyph_h_advance(glyph.gid) for glyph in piece.glyphs)
    assert kerns > 0
    assert widths / piece.font.upem - kerns / 1000 == pytest.approx(piece.advance, abs=0.001)


def test_a_skipped_heading_is_refused_at_its_place(tmp_path):
    body = "- heading: Two\n- heading:\n    text: Four\n    level: 4"
    assert refusal(tmp_path, body) == [("a heading of level 4 stands under one of level 2", 3, 13)]


def test_a_letter_that_no_font_has_is_refused_at_its_place(tmp_path):
    body = "- paragraph: Fine\n- callout: {body: [paragraph: One ꦄ and a ꦆ]}"
    assert [(problem[:15], *place) for problem, *place in refusal(tmp_path, body)] == [
        *(("no font has `ꦄ`", 2, 37), ("no font has `ꦆ`", 2, 45))
    ]


def refusal(folder: Path, body: str) -> list[tuple[str, int, int]]:
    """The faults of a body, their lines counted in it and their columns in the file."""
    with pytest.raises(LeafletError) as caught:
        leaflet.compose(leaflets.document(folder, body))
    above = (folder / "content.yaml").read_text("utf-8").partition("\nbody:\n")[0].count("\n") + 2
    places = [(fault.problem, fault.place) for fault in caught.value.faults]
    return [(problem, place.line - above, place.column) for problem, place in places]
