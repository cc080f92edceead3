"""Tables: widths, rows over pages, the repeated head, and what is read of the cells."""

import itertools
import json
import re

import leaflets
import programs
import pytest
from gates import gate, pdfium, poppler
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from laid import ALL, CLINIC, HEAD, LOOKS, compose, find, lines, pages, read

import leaflet
from leaflet import measure
from leaflet.content import sheet
from leaflet.errors import LeafletError
from leaflet.graphics import signs
from leaflet.layout.slices import Blank, Fill, PlacedPicture, Shape, Stroke, Words
from leaflet.layout.widths import CellLengths, shared
from leaflet.text import fonts
from leaflet.text.lines import extents, set_lines
from leaflet.text.run import Run

pytestmark = pytest.mark.usefixtures("natural_size")

LONG = "Words that fill a cell of some lines, so that it has to be broken. " * 5
VARIED = f"""
- table:
    caption: When **to** come
    head: [Vaccine, First dose, Next dose, Cost]
    header: both
    rows:
      - [Flu, "Each autumn, from [September](https://a.example)", Next autumn, free]
      - ["Shingles, for people over 65", "", "Call {{clinic.phone}}", ""]
      - [Tetanus, "{LONG}", "{LONG}", £25]
- callout:
    body:
      - table: {{rows: [[Monday, 8am to 6pm], [Sunday, closed]]}}
- table: {{head: [Only], rows: [One, Two]}}
- table:
    head: [A, B, C, D, E, F, G, H]
    rows: [[one, two, three, four, five, six, seven, eighteen], ["", "", "", "", "", "", "", ""]]
"""


DOSES = """
- table:
    caption: Doses
    head: ["[Medicine](https://a.example)", Morning, Midday?, Evening]
    header: both
    rows:
      - [Hydroxychloroquine, "1,000 mg", 12.5 micrograms, "Paracetamol 1,000 mg"]
      - [Levothyroxine, 125 micrograms, "", Antidepressant]
"""
HOURS = """
- table:
    head: [Where, When, Who]
    rows:
      - [The Harbour Clinic, "Monday to Friday, 8am to 6pm, and on Saturday until noon", Anybody]
      - [Our Physiotherapy department, "Only on Tuesday afternoons, from 2pm to 5pm", By letter]
"""


def many(count: int, head: str = "head: [Number, What]") -> str:
    rows = "".join(f"\n      - [Row {n}, Says {n} once]" for n in range(count))
    return f"- table:\n    {head}\n    rows:{rows}"


def cells(made, role: str) -> list[Words]:
    marks = (mark for page in pages(made) for mark in page.marks)
    return [m for m in marks if isinstance(m, Words) and m.node and m.node.role == role]


def faults(body: str) -> list[tuple[str, str]]:
    """The words at each faulty place, and what is wrong with them."""
    with pytest.raises(LeafletError) as caught:
        read(body)
    return [
        (f.place.excerpt[f.place.column - 1 :][: f.place.width], f.problem)
        for f in caught.value.faults
    ]


# ── widths ───────────────────────────────────────────────────────────────────────────────────


def test_shares_part_the_room():
    assert shared(100, [1, 3], [0, 0]) == [25, 75]


def test_no_part_is_under_its_floor():
    assert shared(100, [1, 1, 8], [30, 10, 10]) == [30, pytest.approx(10), pytest.approx(60)]
    assert shared(100, [1, 9], [40, 40]) == [40, 60]


def said(made, role: str) -> list[str]:
    """The words of each line of each cell that has this role."""
    rows = itertools.groupby(cells(made, role), key=lambda m: (id(m.node), round(m.y, 1)))
    return ["".join(m.text for m in line) for _, line in rows]


@pytest.mark.parametrize("paper", [*ALL, "trifold-dl"])
@pytest.mark.parametrize("widths", ["", "widths: [8, 1, 1, 1]"])
def test_no_word_or_dose_of_a_table_is_torn_on_any_sheet(paper, widths):
    body = DOSES.replace("header: both", f"header: both\n    {widths}")
    made = compose(body, sheet=paper)
    words = {
        word for role in ("TH", "TD", "Link") for one in said(made, role) for word in one.split()
    }
    assert words >= {"Hydroxychloroquine", "Levothyroxine", "Antidepressant", "micrograms"}
    assert words >= {"Medicine", "Morning", "Midday?", "Evening"}
    lines = "|".join(said(made, "TD"))
    assert all(dose in lines for dose in ("1,000 mg", "12.5 micrograms", "125 micrograms"))


@pytest.mark.parametrize("paper", [*ALL, "trifold-dl"])
def test_prose_in_a_table_has_more_than_two_words_a_line(paper):
    made = compose(HOURS, sheet=paper)
    prose = ("Monday", "Only on")
    long = [m.node for m in cells(made, "TD") if m.text.startswith(prose)]
    assert len(long) == 2
    for node in long:
        marks = [m for m in cells(made, "TD") if m.node is node]
        lines = [[*line] for _, line in itertools.groupby(marks, key=lambda m: round(m.y, 1))]
        for line in lines[:-1]:
            assert len("".join(m.text for m in line).split()) > 2


@pytest.mark.parametrize(
    "words",
    [
        "your hydroxychloroquine physiotherapy appointment and reception",
        "Monday to Friday, 8am to 6pm",
        "take it with food",
    ],
)
def test_prose_asks_for_a_width_without_a_line_of_one_word(words):
    family = fonts.family("plain")
    cell = CellLengths(extents((Run(words),), family, 12), 12)
    broken = set_lines((Run(words),), family, 12, cell.prose)
    said = ["".join(f.text for f in line.fragments).split() for line in broken]
    assert cell.prose >= min(cell.whole, 6 * 12)
    assert min(map(len, said[:-1]), default=2) >= 2


