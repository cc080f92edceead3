"""Contrast, against figures that WCAG's own formula gives."""

from math import atan2, pi

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leaflet.graphics import colour
from leaflet.graphics.colour import (
    AA,
    AAA,
    BLACK,
    WHITE,
    contrast,
    grey,
    hex_of,
    legible,
    mix,
    readable,
)

CHANNEL = st.floats(0, 1)
COLOUR = st.tuples(CHANNEL, CHANNEL, CHANNEL)


def test_black_on_white_is_21_to_1_and_a_colour_on_itself_1_to_1():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1


@pytest.mark.parametrize(
    ("tone", "ratio"),
    [
        ((0x76 / 255,) * 3, 4.54),
        ((0x77 / 255,) * 3, 4.48),
        ((1.0, 0.0, 0.0), 4.0),
        ((0.0, 0.0, 1.0), 8.59),
    ],
)
def test_known_colours_have_their_known_contrast_on_white(tone, ratio):
    assert contrast(tone, WHITE) == pytest.approx(ratio, abs=0.01)


def test_a_pair_is_only_as_legible_as_it_is_once_copied_in_grey():
    red, black = (1.0, 0.0, 0.0), BLACK
    assert contrast(red, black) == pytest.approx(5.25, abs=0.01)
    assert legible(red, black) == contrast(grey(red), black) == pytest.approx(2.46, abs=0.01)


@given(COLOUR, COLOUR)
def test_a_readable_shade_reaches_the_ratio_wherever_black_or_white_can(tone, ground):
    best = max(legible(BLACK, ground), legible(WHITE, ground))
    assert legible(readable(tone, ground), ground) >= min(AA, best) - 1e-9


@given(COLOUR)
def test_a_colour_that_can_be_read_stays_as_it_is(tone):
    if legible(tone, WHITE) >= AA:
        assert readable(tone, WHITE) == tone


@given(COLOUR, st.sampled_from([AA, AAA]))
def test_a_readable_shade_is_no_darker_than_it_needs_to_be(tone, ratio):
    assume(legible(tone, WHITE) < ratio)
    assert ratio <= legible(readable(tone, WHITE, ratio), WHITE) < ratio + 0.1


def hue(tone):
    _, a, b = colour._lab(tone)
    return atan2(b, a)


@given(COLOUR)
def test_a_readable_shade_keeps_its_hue(tone):
    assume(max(tone) - min(tone) > 0.25)
    turn = abs(hue(readable(tone, WHITE)) - hue(tone))
    assert min(turn, 2 * pi - turn) < 0.06


def test_orange_becomes_the_brown_that_other_tools_make_of_it():
    orange = (0xF5 / 255, 0xA6 / 255, 0x23 / 255)
    assert hex_of(readable(orange, WHITE)) == "#a36b00"  # coloraide, OKLCH


def test_a_tint_lies_between_the_colour_and_the_paper():
    assert mix((0.0, 0.5, 1.0), 0.5) == (0.5, 0.75, 1.0)
    assert hex_of((0.0, 0.5, 1.0)) == "#0080ff"
