"""The rules of the editor on labelled cases: how often they are right, and how much they find.

See `labelled.py` for the halves; `make scores` prints what is measured here.
"""

import labelled
import pytest

GROUPS = ("clinic", "completeness", "currency", "honesty", "readability", "style")
PRECISION, RECALL = 0.95, 0.85
FEWEST = 60
"""Cases of a group that should be found."""


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_is_right_and_finds_most_in_both_halves(group):
    for half, score in labelled.scores(group).items():
        assert score.precision >= PRECISION, (half, score)
        assert score.recall >= RECALL, (half, score)


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_has_enough_labelled_cases_of_either_kind(group):
    cases = labelled.cases(group)
    fires = sum(case.fires for case in cases)
    assert fires >= FEWEST and len(cases) - fires >= FEWEST / 2
    assert len({str(case) for case in cases}) == len(cases)


def test_the_halves_are_about_as_large():
    cases = [case for group in labelled.groups() for case in labelled.cases(group)]
    assert len(cases) >= 720
    seen = sum(case.half == "seen" for case in cases)
    assert 0.4 < seen / len(cases) < 0.6
