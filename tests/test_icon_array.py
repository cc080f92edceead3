"""Icon arrays: how many are drawn and how, what is said of them, and what is refused."""

import leaflets
import pytest
from gates import gate, pdfium
from gates.compare import letters
from laid import ALL, HEAD, LOOKS, compose, edges, find, pages, read

import leaflet
from leaflet.content import sheet
from leaflet.content.sheet import MM
from leaflet.errors import LeafletError
from leaflet.graphics.colour import lch
from leaflet.graphics.people import LEAST, SIZES
from leaflet.graphics.people import crowd as people
from leaflet.layout.slices import Shape, Words
from leaflet.source import named

LONG = "a sentence that goes on for a good while, as some of them do, " * 6


def crowd(affected: int, of: int = 100, text: str = "So many have it.", more: str = "") -> str:
    fields = f"affected: {affected}, of: {of}, text: '{text}', label: a bruise, other: no bruise"
    return f"- icon_array: {{{fields}{more}}}"


def shapes(made) -> list[Shape]:
    """The groups of the crowd."""
    marks = (mark for page in pages(made) for mark in page.marks)
    return [m for m in marks if isinstance(m, Shape) and m.node and m.node.role == "Figure"]


def closed(shape: Shape) -> int:
    """How many closed outlines a shape has."""
    return sum(kind == "Z" for kind, _ in shape.outline.placed())


def refusals(body: str) -> list[tuple[str, str]]:
    with pytest.raises(LeafletError) as caught:
        read(body)
    return [(f.problem, f.place.excerpt.strip()) for f in caught.value.faults]


@pytest.mark.parametrize("affected", [1, 9, 50, 99])
def test_a_hundred_people_are_drawn_as_two_shapes(affected):
    dark, pale = shapes(compose(crowd(affected)))
    assert closed(dark) == 2 * affected  # head and shoulders
    assert closed(pale) == 2 * (100 - affected)  # filled too, without an outline


@pytest.mark.parametrize("theme", named.names("theme"))
@pytest.mark.parametrize("colour", ["", "#ffd400", "#9b1c2e", "#1a1a1a", "#f4a6c0"])
def test_the_two_tones_are_told_apart_in_grey(theme, colour):
    head = HEAD.replace("phone:", f'colour: "{colour}"\n  phone:') if colour else HEAD
    dark, pale = shapes(compose(crowd(9), head, theme=theme))
    assert lch(pale.colour)[0] - lch(dark.colour)[0] >= 30


@pytest.mark.parametrize("affected", [10, 37, 999])
def test_a_thousand_people_are_dots(affected):
    dark, pale = shapes(compose(crowd(affected, 1000)))
    assert closed(dark) == affected
    assert closed(pale) == 1000 - affected


@pytest.mark.parametrize(("of", "rows"), [(10, 1), (20, 2), (100, 10)])
def test_ten_people_stand_in_a_row(of, rows):
    dark, pale = shapes(compose(crowd(1, of)))
    assert closed(dark) + closed(pale) == 2 * of
    assert len({round(y, 2) for _, y in (*dark.outline.places, *pale.outline.places)}) == rows


@pytest.mark.usefixtures("natural_size")
def test_people_stand_seven_millimetres_apart():
    dark, _ = shapes(compose(crowd(9)))
    first, second = dark.outline.places[:2]
    assert (second[0] - first[0]) * dark.width / dark.outline.width == pytest.approx(7 * MM)


@pytest.mark.parametrize("paper", [name for name in ALL if not sheet.load(name).text_size])
def test_people_are_no_closer_than_can_be_counted(paper):
    dark, _ = shapes(compose(crowd(9), sheet=paper))
    first, second = dark.outline.places[:2]
    assert (second[0] - first[0]) * dark.width / dark.outline.width >= LEAST - 0.01


def test_where_all_are_affected_there_is_one_group():
    made = compose(crowd(100))
    (filled,) = shapes(made)
    assert closed(filled) == 200
    assert find(made, "100 in 100: a bruise")
    assert "no bruise" not in " ".join(filled.node.alt.split()[:6])


def test_those_affected_come_first_row_by_row():
    starts = [p for kind, p in people(100).outline(0, 12).placed() if kind == "M"][1::2]
    heights = [round(y, 2) for _, y in starts]
    assert heights == heights[:1] * 10 + heights[-1:] * 2
    assert heights[-1] > heights[0]
    assert [x for x, _ in starts[:10]] == sorted(x for x, _ in starts[:10])
    assert starts[10][0] == pytest.approx(starts[0][0])


def test_nobody_stands_on_anybody_else_or_outside():
    for of in SIZES:
        some = people(of)
        width, height = some.size
        for kind, points in some.outline(0, of, hollow=True).placed():
            assert all(-0.01 <= x <= width + 0.01 for x in points[::2]), kind
            assert all(-0.01 <= y <= height + 0.01 for y in points[1::2]), kind
        assert some.pitch * some.across - width >= some.pitch / 5  # white between two


def test_the_figure_says_both_numbers():
    filled, rings = shapes(compose(crowd(9)))
    assert filled.node is rings.node
    assert filled.node.alt == "9 of 100 people: a bruise. 91 of 100 people: no bruise."
    (node,) = {shape.node for shape in shapes(compose(crowd(15, 1000)))}
    assert node.alt == "15 of 1,000 people: a bruise. 985 of 1,000 people: no bruise."


def test_the_words_stand_beside_the_crowd_of_a_hundred():
    made = compose(crowd(9, more=", source: A trial"))
    filled, _ = shapes(made)
    for words in ("So many have it.", "9 in 100: a bruise", "91 in 100: no bruise", "Source:"):
        seen = find(made, words)
        assert seen.x > filled.x + filled.width
        assert filled.y < seen.y < filled.y + filled.height


