"""Text that begins at too many places, or stands off its line, as a finished PDF shows it."""

import pytest
from drafts import LEADING, LEFT, TOP, made

from leaflet.measure import FAILS, OK, alignment, seen
from leaflet.measure.measured import MM
from leaflet.measure.printed import Print

TEXT = ("Walk a little every day.", "Rest at night.")


def verdict(rule, draw):
    return rule(Print(seen.read(made("tagged", draw)))).verdict


def at_places(*places):
    """A paragraph at each of these places, in millimetres from the margin."""

    def draw(m):
        for place in places:
            m.block(TOP + 40 * places.index(place), *TEXT, x=LEFT + place * MM)

    return draw


@pytest.mark.parametrize(
    ("places", "wanted"),
    [
        ((0, 31, 47, 62), OK),
        ((0, 31, 47, 62, 93), FAILS),
        ((0, 5.2, 7.8, 10.4, 15.33, 20.53), OK),
        ((0, 3, 6.5, 12.6, 19), FAILS),
        ((0, 5.4, 5.0), OK),
    ],
)
def test_text_begins_at_four_places_and_what_hangs_from_them(places, wanted):
    assert verdict(alignment.text_starts, at_places(*places)) == wanted


def columns(lower, first=16.0):
    """Two columns, the second so many points lower."""

    def draw(m):
        m.block(TOP, *TEXT, size=first)
        m.block(TOP + lower, *TEXT, x=LEFT + 260)
        m.block(TOP + 200, *TEXT)

    return draw


@pytest.mark.parametrize(("lower", "wanted"), [(0, OK), (0.3, OK), (3.6, FAILS), (LEADING, OK)])
def test_columns_beside_each_other_begin_on_one_baseline(lower, wanted):
    assert verdict(alignment.first_baselines, columns(lower)) == wanted


def sections(*gaps):
    """Headings with these points of white over them, the first at the top of the page."""

    def draw(m):
        y = TOP
        for gap in gaps:
            y = m.block(y + gap, "What to do", size=20, role="H2", bold=True)
            y = m.block(y + LEADING, *TEXT)

    return draw


@pytest.mark.parametrize(
    ("gaps", "wanted"),
    [((0, 30, 30), OK), ((0, 30, 34), OK), ((0, 30, 45), FAILS), ((0, 60, 30, 30), FAILS)],
)
def test_white_over_headings_is_equal_on_a_page(gaps, wanted):
    assert verdict(alignment.heading_gaps, sections(*gaps)) == wanted


def test_a_heading_under_the_title_and_one_inside_a_part_may_have_other_white():
    def draw(m):
        y = m.block(TOP, "Knee pain", size=31, role="H1", bold=True)
        for gap, within in ((70, None), (30, None), (30, None), (45, m.group("Sect"))):
            y = m.block(y + gap, "What to do", size=20, role="H2", bold=True, within=within)
            y = m.block(y + LEADING, *TEXT)

    assert verdict(alignment.heading_gaps, draw) == OK