def test_columns_are_as_wide_as_makes_the_table_lowest():
    long, short = "many words " * 24, "few words " * 3
    rows = f"[[{short}, {short}, {long}], [{short}, {short}, {long}]]"
    made = compose(f"- table: {{head: [A, B, C], rows: {rows}}}")
    lines = len({round(m.y, 1) for m in cells(made, "TD")})
    equal = compose(f"- table: {{head: [A, B, C], widths: [1, 1, 1], rows: {rows}}}")
    assert lines < len({round(m.y, 1) for m in cells(equal, "TD")})


def test_widths_that_are_given_are_kept():
    made = compose("- table: {head: [A, B], widths: [1, 3], rows: [[one, two]]}")
    one, two = find(made, "one").x, next(m.x for m in cells(made, "TD") if m.x > 150)
    width = (210 - 16 - 16) * sheet.MM
    assert two - one == pytest.approx(width / 4, abs=0.01)


def test_short_columns_get_their_words_on_one_line_and_long_ones_the_rest():
    made = compose(f"- table: {{head: [Sign, What to do], rows: [[A sore arm, '{LONG}']]}}")
    assert len({m.y for m in cells(made, "TD")}) > 3
    assert find(made, "A sore arm").text.startswith("A sore arm")


@pytest.mark.parametrize("paper", ["a4", "a5", "letter"])
@pytest.mark.parametrize("count", [1, 2, 4, 8])
def test_a_table_is_never_wider_than_the_page_whatever_it_says(paper, count):
    head = ", ".join(f"Header{n}" for n in range(count))
    row = ", ".join([f"'{LONG}'", *["Donaudampfschifffahrtskapitän"] * (count - 1)])
    made = compose(f"- table: {{head: [{head}], rows: [[{row}]]}}", sheet=paper)
    found = sheet.load(paper)
    left, right = found.margins.start * sheet.MM, found.width - found.margins.end * sheet.MM
    marks = cells(made, "TD")
    assert marks
    for mark in marks:
        last = mark.glyphs[-1]
        ink = mark.width - last.advance * mark.size * (last.text == " ")
        assert left - 0.01 <= mark.x
        assert mark.x + ink <= right + 0.01


def test_cells_never_run_into_each_other():
    made = compose(VARIED, sheet="a5")
    for page in pages(made):
        rows: dict[float, list[Words]] = {}
        for mark in page.marks:
            if isinstance(mark, Words) and mark.node and mark.node.role in ("TH", "TD"):
                rows.setdefault(round(mark.y, 1), []).append(mark)
        for marks in rows.values():
            for one, other in itertools.pairwise(sorted(marks, key=lambda m: m.x)):
                assert one.x + one.width <= other.x + one.size * 0.3  # its last space


def test_a_wide_table_takes_the_margin_column_too():
    narrow = compose("- table: {head: [A, B], rows: [[one, two]]}", theme="clinical")
    row = ", ".join([f"'{LONG}'"] * 4)
    wide = compose(f"- table: {{head: [A, B, C, D], rows: [[{row}]]}}", theme="clinical")
    start = 16 * sheet.MM
    assert cells(narrow, "TH")[0].x == pytest.approx(start + 46 * sheet.MM)
    assert cells(wide, "TH")[0].x == pytest.approx(start)


def test_the_columns_of_a_table_begin_on_the_grid():
    made = compose(
        "- table: {head: [What, When, If you miss it], header: both, rows: [[1 tablet, 'Once a day,"
        " at the same time each day, with food or not', Take the next tablet at the usual time]]}"
    )
    grid = [16 * sheet.MM + n * 15.3333 * sheet.MM for n in range(12)]
    starts = {round(m.x, 1) for m in cells(made, "TH")}
    assert len(starts) == 3
    for start in starts:
        assert min(abs(start - x) for x in grid) < 0.3 * sheet.MM


def test_numbers_end_at_one_edge_under_their_head_in_even_figures():
    made = compose(
        "- table: {head: [Problem, Number, Call], rows: [[Ache, "
        "'111', 0118 1], [Rash, '1,088', 01 2]]}"
    )
    ones = [m for m in cells(made, "TD") if m.text in ("111", "1,088")]
    (head,) = (m for m in cells(made, "TH") if m.text == "Number")
    assert {round(m.x + m.width, 1) for m in [*ones, head]} == {round(head.x + head.width, 1)}
    digits = {g.advance for m in ones for g in m.glyphs if g.text.isdigit()}
    assert len(digits) == 1
    calls = [m for m in cells(made, "TD") if m.text.startswith("01")]
    (call,) = (m for m in cells(made, "TH") if m.text == "Call")
    assert {m.x for m in calls} == {call.x}


@pytest.mark.parametrize("paper", ["trifold-dl", "a5", "a4"])
def test_no_line_of_a_head_of_three_words_is_one_word_after_another(paper):
    made = compose(
        "- table: {head: [Problem, How many people, With no tablet], "
        "rows: [[Aching muscles, 35 in 1000, 31 in 1000], [Feeling sick, 40 in 1000, 35 in 1000]]}",
        sheet=paper,
    )
    for head in ("How many people", "With no tablet"):
        first = next(m for m in cells(made, "TH") if head.startswith(m.text.strip()))
        lines = [m for m in cells(made, "TH") if m.node is first.node and m.text.strip()]
        assert len({round(m.y) for m in lines}) <= 2


