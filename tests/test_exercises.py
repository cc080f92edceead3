"""Exercises: each drawn in a box, numbered and named, with its words; none is parted."""

import leaflets
import pytest
from gates import gate
from laid import HEAD, compose, find, pages, pictures, read

import leaflet
from leaflet.content.sheet import MM
from leaflet.errors import LeafletError
from leaflet.graphics import drawings, signs
from leaflet.layout.slices import Blank, Fill, Shape, Words

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


# ---- how often


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (
            "sets: 3, repeats: 10, hold: 5, times_a_day: 2",
            "3 sets of 10, hold 5 seconds, twice a day",
        ),
        ("sets: 1, repeats: 8 to 12, times_a_day: 1", "1 set of 8 to 12, once a day"),
        ("repeats: 10, times_a_day: 3", "10 times, 3 times a day"),
        ("repeats: 1", "1 time"),
        ("hold: 1 second, times_a_day: 2 to 3", "Hold 1 second, 2 to 3 times a day"),
        ("sets: 2-3, hold: 30 secs", "2 to 3 sets, hold 30 seconds"),
        ("hold: 1 min, times_a_day: 1", "Hold 1 minute, once a day"),
        ("hold: 2 minutes", "Hold 2 minutes"),
        ("dose: As often as you like", "As often as you like"),
    ],
)
def test_numbers_become_one_line_in_plain_words(keys, line):
    made = compose(one(keys), sheet="a4")
    said = leaflets.said(made)
    at = said.index(("H2", "Bridge"))
    assert said[at + 1 : at + 4] == [("P", "Lift your hips."), ("P", line), ("Figure", "")]
    assert find(made, line.split(",")[0])


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("sets: 3", "say how many are in a set"),
        ("sets: 30, repeats: 2", "not a number from 1 to 20"),
        ("repeats: 12 to 8", "write the smaller number first"),
        ("repeats: ten", "write it such as 10, or 8 to 12"),
        ("repeats: 0", "write it such as 10, or 8 to 12"),
        ("hold: a moment", "write it such as 5 seconds"),
        ("times_a_day: 25", "not a number from 1 to 24"),
        ("times a day: 2", "did you mean `times_a_day`?"),
        ("dose: Often, repeats: 3", "two ways to say how often"),
        ("steps: [Lie, Lift]", "two ways to say how it is done"),
        ("progress: 7, times_a_day: 8", "leave `progress` out"),
        ("progress: 40", "a whole number from 1 to 31"),
        ("pictures: [bridge, bird-dog]", "two ways to show it"),
    ],
)
def test_what_is_wrong_with_an_exercise_is_refused_with_a_way_out(keys, problem):
    with pytest.raises(LeafletError) as caught:
        read(one(keys))
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("{title: A, text: B}", "`picture` is missing"),
        ("{title: A, picture: bridge}", "say how it is done"),
        ("{title: A, text: B, pictures: [bridge, bridge, bridge, bridge]}", "at most 3 pictures"),
        ("{title: A, text: B, alt: C or D, pictures: [bridge, bridge]}", "has its own `alt`"),
        ("{title: A, text: B, pictures: [drawing.png]}", "`alt` is missing"),
    ],
)
def test_an_exercise_has_pictures_and_words(body, problem):
    with pytest.raises(LeafletError) as caught:
        read(f"- exercise: {body}")
    assert problem in str(caught.value)


# ---- one exercise, several pictures, boxes and charts


def one(keys: str = "", picture: str = "picture: bridge") -> str:
    return f"- exercise: {{{picture}, title: Bridge, text: Lift your hips., {keys}}}\n"


@pytest.mark.parametrize(("paper", "is_beside"), [("a4", True), ("large-print", False)])
def test_one_exercise_is_drawn_as_those_of_a_set_are_without_a_number(paper, is_beside):
    made = compose(one(), sheet=paper)
    ((mark, _),) = pictures(made)
    assert ("H2", "Bridge") in leaflets.said(made)
    assert (find(made, "Lift").x > mark.x + mark.width) == is_beside


@pytest.mark.parametrize("paper", ["a4", "a5", "trifold-dl"])
def test_pictures_from_start_to_finish_stand_in_a_row_each_with_its_words(paper):
    stages = "pictures: [bridge, {picture: bird-dog, caption: Hold it there}]"
    made = compose(one(picture=stages), sheet=paper)
    marks = [mark for mark, _ in pictures(made)]
    assert len(marks) == 2
    first, second = marks
    assert first.x + first.width < second.x
    assert find(made, "Start").y > first.y + first.height
    said = leaflets.said(made)
    assert [said[n + 1] for n, (role, _) in enumerate(said) if role == "Figure"] == [
        *(("P", "Start"), ("P", "Hold it there"))
    ]


