"""White at the foot of pages, and how much less there is with less white between their parts."""

import pytest
from laid import compose, find

from leaflet.composition.spare_white import SpareWhite

GOOD = (0.9, 0.9, 0.5)
EARLY = (0.55, 0.9, 0.5)


@pytest.mark.parametrize(
    ("fills", "closer", "white", "is_worth"),
    [
        (EARLY, GOOD, 0.8, True),
        (EARLY, GOOD, 0.5, True),
        (EARLY, (0.56, 0.9, 0.5), 0.5, False),
        (EARLY, (0.9, 0.9, 0.9, 0.2), 0.8, False),
        (EARLY, (0.9, 0.5), 0.8, True),
        (EARLY, (0.9, 0.95), 0.8, False),
        ((0.9, 0.13, 0.9), (0.9, 0.95), 0.5, True),
        (GOOD, (0.9, 0.5), 0.8, False),
    ],
)
def test_less_white_between_parts_is_worth_less_at_the_foot(fills, closer, white, is_worth):
    assert SpareWhite(fills).is_worth(SpareWhite(closer), white) == is_worth


def test_pages_that_are_full_are_left_as_they_are():
    assert not SpareWhite(GOOD).is_much
    assert SpareWhite(EARLY).is_much


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
