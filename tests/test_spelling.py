"""Spelling: the reader of Hunspell dictionaries, and the rule that goes by it."""

import datetime
import os
from pathlib import Path

import leaflets
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.editor import engine
from leaflet.editor.prose import dictionary

FOLDER = Path(__file__).with_name("dictionaries")
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def installed(monkeypatch):
    monkeypatch.setenv(dictionary.VARIABLE, str(FOLDER))


def found(folder, text, head=""):
    made = leaflets.document(folder, f"- paragraph: |\n    {text}", f"title: Knee pain\n{head}")
    checked = engine.check(made, today=TODAY)
    return [finding.flaw for finding in checked.open if finding.rule.id == "spelling"]


def words(flaws):
    return [flaw.place.excerpt[flaw.place.column - 1 :][: flaw.place.width] for flaw in flaws]


# ---- the reader


KNOWN = """knee knees Knee KNEES tries tried trying dresses undressed undressing nursing treatment
treatments gentlment nurse’s tablet-nurse"""
UNKNOWN = """kne tryes tryed unknee takeing treatmented gentl self treats kneeing nurseing dresss"""
SLIPS = (
    """tabelt tablet nures nurse fone phone knnee knee medicin medicine bandige bandage teh the"""
)


@pytest.mark.parametrize("word", KNOWN.split())
def test_a_word_is_known_in_each_of_its_forms(installed, word):
    assert dictionary.find("en-GB").knows(word)


@pytest.mark.parametrize("word", UNKNOWN.split())
def test_a_form_that_the_rules_do_not_make_is_unknown(installed, word):
    assert not dictionary.find("en-GB").knows(word)


@pytest.mark.parametrize(
    ("slip", "meant"), [*zip(SLIPS.split()[::2], SLIPS.split()[1::2], strict=True)]
)
def test_a_slip_of_the_finger_is_mended(installed, slip, meant):
    assert meant in dictionary.find("en-GB").suggest(slip)


def test_another_country_of_english_has_no_dictionary_here(installed):
    assert dictionary.find("en-US") is None
    assert dictionary.find("de") is None
    assert dictionary.find("fr").knows("appétit")
    assert dictionary.find("fr-CA").knows("bons")


def test_flags_may_be_long_or_numbers_or_aliases():
    words = "3\ntablet/Aa\nnurse/12\nknee/1\n"
    long = dictionary.Dictionary("FLAG long\nSFX Aa Y 1\nSFX Aa 0 s .\n", words)
    number = dictionary.Dictionary("FLAG num\nSFX 12 Y 1\nSFX 12 0 s .\n", words)
    alias = dictionary.Dictionary("AF 1\nAF S\nSFX S Y 1\nSFX S 0 s .\n", words)
    assert [d.knows("tablets") for d in (long, number, alias)] == [True, False, False]
    assert [d.knows("nurses") for d in (long, number, alias)] == [False, True, False]
    assert [d.knows("knees") for d in (long, number, alias)] == [False, False, True]


def test_a_language_that_joins_words_may_join_any():
    german = dictionary.Dictionary("COMPOUNDFLAG x\n", "2\nSchmerz/x\nTablette/x\n")
    assert german.knows("Schmerztablette")
    assert not german.knows("Schmerztablett")


def test_a_broken_dictionary_is_none(tmp_path, monkeypatch):
    (tmp_path / "en_GB.aff").write_text("SET no-such-coding\n")
    (tmp_path / "en_GB.dic").write_text("1\nknee\n")
    monkeypatch.setenv(dictionary.VARIABLE, str(tmp_path))
    assert dictionary.find("en-GB") is None


def test_a_dictionary_with_a_byte_order_mark_is_read(tmp_path, monkeypatch):
    (tmp_path / "de_DE.aff").write_text("SET UTF-8\n", "utf-8-sig")
    (tmp_path / "de_DE.dic").write_text("1\nMüdigkeit\n", "utf-8")
    monkeypatch.setenv(dictionary.VARIABLE, str(tmp_path))
    assert dictionary.find("de").knows("Müdigkeit")