def test_the_names_of_a_pair_stand_on_one_line_whatever_their_pictures_are():
    first = "{pictures: [bridge, cat-cow], title: One, text: A}"
    items = f"{first}, {{picture: cat-cow, title: Two, text: B}}"
    made = compose(f"- exercises: [{items}]", sheet="a4")
    names = [m for m, _ in marks(made, Words) if m.text in ("One", "Two")]
    assert len(names) == 2 and names[0].y == names[1].y and names[0].x + 100 < names[1].x


def test_a_photo_of_an_exercise_is_never_cropped():
    made = compose(one(picture="picture: drawing.png, alt: A head over a box"), sheet="a4")
    ((mark, _),) = pictures(made)
    assert mark.cut is None


@pytest.mark.parametrize(("paper", "rows"), [("a4", 1), ("a5", 1), ("trifold-dl", 1)])
def test_a_box_to_tick_stands_under_each_day_for_each_time(paper, rows):
    made = compose(one("times_a_day: 2, progress: 7"), sheet=paper)
    boxes = [mark for mark, _ in marks(made, Shape) if mark.outline == signs.TICK_BOX]
    assert len(boxes) == 14
    assert {round(box.width / MM, 1) for box in boxes} == {6.0}
    assert len({round(box.y, 1) for box in boxes}) == 2 * rows
    assert ("P", "Tick a box each time") in leaflets.said(made)


@pytest.mark.parametrize("paper", ["a4", "a5", "trifold-dl", "large-print"])
def test_an_exercise_with_all_its_keys_is_never_parted_and_passes_every_gate(paper):
    stages = "pictures: [bridge, bird-dog, cat-cow]"
    keys = "sets: 2, repeats: 10, hold: 5 seconds, times_a_day: 3, progress: 7"
    made = compose(f"- paragraph: {'Words. ' * 60}\n{one(keys, stages)}", sheet=paper)
    places = {number for _, number in pictures(made)}
    assert places == {find(made, "Bridge").page} == {find(made, "Tick a box").page}
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert {name: said for name, said in gate.refusals(pdf, expected).items() if said} == {}


def test_boxes_are_fields_with_the_name_and_the_day_where_a_leaflet_is_filled_in_on_a_screen():
    head = HEAD.replace("language:", "fillable: yes\nlanguage:")
    made = compose(one("times_a_day: 2, progress: 3"), head=head, sheet="a4")
    names = [mark.name for mark, _ in marks(made, Blank)]
    assert names == [f"Bridge: Day {day}" for day in (1, 1, 2, 2, 3, 3)]
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert {name: said for name, said in gate.refusals(pdf, expected).items() if said} == {}


@pytest.mark.parametrize(
    ("programme", "days"),
    [("7", [7]), ("{days: 10}", [7, 3]), ("{weeks: 4}", [7, 7, 7, 7])],
)
def test_a_programme_has_a_row_for_each_exercise_and_a_column_for_each_day(programme, days):
    body = four("bridge", "bird-dog").replace("  - ", "    - ")
    body = body.replace("exercises:\n", f"exercises:\n    programme: {programme}\n    items:\n")
    made = compose(body, sheet="a4")
    said = leaflets.said(made)
    boxes = [mark for mark, _ in marks(made, Shape) if mark.outline == signs.TICK_BOX]
    assert len(boxes) == 2 * sum(days)
    assert [role for role, _ in said].count("Table") == len(days)
    heads = [text for role, text in said if role == "TH"]
    assert [heads.count(name) for name in ("Exercise", "Name0", "Name1")] == [len(days)] * 3
    assert [text for text in heads if text.isdigit()] == [str(d + 1) for d in range(sum(days))]


@pytest.mark.parametrize("paper", ["a4", "a5", "trifold-dl", "giant-print"])
def test_the_boxes_of_a_week_stand_in_one_row_beside_the_name_on_every_sheet(paper):
    body = four("bridge", "bird-dog").replace("  - ", "    - ")
    made = compose(body.replace(":\n", ":\n    programme: 7\n    items:\n", 1), sheet=paper)
    boxes = [mark for mark, _ in marks(made, Shape) if mark.outline == signs.TICK_BOX]
    rows = [[box for box in boxes if abs(box.y - y) < 1] for y in sorted({b.y for b in boxes})]
    assert [len(row) for row in rows] == [7, 7]
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert {name: said for name, said in gate.refusals(pdf, expected).items() if said} == {}


@pytest.mark.parametrize(
    ("programme", "problem"),
    [("{}", "add a line `days: 7`"), ("{days: 3, weeks: 1}", "not both"), ("60", "from 1 to 31")],
)
def test_a_programme_of_no_days_or_of_two_lengths_is_refused(programme, problem):
    item = "{picture: bridge, title: A, text: B}"
    with pytest.raises(LeafletError) as caught:
        read(f"- exercises: {{programme: {programme}, items: [{item}]}}")
    assert problem in str(caught.value)


def test_a_file_needs_words_for_what_it_shows():
    with pytest.raises(LeafletError, match="`alt` is missing"):
        read("- exercises: [{picture: drawing.png, title: A, text: B}]")
    read("- exercises: [{picture: drawing.png, alt: A head over a box, title: A, text: B}]")
