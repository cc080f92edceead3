"""The rules of the editor on labelled cases: how often they are right, and how much they find.

See `labelled.py` for the halves; `make scores` prints what is measured here.
"""

import time
import timeit

import labelled
import pytest

from leaflet.editor import engine
from leaflet.editor.report import as_full

GROUPS = ("clinic", "completeness", "currency", "honesty", "readability", "safety", "style")
PRECISION, RECALL = 0.95, 0.88
UNTUNED = {"honesty": (0.89, 0.80)}
"""What holds where 400 cases are by another hand, and no rule was mended by them."""
FEWEST = 100
"""Cases of a group that should be found."""


@pytest.mark.parametrize("group", labelled.groups())
def test_a_group_is_right_and_finds_most_in_both_halves(group):
    precision, recall = UNTUNED.get(group, (PRECISION, RECALL))
    for half, score in labelled.scores(group).items():
        assert score.precision >= precision, (half, score)
        assert score.recall >= recall, (half, score)


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_has_enough_labelled_cases_of_either_kind(group):
    cases = labelled.cases(group)
    fires = sum(case.fires for case in cases)
    assert fires >= FEWEST and len(cases) - fires >= FEWEST / 2
    assert len({str(case) for case in cases}) == len(cases)


def test_the_halves_are_about_as_large():
    cases = [case for group in labelled.groups() for case in labelled.cases(group)]
    assert len(cases) >= 2400
    seen = sum(case.half == "seen" for case in cases)
    assert 0.4 < seen / len(cases) < 0.6


@pytest.mark.parametrize("rule", ["date-in-text", "phone-in-text", "dose-limit", "refused-claim"])
def test_a_rule_takes_time_in_proportion_to_the_text(rule):
    """The quickest of three runs; a search that goes back over the text takes 16 times as long."""
    words = "call us on 0194 by 2 tablets 4 times a day until the needles draw out old stale pain "

    def seconds(count):
        made = {"text": words * count, "head": "{title: Acupuncture for knees}"}
        manuscript = labelled.manuscript(made)
        work = timeit.Timer(lambda: [*engine.rule(rule).flaws(manuscript)], timer=time.process_time)
        return min(work.repeat(number=1, repeat=3))

    seconds(5)
    assert seconds(120) < 9 * seconds(30) + 0.02


def test_the_report_says_where_spelling_was_not_checked_for_want_of_a_dictionary():
    checked = engine.check(labelled.manuscript({"text": "Walk."}).document)
    assert "Spelling was not checked" in as_full.text([checked], [])
