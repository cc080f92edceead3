"""Option grids: choices and questions, with doing nothing among them, on wide and narrow sheets."""

from itertools import pairwise

import leaflets
import pytest
from laid import compose, lines, pages, read

from leaflet.content.sheet import MM
from leaflet.errors import LeafletError
from leaflet.graphics.colour import contrast
from leaflet.layout.slices import Fill, Words

GRID = """
- options:
    choices: [{}]
    questions:
      - question: What is it?
        answers: [You carry on, You rest at home, You go to hospital]
      - question: Who gets better?
        answers: [30 in 100, 50 in 100, {}]
"""


def grid(choices: str = "Wait and see, Rest, Operation", last: str = "60 in 100") -> str:
    return GRID.format(choices, last)


def faults(body: str) -> list[tuple[str, str]]:
    with pytest.raises(LeafletError) as caught:
        read(body)
    return [(fault.code, fault.place.key) for fault in caught.value.faults]


@pytest.mark.parametrize(
    "choice",
    [
        "Do nothing",
        "Wait and see",
        "Watchful waiting",
        "No treatment for now",
        "Carry on as you are",
        "Not having the test",
        "{name: Rest first, nothing: yes}",
    ],
)
def test_doing_nothing_is_known_by_its_name_or_its_mark(choice):
    assert read(grid(f"{choice}, Rest, Operation"))


@pytest.mark.parametrize("choice", ["Tablets", "Do nothing you do not want", "No waiting: surgery"])
def test_a_grid_without_doing_nothing_is_refused_unless_it_says_why(choice):
    body = grid(f'"{choice}", Rest, Operation')
    assert faults(body) == [("no-nothing", "body[0].options.choices")]
    why = "    why_not_nothing: The bone does not heal by itself.\n"
    assert "The bone does not heal by itself." in {
        text for _, text in leaflets.said(compose(body + why))
    }
    assert faults(grid() + why) == [("conflicting-keys", "body[0].options.why_not_nothing")]


def test_a_missing_answer_and_numbers_that_cannot_be_compared_are_refused():
    assert faults(grid("Wait and see, Rest")) == [
        ("uneven-row", "body[0].options.questions[0].answers"),
        ("uneven-row", "body[0].options.questions[1].answers"),
    ]
    assert faults(grid(last="1 in 2")) == [
        ("unequal-denominators", "body[0].options.questions[1].answers")
    ]
    assert faults(
        "- options: {choices: [Do nothing], questions: [{question: A, answers: [b]}]}"
    ) == [("wrong-count", "body[0].options.choices")]


def test_choices_stand_beside_each_other_on_a4():
    row = [line for line in lines(compose(grid(), sheet="a4")) if "Wait and see" in line.text]
    assert len(row) == 1
    assert row[0].text.endswith("Operation")


@pytest.mark.parametrize("paper", ["a5", "trifold-dl", "large-print"])
def test_each_choice_is_a_card_with_all_questions_on_a_narrow_sheet(paper):
    said = [line.text.strip() for line in lines(compose(grid(), sheet=paper), furniture=True)]
    assert said.count("What is it?") == 3
    places = [said.index(words) for words in ("Wait and see", "Rest", "Operation")]
    answers = [said.index(words) for words in ("30 in 100", "50 in 100", "60 in 100")]
    assert sorted(places + answers) == [
        n for pair in zip(places, answers, strict=True) for n in pair
    ]


@pytest.mark.parametrize("paper", ["a4", "a5", "trifold-dl"])
def test_a_grid_is_read_question_by_question_on_every_sheet(paper):
    made = compose(grid(), sheet=paper)
    read_ = [(role, text) for role, text in leaflets.said(made) if role in ("TH", "TD") and text]
    assert [text for role, text in read_ if role == "TH"] == [
        "Wait and see",
        "Rest",
        "Operation",
        "What is it?",
        "Who gets better?",
    ]
    nodes = {
        id(mark.node): mark.node.role
        for page in pages(made)
        for mark in page.marks
        if isinstance(mark, Words) and mark.node
    }
    roles = list(nodes.values())
    assert roles.count("TH") == 5
    assert roles.count("TD") == 6


@pytest.mark.usefixtures("natural_size")
def test_each_choice_has_a_head_on_the_brand_and_every_second_a_ground():
    """A millimetre parts the grounds of neighbours."""
    marks = [mark for page in pages(compose(grid())) for mark in page.marks]
    head = next(mark for mark in marks if isinstance(mark, Words) and mark.text.strip() == "Rest")
    fills = [mark for mark in marks if isinstance(mark, Fill)]
    rest = next(each for each in fills if each.y < head.y < each.y + each.height < head.y + 20)
    heads = [each for each in fills if (each.y, each.colour) == (rest.y, rest.colour)]
    assert contrast(head.colour, rest.colour) >= 4.5 and len(heads) == 3
    gaps = [right.x - left.x - left.width for left, right in pairwise(heads)]
    assert [gap / MM for gap in gaps] == pytest.approx([1, 1])
    under = [each for each in fills if each.y > rest.y and each.width in {h.width for h in heads}]
    assert {round(each.x) for each in under} == {round(heads[0].x), round(heads[2].x)}


@pytest.mark.parametrize("before", range(2, 32, 15))
def test_the_card_of_a_choice_is_not_parted(before):
    asked = "".join(
        f"      - {{question: Question {n}?, answers: [First {n}, Second {n}, Third {n}]}}\n"
        for n in range(8)
    )
    body = f"- bullets: {['Words.'] * before}\n- options:\n    choices: [Do nothing, Rest, Walk]\n"
    seen = lines(compose(f"{body}    questions:\n{asked}", sheet="a5"))
    for choice, answers in (("Do nothing", "First"), ("Rest", "Second"), ("Walk", "Third")):
        card = [line for line in seen if line.text.strip().startswith((choice, f"{answers} "))]
        assert len(card) == 9
        assert len({line.page for line in card}) == 1
