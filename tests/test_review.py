"""A leaflet whose review date has passed is not built unless somebody asks for just that."""

import datetime

import pytest
from conftest import CLOCK, CONTENT
from hypothesis import given
from hypothesis import strategies as st

from leaflet.document import review

DATED = "issued: 2024-01-01\nnext_review: {}  # at the latest\n" + CONTENT


@pytest.fixture
def build(folder, run):
    def build(day, *words):
        (folder / "content.yaml").write_text(DATED.format(day), "utf-8")
        return run("build", "-o", "a.pdf", *words)

    return build


def test_a_leaflet_past_its_review_is_refused_and_no_file_touched(build, folder):
    code, out, err = build("2026-11-22")
    assert (code, out) == (1, b"")
    assert err.splitlines() == [
        "content.yaml:2:14: this leaflet was due for review on 22 November 2026",
        "   2 | next_review: 2026-11-22  # at the latest",
        "     |              ^^^^^^^^^^",
        "  hint: check that it is still right and set a new `next_review`, or use --past-review",
    ]
    assert not (folder / "a.pdf").exists()


def test_it_is_built_on_request_and_says_so(build):
    code, _, err = build("2026-11-22", "--past-review")
    assert code == 0
    assert err.startswith("note: the review of this leaflet was due on 22 November 2026")


@pytest.mark.parametrize("day", ["2026-11-30", "2027-02-27"])
def test_a_review_within_90_days_is_a_note(build, day):
    code, _, err = build(day)
    assert code == 0
    assert err.startswith("note: the review of this leaflet is due on ")


def test_a_review_that_is_further_off_is_not_spoken_of(build):
    assert build("2027-02-28") == (0, b"a.pdf: 1 page\n", "")


def test_the_day_can_be_said(build, monkeypatch):
    assert build("2026-11-22", "--today", "2026-08-01").code == 0
    assert build("2027-11-22", "--today", "2027-11-23").code == 1
    monkeypatch.setenv("LEAFLET_TODAY", "2020-01-01")
    assert build("2026-11-22").err == ""
    monkeypatch.setenv("LEAFLET_TODAY", "soon")
    assert build("2026-11-22").code == 2


def test_the_clock_is_read_where_no_day_is_said(build, monkeypatch):
    monkeypatch.delenv("LEAFLET_TODAY")
    monkeypatch.setattr(review, "today", CLOCK)
    today = datetime.date.today()
    assert build((today + datetime.timedelta(days=200)).isoformat()).err == ""
    assert build((today - datetime.timedelta(days=2)).isoformat()).code == 1


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)), st.integers(1, 9))
def test_a_day_some_years_later_has_the_same_month_and_nearly_the_same_day(day, years):
    later = review.later(day, years)
    assert (later.year, later.month) == (day.year + years, day.month)
    assert 0 <= day.day - later.day <= 1
