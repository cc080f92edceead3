"""Tables too wide for an upright page: on a turned page where their author lets them."""

import leaflets
import pytest
from gates import gate
from laid import compose, find, lines, pages

import leaflet
from leaflet.content import sheet
from leaflet.publish.build import press_sides

ROW = (
    '[Hydroxychloroquine, "It calms the joints, and takes weeks to work", 1000 milligrams, '
    '"Swallow it with food or just after it", 12.5 micrograms, "Have your eyes looked at each '
    'year", When the pain settles]'
)
HEAD = "[Medicine, What for, Morning, How to take it, Evening, Take care, Stop on]"


def body(rows: int, more: str = "landscape: yes") -> str:
    table = (
        f"- table:\n    caption: Doses\n    header: both\n    {more}\n    head: {HEAD}\n    rows:\n"
    )
    return (
        "- paragraph: Words before it.\n- heading: Tablets\n"
        + table
        + f"      - {ROW}\n" * rows
        + "- paragraph: Words after it.\n- contact\n"
    )


@pytest.mark.parametrize("paper", ["a4", "letter", "large-print"])
def test_a_table_too_wide_for_an_upright_page_stands_on_a_turned_one(paper):
    made = compose(body(4), sheet=paper)
    wide, tall = sheet.load(paper).width, sheet.load(paper).height
    turned = {n for n, side in enumerate(made.sides, 1) if side.width > side.height}
    on = {line.page for line in lines(made) if "Hydroxychloroquine" in line.text}
    if paper == "large-print":  # too large for seven columns
        assert turned == set()
        assert find(made, "Words after it.").page == max(on)
        return
    assert on == turned == {2}
    assert [(side.width, side.height) for side in made.sides] == [
        (wide, tall),
        (tall, wide),
        (wide, tall),
    ]
    assert find(made, "Tablets").page == find(made, "Doses").page == 2
    assert find(made, "Words before it.").page == 1
    assert find(made, "Words after it.").page == 3


@pytest.mark.parametrize(("before", "is_noted"), [("", True), ("- paragraph: Words.\n", False)])
def test_a_leaflet_that_begins_with_a_turned_table_is_noted(before, is_noted):
    made = compose(before + body(4).replace("- paragraph: Words before it.\n", ""), sheet="a4")
    assert len(made.sides) == 3
    assert ("landscape-first" in {note.code for note in made.notes}) == is_noted


def test_each_page_has_its_number_and_its_words_inside_its_edges():
    made = compose(body(30), sheet="a4")
    count = len(pages(made))
    assert count > 4
    feet = [line.text for line in lines(made, furniture=True) if " of " in line.text]
    assert feet == [f"Harbour Clinic, 01632 960 555{n} of {count}" for n in range(1, count)]
    for seen in lines(made, furniture=True):
        side = made.sides[seen.page - 1]
        assert 40 < seen.x < seen.right < side.width - 40
        assert seen.y < side.height - 20
    heads = [line.page for line in lines(made, furniture=True) if line.text == "Doses (continued)"]
    assert heads == [*range(3, count)]


@pytest.mark.parametrize(
    ("more", "paper"),
    [("", "a4"), ("landscape: no", "a4"), ("landscape: yes", "a5-booklet")],
)
def test_elsewhere_each_row_is_a_card_on_an_upright_page(more, paper):
    made = compose(body(2, more or "widths: [1, 1, 1, 1, 1, 1, 1]"), sheet=paper)
    first = made.sides[0].width, made.sides[0].height
    assert {(side.width, side.height) for side in made.sides} == {first}
    printed = lines(made, furniture=True)
    assert sum(line.text.startswith("Morning: 1000") for line in printed) == 2


def test_a_table_that_fits_an_upright_page_stays_on_it():
    made = compose("- table: {landscape: yes, head: [A, B], rows: [[one, two]]}", sheet="a4")
    assert len(made.sides) == 1
    assert made.sides[0].width < made.sides[0].height


def test_a_turned_page_passes_every_gate_and_is_cut_as_it_stands(tmp_path):
    document = leaflets.document(tmp_path, body(9), "title: A test\nissued: 2026-11-01\n")
    made = leaflet.compose(document, sheet="a4")
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert {name: said for name, said in gate.refusals(pdf, expected).items() if said} == {}
    sizes = [(side.width, side.height) for side in press_sides(made)]
    assert sizes == [(side.width, side.height) for side in made.sides]
    assert len({*sizes}) == 2
