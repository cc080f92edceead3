"""Doses in the words of other languages: printed as they are written, and reckoned with."""

import re
from fractions import Fraction
from itertools import product

import leaflets
import pytest
from laid import compose

import leaflet
from leaflet.content import language as languages
from leaflet.content.amounts import Amount, Strength
from leaflet.content.bands import AgeBand
from leaflet.content.often import Often
from leaflet.document.said_doses import spoken
from leaflet.errors import LeafletError
from leaflet.source import nodes
from leaflet.source.model import Reader
from leaflet.source.value import LanguageTag

HEAD = """\
title: Syrop
language: pl
clinic: {name: Przychodnia, address: Portowa 2, phone: 01632 960 555}
"""
BODY = """
- doses:
    medicine: Syrop
    strength: 120 mg w 5 ml
    rows:
      - {age: poniżej 3 miesięcy, instead: Zapytaj lekarza}
      - age: od 3 do 5 miesięcy
        amount: 2,5 ml (60 mg)
        often: do 4 razy na dobę
        most: 4 dawki
      - age: od 6 do 23 miesięcy
        amount: 5 ml (120 mg)
        often: do 4 razy na dobę
        most: 4 dawki
"""
KNOWN = [each for each in languages.every() if each.doses.units.tablet]


def read(tag, kind, text):
    return spoken(languages.load(LanguageTag(tag))).read(kind, text)


@pytest.mark.parametrize(
    ("tag", "kind", "text", "english"),
    [
        ("pl", "age", "od 6 miesięcy do poniżej 2 lat", "6 month to under 2 year"),
        ("pl", "age", "od 12 lat", "12 year and over"),
        ("pl", "weight", "10–14,9 kg", "10 to 14.9 kg"),
        ("pl", "amount", "1½ tabletki", "1 and a half tablet"),
        ("pl", "amount", "pół tabletki", "half a tablet"),
        ("pl", "amount", "1 000 mg", "1000 mg"),
        (
            "pl",
            "often",
            "co 4–6 godzin, do 4 razy na dobę",
            "every 4 to 6 hours, up to 4 times a day",
        ),
        ("de", "amount", "1 bis 2 Tabletten", "1 to 2 tablet"),
        ("de", "often", "bis zu 4-mal täglich", "up to 4 times a day"),
        ("fr", "amount", "1 comprimé et demi", "1 and a half tablet"),
        ("fr", "age", "de 3 à 5 mois", "3 to 5 month"),
        ("uk", "amount", "2,5 мл (60 мг)", "2.5 ml (60 mg)"),
        ("cy", "often", "hyd at 4 gwaith y dydd", "up to 4 times a day"),
        ("ar", "amount", "٢٫٥ مل (٦٠ ملغ)", "2.5 ml (60 mg)"),
        ("ar", "age", "12 سنة فأكثر", "12 year and over"),
        ("hi", "strength", "5 मिलीलीटर में 120 मिलीग्राम", "120 mg in 5 ml"),
        ("zh", "amount", "2.5 毫升（60 毫克）", "2.5 ml (60 mg)"),
        ("zh", "age", "6个月至不满2岁", "6 month to under 2 year"),
        ("zh", "often", "每4至6小时一次，每天最多4次", "every 4 to 6 hours, up to 4 times a day"),
        ("nl", "age", "3 tot en met 5 jaar", "3 to 5 year"),
        ("nl", "amount", "1 tot 2 tabletten", "1 to 2 tablet"),
        ("bn", "amount", "২.৫ মিলিলিটার (৬০ মিলিগ্রাম)", "2.5 ml (60 mg)"),
        ("ur", "often", "دن میں زیادہ سے زیادہ 4 بار", "up to 4 times a day"),
        ("fi", "often", "3 kertaa päivässä", "3 times a day"),
        ("fi", "amount", "2,5 ml (60 mg)", "2.5 ml (60 mg)"),
    ],
)
def test_a_dose_is_read_in_the_words_of_a_language(tag, kind, text, english):
    assert read(tag, kind, text) == english


