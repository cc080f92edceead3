"""Language files are held to CLDR: months, dates, quotes, lists, units, scripts and letters."""

import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest

from leaflet.content import language as languages
from leaflet.text import fonts
from leaflet.text.breaks import opportunities
from leaflet.text.fonts import drawn
from leaflet.text.run import Run

CLDR = json.loads(gzip.decompress((Path(__file__).parent / "data" / "cldr.json.gz").read_bytes()))
FOUND = {each.tag.text: each for each in languages.every()}
KNOWN = [tag for tag in FOUND if all(CLDR["languages"].get(tag, {"months": [""]})["months"])]
OWN = {
    ("ar", "list"): "a comma, as lists of clinics are long",
    ("bg", "date"): "without the word for year, as in running text",
    ("ckb", "list"): "with the comma of its script",
    ("en", "date"): "day before month, as in Britain",
    ("fa", "list"): "without a mark of direction",
    ("fr", "quotes"): "with a narrow space inside, and others inside others",
    ("my", "list"): "with the mark of its script, which a dash is not",
    ("pa-Arab", "list"): "with the comma of its script",
    ("pa-Arab", "months"): "May in full",
    ("pa-Arab", "quotes"): "as Urdu has them, from right to left",
    ("pt", "quotes"): "as in Portugal; CLDR has those of Brazil",
    ("ru", "date"): "the word for year in full",
    ("si", "months"): "those of the calendar in use; CLDR has those of the moon",
    ("so", "date"): "day before month, as in Britain",
    ("th", "date"): "the era in its own letters",
    ("th", "list"): "a comma, as names may have spaces",
    ("uk", "date"): "the word for year in full",
    ("zh", "months"): "in digits, as in dates",
}
"""What a language file says otherwise than CLDR, and why."""


def said(language):
    return {
        "date": language.date.text,
        "list": language.list.text,
        "months": [month.text for month in language.months],
        "quotes": [mark.text for mark in language.quotes],
    }


@pytest.mark.parametrize("tag", KNOWN)
def test_a_language_writes_months_dates_lists_and_quotes_as_cldr_has_them(tag):
    ours, theirs = said(FOUND[tag]), CLDR["languages"][tag]
    other = {key: (ours[key], theirs[key]) for key in ours if ours[key] != theirs[key]}
    assert {key: both for key, both in other.items() if (tag, key) not in OWN} == {}
    assert {key for each, key in OWN if each == tag} <= other.keys()


@pytest.mark.parametrize("tag", FOUND)
def test_a_language_has_the_script_that_its_tag_means_and_the_direction_of_that(tag):
    language = FOUND[tag]
    meant = language.tag.script or CLDR["scripts"][language.tag.primary]
    assert language.script.text == meant
    assert (language.direction == "rtl") == (meant in ("Arab", "Hebr"))


STOPS = {"Beng": "।", "Deva": "।", "Ethi": "።", "Guru": "।", "Khmr": "។", "Mymr": "။", "Thai": ""}
STOPS |= dict.fromkeys(("Hans", "Hant", "Jpan"), "。")
STOPS_OF_LANGUAGES = {"mr": ".", "pa-Arab": "۔", "ur": "۔"}


@pytest.mark.parametrize("tag", FOUND)
def test_a_sentence_ends_in_the_stop_of_its_language_or_of_its_script(tag):
    usual = STOPS.get(FOUND[tag].script.text, ".")
    assert FOUND[tag].stop.text == STOPS_OF_LANGUAGES.get(tag, usual)


@pytest.mark.parametrize("tag", FOUND)
def test_every_letter_of_a_language_is_in_one_face(tag):
    language = FOUND[tag]
    known = tag if tag in CLDR["languages"] else language.tag.primary
    letters = CLDR["languages"][known]["letters"]
    letters += "".join(map(str.upper, letters.replace("ß", "")))
    family = fonts.family(fonts.JOIN.join((*language.faces_first, "plain")))
    assert len(letters) > 20
    for bold in (False, True):
        assert {char for char in letters if not family.fonts(bold)[0].covers(char)} == set()


def test_a_region_that_writes_a_language_in_another_script_is_known():
    ours = {language.tag.primary for language in FOUND.values()}
    meant = {
        tag.lower(): script
        for tag, script in CLDR["scripts_of_regions"].items()
        if tag.split("-")[0] in ours
    }
    assert meant.items() <= languages._SCRIPTS_BY_REGION.items()


def parted(text, language):
    """The parts of a line of text that may stand on a line each."""
    (run,) = language.numbers.tied((Run(text),))
    ends = [0, *opportunities(run.text), len(run.text)]
    return [drawn(run.text[start:end]).strip() for start, end in pairwise(ends)]


@pytest.mark.parametrize("tag", KNOWN)
def test_a_number_stays_on_one_line_with_its_unit_as_cldr_writes_it(tag):
    units = CLDR["languages"][tag]["units"]
    assert len(units) > 9
    split = {unit: parted(f"x {unit} x", FOUND[tag]) for unit in units}
    assert {unit: parts for unit, parts in split.items() if unit not in parts} == {}
