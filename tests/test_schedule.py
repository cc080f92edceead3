"""Schedules: what is due at which times, in a table, or on a card for each thing."""

import leaflets
import pytest
from laid import HEAD, compose, lines, pages, read

from leaflet.errors import LeafletError
from leaflet.graphics import signs
from leaflet.layout.slices import Shape

DROPS = """
- schedule:
    times: [8am, 12 noon, {}]
    rows:
      - {{what: Green drops, at: [8am, 12 noon, 8pm]}}
      - {{what: Ointment, at: [{}]}}
"""


def drops(last: str = "8pm", at: str = "{time: 8pm, text: 1 cm}") -> str:
    return DROPS.format(last, at)


def faults(body: str) -> list[tuple[str, str]]:
    with pytest.raises(LeafletError) as caught:
        read(body)
    return [(fault.code, fault.place.key) for fault in caught.value.faults]


def test_a_time_that_is_due_has_a_tick_or_so_much_and_others_have_nothing():
    said = [text for role, text in leaflets.said(compose(drops())) if role == "TD"]
    assert [text.strip() for text in said] == ["tick", "tick", "tick", "", "", "1 cm"]


def test_a_time_is_one_of_the_schedule_and_stands_once_and_none_is_idle():
    assert faults(drops(at="9am")) == [("unknown-name", "body[0].schedule.rows[1].at[0]")]
    assert faults(drops(at="8am, 8am")) == [("duplicate-item", "body[0].schedule.rows[1].at[1]")]
    assert faults(drops(last="8pm, 10pm")) == [("unused-time", "body[0].schedule.times[3]")]
    assert faults(drops(last="8pm, 8am")) == [("duplicate-item", "body[0].schedule.times[3]")]


def test_too_many_times_are_refused():
    days = ", ".join(f"Day {n}" for n in range(13))
    body = f"- schedule: {{times: [{days}], rows: [{{what: A, at: [{days}]}}]}}"
    assert ("too-many-columns", "body[0].schedule.times") in faults(body)


def test_a_card_has_only_the_times_at_which_something_is_due():
    days = "[Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]"
    body = (
        f"- schedule: {{times: {days}, rows: [{{what: Walk, at: {days}}},"
        " {what: Swim, at: [Friday]}]}"
    )
    said = [line.text.strip() for line in lines(compose(body, sheet="trifold-dl"), furniture=True)]
    start = said.index("Swim")
    assert said[start + 1].replace("\u00a0", " ") == "Friday: ✓"
    assert sum(words.startswith("Monday") for words in said) == 1


@pytest.mark.parametrize("paper", ["a4", "trifold-dl"])
def test_boxes_stand_in_place_of_ticks(paper):
    made = compose(drops() + "    boxes: yes\n", HEAD + "fillable: yes\n", sheet=paper)
    boxes = [
        mark
        for page in pages(made)
        for mark in page.marks
        if isinstance(mark, Shape) and mark.outline is signs.TICK_BOX
    ]
    assert len(boxes) == 4
    assert "tick" not in {text.strip() for _, text in leaflets.said(made)}