@pytest.mark.parametrize(
    ("tag", "kind", "text"),
    [
        ("pl", "amount", "2.5 ml"),  # which may be 2,500 or two and a half
        ("pl", "amount", "1 łyżeczka"),
        ("pl", "amount", "2,5 ml i 60 mg"),
        ("pl", "age", "około 5 miesięcy"),
        ("uk", "age", "до 12 років"),  # which may be with or without a child of twelve
        ("de", "often", "bei Bedarf"),
        ("zh", "age", "3岁以下"),
        ("fi", "amount", "1 tabletti"),
        ("nl", "age", "3 tot 5 jaar"),  # which may be with or without a child of five
    ],
)
def test_what_may_say_two_things_or_is_in_other_words_is_not_read(tag, kind, text):
    assert read(tag, kind, text) == ""


def test_what_is_read_is_a_dose_as_english_writes_it():
    amount = Amount(read("pl", "amount", "2,5 ml (60 mg)"))
    assert [Fraction(part.size.low) for part in amount.parts] == [Fraction(5, 2), 60_000]
    assert Often(read("pl", "often", "do 4 razy na dobę")).most == 4
    assert AgeBand(read("pl", "age", "od 3 do 5 miesięcy")).band.scale == "age"


def test_a_table_of_doses_in_polish_is_printed_as_it_is_written():
    made = compose(BODY, HEAD)
    said = [text for _, text in leaflets.said(made)]
    for words in ("Od 3 do 5 miesięcy", "2,5 ml", "60 mg", "Do 4 razy na dobę", "4 dawki"):
        assert words in said
    assert any("120 mg w 5 ml" in each for each in said)
    assert not any(note.code == "unread-dose" for note in made.notes)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2,5 ml (60 mg)", "2,5 ml (70 mg)", "wrong-dose"),
        ("od 6 do 23", "od 7 do 23", "band-gap"),
        ("od 6 do 23", "od 5 do 23", "band-overlap"),
        ("4 dawki\n      - age", "3 dawki\n      - age", "wrong-dose"),
        ("5 ml (120 mg)", "5ml (120 mg)", "misread-dose"),
        ("2,5 ml (60 mg)", "2,50 ml (60 mg)", "misread-dose"),
        ("5 ml (120 mg)", "5 ml (120 MG)", "misread-dose"),
    ],
)
def test_doses_in_polish_are_held_to_what_those_in_english_are(old, new, code):
    assert BODY.count(old) >= 1
    with pytest.raises(LeafletError) as refused:
        compose(BODY.replace(old, new), HEAD)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_a_dose_in_words_that_are_not_known_is_printed_with_a_note():
    made = compose(BODY.replace("5 ml (120 mg)", "1 miarka (120 mg)"), HEAD)
    assert "1 miarka" in [text for _, text in leaflets.said(made)]
    (note,) = [note for note in made.notes if note.code == "unread-dose"]
    assert (note.place.line, "1 miarka" in note.problem) == (16, True)
    made = compose(BODY.replace("120 mg w 5 ml", "120 mg w miarce"), HEAD)
    assert [note.code for note in made.notes].count("unread-dose") == 1


def test_a_text_that_is_too_long_for_a_dose_is_refused_as_in_english():
    with pytest.raises(LeafletError) as refused:
        compose(BODY.replace("5 ml (120 mg)", "od 1 do " * 20_000 + "2 ml"), HEAD)
    assert "too-long" in {fault.code for fault in refused.value.faults}


