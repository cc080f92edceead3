"""Contrast, lightness and difference, against figures of WCAG and of other tools."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.graphics.colour import (
    BLACK,
    WHITE,
    LCh,
    apart,
    contrast,
    difference,
    grey,
    hex_of,
    lch,
    legible,
    mix,
)
from leaflet.source.value import Colour

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


# Differences as coloraide has them.
@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("#000000", "#ffffff", 100.0),
        ("#a4161a", "#ffb81c", 52.54),
        ("#a4161a", "#9b1c2e", 6.52),
        ("#e6f5f9", "#f3f0ea", 8.2),
        ("#777777", "#777777", 0.0),
        ("#0000ff", "#ff0000", 52.88),
        ("#00ff00", "#ff00ff", 111.42),
    ],
)
def test_known_colours_differ_as_much_as_other_tools_say(one, other, least):
    given = Colour(one).rgb, Colour(other).rgb
    assert difference(*given) == pytest.approx(least, abs=0.02)
    assert difference(*reversed(given)) == pytest.approx(difference(*given))


@given(COLOUR)
def test_a_colour_survives_its_way_over_lightness_chroma_and_hue(tone):
    assert lch(tone).rgb == pytest.approx(tone, abs=0.01)


@pytest.mark.parametrize(
    ("code", "values"),  # coloraide, CIE LCh D50
    [
        ("#0b5c6b", (35.28, 24.38, 219.2)),
        ("#ffd400", (86.7, 86.2, 87.1)),
        ("#1a1a1a", (9.26, 0, 0)),
    ],
)
def test_known_colours_have_their_known_lightness_chroma_and_hue(code, values):
    assert lch(Colour(code).rgb) == pytest.approx(values, abs=0.05)


@given(st.floats(5, 95), st.floats(0, 130), st.floats(0, 359))
def test_a_colour_that_srgb_lacks_keeps_its_lightness_and_hue(lightness, chroma, hue):
    made = lch(LCh(lightness, chroma, hue).rgb)
    assert made.lightness == pytest.approx(lightness, abs=0.3)
    assert made.chroma <= chroma + 0.3
    assert made.chroma < 3 or apart(made.hue, hue) < 2


def test_a_tint_lies_between_the_colour_and_the_paper():
    assert mix((0.0, 0.5, 1.0), 0.5) == (0.5, 0.75, 1.0)
    assert hex_of((0.0, 0.5, 1.0)) == "#0080ff"