def test_a_coding_may_have_the_name_that_windows_gives_it(tmp_path, monkeypatch):
    (tmp_path / "ru_RU.aff").write_text("SET microsoft-cp1251\n")
    (tmp_path / "ru_RU.dic").write_bytes("1\nколено\n".encode("cp1251"))
    monkeypatch.setenv(dictionary.VARIABLE, str(tmp_path))
    assert dictionary.find("ru").knows("колено")


def test_a_flag_that_looks_like_a_number_is_none():
    words = dictionary.Dictionary("AF 1\nAF S\n", "1\nknee/²\n")
    assert words.knows("knee")


def test_a_file_that_is_too_large_for_a_dictionary_is_left_alone(tmp_path, monkeypatch):
    (tmp_path / "en_GB.aff").write_text("SET UTF-8\n")
    (tmp_path / "en_GB.dic").write_text("1\nknee\n")
    monkeypatch.setenv(dictionary.VARIABLE, str(tmp_path))
    monkeypatch.setattr(dictionary, "LARGEST", 9)
    assert dictionary.find("en-GB") is None


def test_a_folder_of_nobody_is_no_folder(monkeypatch):
    monkeypatch.setenv(dictionary.VARIABLE, "~nobody-is-called-this/hunspell")
    assert dictionary.find("en-GB") is None


def test_a_word_that_goes_on_for_ever_is_not_taken_apart():
    joined = dictionary.Dictionary("COMPOUNDFLAG x\n", "2\nknee/x\nkneek/x\n")
    assert joined.knows("knee" * 400 + "q")


@given(rules=st.binary(max_size=300), words=st.binary(max_size=300), word=st.text(max_size=12))
def test_no_dictionary_stops_a_check(tmp_path_factory, rules, words, word):
    folder = tmp_path_factory.mktemp("dictionaries")
    (folder / "en_GB.aff").write_bytes(rules)
    (folder / "en_GB.dic").write_bytes(words)
    found = dictionary._load(folder / "en_GB.aff")
    assert found is None or found.knows(word) in (True, False)
    assert found is None or len(found.suggest(word)) <= dictionary.SUGGESTIONS


# ---- the rule


def test_a_slip_is_found_where_it_stands_with_what_was_meant(installed, tmp_path):
    (flaw,) = found(tmp_path, "Take the tabelt and rest.")
    assert words([flaw]) == ["tabelt"]
    assert "“tablet”" in flaw.hint


def test_a_slip_is_told_once(installed, tmp_path):
    assert len(found(tmp_path, "Take the tabelt. Keep the tabelt.")) == 1


def test_a_swap_at_the_start_of_a_sentence_is_found_but_a_name_is_not(installed, tmp_path):
    assert words(found(tmp_path, "Teh nurse calls. Fluad is it. See Mrs Okonkwo.")) == ["Teh"]


@pytest.mark.parametrize(
    "text",
    [
        "Take the tablets and rest your knees.",
        "See www.kneez.example/abc or write to desk@knnee.example.",
        "Call harbour, quay or {clinic.phone}.",  # words of the clinic’s details
        "Take ibuprofen, and see your physiotherapist.",
        "The NHS and BAcC call A1b2.",
        "Rest, [mon ami](lang:it).",
        "See do_dont and “knneey”.",
        "[Bon appétit](lang:fr).",
    ],
)
def test_names_addresses_codes_and_medicines_are_left_alone(installed, tmp_path, text):
    assert words(found(tmp_path, text)) == []


def test_words_of_another_language_are_looked_up_there(installed, tmp_path):
    assert words(found(tmp_path, "Eat. [Bon apétit](lang:fr).")) == ["apétit"]


def test_what_words_yaml_allows_is_right(installed, tmp_path):
    text = "Rest the kneebee and the kneezy."
    assert words(found(tmp_path, text)) == ["kneebee", "kneezy"]
    (tmp_path / "words.yaml").write_text("allow: [Kneebee]\n")
    assert words(found(tmp_path, text)) == ["kneezy"]


