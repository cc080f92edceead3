"""Icon arrays: how many are drawn and how, what is said of them, and what is refused."""

import leaflets
import pytest
from gates import gate, pdfium
from gates.compare import letters
from laid import ALL, LOOKS, compose, edges, find, pages, read

import leaflet
from leaflet.content import sheet
from leaflet.errors import LeafletError
from leaflet.graphics.people import HUNDRED, THOUSAND
from leaflet.layout.slices import Shape

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
    filled, rings = shapes(compose(crowd(affected)))
    assert closed(filled) == 2 * affected  # head and shoulders
    assert closed(rings) == 4 * (100 - affected)  # each with its inside
    assert filled.colour != rings.colour
    assert rings.outline.even_odd


@pytest.mark.parametrize("affected", [10, 37, 999])
def test_a_thousand_people_are_dots(affected):
    filled, rings = shapes(compose(crowd(affected, 1000)))
    assert closed(filled) == affected
    assert closed(rings) == 2 * (1000 - affected)


def test_where_all_are_affected_there_is_one_group():
    made = compose(crowd(100))
    (filled,) = shapes(made)
    assert closed(filled) == 200
    assert find(made, "100 in 100: a bruise")
    assert "no bruise" not in " ".join(filled.node.alt.split()[:6])


def test_those_affected_come_first_row_by_row():
    starts = [points for kind, points in HUNDRED.outline(0, 12, True).placed() if kind == "M"][1::2]
    assert [round(y, 2) for _, y in starts] == [starts[0][1]] * 10 + [round(starts[-1][1], 2)] * 2
    assert [x for x, _ in starts[:10]] == sorted(x for x, _ in starts[:10])
    assert starts[10][0] == pytest.approx(starts[0][0])


def test_nobody_stands_on_anybody_else_or_outside():
    for some in (HUNDRED, THOUSAND):
        total = some.across * some.down
        width, height = some.size
        for kind, points in some.outline(0, total, False).placed():
            assert all(-0.01 <= x <= width + 0.01 for x in points[::2]), kind
            assert all(-0.01 <= y <= height + 0.01 for y in points[1::2]), kind
        assert some.gap >= some.width / 4


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


@pytest.mark.parametrize("body", [crowd(9, text=f"So many: {LONG}"), crowd(25, 1000)])
def test_words_that_do_not_fit_beside_it_stand_over_and_under_the_crowd(body):
    made = compose(body)
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


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (crowd(101), "101 is more than 100"),
        (crowd(9, 1000), "9 in 1000 is under 1 in 100: too few to be seen in a crowd"),
        (crowd(0), "`0` is not a whole number from 1 to 1000"),
        (crowd(5, 50), "`50` is not one of the words allowed here"),
        ("- icon_array: {affected: 5, label: a, other: b}", "`text` is missing"),
    ],
)
def test_what_a_crowd_cannot_show_is_refused(body, problem):
    ((found, place),) = refusals(body)
    assert found == problem
    assert place.startswith("- icon_array")
