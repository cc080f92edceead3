"""Word lists: their entries in all forms, and the user's own file beside the content."""

import datetime

import leaflets
import pytest

from leaflet.editor import engine
from leaflet.editor.prose import wordlist
from leaflet.editor.prose.sentence import words
from leaflet.editor.prose.wordlist import Plainer, Spellings
from leaflet.errors import LeafletError
from leaflet.source import named

TODAY = datetime.date(2026, 11, 23)


def matched(lookup, text, **how):
    return [(m.words, text[m.start : m.end]) for m in lookup.matches(list(words(text)), **how)]


def found(folder, text, rule):
    made = leaflets.document(folder, f"- paragraph: |\n    {text}", "title: Knee pain\n")
    checked = engine.check(made, today=TODAY)
    return [finding.flaw for finding in checked.open if finding.rule.id == rule]


def test_the_lists_are_as_long_as_they_promise():
    assert len(named.load("word", "plainer", Plainer).plainer) >= 300
    assert len(named.load("word", "spelling", Spellings).spellings) >= 150


def test_no_plainer_word_is_itself_hard():
    for hard, plain in named.load("word", "plainer", Plainer).plainer.items():
        assert matched(wordlist.plainer(), plain.text) == [], hard


def test_no_british_spelling_is_an_american_one():
    for british in named.load("word", "spelling", Spellings).spellings.values():
        assert matched(wordlist.variants("british"), british.text) == [], british


@pytest.mark.parametrize("ending", ["commence", "commences", "commenced", "commencing"])
def test_a_verb_is_found_in_each_form(ending):
    assert matched(wordlist.plainer(), f"It {ending} now") == [("commence", ending)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two biopsies", []),
        ("the diagnoses and thromboses", ["thromboses"]),
        ("we verified it", ["verified"]),
        ("two extremities", ["extremities"]),
        ("he underwent it", ["underwent"]),
        ("adverse reactions to it", ["adverse reactions"]),
        ("in the event that", ["in the event that"]),
        ("in the event", []),
    ],
)
def test_plurals_and_phrases_are_found(text, words):
    assert [found for _, found in matched(wordlist.plainer(), text)] == words


def test_a_hard_word_is_found_in_american_spelling_too():
    american = wordlist.spellings()
    text = "hemorrhages and edema"
    assert [w for w, _ in matched(wordlist.plainer(), text)] == []
    assert [w for w, _ in matched(wordlist.plainer(), text, british=american)] == [
        "haemorrhage",
        "oedema",
    ]


# ---- words.yaml


def test_the_users_own_hard_words_are_found_in_all_forms(tmp_path):
    (tmp_path / "words.yaml").write_text(
        "plainer: {mobilise: move about, sit-to-stand: standing up}"
    )
    flaws = found(tmp_path, "Try mobilising, then a sit-to-stand.", "hard-word")
    assert [flaw.hint for flaw in flaws] == ["say “move about”", "say “standing up”"]


def test_an_allowed_word_is_right_for_every_rule(tmp_path):
    text = "The tilt of your femur is shown by DEXA at the center."
    assert found(tmp_path, text, "hard-word")
    assert found(tmp_path, text, "abbreviations")
    assert found(tmp_path, text, "spelling-variant")
    (tmp_path / "words.yaml").write_text("allow: [femur, DEXA, center]")
    for rule in ("hard-word", "abbreviations", "spelling-variant"):
        assert found(tmp_path, text, rule) == []


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("plainer: {}\nallowed: [femur]\n", 2, "`allowed` is not a key that belongs here"),
        ("allow:\n  - femur\n  - [tibia]\n", 3, "text is needed here, and this is a list"),
        ("plainer:\n  utilise:\n", 2, "text is needed here, and nothing is written"),
        ("plainer: use\n", 1, "names with values are needed here"),
    ],
)
def test_a_wrong_file_of_words_is_told_with_its_line(tmp_path, text, line, problem):
    (tmp_path / "words.yaml").write_text(text)
    with pytest.raises(LeafletError) as refused:
        found(tmp_path, "Rest.", "hard-word")
    (fault,) = refused.value.faults
    assert fault.problem == problem
    assert (fault.place.file.endswith("words.yaml"), fault.place.line) == (True, line)
