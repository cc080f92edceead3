"""Exercises: each drawn in a box, numbered and named, with its words; none is parted."""

import leaflets
import pytest
from gates import gate
from laid import compose, pages, pictures, read

import leaflet
from leaflet.content.sheet import MM
from leaflet.errors import LeafletError
from leaflet.graphics import drawings
from leaflet.layout.slices import Fill, Words

pytestmark = pytest.mark.usefixtures("natural_size")

ITEM = "  - {{picture: {}, title: Name{}, text: Do it{} slowly and then rest., dose: Often{}}}\n"


def four(*names: str) -> str:
    names = names or ("static-quads", "knee-extension", "heel-slide", "straight-leg-raise")
    lines = (ITEM.format(name, n, n, n) for n, name in enumerate(names))
    return "- exercises:\n" + "".join(lines)


def marks(made, kind):
    return [
        (mark, page.number) for page in pages(made) for mark in page.marks if type(mark) is kind
    ]


def boxes(made, tall: float) -> list[Fill]:
    return [fill for fill, _ in marks(made, Fill) if abs(fill.height - tall) < 0.1]


def test_two_stand_in_a_row_in_boxes_of_86_by_46_millimetres():
    made = compose(four(), sheet="a4")
    found = boxes(made, 46 * MM)
    assert [round(box.x / MM, 1) for box in found] == [16.0, 108.0, 16.0, 108.0]
    assert {round(box.width / MM, 1) for box in found} == {86.0}


@pytest.mark.parametrize("name", drawings.names("exercises"))
def test_a_drawing_fills_most_of_its_box_and_stands_near_its_foot(name):
    made = compose(four(name), sheet="a4")
    (box,) = boxes(made, 46 * MM)
    ((mark, _),) = pictures(made)
    assert max(mark.width / box.width, mark.height / box.height) >= 0.7
    assert box.x < mark.x and mark.x + mark.width < box.x + box.width
    assert box.y < mark.y
    assert box.y + box.height - mark.y - mark.height == pytest.approx(2.6 * MM, abs=0.1)


@pytest.mark.parametrize("paper", ["a4", "a5", "letter", "large-print", "trifold-dl"])
def test_no_exercise_is_parted_from_its_drawing(paper):
    names = drawings.names("exercises")[:9]
    made = compose(four(*names), sheet=paper)
    words = [(mark.text, page) for mark, page in marks(made, Words)]
    drawn = {mark.node.alt: page for mark, page in pictures(made)}
    for number, name in enumerate(names):
        on = {page for text, page in words if text.endswith(f"Name{number}")}
        on |= {
            page for text, page in words if text.startswith((f"Do it{number} ", f"Often{number}"))
        }
        assert on == {drawn[drawings.drawing(name).alt]}, name


@pytest.mark.parametrize(("paper", "is_beside"), [("a5", True), ("trifold-dl", False)])
def test_on_narrow_sheets_the_words_stand_beside_the_drawing_or_under_it(paper, is_beside):
    made = compose(four("bridge"), sheet=paper)
    ((mark, _),) = pictures(made)
    (name,) = [words for words, _ in marks(made, Words) if words.text == "Name0"]
    assert (name.x > mark.x + mark.width) == is_beside
    assert (name.y > mark.y + mark.height) != is_beside


def test_a_name_is_read_with_its_number_before_the_words_and_the_drawing():
    made = compose(f"- heading: At home\n{four('bridge')}", sheet="a4")
    said = leaflets.said(made)
    at = said.index(("H3", "1 Name0"))
    assert [role for role, _ in said[at : at + 4]] == ["H3", "P", "P", "Figure"]
    assert [text for _, text in said[at + 1 : at + 3]] == ["Do it0 slowly and then rest.", "Often0"]


@pytest.mark.parametrize("paper", ["a4", "a5", "trifold-dl"])
def test_exercises_pass_every_gate(paper):
    made = compose(f"- heading: At home\n{four()}", sheet=paper)
    pdf, expected = leaflet.write(made), leaflets.said(made)
    found = {name: said for name, said in gate.refusals(pdf, expected).items() if said}
    assert found == {}


def test_a_file_needs_words_for_what_it_shows():
    with pytest.raises(LeafletError, match="`alt` is missing"):
        read("- exercises: [{picture: drawing.png, title: A, text: B}]")
    read("- exercises: [{picture: drawing.png, alt: A head over a box, title: A, text: B}]")
