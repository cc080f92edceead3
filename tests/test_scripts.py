"""Sub- and superscripts are small, stand off the line, and are said and copied as what they are."""

import laid
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.content.inline import parse
from leaflet.layout.slices import Words
from leaflet.text import fonts, scripts
from leaflet.text.lines import set_lines
from leaflet.text.run import Run

PLAIN = fonts.family("plain")

WRITTEN = {
    "H~2~O": "H₂O",
    "CO~2~ and O~2~": "CO₂ and O₂",
    "10^9^/L": "10⁹/L",
    "10^-3^ or 10^−3^": "10⁻³ or 10⁻³",
    "Ca^2+^ and Na^+^": "Ca²⁺ and Na⁺",
    "SO~4~^2-^": "SO₄²⁻",
    "**CO**~2~ **CO~2~**": "CO₂ CO₂",
    "x^n^": "xⁿ",
    "1^st^": "1st",
    "V~max~": "Vmax",
    "HbA~1c~": "HbA1c",
    "t~1/2~": "t1/2",
    "^99m^Tc": "99mTc",
}
LITERAL = """
5~10~15
5 ~ 10 ~ 15
~5 to ~10
~5~ mg
2^3
2^3 and 3^2
~~gone~~
x^^2^^
a ~ b
C:\\PROGRA~1
https://a.example/a~b~c
https://a.example/x^2^y
a~b~c@a.example
www.a.example/~joan~/x
10^9
^_^
H~2 O~
H~ 2~
10^ 9^
10^9 ^
10^^
a~~b
""".strip().split("\n")


@pytest.mark.parametrize(("written", "said"), WRITTEN.items())
def test_what_is_written_between_the_signs_is_said_without_them(written, said):
    assert "".join(run.text for run in parse(written)) == said


@pytest.mark.parametrize("text", LITERAL)
def test_other_tildes_and_carets_are_left_as_they_are(text):
    assert "".join(run.text for run in parse(text)) == text
    assert not any(run.script for run in parse(text))


def drawn(body, **looks):
    """The words that the body is drawn with, and their text."""
    made = laid.compose(body, **looks)
    marks = [m for page in laid.pages(made) for m in page.marks if isinstance(m, Words) and m.node]
    return {mark.text.strip(): mark for mark in marks}


def test_digits_typed_in_unicode_are_drawn_as_those_between_signs():
    body = "- paragraph: {}\n- heading: Two"
    typed, marked = (drawn(body.format(text)) for text in ("CO₂ 10⁹", "CO~2~ 10^9^"))
    look = [(mark.x, mark.y, mark.size, mark.font, mark.text) for mark in typed.values()]
    assert look == [(mark.x, mark.y, mark.size, mark.font, mark.text) for mark in marked.values()]
    assert {"₂", "⁹"} <= {*typed}


def test_they_are_three_quarters_as_large_and_inside_of_the_line():
    words = drawn("- paragraph: 'CO~2~ at 10^9^ and 1^st^ V~max~'")
    line, font = words["CO"], PLAIN.regular[0]
    for text, above in {"₂": False, "⁹": True, "st": True, "max": False}.items():
        small = words[text]
        assert small.size == pytest.approx(0.75 * line.size)
        assert (small.y < line.y) is above
        assert line.y - small.y + font.cap_height * small.size < font.ascent * line.size
        assert small.y - line.y < font.descent * line.size
    assert words["⁹"].glyphs[0].gid == font.hb_font.get_nominal_glyph(ord("9"))


@pytest.mark.parametrize("sheet", ["a4", "a5", "trifold-dl", "a5-booklet", "large-print"])
def test_they_are_readable_on_every_sheet(sheet):
    words = drawn(
        "- paragraph: CO~2~\n- table: {rows: [[CO~2~, a]]}\n- bullets: [CO~2~]", sheet=sheet
    )
    assert words["₂"].size >= 7


@pytest.mark.parametrize("sheet", ["a4", "large-print"])
def test_the_foot_of_a_page_has_one_baseline_with_a_subscript_under_it(sheet):
    head = laid.HEAD.replace("name: ", "name: O₂ ", 1)
    made = laid.compose("- paragraph: a\n- page_break\n- paragraph: b", head, sheet=sheet)
    words = [m for m in laid.pages(made)[0].marks if isinstance(m, Words) and not m.node]
    small = next(mark for mark in words if mark.text == "₂")
    first = words[words.index(small) - 1]
    assert first.text == "O" and small.y > first.y
    assert small.baseline == pytest.approx(first.y)


SAID = st.text(st.sampled_from("aé ₂⁹ⁿmax10CO²→≥"), min_size=1, max_size=30)


@given(st.lists(st.builds(Run, SAID, st.booleans(), script=st.sampled_from(("", "sub", "super")))))
def test_no_sign_is_lost_on_the_way_to_lines(runs):
    runs = tuple(runs)
    parts = tuple(run for _, run in scripts.parted(runs))
    said = "".join(run.text for run in runs)
    assert "".join(run.text for run in parts) == said
    lines = set_lines(parts, PLAIN, 12, 60)
    assert "".join(part.text for line in lines for part in line.fragments) == fonts.drawn(said)


def test_a_small_letter_that_fonts_have_only_small_is_printed_as_it_is():
    for letter in "ʱʴʵʶˠˤ":
        assert scripts.shown(letter) == letter
        assert not fonts.missing(scripts.shown(letter), fonts.family("plain"))
    assert all(
        fonts.missing(sign, fonts.family("plain"))
        or not fonts.missing(scripts.shown(sign), fonts.family("plain"))
        for sign in map(chr, range(0x2B0, 0x20A0))
    )