def test_doses_in_polish_are_translated_into_english(tmp_path, run, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = HEAD + "body:\n" + re.sub("(?m)^", "  ", BODY)
    (tmp_path / "syrop.yaml").write_text(source, "utf-8")
    assert run("translate", "new", "syrop.yaml", "--to", "en").code == 0
    path = tmp_path / "syrop.en.yaml"
    english = {
        "Syrop": "Syrup",
        "120 mg w 5 ml": "120 mg in 5 ml",
        "poniżej 3 miesięcy": "under 3 months",
        "Zapytaj lekarza": "Ask a doctor",
        "od 3 do 5 miesięcy": "3 to 5 months",
        "2,5 ml (60 mg)": "2.5 ml (60 mg)",
        "do 4 razy na dobę": "up to 4 times a day",
        "4 dawki": "4 doses",
        "od 6 do 23 miesięcy": "6 to 23 months",
    }
    text = path.read_text("utf-8")
    for polish, words in english.items():
        text = text.replace(f'from: "{polish}"\n    is: ""', f'from: "{polish}"\n    is: "{words}"')
    path.write_text(text.replace('is: ""', 'is: "5 ml (120 mg)"'), "utf-8")
    said = [text for _, text in leaflets.said(leaflet.compose(leaflet.read(path), draft_ok=True))]
    assert {"3 to 5 months", "2.5 ml", "4 doses"} <= {each.lower() for each in said}


# ---- the files of languages

SLOTS = {
    "strength": {"active", "taken"},
    "span": {"low", "high"},
    "half": {"unit"},
    "more": {"n", "unit"},
    **{key: {"text"} for key in ("under", "over", "up_to")},
    **{key: {"n"} for key in ("a_day", "up_to_a_day", "a_week", "hours", "days", "weeks")},
}


def test_some_languages_have_words_for_doses():
    assert {each.tag.text for each in KNOWN} >= {"ar", "cy", "de", "fr", "hi", "pl", "uk", "zh"}


@pytest.mark.parametrize("language", KNOWN, ids=lambda each: each.tag.text)
def test_each_way_to_say_a_dose_has_its_slots_and_each_name_one_unit(language):
    words = language.doses
    for key in (key for key in words.__struct_fields__ if key != "units"):
        for way in getattr(words, key):
            found = re.findall(r"\{(\w+)\}", way.text)
            assert (key, sorted(found)) == (key, sorted(SLOTS.get(key, ())))
            assert not [word for word in way.text.split() if "/" in word and "{" in word]
    units = words.units
    names = [name.text.lower() for unit in units.__struct_fields__ for name in getattr(units, unit)]
    assert {name for name in names if names.count(name) > 1} == set()


READERS = {"strength": Strength, "amount": Amount, "age": AgeBand, "often": Often}
KINDS = {"strength": "strength", "half": "amount", "more": "amount"}
KINDS |= dict.fromkeys(("under", "over", "span"), "age")


def either(way):
    """The ways that one with `a/b` in it means."""
    return [" ".join(words) for words in product(*(word.split("/") for word in way.split()))]


def filled(key, way, language):
    """A way to say a dose, with an amount, an age or a number of times in its slots."""
    units = language.doses.units
    blank = "" if language.script.text == "Hans" else " "
    unit, year = units.tablet[0].text, units.year[-1].text
    text = language.label("times_a_day", n=3) if key == "up_to" else f"3{blank}{year}"
    slots = {"active": "500 mg", "taken": f"2{blank}{unit}", "unit": unit, "n": "3", "text": text}
    for slot, value in (slots | {"low": "3", "high": f"5{blank}{year}"}).items():
        way = way.replace(f"{{{slot}}}", value)
    return way


@pytest.mark.parametrize("language", KNOWN, ids=lambda each: each.tag.text)
def test_each_way_to_say_a_dose_is_read_by_those_who_reckon_with_it(language):
    tried = 0
    for key in (key for key in language.doses.__struct_fields__ if key != "units"):
        kind = KINDS.get(key, "often")
        for way in getattr(language.doses, key):
            for each in either(way.text):
                text = filled(key, each, language)
                english, reader = spoken(language).read(kind, text), Reader()
                assert english, (key, text)
                read = READERS[kind].from_node(nodes.scalar(english, "row"), reader)
                assert read and not reader.found, (key, text, english)
                tried += 1
    assert tried > 20
