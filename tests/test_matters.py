"""What matters to the reader: five boxes for each thing, between the same two ends."""

from itertools import pairwise

import leaflets
import pytest
from laid import HEAD, compose, lines, pages

from leaflet.graphics import signs
from leaflet.layout.slices import Shape

BODY = "- matters: [Working soon, Not having an operation, Sleeping well]"


def boxes(made):
    return [
        (mark, page.number)
        for page in pages(made)
        for mark in page.marks
        if isinstance(mark, Shape) and mark.outline is signs.TICK_BOX
    ]


@pytest.mark.parametrize("paper", ["a4", "a5", "trifold-dl", "large-print", "giant-print"])
def test_each_thing_has_five_boxes_apart_on_one_line(paper):
    found = boxes(compose(BODY, sheet=paper))
    assert len(found) == 15
    for start in range(0, 15, 5):
        row = [mark for mark, _ in found[start : start + 5]]
        assert len({round(mark.y, 1) for mark in row}) == 1
        steps = [b.x - a.x for a, b in pairwise(row)]
        assert min(steps) > row[0].width + 2
        assert max(steps) - min(steps) < 0.01


def test_the_ends_stand_once_over_wide_boxes_and_beside_each_row_of_close_ones():
    for paper, times in (("a4", 1), ("a5", 3)):
        said = [line.text for line in lines(compose(BODY, sheet=paper), furniture=True)]
        assert sum("Does not matter" in words.replace("\u00a0", " ") for words in said) == times


def test_the_ends_are_read_once_before_the_list():
    said = leaflets.said(compose(BODY, sheet="trifold-dl"))
    start = said.index(("P", "Does not matter"))
    assert said[start : start + 3] == [("P", "Does not matter"), ("P", "Matters a lot"), ("L", "")]
    assert [text for role, text in said if text == "Matters a lot"] == ["Matters a lot"]


def test_each_box_is_a_field_of_its_own_where_the_leaflet_is_filled_in():
    made = compose(BODY, HEAD + "fillable: yes\n")
    said = leaflets.said(made)
    assert sum(role == "Form" for role, _ in said) == 15
    names = [
        mark.name for page in pages(made) for mark in page.marks if type(mark).__name__ == "Blank"
    ]
    assert len(set(names)) == 15
    assert names[4] == "Working soon: 5 of 5"
