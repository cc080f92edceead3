"""`leaflet language`: what languages there are, and the sheet to check the labels of one by."""

import re

import pytest
from click.testing import CliRunner
from laid import lines

from leaflet.cli import label_sheet
from leaflet.cli.group import leaflet
from leaflet.content import language as languages
from leaflet.content.labels import Labels
from leaflet.graphics import body
from leaflet.publish import build
from leaflet.source.value import LanguageTag
from leaflet.text import fonts

POLISH = languages.load(LanguageTag("pl"))


@pytest.fixture(scope="module")
def made():
    return build.compose(label_sheet.document(POLISH))


def run(*words):
    return CliRunner().invoke(leaflet, ["language", *words])


def test_every_language_is_listed_with_its_names_its_script_and_its_state():
    listed = run("list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [*languages.tags()]
    assert "pl  Polish (polski), Latn: draft" in [re.sub(" {2,}", "  ", line) for line in listed]
    assert any(line.endswith("English, Latn") for line in listed)


def test_the_sheet_has_each_label_of_english_beside_that_of_the_language():
    rows = {
        (row[0].literal, row[1].literal)
        for chapter in label_sheet.document(POLISH).body
        for block in getattr(chapter, "blocks", ())
        for row in getattr(block, "rows", ())
    }
    assert len(rows) > 160
    for pair in (
        ("Opening hours", "Godziny otwarcia"),
        ("3 of 8", "3 z 8"),
        ("30 November 2026", "30 listopada 2026"),
        ("January", "stycznia"),
        ("lower back", "dolna część pleców"),
    ):
        assert pair in rows
    english = languages.load(LanguageTag("en"))
    said = [label_sheet._filled(english, name) for name in Labels.__struct_fields__]
    assert {*said} | {english.region(name) for name in body.names()} <= {left for left, _ in rows}
    assert not [words for row in rows for words in row if re.search(r"\{\w*\}", words)]


@pytest.mark.parametrize("tag", languages.tags())
def test_every_slot_of_every_language_is_filled_in_its_sheet(tag):
    (language,) = (each for each in languages.every() if each.tag.text == tag)
    details, others = label_sheet._labels(languages.load(LanguageTag("en")), language)
    said = [theirs for _, theirs in (*details, *others)]
    assert len(said) > 90
    assert [words for words in said if re.search(r"[{}]", words)] == []


def test_a_language_whose_fonts_are_an_extra_is_listed_with_it(monkeypatch):
    assert "extra" not in run("list").stdout
    monkeypatch.setattr(fonts, "_cjk_folder", lambda: None)
    marked = [line.split()[0] for line in run("list").stdout.splitlines() if "[cjk]" in line]
    scripts = {each.tag.text: each.script.text for each in languages.every()}
    assert marked == [tag for tag in scripts if scripts[tag] in ("Hans", "Hant", "Jpan", "Kore")]
    assert "zh" in marked


def test_the_words_of_the_language_are_marked_with_it_and_end_in_lines_to_sign(made):
    marked = [run.language for run in made.document.subtitle.parts]
    assert marked == ["pl"]
    said = [line.text for line in lines(made)]
    assert said.index("Signature") > said.index("Checked by") > 100
    assert made.language.tag.text == "en"


def test_the_sheet_is_written_where_it_is_wanted(tmp_path):
    target = tmp_path / "labels.pdf"
    result = run("review", "PL", "-o", str(target))
    assert result.exit_code == 0
    assert re.fullmatch(rf"{re.escape(str(target))}: \d+ pages\n", result.stdout)
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_language_that_there_is_not_is_refused():
    result = run("review", "tlh")
    assert result.exit_code != 0
    assert "tlh" in str(result.exception or result.stderr)