# ── cards ────────────────────────────────────────────────────────────────────────────────────


def test_a_table_without_room_for_its_words_is_a_card_a_row():
    made = compose(DOSES, sheet="trifold-dl")
    printed = [line.text.strip() for line in lines(made, furniture=True)]
    start = printed.index("Doses")
    assert printed[start : start + 9] == [
        "Doses",
        "Medicine: Hydroxychloroquine",
        "Morning: 1,000 mg",
        "Midday? 12.5 micrograms",
        "Evening: Paracetamol 1,000 mg",
        "Medicine: Levothyroxine",
        "Morning: 125 micrograms",
        "Midday?",
        "Evening: Antidepressant",
    ]


def test_the_headers_of_cards_are_read_once_and_printed_on_each():
    made = compose(DOSES, sheet="trifold-dl")
    (table,) = (node for node in made.tree.children if node.role == "Table")
    roles = [[cell.role for cell in row.children] for row in table.children]
    assert roles == [[], ["TH"] * 4, ["TH", "TD", "TD", "TD"], ["TH", "TD", "TD", "TD"]]
    printed = [m for page in pages(made) for m in page.marks if isinstance(m, Words)]
    for head in ("Medicine", "Morning", "Midday?", "Evening"):
        first, second = (m for m in printed if m.text.strip() == head)
        assert first.node
        assert second.node is None
    assert {m.node for m in printed if m.text.strip() == ":"} == {None}


@pytest.mark.parametrize("paper", ["trifold-dl", "giant-print"])
def test_cards_pass_every_gate(paper, tmp_path):
    made = leaflet.compose(leaflets.document(tmp_path, DOSES + "- contact\n"), sheet=paper)
    assert find(made, "Hydroxychloroquine").text.startswith("Medicine")
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert {name: said for name, said in gate.refusals(pdf, expected).items() if said} == {}


@pytest.mark.parametrize(
    "head",
    ["[Hydroxychloroquine, {text: Electroencephalogram, span: 2}, Antidepressant]", ""],
    ids=["a head over two columns", "no head"],
)
def test_each_blank_cell_of_a_card_is_a_place_to_write_in(head, tmp_path):
    row = "[Hydroxychloroquine, '', Levothyroxine, Antidepressant]"
    body = f"- table:\n    grid: true\n    rows: [{row}]\n    blank_rows: 1\n"
    body += f"    head: {head}\n" * bool(head)
    document = leaflets.document(tmp_path, body, "title: A test\nfillable: yes\n")
    made = leaflet.compose(document, sheet="giant-print")
    fields = marks(made, Blank)
    assert len(fields) == 1 + 4
    assert all(field.width > 100 and field.height > 20 for field in fields)
    assert len({round(field.y) for field in fields}) == 5
    assert gate.GATES["pdfium"](leaflet.write(made), leaflets.said(made)) == []


def test_a_card_is_on_one_page_under_the_caption_that_says_that_it_goes_on():
    row = "      - [Hydroxychloroquine, 1000 mg, 12.5 micrograms, Paracetamol]\n"
    made = compose(f"{DOSES.rstrip()}\n{row * 30}", sheet="giant-print")
    rows = [cells(made, role) for role in ("TH", "TD")]
    on = [
        [n for n, page in enumerate(pages(made)) if any(m in row for m in page.marks)]
        for row in rows
    ]
    printed = lines(made, furniture=True)
    first = [line.page for line in printed if line.text.startswith("Medicine: ")]
    last = [line.page for line in printed if line.text.startswith("Evening: ")]
    assert first == last
    assert on[0] == on[1] == [*range(len(pages(made)))]
    captions = [line.page for line in printed if line.text == "Doses (continued)"]
    assert captions == [*range(2, len(pages(made)) + 1)]


def test_the_name_of_a_card_that_goes_on_stands_with_what_it_names():
    blank, head = ', ""', ", ".join(f"Thing {n}" for n in range(12))
    rows = "".join(f"      - [Day {day}, [ ]{blank * 11}]\n" for day in range(7))
    table = f"- table:\n    caption: Diary\n    head: [Day, {head}]\n    grid: yes\n"
    table += f"    landscape: yes\n    row_height: 14\n    rows:\n{rows}"
    made = compose(table, sheet="large-print")
    printed = lines(made, furniture=True)
    said = [line for line in printed if not re.search(r"continued|\d of \d", line.text)]
    names = [
        (line, after)
        for line, after in itertools.pairwise(said)
        if line.text.startswith("Day: Day")
    ]
    assert len(names) == 7
    assert [line.text for line, after in names if after.page != line.page] == []


# ── rows and pages ───────────────────────────────────────────────────────────────────────────


def test_a_row_of_one_line_is_a_line_high_with_white_over_and_under():
    made = compose(many(4))
    ys = [line.y for line in lines(made) if line.text.startswith("Row")]
    assert {round(b - a, 2) for a, b in itertools.pairwise(ys)} == {28.88, 28.87}


def test_a_row_of_empty_cells_is_as_high_as_one_line():
    made = compose("- table: {head: [A], rows: [one, '', three]}")
    assert find(made, "three").y - find(made, "one").y == pytest.approx(2 * 28.875)


