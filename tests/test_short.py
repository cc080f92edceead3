"""Short leaflets: their type grows by one factor, and long lists of questions fill the margin."""

from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from laid import compose, find, lines, pages

from leaflet.content import sheet as sheets
from leaflet.layout import enlarge
from leaflet.layout.slices import Words
from leaflet.publish import build

BLOOD = """
- paragraph: Press on the plaster for **five minutes**.
- bullets: {intro: "Call {clinic.phone} if your arm:", items: [bleeds again, turns red or hot]}
- faqs: [{question: When will I get the result?, answer: We phone you within a week.}]
- contact
"""
SENTENCE = "Start with short walks, and add a few minutes when you feel ready."
QUESTION = "When can I drive again after my operation?"
OPEN = ("a4", "a5", "letter", "half-letter")
THEMES = ("calm", "clinical", "warm")
READABLE = 75


def paragraphs(count):
    return f"- paragraph: {SENTENCE} {SENTENCE}\n" * count + "- contact\n"


def questions(count):
    item = f"{{question: {QUESTION}, answer: '{SENTENCE} {SENTENCE}'}}"
    return f"- heading: Your questions\n- faqs: [{', '.join([item] * count)}]\n- contact\n"


def written(made):
    """The sizes of the characters that a reader of the PDF sees, as often as they are there."""
    with pypdfium2.PdfDocument(build.write(made)) as document:
        text = document[0].get_textpage()
        count = text.count_chars()
        return [round(pdfium.FPDFText_GetFontSize(text, at), 2) for at in range(count)]


def first(made, words):
    return next(line for line in lines(made) if line.text.startswith(words))


def natural(body, monkeypatch, **how):
    with monkeypatch.context() as patch:
        patch.setattr(enlarge, "growths", lambda *_: (1.0,))
        return compose(body, **how)


def body_words(made, number=1):
    return [m for m in pages(made)[number - 1].marks if isinstance(m, Words) and m.node]


def filled(made):
    """The share of the first page that stands above the end of its content."""
    return max(mark.y for mark in body_words(made)) / made.sides[0].height


def longest(made):
    """The most characters of a line of text, cells side by side apart."""
    found = {}
    for page in pages(made):
        for mark in (m for m in page.marks if isinstance(m, Words) and m.node):
            block = mark.node.parent if mark.node.role in ("Span", "Link") else mark.node
            found.setdefault((page.number, round(mark.y), id(block)), []).append(mark.text)
    return max(len("".join(texts).strip()) for texts in found.values())


def sizes_of(marks):
    return sorted({round(mark.size, 1) for mark in marks if isinstance(mark, Words)})


@pytest.mark.parametrize("sheet", ["a4", "letter"])
@pytest.mark.parametrize("theme", THEMES)
def test_the_body_of_a_short_leaflet_grows_to_the_size_of_a_lead_and_its_furniture_too(
    theme, sheet, monkeypatch
):
    how = {"theme": theme, "sheet": sheet}
    made, before = compose(BLOOD, **how), natural(BLOOD, monkeypatch, **how)
    assert made.pages == before.pages == 1
    assert min(sizes_of(pages(before)[0].marks)) == 12.5
    grown = sizes_of(pages(made)[0].marks)
    assert grown[0] == 15.5 and all(b / a > 1.19 for a, b in pairwise(grown))


def test_a_reader_of_the_pdf_sees_the_size_that_the_type_has_grown_to(monkeypatch):
    sizes, before = written(compose(BLOOD)), written(natural(BLOOD, monkeypatch))
    assert before.count(12.5) > 60 and 12.5 not in sizes
    assert sizes.count(15.5) >= before.count(12.5)


@pytest.mark.parametrize("sheet", OPEN)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("body", [BLOOD, paragraphs(1), paragraphs(3), questions(1), questions(2)])
def test_a_short_leaflet_leaves_no_half_of_its_page_white_and_no_line_is_long(body, theme, sheet):
    made = compose(body, theme=theme, sheet=sheet)
    assert filled(made) > 0.46  # of its last baseline; the panel ends some lines lower
    assert longest(made) <= READABLE


@pytest.mark.parametrize("sheet", OPEN)
@pytest.mark.parametrize("count", range(1, 16))
def test_growing_never_takes_a_second_page_and_type_never_shrinks(count, sheet, monkeypatch):
    made = compose(paragraphs(count), sheet=sheet)
    before = natural(paragraphs(count), monkeypatch, sheet=sheet)
    assert made.pages == before.pages
    sizes = [max(mark.size for mark in body_words(each)) for each in (made, before)]
    assert sizes[0] >= sizes[1]
    if made.pages > 1:
        assert sizes[0] == sizes[1]
    bottom = sheets.load(sheet).lines.foot * sheets.MM + 0.1
    assert all(mark.y <= bottom for page in pages(made) for mark in page.marks)


@pytest.mark.parametrize("sheet", ["poster-a4", "large-print", "a5-booklet", "trifold-dl"])
def test_posters_large_print_booklets_and_folds_do_not_grow(sheet, monkeypatch):
    body = "- key_points: [Rest a little.]\n" + BLOOD
    made, before = compose(body, sheet=sheet), natural(body, monkeypatch, sheet=sheet)
    assert {mark.size for mark in body_words(made)} == {mark.size for mark in body_words(before)}


def test_a_table_stays_a_table_though_the_leaflet_grows():
    rows = "[[Amitriptyline, one, none, one, none, no], [Paracetamol, one, one, one, one, yes]]"
    head = "[Medicine, Morning, Lunchtime, Afternoon, Evening, Appointment]"
    made = compose(f"- table: {{head: {head}, rows: {rows}}}\n- contact")
    assert find(made, "Amitriptyline").text == "Amitriptylineonenoneonenoneno"
    small = compose("- table: {head: [Day, Open], rows: [[Monday, all day]]}\n- contact")
    assert max(mark.size for mark in body_words(small)) == pytest.approx(38 * 1.24)


@pytest.mark.parametrize("more", ["", "\n- page_break\n- paragraph: More."])
def test_a_single_question_stands_over_its_answer(more):
    made = compose(BLOOD + more)
    question, answer = find(made, "When will I get the result?"), find(made, "We phone you")
    assert question.x == answer.x
    assert 0 < answer.y - question.y < 3 * question.size


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sheet", ["a4", "letter"])
def test_many_questions_stand_in_the_margin_column_on_every_page(theme, sheet):
    made = compose(questions(30), theme=theme, sheet=sheet)
    paper = sheets.load(sheet)
    text = (paper.margins.start + paper.margin_column) * sheets.MM
    asked = [line for line in lines(made) if line.text.startswith("When can")]
    assert len(asked) == 30 and made.pages >= 3
    assert {line.page for line in asked} >= {*range(1, made.pages)}  # the last has the contact
    assert all(line.x < text for line in asked)
    assert longest(made) <= READABLE
    for one, other in pairwise(asked):
        assert one.page < other.page or other.y - one.y > 3 * 16.5


@pytest.mark.parametrize("count", [2, 4])
def test_a_few_questions_stand_over_their_answers(count):
    made = compose(questions(count) + "- page_break\n- paragraph: More.")
    asked, answer = first(made, "When can I"), first(made, "Start with")
    assert asked.x == answer.x and asked.y < answer.y


def test_a_question_too_wide_for_the_margin_keeps_all_of_them_over_their_answers():
    wide = questions(8).replace("operation", "Gastroenterologieabteilung", 1)
    made = compose(wide)
    asked = {line.x for line in lines(made) if line.text.startswith("When can")}
    assert asked == {first(made, "Start with").x}
