"""The grid of each sheet: where its columns begin, and how wide its text is."""

from types import SimpleNamespace

import pytest
from laid import compose, find, pages

from leaflet.composition.paper import column_of
from leaflet.content import sheet as sheets
from leaflet.content.sheet import MM
from leaflet.layout.column import Column
from leaflet.layout.grid import parted
from leaflet.layout.slices import BOUND, Slice, Words
from leaflet.layout.strips import settled

A4 = [16, 31.33, 46.67, 62, 77.33, 92.67, 108, 123.33, 138.67, 154, 169.33, 184.67]


def _grid(name):
    sheet = sheets.load(name)
    x, width, margin = column_of(sheet, "across")
    return parted(sheet, x - margin, width + margin)


def test_the_columns_of_an_a4_page_begin_every_fifteen_and_a_third_millimetres():
    grid = _grid("a4")

    assert [grid.at(k) / MM for k in range(12)] == pytest.approx(A4, abs=0.01)
    assert grid.column / MM == pytest.approx(9.333, abs=0.001)
    assert grid.prose / MM == pytest.approx(132)


BODY = """
- heading: What it is
- paragraph: Short walks, then longer ones as you feel ready, help most backs within a few weeks.
- bullets: {intro: "Tell us if you:", items: [feel ill, have a rash]}
- heading: What to do
- columns:
    first: [{heading: At home}, {paragraph: Rest a little.}]
    second: [{heading: At work}, {paragraph: Sit well.}]
- contact
"""


def _starts(made, role):
    """Where words of a role begin, in millimetres; of a line the first."""
    found = {}
    for page in pages(made):
        for mark in page.marks:
            if isinstance(mark, Words) and mark.node and mark.node.role == role:
                key = page.number, id(mark.node), round(mark.y)
                found[key] = min(mark.x / MM, found.get(key, 1000.0))
    return sorted({round(x, 1) for x in found.values()})


@pytest.mark.parametrize(
    ("theme", "sheet", "heads", "text"),
    [
        ("calm", "a4", [16.0, 108.0], 16.0),
        ("clinical", "a4", [16.0, 62.0], 62.0),
        ("warm", "a4", [16.0, 74.0], 74.0),
        ("warm", "a5", [14.0], 14.0),
        ("clinical", "large-print", [16.0], 16.0),
    ],
)
def test_headings_begin_at_the_start_of_the_grid_in_the_manner_of_their_theme(
    theme, sheet, heads, text
):
    made = compose(BODY, theme=theme, sheet=sheet)
    assert set(_starts(made, "H2")) <= set(heads)
    assert heads[0] in _starts(made, "H2")
    assert text in _starts(made, "P")
    hang = 5.2 * max(1.0, made.sheet.text_size / 12.5)
    assert round(text + hang, 1) in _starts(made, "LBody")


def test_a_word_too_long_for_the_margin_brings_all_headings_over_the_text():
    long = BODY.replace("What it is", "Gastroenterologieabteilungsleiter")
    assert 62.0 not in _starts(compose(long, theme="clinical"), "P")


@pytest.mark.parametrize("name", ["a4", "letter", "a5", "half-letter"])
def test_pages_begin_on_the_first_baseline_of_their_sheet(name):
    lines = "- page_break\n".join(
        ["- paragraph: Words.\n", "- heading: A head\n- paragraph: One.\n"]
    )
    made = compose(lines + "- page_break\n- bullets: [One, Two]\n- contact", sheet=name)
    inner = pages(made)[2:4] if made.sheet.width < 150 * MM else pages(made)[1:3]
    firsts = [min(m.y for m in p.marks if isinstance(m, Words) and m.node) / MM for p in inner]
    assert firsts == pytest.approx([22.5] * 2, abs=0.01)


@pytest.mark.usefixtures("natural_size")
@pytest.mark.parametrize(("theme", "ends"), [("calm", 148), ("warm", 194), ("clinical", 194)])
def test_running_text_is_as_wide_as_lines_that_are_easy_to_read_in_every_theme(theme, ends):
    made = compose("- heading: One\n- paragraph: " + "word " * 200, theme=theme)
    marks = [mark for page in pages(made) for mark in page.marks if isinstance(mark, Words)]
    right = max(mark.x + mark.width for mark in marks if "word word" in mark.text)
    assert ends - 8 < right / MM < ends + 1.5


@pytest.mark.parametrize("beside", [390.0, 350.0])
def test_a_page_may_end_beside_what_hangs_far_down_if_it_has_room_for_that(beside):
    hung, first, gap = Slice(0.0, hang=400.0), Slice(beside), Slice(8.0, white=True)
    made = [*settled([hung, first, gap, Slice(50.0)], 0.0)]
    (own,) = [slice for slice in made if slice.height == beside]
    assert own.keep_with_next < BOUND
    assert sum(slice.height for slice in own.below) == 400.0 - beside
    assert made[-1] == Slice(50.0)


def test_a_heading_that_hangs_is_not_parted_from_what_is_beside_it():
    hung, first = Slice(0.0, hang=100.0, topic=True), Slice(60.0)
    made = [*settled([hung, first, Slice(8.0, white=True), Slice(50.0)], 0.0)]
    (own,) = [slice for slice in made if slice.height == 60.0]
    assert own.keep_with_next == BOUND


POINTS = "- paragraph: A leaflet.\n- key_points:\n" + "".join(
    f"  - {{title: Point {n}, text: Words that say in a line or two what it is.}}\n"
    for n in range(1, 5)
)


@pytest.mark.usefixtures("natural_size")
def test_key_points_in_an_outer_column_hold_no_warnings_to_each_other():
    items = "[" + ", ".join(["your leg is numb"] * 9) + "]"
    card = "- callout: {{kind: {}, title: Call {}, body: [{{bullets: " + items + "}}]}}\n"
    body = POINTS + card.format("urgent", 999) + card.format("today", 111)
    made = compose(body, theme="warm")
    first = [find(made, words) for words in ("Point 1", "Point 4", "Call 999")]
    assert [line.page for line in first] == [1, 1, 1]
    assert find(made, "Call 111").page == 2


@pytest.mark.parametrize("white", [0.8, 0.65, 0.5])
def test_white_between_cards_gives_way_a_little_only(white):
    column = SimpleNamespace(look=SimpleNamespace(quarter=4.0), white=white)
    apart = [slice.height for slice in Column.gap(column, 3.5 * MM)]
    assert apart == [8.0]