@pytest.mark.parametrize(
    ("body", "paper"), [(crowd(9, text=f"So many: {LONG}"), "a4"), (crowd(25, 1000), "a5")]
)
def test_words_that_do_not_fit_beside_it_stand_over_and_under_the_crowd(body, paper):
    made = compose(body, sheet=paper)
    filled, _ = shapes(made)
    first = find(made, "So many")
    legend = find(made, "975 in" if "1000" in body else "91 in")
    assert first.x == pytest.approx(filled.x)
    assert first.y < filled.y
    assert filled.y + filled.height < legend.y - legend.size * 0.7


@pytest.mark.parametrize("count", range(10, 30))
def test_a_crowd_stands_on_the_page_of_its_words(count):
    made = compose("- paragraph: One line.\n" * count + crowd(25, 1000))
    (page,) = (p.number for p in pages(made) if any(m in p.marks for m in shapes(made)))
    assert find(made, "So many have it.").page == page == find(made, "25 in 1,000:").page


@pytest.mark.parametrize("paper", [name for name in ALL if not sheet.load(name).text_size])
@pytest.mark.parametrize("of", [100, 1000])
def test_nothing_stands_outside_the_text_column(paper, of):
    made = compose(crowd(of // 4, of), sheet=paper)
    found = sheet.load(paper)
    for shape in shapes(made):
        assert shape.x >= found.margins.start * sheet.MM
        assert shape.x + shape.width <= found.width - found.margins.end * sheet.MM + 0.01
    assert all(low <= found.height for *_, low in edges(made))


def test_it_is_read_as_sentence_figure_and_legend(tmp_path):
    body = crowd(9, more=", source: '[A trial](https://a.example)'")
    pdf = leaflet.write(leaflet.compose(leaflets.document(tmp_path, body)))
    assert letters(pdfium.read(pdf))[-6:] == [
        ("P", "Somanyhaveit."),
        ("Figure", ""),
        ("P", "9in100:abruise"),
        ("P", "91in100:nobruise"),
        ("P", "Source:Atrial"),
        ("Link", "Atrial"),
    ]


@pytest.mark.parametrize(("theme", "paper"), LOOKS)
def test_icon_arrays_pass_every_gate(theme, paper, tmp_path):
    callout = crowd(20).replace("\n", "\n      ")
    body = f"{crowd(9, text=LONG)}\n{crowd(37, 1000)}\n- callout:\n    body:\n      {callout}"
    made = leaflet.compose(leaflets.document(tmp_path, body), theme=theme, sheet=paper)
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert [role for role, _ in expected].count("Figure") == 3
    found = {name: said for name, said in gate.refusals(pdf, expected).items() if said}
    assert found == {}


def test_a_number_is_set_large_and_its_top_aligns_with_the_crowd():
    made = compose("- icon_array: {number: 9 in 100, text: 'people bruise, and 91 do not.'}")
    dark, _ = shapes(made)
    number = find(made, "9 in 100")
    words = next(
        m for m in pages(made)[0].marks if isinstance(m, Words) and abs(m.y - number.y) < 0.01
    )
    assert number.size >= 2.4 * find(made, "people bruise").size
    assert dark.y == pytest.approx(number.y - words.font.cap_height * words.size, abs=0.01)
    assert dark.node.alt == "Dark: 9 of 100 people."


NUMBER = "- icon_array: {{number: {}, text: {}}}"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (crowd(101), "101 is more than 100"),
        (crowd(9, 1000), "9 in 1000 is under 1 in 100: too few to be seen in a crowd"),
        (crowd(0), "`0` is not a whole number from 1 to 1000"),
        (crowd(5, 50), "`50` is not one of the words allowed here"),
        ("- icon_array: {affected: 5, label: a, other: b}", "`text` is missing"),
        ("- icon_array: {text: Some do.}", "`affected` is missing"),
        ("- icon_array: {affected: 5, text: 5 and 95, label: a}", "`other` is missing"),
        (
            NUMBER.format("9 in 50", "41 do not."),
            "a crowd is of 10, 20, 100 or 1000 people, not of 50",
        ),
        (NUMBER.format("nine in 100", "so"), "`nine in 100` is not so many in so many"),
        (NUMBER.format("9.5 in 100", "so"), "`9.5 in 100` is not so many in so many"),
        (NUMBER.format("101 in 100", "so"), "101 is more than 100"),
        (NUMBER.format("0 in 100", "nobody"), "nobody is affected"),
        (
            NUMBER.format("9 in 100", "people bruise."),
            "the words do not say 91, one of the two numbers that are drawn",
        ),
        (
            crowd(9, text="About 7 in 100 people bruise."),
            "the crowd is 9 in 100, and the words say another",
        ),
        (
            "- icon_array: {affected: 9, number: 8 in 100, text: so}",
            "the number says 8 in 100, and the crowd is 9 in 100",
        ),
    ],
)
def test_what_a_crowd_cannot_show_is_refused(body, problem):
    ((found, place),) = refusals(body)
    assert found == problem
    assert place.startswith("- icon_array")


@pytest.mark.parametrize(
    "text",
    [
        "9 in 100 people bruise, and 91 in 100 do not.",
        "Of every 100 people, about 9 bruise within 3 days.",
        "Nine people in a hundred bruise.",
        "9 of 100 on the drug bruise, and 4 in 100 on a dummy pill.",
        "1 in 11 people bruise.",
        "In 2 trials of 1,100 people, 9 in 100 bruised.",
    ],
)
def test_words_that_do_not_disagree_are_taken(text):
    assert shapes(compose(crowd(9, text=text)))
