"""Statements: how much of what thing, for whom and when, and which of them cannot both be right."""

import labelled
import pytest

from leaflet.editor.prose import conflict, quantity, statement
from leaflet.editor.prose.stem import stem


def manuscript(*texts):
    pairs = zip(("What to do", "At home"), texts, strict=False)
    body = "".join(f"- heading: {head}\n- paragraph: {text}\n" for head, text in pairs)
    return labelled.manuscript(labelled.snippet({"body": body}))


def amounts(text):
    found = quantity.all_in(text, 0, len(text))
    return [(each.kind, round(each.low, 2), round(each.high, 2)) for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wear it 20 hours a day for 6 weeks.", [("time a day", 20, 20), ("time", 1008, 1008)]),
        ("Do 10 squats 3 times a day.", [("count:squat", 10, 10), ("often", 3, 3)]),
        ("Change it every 2 days.", [("often", 0.5, 0.5)]),
        ("Open from 2pm to 8pm.", [("clock", 14, 20)]),
        ("It costs £3.50.", [("money", 3.5, 3.5)]),
        ("We invite women aged 25 to 64.", [("age", 25, 64)]),
        ("It happens to 1 in 100 people.", []),
    ],
)
def test_quantities_are_read_with_what_they_measure(text, found):
    assert amounts(text) == found


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("Wear the boot for 6 weeks.", "ends"),
        ("Take the boot off after 6 weeks.", "ends"),
        ("Do not take the boot off for 6 weeks.", "ends"),
        ("Do not swim for 2 weeks.", "begins"),
        ("You can swim after 2 weeks.", "begins"),
        ("Wait 2 weeks before you swim.", "begins"),
        ("Do not eat for 6 hours before the test.", "stops before"),
    ],
)
def test_a_time_says_when_something_begins_or_ends(text, edge):
    (told,) = statement.statements(manuscript(text))
    assert told.timing.edge == edge


def test_two_times_of_one_thing_are_found_and_two_of_two_things_are_not():
    one = manuscript("Wear the boot for 6 weeks.", "Take the boot off after 4 weeks.")
    assert len([*conflict.conflicts(one)]) == 1
    other = manuscript("Wear the boot for 6 weeks.", "Take the sling off after 4 weeks.")
    assert [*conflict.conflicts(other)] == []


def test_to_keep_a_thing_is_the_opposite_of_to_throw_it_away():
    one = manuscript("Keep any spare tablets.", "Throw away any spare tablets.")
    assert len([*conflict.opposites(one)]) == 1
    other = manuscript("Keep any spare tablets.", "Throw away any used needles.")
    assert [*conflict.opposites(other)] == []


def test_the_forms_of_a_word_have_one_stem():
    assert len({stem(word) for word in ("wear", "wears", "wearing", "worn")}) == 1
    assert stem("dressing") != stem("dress")
