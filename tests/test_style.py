"""Rules of style: what they ask for satisfies them, and no text makes them fail."""

import datetime
import re

import leaflets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaflet.editor import engine
from leaflet.editor.prose.manuscript import Manuscript

TODAY = datetime.date(2026, 11, 23)
OPEN = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
STYLE = [rule for rule in engine.rules() if rule.group == "style"]
PIECES = [
    *(
        "two tablets",
        "one week",
        "no one",
        "1500 people",
        "2.5 days",
        "12/05/2026",
        "12th May",
        "May",
    ),
    *(
        "5.30pm",
        "17:30",
        "9:00am",
        "e.g.",
        "etc.",
        "and/or",
        "tablet(s)",
        "tea & coffee",
        "the the",
    ),
    *("PLEASE READ THIS NOW", "MRI", "(MRI)", "center", "don't", '"so"', "word .", "a,b", "Stop!"),
    *(
        "[here](https://a.example)",
        "**bold**",
        "[mot mot](lang:fr)",
        "{clinic.phone}",
        "www.a.example",
    ),
    *("“", "”", "’", "—", "38°C", "£5", "x" * 40, "ÄÖÜ", "日本", "🙂", "I", "…", "(", ")", "/"),
]


def read(folder, text):
    """A leaflet with the text as paragraph, heading and item, all the same."""
    said = text.replace("\\", "\\\\").replace('"', '\\"')
    body = f'- heading: "{said}"\n- paragraph: "{said}"\n- bullets: ["{said}", "{said}"]'
    return Manuscript(leaflets.document(folder, body, "title: Knee pain\n"), TODAY)


@OPEN
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(" ".join))
def test_no_text_makes_a_rule_fail_and_each_place_is_in_the_file(tmp_path, text):
    if not re.search(r"\w", text):
        text += " x"
    manuscript = read(tmp_path, text)
    source = (tmp_path / "content.yaml").read_text("utf-8").splitlines()
    for rule in STYLE:
        for flaw in rule.flaws(manuscript):
            assert source[flaw.place.line - 1] == flaw.place.excerpt
            assert flaw.place.column + flaw.place.width - 1 <= len(flaw.place.excerpt)
            assert flaw.problem
            assert flaw.hint


def mended(folder, rule, text):
    """The text with what the hint of its one flaw says, and the flaws that are left."""
    (flaw,) = findings(folder, rule, text)
    right = re.search(r"write “?([^”]+)”?$", flaw.hint)[1]
    start = flaw.place.column - 7  # behind the indent
    text = f"{text[:start]}{right}{text[start + flaw.place.width :]}"
    return text, findings(folder, rule, text)


def findings(folder, rule, text):
    made = leaflets.document(folder, f"- paragraph: |\n    {text}", "title: Knee pain\n")
    return list(engine.rule(rule).flaws(Manuscript(made, TODAY)))


@OPEN
@given(
    st.integers(1, 12),
    st.integers(0, 59),
    st.sampled_from([".", ":"]),
    st.sampled_from([" am", " pm", " a.m.", " p.m.", "AM"]),
)
def test_a_time_written_as_the_hint_says_is_fine(tmp_path, hour, minute, mark, half):
    text, left = mended(tmp_path, "times", f"Come at {hour}{mark}{minute:02}{half} if you can")
    shown = f"{hour}:{minute:02}" if minute else f"{hour}"
    assert text == f"Come at {shown}{half.strip().replace('.', '').lower()} if you can"
    assert left == []


@OPEN
@given(st.integers(13, 23), st.integers(0, 59))
def test_a_time_after_noon_is_told_by_the_clock_on_the_wall(tmp_path, hour, minute):
    text, left = mended(tmp_path, "times", f"Come at {hour}:{minute:02} if you can")
    assert text.startswith(f"Come at {hour - 12}")
    assert "pm" in text
    assert left == []


@OPEN
@given(st.integers(1000, 9_999_999))
def test_a_long_number_gets_its_commas(tmp_path, number):
    text, left = mended(tmp_path, "thousands", f"Of {number} people some fell ill.")
    assert text == f"Of {number:,} people some fell ill."
    assert left == []


@OPEN
@given(st.integers(1, 31), st.sampled_from(["January", "May", "September"]), st.booleans())
def test_a_date_loses_its_th(tmp_path, day, month, of):
    text, left = mended(tmp_path, "dates", f"Come on {day}th{' of' * of} {month} if you can")
    assert text == f"Come on {day} {month} if you can"
    assert left == []
