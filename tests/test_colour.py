"""Contrast, against figures that WCAG's own formula gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.colour import AA, BLACK, WHITE, contrast, hex_of, mix, readable

CHANNEL = st.floats(0, 1)
COLOUR = st.tuples(CHANNEL, CHANNEL, CHANNEL)


def test_black_on_white_is_21_to_1_and_a_colour_on_itself_1_to_1():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [
        ((0x76 / 255,) * 3, 4.54),
        ((0x77 / 255,) * 3, 4.48),
        ((1.0, 0.0, 0.0), 4.0),
        ((0.0, 0.0, 1.0), 8.59),
    ],
)
def test_known_colours_have_their_known_contrast_on_white(colour, ratio):
    assert contrast(colour, WHITE) == pytest.approx(ratio, abs=0.01)


@given(COLOUR, COLOUR)
def test_a_readable_shade_reaches_the_ratio_wherever_black_or_white_can(colour, ground):
    best = max(contrast(BLACK, ground), contrast(WHITE, ground))
    assert contrast(readable(colour, ground), ground) >= min(AA, best) - 1e-9


@given(COLOUR)
def test_a_colour_that_can_be_read_stays_as_it_is(colour):
    if contrast(colour, WHITE) >= AA:
        assert readable(colour, WHITE) == pytest.approx(colour)


def test_a_tint_lies_between_the_colour_and_the_paper():
    assert mix((0.0, 0.5, 1.0), 0.5) == (0.5, 0.75, 1.0)
    assert hex_of((0.0, 0.5, 1.0)) == "#0080ff"
