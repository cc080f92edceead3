"""Language files: what each says in place of the words of the English one."""

import datetime
import gzip
import json
import re
from pathlib import Path

import pytest
import yaml

import leaflet
from leaflet.content import language as languages
from leaflet.content.frequency import Frequency
from leaflet.graphics import body
from leaflet.source.value import LanguageTag

FILES = sorted((Path(leaflet.__file__).parent / "languages").glob("*.yaml"))
OTHERS = [path.stem for path in FILES if path.stem != "en"]
DATA = Path(__file__).parent / "data"
CLDR = json.loads(gzip.decompress((DATA / "cldr.json.gz").read_bytes()))
LETTERS = {tag: data["letters"] + data["others"] for tag, data in CLDR["languages"].items()}
SLOT = re.compile(r"\{\w+\}")
TECHNICAL = re.compile(r"(?<![A-Za-z])(?:QR|GP|email|ID|Mandarin|Cantonese|Farsi)(?![A-Za-z])")
"""Words that languages of other scripts leave in Latin letters."""
IDEOGRAPHS = {"Hans": "gb2312", "Hant": "big5", "Jpan": "shift_jis"}
"""The character sets with all ideographs in use; CLDR has but the most frequent."""


def read(tag: str) -> dict:
    return yaml.safe_load((FILES[0].parent / f"{tag}.yaml").read_text(encoding="utf-8"))


ENGLISH = read("en")


def slots(text: object) -> list[str]:
    return sorted(set(SLOT.findall(str(text))))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", SLOT.sub("", text))


def said(language: dict) -> dict[str, str]:
    """All that is read in a language, by where it stands in its file."""
    return (
        {"name": language["name"]}
        | {f"months {n}": month for n, month in enumerate(language["months"], 1)}
        | {f"labels {key}": str(text) for key, text in language["labels"].items()}
        | {f"regions {key}": text for key, text in language["regions"].items()}
        | {f"signs {each['signs']}": str(each["name"]) for each in language["signs"]}
        | {"emergency_note": language["emergency_note"]}
    )


def test_there_are_forty_languages_and_more():
    assert len(OTHERS) >= 42
    assert all(letters(tag) for tag in OTHERS)


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_loads_and_is_a_draft_until_a_person_is_named(tag):
    language = languages.load(LanguageTag(tag))
    assert (language.tag.text, len(language.months)) == (tag, 12)
    assert len({month.text for month in language.months}) == 12
    assert language.is_draft
    written = language.written(datetime.date(2026, 11, 3))
    assert re.findall(r"\d+", written.replace(language.months[10].text, "")) in (
        ["3", "2026"],
        ["2026", "3"],
    )
    assert language.months[10].text in written


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_has_the_labels_regions_and_signs_of_english_with_their_slots(tag):
    language = read(tag)
    for part in ("labels", "regions"):
        assert list(language[part]) == list(ENGLISH[part])
    assert [each["signs"] for each in language["signs"]] == [
        each["signs"] for each in ENGLISH["signs"]
    ]
    for key, text in ENGLISH["labels"].items():
        assert slots(language["labels"][key]) == slots(text), (tag, key)
    assert slots(language["emergency_note"]) in ([], ["{english}"])
    assert all(text.strip() for text in said(language).values())


def letters(tag: str) -> str:
    """The letters of a language, or of the one that it is a kind of."""
    return LETTERS[tag if tag in LETTERS else tag.partition("-")[0]]


def is_ideograph(letter: str, script: str) -> bool:
    try:
        return bool(letter.encode(IDEOGRAPHS.get(script, "ascii"))) and not letter.isascii()
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_is_written_in_its_own_letters(tag):
    own, script = set(letters(tag)), read(tag)["script"]
    strange = {
        where: text
        for where, text in said(read(tag)).items()
        for word in words(TECHNICAL.sub(" ", text))
        if not all(
            letter in own or letter.lower() in own or is_ideograph(letter, script)
            for letter in word
        )
        and word.lower() not in ENGLISH["english"].lower()
    }
    assert not strange, f"{tag} has words with letters that its alphabet lacks: {strange}"


@pytest.mark.parametrize("tag", OTHERS)
def test_no_label_of_more_than_a_word_is_left_in_english(tag):
    language = read(tag)
    left = [
        f"{part} {key}"
        for part in ("labels", "regions")
        for key, text in language[part].items()
        if str(text) == str(ENGLISH[part][key])
        and len([word for word in words(str(text)) if word != "QR"]) > 1
    ]
    assert not left, f"{tag} is still English in: {', '.join(left)}"


@pytest.mark.parametrize("tag", OTHERS)
def test_no_two_parts_of_a_view_of_the_body_have_one_name(tag):
    language = languages.load(LanguageTag(tag))
    for view in body.VIEWS:
        parts = body.regions(view)
        names = [language.region(part) for part in parts]
        twice = [part for part, name in zip(parts, names, strict=True) if names.count(name) > 1]
        assert not twice, f"{tag} has one name for {', '.join(twice)} of the {view}"


@pytest.mark.parametrize("tag", OTHERS)
def test_so_many_of_so_many_is_read_as_the_labels_of_a_language_say_it(tag):
    language = languages.load(LanguageTag(tag))
    said = [language.label(key, n=9, total=100) for key in ("in_total", "people_of")]
    assert [Frequency(text).counts for text in said] == [(9, 100), (9, 100)]


@pytest.mark.parametrize("tag", OTHERS)
def test_labels_of_narrow_places_are_short(tag):
    labels = read(tag)["labels"]
    allowed = {"page_of": 22, "on_page": 18, "do": 20, "do_not": 24, "continued": 18}
    long = {key: labels[key] for key, most in allowed.items() if len(labels[key]) > most}
    assert not long, f"{tag} has labels that are long for where they stand: {long}"