@pytest.mark.parametrize("paper", ["a4", "a5", "letter"])
def test_a_table_of_200_rows_says_each_row_once(paper, tmp_path):
    made = leaflet.compose(leaflets.document(tmp_path, many(200)), sheet=paper)
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert made.pages > 4
    assert gate.GATES["pdfium"](pdf, expected) == []
    said = [text for role, text in pdfium.read(pdf) if role == "TD"]
    assert said == [text for n in range(200) for text in (f"Row {n}", f"Says {n} once")]


def test_the_head_is_drawn_on_every_page_and_read_once(tmp_path):
    made = leaflet.compose(leaflets.document(tmp_path, many(90)))
    pdf = leaflet.write(made)
    drawn = pdfium.pages(pdf)
    assert len(drawn) > 2
    assert all("Number" in page for page in drawn)
    assert [text for role, text in pdfium.read(pdf) if role == "TH"] == ["Number", "What"]
    if programs.POPPLER.available():
        assert [role for role, _ in poppler.read(pdf)].count("Table") == 1


def test_a_table_that_goes_on_repeats_its_caption_and_says_so():
    made = compose(many(90, "caption: Wards **to** call\n    head: [Number, What]"))
    printed = lines(made, furniture=True)
    captions = [line.page for line in printed if line.text == "Wards to call (continued)"]
    assert captions == [*range(2, len(pages(made)) + 1)]
    assert len(captions) >= 2
    heads = [line for line in printed if line.text == "NumberWhat"]
    assert [line.page for line in heads] == [1, *captions]
    assert find(made, "Wards to call").page == 1


def test_the_repeated_head_stands_over_the_first_row_on_a_thick_rule():
    made = compose(many(90))
    second = pages(made)[1].marks
    head = next(m for m in second if isinstance(m, Words) and m.node is None and m.font.bold)
    first = min(m.y for m in second if isinstance(m, Words) and m.node)
    assert head.y < first
    assert first - head.y == pytest.approx(28.875 + 0.4 * sheet.MM)
    thick = [m for m in second if isinstance(m, Stroke) and m.thickness == 0.8 * sheet.MM]
    assert [head.y < rule.y < first for rule in thick] == [True]


@pytest.mark.parametrize("count", range(12, 30))
def test_a_head_is_never_left_without_two_rows_and_the_last_row_is_not_alone(count):
    made = compose("- paragraph: One line.\n" * count + many(20))
    rows = [line.page for line in lines(made) if line.text.startswith("Row")]
    head = find(made, "Number")
    assert rows[:2] == [head.page] * 2
    assert rows[-1] == rows[-2]


def test_a_row_that_is_too_high_is_parted_and_loses_nothing():
    words = " ".join(f"word{n}" for n in range(900))
    body = f"- table: {{head: [A, B], rows: [[before, short], [here, '{words}'], [after, it]]}}"
    made = compose(body)
    glyphs = (glyph.text for mark in cells(made, "TD") for glyph in mark.glyphs)
    assert len(pages(made)) > 1
    assert "".join(glyphs) == f"beforeshorthere{words}afterit"


def test_a_small_table_is_in_one_piece():
    for count in range(20, 32):
        made = compose("- paragraph: One line.\n" * count + many(5))
        assert len({line.page for line in lines(made) if line.text.startswith("Row")}) == 1


def test_a_table_in_a_panel_repeats_its_head_on_the_panels_tint():
    body = many(60).replace("\n", "\n      ")
    made = compose(f"- callout:\n    body:\n      {body}")
    second = pages(made)[1].marks
    head = next(m for m in second if isinstance(m, Words) and m.node is None and m.font.bold)
    assert sum(isinstance(m, Fill) and m.y < head.y < m.y + m.height for m in second) >= 1


def test_every_row_ends_in_a_rule():
    made = compose("- table: {rows: [[a, b], [c, d], [e, f]]}")
    rules = {round(m.y, 1) for m in pages(made)[0].marks if isinstance(m, Stroke) and m.y < 400}
    assert len(rules) == 3


# ── structure ────────────────────────────────────────────────────────────────────────────────


def tree(folder, body: str) -> list[tuple[str, int, str]]:
    """The tree from the table down, as poppler (or else pdfium) finds it."""
    pdf = leaflet.write(leaflet.compose(leaflets.document(folder, body)))
    found = (poppler if programs.POPPLER.available() else pdfium).tree(pdf)
    start = next(i for i, (role, _, _) in enumerate(found) if role == "Table")
    depth = found[start][1]
    return [(role, level - depth, text.strip()) for role, level, text in found[start:]]


@pytest.mark.needs("poppler")  # pdfium does not see empty cells
def test_the_table_is_read_row_by_row(tmp_path):
    body = "- table: {caption: Times, head: [Day, Hours], rows: [[Monday, 8 to 6], [Sunday, '']]}"
    assert tree(tmp_path, body) == [
        ("Table", 0, ""),
        ("Caption", 1, "Times"),
        ("TR", 1, ""),
        ("TH", 2, "Day"),
        ("TH", 2, "Hours"),
        ("TR", 1, ""),
        ("TD", 2, "Monday"),
        ("TD", 2, "8 to 6"),
        ("TR", 1, ""),
        ("TD", 2, "Sunday"),
        ("TD", 2, ""),
    ]


@pytest.mark.parametrize(
    ("head", "header", "roles"),
    [
        ("head: [A, B], ", "", ["TH", "TH", "TD", "TD"]),
        ("head: [A, B], ", "header: row, ", ["TH", "TH", "TD", "TD"]),
        ("head: [A, B], ", "header: both, ", ["TH", "TH", "TH", "TD"]),
        ("head: [A, B], ", "header: column, ", ["TH", "TH", "TH", "TD"]),
        ("", "header: column, ", ["TH", "TD"]),
        ("", "", ["TH", "TD"]),
    ],
)
def test_the_header_says_which_cells_are_headers(head, header, roles, tmp_path):
    found = tree(tmp_path, f"- table: {{{head}{header}rows: [[one, two]]}}")
    assert [role for role, _, _ in found if role in ("TH", "TD")] == roles


