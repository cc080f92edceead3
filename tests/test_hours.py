"""What opening hours say: nothing is read out of lines that say more than days and times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.editor.prose import hours

WEEK = [day.title() for day in hours.DAYS]
times = st.tuples(st.integers(1, 12), st.sampled_from(["", ":00", ":15", ":30"])).map(
    lambda parts: f"{parts[0]}{parts[1]}"
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Monday to Wednesday, 9am to 5:30pm", [(day, (540, 1050)) for day in (0, 1, 2)]),
        ("Sat–Sun 10:00–14:00", [(5, (600, 840)), (6, (600, 840))]),
        ("Friday to Monday, noon to 8pm", [(day, (720, 1200)) for day in (4, 5, 6, 0)]),
        ("Tue and Thurs: 8am to noon and 2pm to 6pm", [(1, (480, 720)), (3, (480, 720))] * 1),
        (
            "Mon and Fri 9am-5pm, Sat 9am-12pm",
            [(0, (540, 1020)), (4, (540, 1020)), (5, (540, 720))],
        ),
        ("9am to 1pm Monday, 10am to noon Sunday", [(0, (540, 780)), (6, (600, 720))]),
        ("Tue 9am-5pm; closed on Sat", [(1, (540, 1020)), (5, None)]),
        ("Tue closed, Sat 9am-noon", [(1, None), (5, (540, 720))]),
        ("Weekends closed", [(5, None), (6, None)]),
        ("Monday 9 to 5", []),
        ("Blood tests: Monday, 8am to 10am", []),
        ("By appointment", []),
    ],
)
def test_a_line_is_read_day_by_day(line, found):
    got = [(each.day, each.times) for each in hours.openings(line)]
    assert got[: len(found)] == found
    assert bool(got) == bool(found)


@given(st.sampled_from(WEEK), st.sampled_from(WEEK), times, times)
def test_whatever_days_and_times_are_written_each_day_is_named_once(first, last, opens, closes):
    got = hours.openings(f"{first} to {last}, {opens}am to {closes}pm")
    days = [each.day for each in got]
    assert days[0] == WEEK.index(first) and days[-1] == WEEK.index(last)
    assert len(days) == len(set(days))
    for each in got:
        assert 0 <= each.times[0] < 720 <= each.times[1] < 1440


@given(st.text(max_size=60))
def test_no_text_is_a_fault_of_ours(line):
    assert isinstance(hours.openings(line), tuple)
