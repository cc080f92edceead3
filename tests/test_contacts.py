"""Others to reach than the clinic: their own names and numbers, beside those of the clinic."""

import leaflets
import pytest
from gates import gate
from laid import compose, pages

import leaflet
from leaflet import LeafletError
from leaflet.layout.slices import Words

HEAD = "title: A test\nlanguage: en-GB\n"
CLINIC = {"name": "Hill Surgery", "address": "1 Hill Road", "phone": "01632 960 777"}
NURSE = (
    "- contact: { name: Night nurse, phone: 01632 960 888, hours: Every night, place: Ward 4 }\n"
)
THREE = """- contacts:
    title: Who else can help
    items:
      - { name: Ward 4, phone: 01632 960 881 ext 4567, hours: [Day and night, All week] }
      - { name: Out of hours, phone: "111", text: Call if **worse**. }
      - { name: Pharmacy, email: pharmacy@hill.example, website: hill.example }
"""
SHEETS = ["a4", "a5", "trifold-dl", "large-print", "giant-print", "a5-booklet"]


def made(body, sheet="a4"):
    return compose(body, HEAD, clinic=leaflet.Clinic(**CLINIC), sheet=sheet)


def words(leaflet_made):
    return [mark for page in pages(leaflet_made) for mark in page.marks if isinstance(mark, Words)]


def plain(leaflet_made):
    said = "".join(mark.text for mark in words(leaflet_made) if mark.node)
    return said.replace("\u00a0", "").replace(" ", "")


@pytest.mark.parametrize("sheet", SHEETS)
def test_all_of_another_contact_stands_before_the_clinics_own(sheet):
    said = plain(made(NURSE + THREE + "- contact\n", sheet))
    order = ["Nightnurse", "01632960888", "Everynight", "Ward4", "Whoelsecanhelp", "01632960881"]
    order += ["Dayandnight", "Allweek", "Outofhours", "111", "Callifworse.", "Pharmacy"]
    order += ["pharmacy@hill.example", "hill.example", "Callus", "01632960777"]
    places, at = [], 0
    for each in order:
        at = said.index(each, at)
        places.append(at)
    assert places == sorted(places)


def test_every_number_can_be_called_and_every_address_followed():
    links = {mark.link for mark in words(made(NURSE + THREE)) if mark.link}
    assert links == {
        "tel:01632960888",
        "tel:01632960881;ext=4567",
        "tel:111",
        "mailto:pharmacy@hill.example",
        "https://hill.example",
    }


def test_they_stand_beside_each_other_where_there_is_room_and_else_under():
    names = ("Ward 4", "Ward 5")
    items = ", ".join(f"{{ name: {name}, phone: 01632 960 881 }}" for name in names)

    def starts(sheet):
        found = words(made(f"- contacts: [{items}]\n", sheet))
        whole = {mark.text.replace("\u00a0", " "): mark.x for mark in found}
        return {round(whole[name]) for name in names}

    assert len(starts("a4")) == 2
    assert len(starts("trifold-dl")) == 1


@pytest.mark.usefixtures("natural_size")
def test_an_address_that_would_be_parted_in_a_row_of_three_stands_whole_in_one_of_two():
    long = "headinjury@northmoor.example"
    for body, most in ((THREE, 3), (THREE.replace("pharmacy@hill.example", long), 2)):
        shown = words(made(body))
        heads = [each for each in shown if each.text.startswith(("Ward", "Out", "Pharmacy"))]
        rows = [round(each.y) for each in heads]
        assert len(heads) == 3 and max(map(rows.count, rows)) == most
    assert long in [each.text.strip() for each in shown]


@pytest.mark.parametrize("sheet", ["a4", "trifold-dl"])
def test_they_are_read_as_they_are_drawn(sheet):
    both = made("- heading: Help\n" + NURSE + THREE + "- contact\n", sheet)
    for refusals in filter(None, (gate.available().get(n) for n in ("poppler", "pdfium"))):
        assert refusals(leaflet.write(both), leaflets.said(both)) == []


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        ("- contact: { name: Night nurse }\n", "missing-key", "how to reach them"),
        ("- contacts: [{ name: Ward 4, hours: All day }]\n", "missing-key", "how to reach them"),
        ("- contacts: [{ phone: '111' }]\n", "missing-key", "`name` is missing"),
        ("- contacts: []\n", "empty-value", ""),
        ("- contact: { phone: '111' }\n", "missing-key", "whose `phone` this is"),
        ("- contact: { name: A, phone: '111', size: small }\n", "conflicting-keys", "`size`"),
        ("- contacts: [{ name: A, phone: soon }]\n", "not-a-phone-number", "soon"),
    ],
)
def test_what_cannot_be_meant_is_one_fault_with_a_place(body, code, says):
    with pytest.raises(LeafletError) as caught:
        made(body)
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.line > 0) == (code, True)
    assert says in fault.problem and fault.hint