def test_headers_have_the_scope_of_their_row_or_column(tmp_path):
    made = compose("- table: {head: [A, B], header: both, rows: [[one, two]]}")
    (table,) = (node for node in made.tree.children if node.role == "Table")
    scopes = [cell.attributes for row in table.children for cell in row.children]
    column, row = ("/O /Table /Scope /Column",), ("/O /Table /Scope /Row",)
    assert scopes == [column, column, row, ()]


@pytest.mark.parametrize(("theme", "paper"), LOOKS)
def test_tables_pass_every_gate(theme, paper, tmp_path):
    made = leaflet.compose(leaflets.document(tmp_path, VARIED + many(60)), theme=theme, sheet=paper)
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert {role for role, _ in expected} >= {"Table", "Caption", "TR", "TH", "TD", "Link"}
    found = {name: said for name, said in gate.refusals(pdf, expected).items() if said}
    assert found == {}


# ── faults ───────────────────────────────────────────────────────────────────────────────────


def test_a_row_has_as_many_cells_as_the_head():
    body = "- table:\n    head: [A, B]\n    rows:\n      - [one, two]\n      - [alone]\n"
    assert faults(body) == [("alone", "this row has 1 cell, and the head has 2")]


def test_without_a_head_the_first_row_counts():
    assert faults("- table: {rows: [[a, b], [c, d, e]]}") == [
        ("c", "this row has 3 cells, and the first row has 2")
    ]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("{head: [A], widths: [1, 2], rows: [one]}", "there are 2 widths for 1 columns"),
        ("{header: row, rows: [[a, b]]}", "there is no `head` that could be the header"),
        ("{rows: [[1,2,3,4,5,6,7,8,9]]}", "a table of 9 columns does not fit on a page; 8 do"),
        ("{head: [A]}", "`rows` is missing"),
    ],
)
def test_what_cannot_be_a_table_is_refused(body, problem):
    assert [said for _, said in faults(f"- table: {body}")] == [problem]


def test_a_table_of_cards_keeps_every_rule_of_the_page():
    rows = (
        "[Hydroxychloroquine, 100 mg to 200 mg, Once a day], [Phenoxymethylpenicillin, 1 g, Once]"
    )
    body = f"- table: {{head: [Medicine, Dose, How often], header: both, rows: [{rows}]}}\n"
    made = compose(body, sheet="trifold-dl")
    found = {rule.rule: rule.verdict for rule in measure.measure(leaflet.write(made))}
    assert found["stranded-heading"] == "ok"


# ── what stands in cells ─────────────────────────────────────────────────────────────────────

FULL = """
- table:
    caption: What to do
    head: [Exercise, What to do, Done]
    header: row
    rows:
      - - {image: cat-cow}
        - {text: Lift slowly, bullets: ["[Breathe](https://a.example) out", Hold]}
        - "[ ] Yes [ ] No"
      - - {image: {picture: bridge, alt: A bridge}, text: Bridge}
        - {steps: [Lie down, Lift your hips]}
        - [ ]
"""
DOSED = """
- table:
    head: [Age, {text: How much, span: 2}, How often]
    header: both
    rows:
      - [3 months, "2.5", ml, "Every 6 hours[^a]"]
      - [6 months, "10", ml, Every 6 hours]
      - [2 years, "7.25", ml, "Every 8 hours"]
    footnotes: [Not more than 4 times a day.]
"""
DIARY = """
- table:
    caption: Diary
    groups: ["", {text: Morning, span: 2}, {text: Evening, span: 2}]
    head: [Date, Pain, Pills, Pain, Pills]
    header: both
    grid: yes
    blank_rows: 3
"""
CHART = """
- table:
    caption: Tick each day
    head: [Exercise, Mon, Tue, Wed, Thu, Fri, Sat, Sun]
    header: both
    grid: yes
    rows: [[Ankle pumps, "☐", [ ], [ ], [ ], [ ], [ ], [ ]]]
"""


def marks(made, kind: type) -> list:
    return [mark for page in pages(made) for mark in page.marks if isinstance(mark, kind)]


def boxes(made) -> list[Shape]:
    return [mark for mark in marks(made, Shape) if mark.outline == signs.TICK_BOX]


@pytest.mark.needs("poppler")
def test_a_cell_holds_a_list_a_picture_and_words_after_boxes(tmp_path):
    found = tree(tmp_path, FULL)
    start = [role for role, _, _ in found].index("TD")
    assert [(role, depth) for role, depth, _ in found[start:]][:3] == [
        ("TD", 2),
        ("Figure", 3),
        ("TD", 2),
    ]
    assert [(role, text) for role, _, text in found if role in ("P", "LBody", "Lbl")] == [
        ("P", "Lift slowly"),
        ("LBody", "Breathe out"),
        ("LBody", "Hold"),
        ("P", "Yes"),
        ("P", "No"),
        ("P", "Bridge"),
        *(("Lbl", "1."), ("LBody", "Lie down"), ("Lbl", "2."), ("LBody", "Lift your hips")),
    ]


