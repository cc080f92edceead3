"""Doses in sentences: how much a day they add up to, of what, and what is the most."""

import labelled
import pytest

from leaflet.editor import engine
from leaflet.editor.prose import dosage
from leaflet.editor.prose import medicine as medicines

PUBLIC = ("https://www.nhs.uk/medicines/", "https://bnf.nice.org.uk/drugs/")
"""Whose pages say the most of a medicine in a day."""


def doses(text):
    passage = manuscript(text).prose[-1]
    return [*dosage.doses(passage)]


def manuscript(words):
    return labelled.manuscript(labelled.snippet({"text": words}))


@pytest.mark.parametrize(
    ("text", "milligrams", "times"),
    [
        ("Take two 500 mg paracetamol tablets 6 times a day.", 1000, 6),
        ("Take 2 paracetamol tablets (500 mg each) every 3 hours.", 1000, 8),
        ("Take 2 paracetamol tablets (1 g) every 6 hours.", 1000, 4),
        ("Take two paracetamol every hour.", 1000, 24),
        ("Take 1 or 2 Panadol tablets up to 4 times in 24 hours.", 1000, 4),
        ("Half-hourly, take 2 tablets of ibuprofen.", 400, 48),
        ("Take 400 mg of ibuprofen morning, noon and night.", 400, 3),
        ("Take Nurofen 400 mg with each meal and at bedtime.", 400, 4),
        ("Take 60 mg of codeine every 4 hours while you are awake.", 60, 4),
        ("Have 10 ml of Calpol (120 mg/5 ml) every 6 hours.", 240, 4),
        ("Take 2 co-codamol 8/500 tablets every 4 hours.", 1000, 6),
    ],
)
def test_a_dose_is_read_with_its_weight_and_how_often(text, milligrams, times):
    (dose,) = doses(text)
    assert (dose.milligrams.high, dose.often.high) == (milligrams, times)
    assert dose.medicine and not dose.is_most


@pytest.mark.parametrize(
    ("text", "most", "unit"),
    [
        ("Do not take more than 8 tablets in 24 hours.", 8, "tablet"),
        ("The daily maximum is 150 mg.", 150, "mg"),
        ("The most you can take in 24 hours is 4 doses.", 4, "dose"),
        ("Use at most 4 patches a day.", 4, "patch"),
    ],
)
def test_the_most_in_a_day_is_told_from_what_to_take(text, most, unit):
    (dose,) = doses(text)
    assert (dose.size.high, dose.unit, dose.is_most) == (most, unit, True)


@pytest.mark.parametrize(
    "text",
    ["Wait 4 hours.", "Do not take 2 tablets every 2 hours.", "Each tablet has 500 mg of it."],
)
def test_what_is_no_dose_is_none(text):
    assert doses(text) == []


def test_each_medicine_has_one_limit_and_says_where_it_comes_from():
    known = medicines.limited()
    assert len({each.id.text for each in known.values()}) > 3
    assert all(float(each.most.text) > 0 for each in known.values())
    assert all(each.source.text.startswith(PUBLIC) for each in known.values())


def test_a_limit_of_children_is_not_held_against_adults():
    text = "Adults take 2 tablets 4 times a day. Children take no more than 4 tablets a day."
    rule = engine.rule("dose-limit")
    assert [*rule.flaws(manuscript(text))] == []
    both = text.replace("Children", "Adults")
    assert len([*rule.flaws(manuscript(both))]) == 1
