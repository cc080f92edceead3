"""Crowds of people as a finished PDF shows them, and what is wrong with some."""

from unittest.mock import patch

import pytest
from laid import compose
from test_figures import COMPARE

import leaflet
from leaflet.blocks import icon_array
from leaflet.content.sheet import MM
from leaflet.graphics.people import Crowd
from leaflet.layout.figures import Group
from leaflet.measure import FAILS, OK, crowds, seen
from leaflet.measure.printed import Print

NINE = "- icon_array: {number: 9 in 100, text: 'people bruise, and 91 do not.'}\n"


def printed(body: str = NINE) -> Print:
    return Print(seen.read(leaflet.write(compose(body))))


@pytest.mark.parametrize("body", [NINE, NINE.replace("100", "1000").replace("91", "991"), COMPARE])
def test_a_crowd_of_ours_is_as_it_should_be(body):
    found = printed(body.replace("9 in 1000", "90 in 1000").replace("991", "910"))
    assert crowds.unsaid_number(found).verdict == OK
    assert crowds.alike_people(found).verdict == OK
    assert crowds.close_people(found).verdict == OK


def test_people_who_are_outlines_are_not_counted_as_dark():
    found = printed(COMPARE)
    assert [crowd.dark for crowd in crowds._crowds(found)] == [10, 6]


def test_people_that_stand_too_close_are_found():
    with patch.object(icon_array, "crowd", lambda of: Crowd(10, of // 10, 5 * MM)):
        rule = crowds.close_people(printed(NINE + "- paragraph: One line.\n" * 20))
    assert (rule.verdict, rule.value) == (FAILS, "5.0 mm")


def test_tones_that_are_one_in_grey_are_found():
    with patch.object(
        icon_array,
        "Group",
        lambda start, end, role: Group(start, end, {"pale": "muted"}.get(role, role)),
    ):
        rule = crowds.alike_people(printed())
    assert rule.verdict == FAILS


def test_a_number_that_is_drawn_and_not_said_is_found():
    with patch.object(
        icon_array,
        "Group",
        lambda start, end, role: Group(start and start + 1, min(end + 1, 100), role),
    ):
        rule = crowds.unsaid_number(printed())
    assert rule.verdict == FAILS
    assert rule.findings[0].value == "10 of 100 are dark, and no 10 is said"


def test_a_leaflet_without_crowds_is_said_to_have_none():
    found = printed("- paragraph: 9 in 100 people bruise.\n")
    for rule in (crowds.close_people, crowds.alike_people, crowds.unsaid_number):
        assert rule(found).value.startswith("no crowd")