@pytest.mark.parametrize("written", ['"[ ]"', "[ ]", '"☐"', '"□"', "{text: '[ ]'}"])
def test_a_box_to_tick_may_be_written_in_any_usual_way(written):
    made = compose(f"- table: {{head: [A, B], rows: [[one, {written}]]}}")
    assert len(boxes(made)) == 1
    assert [m.text for m in cells(made, "TD")] == ["one"]


@pytest.mark.parametrize("paper", [*ALL, "trifold-dl"])
def test_no_box_touches_another_or_words(paper):
    made = compose(FULL + CHART, sheet=paper)
    assert len(boxes(made)) == 10
    for page in pages(made):
        found = [m for m in page.marks if isinstance(m, Shape) and m.outline == signs.TICK_BOX]
        said = [m for m in page.marks if isinstance(m, Words)]
        for box, other in itertools.combinations(found, 2):
            beside = abs(box.x - other.x) >= box.width + 2
            assert beside or abs(box.y - other.y) >= box.height + 2
        for box in found:
            for words in said:
                inside = box.x - 1 < words.x + words.width and words.x < box.x + box.width + 1
                assert not (inside and box.y < words.y - 1 and words.y - 4 < box.y + box.height)


@pytest.mark.parametrize(
    "body", [FULL, DOSED, DIARY, CHART], ids=["full", "dosed", "diary", "chart"]
)
@pytest.mark.parametrize("paper", ["a4", "a5", "large-print", "trifold-dl"])
def test_whatever_stands_in_cells_passes_every_gate(paper, body, tmp_path):
    made = leaflet.compose(leaflets.document(tmp_path, body + "- contact\n"), sheet=paper)
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert {name: said for name, said in gate.refusals(pdf, expected).items() if said} == {}


def test_numbers_stand_with_their_decimal_points_one_under_another_and_units_beside():
    made = compose(DOSED)
    starts, units = {}, {}
    for mark in cells(made, "TD"):
        if mark.text in ("2.5", "10", "7.25"):
            whole = mark.text.partition(".")[0]
            digits = mark.glyphs[: len(whole)]
            starts[mark.text] = mark.x + sum(g.advance for g in digits) * mark.size
        if mark.text == "ml":
            units[mark.x] = mark
    assert len(starts) == 3
    assert max(starts.values()) - min(starts.values()) < 0.01
    (unit,) = units
    widest = max(m.x + m.width for m in cells(made, "TD") if m.text == "7.25")
    assert unit - widest == pytest.approx(1.2 * sheet.MM, abs=0.1)


@pytest.mark.parametrize(("tag", "unit"), [("ru", "мл"), ("de", "ml"), ("bn", "মি.লি.")])
def test_numbers_with_decimal_commas_and_units_of_other_scripts_stand_so_too(tag, unit):
    numbers = ("2,5", "10", "7,25")
    rows = ", ".join(f'[x, "{number}\u00a0{unit}"]' for number in numbers)
    body = f"- table: {{head: [x, x], rows: [{rows}]}}\n"
    made = compose(body, f"title: x\nlanguage: {tag}\n{CLINIC}")
    found = {mark.text.split(" ")[0]: mark for mark in cells(made, "TD") if unit in mark.text}
    starts = [
        mark.x + sum(g.advance for g in mark.glyphs[: len(number.partition(",")[0])]) * mark.size
        for number, mark in found.items()
    ]
    assert {*found} == {*numbers}
    assert max(starts) - min(starts) < 0.01


def test_a_head_over_two_columns_says_so_and_stands_over_the_first():
    made = compose(DOSED)
    (table,) = (node for node in made.tree.children if node.role == "Table")
    assert [cell.attributes for cell in table.children[0].children] == [
        ("/O /Table /Scope /Column",),
        ("/O /Table /Scope /Column /ColSpan 2",),
        ("/O /Table /Scope /Column",),
    ]


def test_a_footnote_is_read_after_the_table_behind_its_letter(tmp_path):
    made = leaflet.compose(leaflets.document(tmp_path, DOSED))
    said = leaflets.said(made)
    assert ("TD", "Every 6 hours [a]") in said
    assert ("Reference", " [a]") in said or ("Reference", "[a]") in said
    start = next(n for n, (role, _) in enumerate(said) if role == "L")
    assert said[start : start + 4] == [
        ("L", ""),
        ("LI", ""),
        ("Lbl", "[a]"),
        ("LBody", "Not more than 4 times a day."),
    ]


def test_a_footnote_is_on_the_page_of_the_last_row():
    for count in range(18, 34):
        rows = "".join(f"\n      - [Row {n}, 'Says {n}[^a]']" for n in range(6))
        body = f"- table:\n    head: [A, B]\n    rows:{rows}\n    footnotes: [The note]\n"
        made = compose("- paragraph: One line.\n" * count + body)
        assert find(made, "The note").page == find(made, "Row 5").page


def test_a_diary_has_rows_high_enough_and_rules_on_all_sides():
    made = compose(DIARY)
    rules = [m for m in marks(made, Stroke) if m.thickness == 0.35 * sheet.MM]
    across = sorted({round(m.y, 1) for m in rules if m.y == m.to_y})
    assert len(across) == 5
    assert {round(b - a) for a, b in itertools.pairwise(across[2:])} == {round(12 * sheet.MM)}
    uprights = {round(m.x) for m in rules if m.x == m.to_x}
    assert len(uprights) == 6
    widths = [b - a for a, b in itertools.pairwise(sorted(uprights))]
    assert max(widths) - min(widths) <= 2