def test_without_a_dictionary_nothing_is_found(monkeypatch, tmp_path):
    monkeypatch.setenv(dictionary.VARIABLE, str(tmp_path))
    assert found(tmp_path, "Take the tabelt.") == []


RIGHT = """\
Rest the knee for a day, or two.|Do not drive after it.|Keep the bandage in the clinic.
Tell the nurse about your pain.|You see the nurse each day.|The nurse treated two knees.
Take a tablet each hour.|Try not to drink.|Call us if it swells.|The treatment is to rest.
Tell us if you try two tablets.|Write to the clinic.|The clinic is for you and us.
Dressing the knee is not to do each hour.|You rested, and it is in a bandage.|Eat, and rest often.
Phone the nurse if you see it swell.|The nurses are in the clinic.|Drink after you eat.
The dress is for the day.|Two hours, or a day.|Phoning is often to do.|It treated the pain.
You tried to rest.|Keep it in.|Call the clinic about the treatment.|It is about the knee.
Undress, and see the nurse.|Do you often drive?|Take the medicine each day."""
WRONG = """\
Rest the kneee for a day.|Do nto drive after it.|Keep the bandgae in.|Tell the nures about it.
You see the nurse each dya.|The nurse tretaed two.|Take a tabelt each hour.|Try not to dirnk.
Clal us if it is in pain, or cal us.|The treatmnet is to rest.|Tell us if yuo try two tablets.
Wriet to the clinic and wrte to us.|The clinc is for you.|Dressing teh knee is not to do.
You rseted, and it is in.|Eat, and rest ofetn.|Phnoe us, or pohne the nurse.|The nruses are in.
Drnik after you eat and dirnk.|The dres is for the day.|Two hous, or a day.|It treast the pain.
You tryed to rest.|Keep it in the clniic.|Call teh clinic.|It is abuot the knee.
Take the medcine each day.|Do you offten drive?|It is a banage.|See the nurse affter it."""


def snippets(text):
    return text.replace("\n", "|").split("|")


@pytest.mark.parametrize("text", snippets(RIGHT))
def test_a_text_without_a_slip_is_left_alone(installed, tmp_path, text):
    assert words(found(tmp_path, text)) == []


@pytest.mark.parametrize("text", snippets(WRONG))
def test_a_text_with_a_slip_is_found(installed, tmp_path, text):
    assert found(tmp_path, text)


def test_there_are_enough_texts_of_either_kind():
    assert len(snippets(RIGHT)) >= 30 and len(snippets(WRONG)) >= 30


def test_the_dictionaries_that_office_programs_bring_are_found(tmp_path, monkeypatch):
    monkeypatch.delenv(dictionary.VARIABLE)
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    extensions = tmp_path / "LibreOffice" / "share" / "extensions"
    for name in ("dict-de", "dict-en", "wiki-publisher"):
        (extensions / name).mkdir(parents=True)
    found = [path for path in dictionary.folders() if tmp_path in path.parents]
    assert found == [extensions / "dict-de", extensions / "dict-en"]


def test_a_folder_here_that_is_named_like_a_variable_is_not_looked_into(folder, monkeypatch):
    monkeypatch.delenv(dictionary.VARIABLE)
    monkeypatch.delenv("APPDATA", raising=False)
    (folder / "$APPDATA" / "hunspell").mkdir(parents=True)
    assert all(path.is_absolute() for path in dictionary.folders())


def test_own_folders_are_named_as_the_system_separates_paths(tmp_path, monkeypatch):
    names = (str(tmp_path / "a"), "~nosuchuser/b", str(tmp_path / "c*"))
    monkeypatch.setenv(dictionary.VARIABLE, os.pathsep.join(names))
    assert [*dictionary.folders()] == [tmp_path / "a", tmp_path / "c*"]
