"""Sketches of sheets, and what the person at the printer is told."""

from pathlib import Path

import pytest

from leaflet.content import sheet, sketch
from leaflet.source import named

SHORT = Path(__file__).with_name("folded.yaml").read_text("utf-8")
SHEETS = named.names("sheet")


def drawn(name, boxes=sketch.BOXES):
    return "\n".join(sketch.sketch(sheet.load(name), boxes))


def test_a_folded_sheet_is_drawn_with_its_outside_over_its_inside():
    assert (
        drawn("zfold-dl")
        == """\
┌────┬────┬────┐
│    ┆    ┆    │
│ 4  ┆ 5  ┆ 1  │ outside
│    ┆    ┆    │
└────┴────┴────┘
┌────┬────┬────┐
│    ┆    ┆    │
│ 2  ┆ 3  ┆ 6  │ inside
│    ┆    ┆    │
└────┴────┴────┘"""
    )


def test_a_handout_is_drawn_as_pages_that_go_on_and_a_poster_as_one():
    assert "│   1    │ │   2    │ …" in drawn("a4")
    assert "…" not in drawn("poster-a4")
    assert "2" not in drawn("poster-a4")


@pytest.mark.parametrize("name", SHEETS)
def test_a_sketch_has_the_numbers_of_all_panels_and_fits_beside_its_name(name):
    found = {int(word) for word in drawn(name).split() if word.isdecimal()}
    paper = sheet.load(name)
    assert found == {*range(1, {"saddle": 4}.get(paper.fold, paper.limit or 2) + 1)}
    longest = max(map(len, SHEETS))
    said = [paper.title.text, *drawn(name).splitlines()]
    assert all(longest + 2 + len(line) <= 80 for line in said)


@pytest.mark.parametrize("name", SHEETS)
def test_a_plain_terminal_gets_the_same_drawing_in_plain_characters(name):
    plain = drawn(name, sketch.PLAIN)
    assert plain.isascii()
    assert len(plain) == len(drawn(name))


def test_the_sheets_are_listed_with_their_drawings(run, folder):
    told = run("sheets")
    assert told.code == 0
    lines = told.said.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == list(SHEETS)
    assert "│ 5  ┆ 6  ┆ 1  │ outside" in told.said


def test_a_sheet_of_ones_own_is_listed_and_can_be_asked_for(run, folder):
    (folder / "sheets").mkdir()
    text = "title: A card\npage: [105, 210]\nmargins: {top: 9, bottom: 9, start: 9, end: 9}\n"
    (folder / "sheets" / "card.yaml").write_text(text)
    (folder / "content.yaml").write_text(SHORT, "utf-8")
    assert "card                 A card" in run("sheets").said
    assert run("build", "--sheet", "card", "-o", "card.pdf").code == 0
    refused = run("build", "--sheet", "crad")
    assert (refused.code, "did you mean `card`?" in refused.err) == (2, True)


def test_a_sheet_that_a_variable_names_wrongly_is_told_with_the_variable(run, folder, monkeypatch):
    (folder / "content.yaml").write_text(SHORT, "utf-8")
    monkeypatch.setenv("LEAFLET_SHEET", "crad")
    assert "LEAFLET_SHEET" in run("build").err


def test_a_sheet_of_ones_own_that_is_wrong_is_refused_with_its_lines(run, folder):
    (folder / "sheets").mkdir()
    (folder / "sheets" / "card.yaml").write_text("title: A card\npage: [105, 210]\nmargin: 5\n")
    (folder / "content.yaml").write_text(SHORT, "utf-8")
    told = run("build", "--sheet", "card")
    assert told.code == 1
    assert "sheets/card.yaml:3:1: `margin` is not a key that belongs here" in told.err
    assert "`margins` is missing" in told.err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a5-booklet", "fold in the middle, and staple"),
        ("trifold-dl", "fold the right panel in, then the left over it"),
        ("zfold-dl", "fold the left panel over the middle one, and the right one to the back"),
    ],
)
def test_how_to_print_and_fold_is_said_to_who_prints_it_and_not_on_the_leaflet(
    run, folder, name, words
):
    (folder / "content.yaml").write_text(SHORT, "utf-8")
    told = run("build", "--sheet", name, "-o", "made.pdf")
    (line,) = [line for line in told.err.splitlines() if line.startswith("to print it: ")]
    assert "print on both sides, flip on the short edge, at 100 %" in line
    assert words in line
    assert "flip" not in run("proof", "made.pdf").said


def test_a_handout_needs_no_word_on_how_to_print_it(run, folder):
    (folder / "content.yaml").write_text(SHORT, "utf-8")
    assert "to print it" not in run("build", "-o", "made.pdf").err


def test_paper_that_stands_upright_turns_on_its_long_edge():
    assert {name: sheet.load(name).flip for name in ("a4", "a5-booklet", "trifold-letter")} == {
        "a4": "long",
        "a5-booklet": "short",
        "trifold-letter": "short",
    }