def test_rows_are_as_high_as_their_writer_says():
    made = compose(DIARY.replace("grid: yes", "grid: yes\n    row_height: 20"))
    rules = [m for m in marks(made, Stroke) if m.thickness == 0.35 * sheet.MM]
    across = sorted({round(m.y, 1) for m in rules if m.y == m.to_y})
    assert {round(b - a) for a, b in itertools.pairwise(across[2:])} == {round(20 * sheet.MM)}


def test_a_diary_on_a_panel_has_a_line_to_write_on_for_each_cell():
    made = compose(DIARY, sheet="trifold-dl")
    printed = [line.text.strip() for line in lines(made, furniture=True)]
    start = printed.index("Diary")
    assert printed[start : start + 6] == [
        "Diary",
        "Date:",
        "Morning, Pain:",
        "Morning, Pills:",
        "Evening, Pain:",
        "Evening, Pills:",
    ]
    rules = [
        mark.y
        for page in pages(made)
        for mark in page.marks
        if isinstance(mark, Stroke) and mark.to_x - mark.x < 200
    ]
    assert len(rules) == 15
    apart = [b - a for a, b in itertools.pairwise(rules) if b > a]
    assert len(apart) >= 13
    assert min(apart) >= 12 * sheet.MM - 0.01


def test_the_columns_of_a_chart_that_are_ticked_are_as_wide_as_each_other():
    made = compose(CHART)
    starts = sorted(box.x for box in boxes(made))
    assert len(starts) == 7
    widths = [b - a for a, b in itertools.pairwise(starts)]
    assert max(widths) - min(widths) < 0.01


def test_thirteen_columns_stand_on_a_turned_page():
    head = ", ".join(["Week", *(f"Day {n}" for n in range(1, 13))])
    made = compose(f"- table: {{head: [{head}], grid: yes, landscape: yes, blank_rows: 4}}")
    (page,) = (page for page in pages(made) if page.turned)
    rules = {round(m.x) for m in page.marks if isinstance(m, Stroke) and m.x == m.to_x}
    assert len(rules) == 14


def test_only_every_second_row_has_a_ground_and_none_unless_it_is_wanted():
    plain, striped = (
        compose(f"- table: {{head: [A], {zebra}rows: [one, two, three, four]}}")
        for zebra in ("", "zebra: yes, ")
    )
    ground = [m for m in marks(striped, Fill) if m not in marks(plain, Fill)]
    assert len(ground) == 2
    words = {m.text: m.y for m in cells(striped, "TD")}
    for fill, text in zip(sorted(ground, key=lambda m: m.y), ("two", "four"), strict=True):
        assert fill.y < words[text] < fill.y + fill.height


def test_a_high_row_of_a_picture_and_words_is_parted_beside_the_picture():
    words = " ".join(f"word{n}" for n in range(400))
    made = compose(f"- table: {{head: [A, B], rows: [[{{image: cat-cow}}, '{words}'], [a, b]]}}")
    assert len(pages(made)) > 1
    ys = sorted({round(m.y, 1) for m in cells(made, "TD") if m in pages(made)[0].marks})
    leading = {round(b - a, 1) for a, b in itertools.pairwise(ys)}
    assert max(leading) < 40
    said = "".join(m.text for m in cells(made, "TD"))
    assert said.replace(" ", "") == (words + "ab").replace(" ", "")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            "{head: [A, {text: B, span: 4}], rows: [[a, b, c]]}",
            "the head stands over 5 columns, and each row has 3 cells",
        ),
        (
            "{head: [A, {text: B, span: 2}], rows: [[a, b]]}",
            "the head stands over 3 columns, and each row has 2 cells",
        ),
        ("{head: [A, B], rows: [[a, {text: b, span: 2}]]}", "a cell of a row has one column"),
        (
            "{groups: [{text: G, span: 3}], head: [A, B], rows: [[a, b]]}",
            "the groups stand over 3 columns, and the table has 2",
        ),
        ("{groups: [A], rows: [[a]]}", "`groups` stand over a head"),
        ("{head: [A], rows: [{bullets: [[a, b]]}]}", "a list is needed here"),
        (
            "{rows: [[a, {bullets: [{text: b, items: [c]}]}]]}",
            "this list stands in a list of a cell",
        ),
        ("{rows: [[a, {bullets: [[b, c]]}]]}", "this list stands in a list of a cell"),
        (
            "{rows: [[a, {bullets: ['[ ] b', c]}]]}",
            "a box to tick stands in the words of a cell, not in its list",
        ),
        ("{rows: [[a, [b, c]]]}", "a cell is needed here, not a list"),
        (
            "{rows: [[a, {bullets: [b], steps: [c]}]]}",
            "either `bullets` or `steps` may be written, not both",
        ),
        (
            "{rows: [['a[^a]', 'b[^b]']], footnotes: [c]}",
            "there is no footnote `b` under this table",
        ),
        (
            "{rows: [[a, b]], footnotes: [note]}",
            "nothing in the table is marked with this footnote, `[^a]`",
        ),
        ("{blank_rows: 4}", "without a head nobody knows what to write in the rows"),
        ("{head: [A], blank_rows: 99}", "`99` is not a whole number from 0 to 40"),
        ("{head: [A], row_height: 5, blank_rows: 2}", "`5` is not a whole number from 12 to 80"),
        (
            "{rows: [[1,2,3,4,5,6,7,8,9,10,11,12,13,14]], landscape: yes}",
            "a table of 14 columns does not fit on a page; 13 do",
        ),
        ("{rows: [[a, {image: {decorative: yes}}]]}", "`picture` is missing"),
    ],
)
def test_what_cannot_stand_in_a_table_is_refused(body, problem):
    assert [said for _, said in faults(f"- table: {body}")] == [problem]


