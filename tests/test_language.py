"""Languages: each is one file, found by its tag."""

import datetime
import re

import pytest

from leaflet.content import language
from leaflet.content.language import load
from leaflet.errors import LeafletError
from leaflet.source import model, named, nodes
from leaflet.source.value import LanguageTag
from leaflet.text import fonts

ENGLISH = (named.folder("language") / "en.yaml").read_text("utf-8")
OTHERS = {"pt": "Latn", "pt-BR": "Latn", "zh": "Hans", "zh-Hant": "Hant", "pa": "Guru"}


def written(changes):
    """English with other values, as the file of another language."""
    text = ENGLISH
    for key, value in changes.items():
        text = re.sub(rf"^{key}: .*$", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
    return text


def read(changes):
    return model.read(nodes.read(written(changes).encode(), "xx.yaml"), language.Language)


@pytest.fixture
def shelf(monkeypatch, tmp_path):
    """Languages that differ from English by their tag and script."""
    for tag, script in {"en": "Latn", **OTHERS}.items():
        text = written({"tag": tag, "script": script})
        (tmp_path / f"{tag}.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(named, "folder", lambda kind: tmp_path)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("EN-us", "en"),
        ("en-Latn-ZA", "en"),
        ("pt-BR", "pt-BR"),
        ("pt-br", "pt-BR"),
        ("pt-PT", "pt"),
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh-Hans-SG", "zh"),
        ("zh-Hant", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("pa", "pa"),
        ("pa-IN", "pa"),
        ("pa-Guru", "pa"),
        ("cmn", "zh"),
        ("cmn-Hant", "zh-Hant"),
        ("cmn-Hans-CN", "zh"),
    ],
)
def test_a_language_is_that_of_the_nearest_tag_in_the_script_asked_for(shelf, asked, found):
    assert load(LanguageTag(asked)).tag.text == found


@pytest.mark.parametrize(
    "asked", ["pa-Arab", "pa-PK", "pnb", "en-Cyrl", "zh-Latn", "tlh", "pt-Cyrl-BR"]
)
def test_a_language_in_another_script_is_refused(shelf, asked):
    with pytest.raises(LeafletError) as caught:
        load(LanguageTag(asked))
    (fault,) = caught.value.faults
    assert fault.code == "unknown-name"
    assert f"`{asked}`" in fault.problem
    assert "zh-Hant" in fault.hint


def test_the_older_code_of_a_language_and_a_narrower_one_mean_it_too():
    for tag, name in (("no", "nb"), ("prs", "fa"), ("prs-AF", "fa"), ("als", "sq"), ("iw", "he")):
        if name in language.tags():
            assert load(LanguageTag(tag)).tag.text == name
    assert load(LanguageTag("no")).english.text == "Norwegian"


def test_an_unknown_language_is_refused_where_it_stands():
    node = nodes.read(b"a: b\nlanguage: tlh\n", "content.yaml")
    span = node.entries[1][1].span
    with pytest.raises(LeafletError) as caught:
        load(LanguageTag("tlh", span))
    assert caught.value.faults[0].place[:3] == ("content.yaml", 2, 11)


def test_a_language_whose_faces_are_not_installed_is_refused_with_what_to_install(
    shelf, monkeypatch
):
    monkeypatch.setattr(fonts, "_cjk_folder", lambda: None)
    node = nodes.read(b"language: zh-TW\n", "content.yaml")
    with pytest.raises(LeafletError) as caught:
        load(LanguageTag("zh-TW", node.entries[0][1].span))
    (fault,) = caught.value.faults
    assert fault.code == "missing-extra"
    assert '"patient-leaflet[cjk]"' in fault.problem
    assert fault.place[:3] == ("content.yaml", 1, 11)
    assert load(LanguageTag("pt-BR")).tag.text == "pt-BR"


@pytest.mark.parametrize(
    ("changes", "faces"),
    [
        ({}, ()),
        ({"script": "Arab"}, ("amiri",)),
        ({"script": "Cyrl"}, ("noto",)),
        ({"script": "Hant"}, ("tc",)),
        ({"direction": "rtl\nfaces: [nastaliq, amiri]"}, ("nastaliq", "amiri")),
    ],
)
def test_a_language_is_set_in_its_own_faces_or_in_that_of_its_script(changes, faces):
    assert read(changes).faces_first == faces


@pytest.mark.parametrize(
    ("changes", "code", "at"),
    [
        ({"script": "Klingon"}, "not-a-script", 4),
        ({"script": "Bopo"}, "not-a-script", 4),
        ({"direction": "ltr\nfaces: [comic]"}, "not-a-face", 6),
        ({"direction": "ttb"}, "not-a-choice", 5),
        ({"direction": "ltr\nsize: 3"}, "not-a-number", 6),
        ({"direction": "ltr\nbreaks: thai"}, "not-a-choice", 6),
        ({"direction": "ltr\nreviewed: {by: Ana}"}, "missing-key", 6),
    ],
)
def test_a_mistake_in_a_language_file_is_told_with_its_line(changes, code, at):
    with pytest.raises(LeafletError) as caught:
        read(changes)
    first = caught.value.faults[0]
    assert (first.code, first.place[:2]) == (code, ("xx.yaml", at))


def test_a_list_is_written_with_the_separator_of_the_language_and_its_blanks():
    assert load(LanguageTag("en")).listed(["a", "b"]) == "a, b"
    assert read({"list": '"、"'}).listed(["a", "b"]) == "a、b"
    assert read({"list": '"، "'}).listed(iter(["a", "b"])) == "a، b"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Draft. version 1, 3 May."),
        ({"list": '"、"\nstop: 。'}, "Draft。version 1、3 May。"),
        ({"list": '", "\nstop: ।'}, "Draft। version 1, 3 May।"),
        ({"list": '" "\nstop: ""'}, "Draft version 1 3 May"),
        ({"tag": "tr"}, "Draft. version 1, 3 May."),
    ],
)
def test_sentences_end_and_follow_as_in_the_language(changes, said):
    found = read(changes)
    listed = found.listed(("version 1", "3 May"))
    assert found.sentences("draft", "", listed) == said.replace("version", "Version")


@pytest.mark.parametrize(
    ("tag", "said", "begun"),
    [
        *(("en", "issued", "Issued"), ("tr", "issued", "İssued"), ("pl", "łokieć", "Łokieć")),
        *(("ka", "ქართული", "ქართული"), ("ar", "يناير", "يناير"), ("de", "", "")),
    ],
)
def test_a_sentence_begins_with_the_capital_that_the_language_has(tag, said, begun):
    assert read({"tag": tag}).begun(said) == begun


def test_only_a_translation_that_nobody_has_read_is_a_draft():
    assert not load(LanguageTag("en")).is_draft
    assert read({"tag": "pl"}).is_draft
    signed = "pl\nreviewed: {by: Anna Nowak, role: translator, date: 2026-11-30}"
    found = read({"tag": signed})
    assert not found.is_draft
    assert found.reviewed.date == datetime.date(2026, 11, 30)


def test_what_only_english_has_as_grammar_may_be_left_out():
    cut = re.sub(r"^(?:numbers|phones|signs):.*\n(?:[ #].*\n)+", "", ENGLISH, flags=re.MULTILINE)
    assert len(cut) < len(ENGLISH) * 0.7
    found = model.read(nodes.read(cut.encode(), "xx.yaml"), language.Language)
    assert (found.numbers.before, found.phones.before, found.signs.names) == ((), (), ())