def test_a_picture_in_a_cell_needs_words_for_who_cannot_see_it(tmp_path):
    leaflets.default(tmp_path)
    with pytest.raises(LeafletError, match="`alt` is missing"):
        leaflets.document(tmp_path, "- table: {rows: [[a, {image: {file: logo.png}}]]}")


def test_a_short_edition_leaves_out_a_footnote_that_it_has_no_mark_of(tmp_path):
    body = "- table: {rows: [[a, {text: 'long[^a]', short: brief}]], footnotes: [The note]}"
    written = leaflets.document(tmp_path, body)
    full, short = (leaflet.compose(written, edition=name) for name in ("full", "short"))
    assert ("LBody", "The note") in leaflets.said(full)
    assert ("LBody", "The note") not in leaflets.said(short)


def test_headers_on_cards_that_are_written_in_are_not_stranded():
    head = ", ".join(["Year", *(f"Month {n}" for n in range(1, 13))])
    row = ", ".join(["This year", *['""'] * 12])
    body = f"- table: {{head: [{head}], grid: yes, landscape: yes, rows: [[{row}]], blank_rows: 2}}"
    made = compose(body, sheet="giant-print")
    assert len({line.page for line in lines(made) if line.text.startswith("Month")}) > 1
    found = {rule.rule: rule.verdict for rule in measure.measure(leaflet.write(made))}
    assert found["stranded-heading"] == "ok"


# ── form fields ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("paper", ["a4", "giant-print"])
def test_blank_cells_of_a_grid_and_boxes_are_form_fields_named_by_row_and_column(paper, tmp_path):
    body = CHART.replace('"☐"', '"[ ] Yes [ ] No"') + DIARY.replace("rows: 3", "rows: 1")
    head = "title: A test\nfillable: yes\nissued: 2026-01-31\n"
    made = leaflet.compose(leaflets.document(tmp_path, body, head), sheet=paper)
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert [mark.name for mark in marks(made, Blank)] == [
        *("Ankle pumps, Mon, Yes", "Ankle pumps, Mon, No"),
        *(f"Ankle pumps, {day}" for day in ("Tue", "Wed", "Thu", "Fri", "Sat", "Sun")),
        *("Row 1, Date", "Row 1, Morning, Pain", "Row 1, Morning, Pills"),
        *("Row 1, Evening, Pain", "Row 1, Evening, Pills"),
    ]
    assert {name: said for name, said in gate.refusals(pdf, expected).items() if said} == {}
    rooms = [mark for mark in marks(made, Blank) if mark.kind != "tick"]
    assert min(mark.height for mark in rooms) >= 12 * sheet.MM - 0.01


# ── any table ────────────────────────────────────────────────────────────────────────────────

PIECES = [
    *("", "word", "2.5", "10", "Donaudampfschifffahrtskapitän", "[ ]", "[ ] Yes [ ] No", "£1,088"),
    *("One [link](https://a.example) here", "Pain [ ] [ ] [ ]", LONG[:120].strip()),
]
CELL = st.one_of(
    st.sampled_from(PIECES),
    st.builds(
        lambda text, list_, items: {"text": text, list_: items},
        st.sampled_from(PIECES),
        st.sampled_from(["bullets", "steps"]),
        st.lists(st.sampled_from(["an item", LONG[:90].strip()]), min_size=1, max_size=3),
    ),
    st.builds(lambda text: {"image": "cat-cow", "text": text}, st.sampled_from(["", "Cat"])),
)


@st.composite
def any_table(draw) -> dict[str, object]:
    columns = draw(st.integers(1, 9))
    row = st.lists(CELL, min_size=columns, max_size=columns)
    head: list[object] = [f"Head {n}" for n in range(columns)]
    if columns > 2 and draw(st.booleans()):
        head[1:3] = [{"text": "Both of them", "span": 2}]
    made: dict[str, object] = {"caption": "Any", "head": head, "landscape": True}
    made["rows"] = draw(st.lists(row, min_size=1, max_size=4))
    made["header"] = draw(st.sampled_from(["row", "both"]))
    for key in ("grid", "zebra"):
        made[key] = draw(st.booleans())
    if columns > 1 and draw(st.booleans()):
        made["groups"] = [{"text": "All", "span": columns}]
    if draw(st.booleans()):
        made["blank_rows"] = draw(st.integers(1, 3))
        made["row_height"] = draw(st.integers(12, 80))
    return made


@settings(deadline=None, max_examples=12, phases=[Phase.generate])
@given(any_table(), st.sampled_from(["a4", "a5", "giant-print", "trifold-dl"]), st.booleans())
def test_any_table_says_all_its_cells_and_stays_on_its_page(table, paper, is_fillable):
    head = HEAD.replace("language:", "fillable: yes\nlanguage:") if is_fillable else HEAD
    try:
        made = compose(f"- table: {json.dumps(table)}", head, sheet=paper)
    except LeafletError as error:
        assert all(fault.is_of_fit for fault in error.faults)
        return
    assert gate.GATES["pdfium"](leaflet.write(made), leaflets.said(made)) == []
    for page in pages(made):
        wide = made.sheet.height if page.turned else made.sheet.width
        for mark in page.marks:
            if isinstance(mark, Shape | Blank | PlacedPicture) and mark.node:
                assert mark.x >= 5 * sheet.MM
                assert mark.x + mark.width <= wide - 5 * sheet.MM
