"""A clinic of several sites, and one without a phone: every detail printed, and none guessed."""

import leaflets
import msgspec
import pytest
import yaml
from gates import gate
from laid import compose, pages

import leaflet
from leaflet import LeafletError
from leaflet.layout.slices import Words
from leaflet.measure import measure
from leaflet.web import form

HEAD = "title: A test\nlanguage: en-GB\n"
NORTH = {"name": "Northside", "address": ["1 Hill Road", "Northtown"], "phone": "01632 960 777"}
SOUTH = {"name": "Southside", "address": "9 Low Road", "phone": "01632 960 778"}
SOUTH |= {"hours": "Monday to Friday", "email": "south@hill.example", "practitioner": "Dr A"}
TWO = {"name": "Hill Surgery", "website": "hill.example", "sites": [NORTH, SOUTH]}
MAIL = {"name": "Hill Surgery", "address": "1 Hill Road", "email": "desk@hill.example"}
BODY = "- paragraph: Rest.\n- heading: Help\n- paragraph: Call us.\n- contact\n"


def made(clinic, sheet="a4", body=BODY):
    return compose(body, HEAD, clinic=leaflet.clinic(clinic), sheet=sheet)


def words(leaflet_made):
    return [mark for page in pages(leaflet_made) for mark in page.marks if isinstance(mark, Words)]


def plain(leaflet_made):
    return "".join(mark.text for mark in words(leaflet_made) if mark.node).replace(" ", "")


@pytest.mark.parametrize("sheet", ["a4", "a5", "trifold-dl", "large-print"])
def test_all_sites_are_printed_where_none_is_chosen(sheet):
    said = plain(made(TWO, sheet)).replace("\u00a0", "")
    for site in (NORTH, SOUTH):
        for value in site.values():
            for line in value if isinstance(value, list) else [value]:
                assert line.replace(" ", "") in said, line


@pytest.mark.parametrize("sheet", ["a4", "a5", "trifold-dl", "large-print"])
@pytest.mark.parametrize("website", ["surgery.example", None])
def test_numbers_that_only_sites_have_stand_under_the_call(sheet, website):
    clinic = {key: value for key, value in TWO.items() if key != "website"}
    text = made(clinic | ({"website": website} if website else {}), sheet)
    said = plain(text).replace("\u00a0", "")
    _, call = said.rsplit("Callus", 1)
    assert call.startswith("Northside01632960777Southside01632960778")
    assert said.count("01632960777") == 2
    assert said.count("surgery.example") == bool(website)
    data = leaflet.write(text)
    (rule,) = (each for each in measure(data) if each.rule == "contact")
    assert rule.verdict == "ok", rule.findings
    for refusals in filter(None, (gate.available().get(n) for n in ("poppler", "pdfium"))):
        assert refusals(data, leaflets.said(text)) == []


@pytest.mark.parametrize(
    "contact",
    [
        "contact: {size: small}",
        "contact: {}",
        "callout: {kind: tip, body: [{contact: {size: small}}]}",
    ],
)
def test_sites_are_printed_beside_small_contact_details_too(contact):
    said = plain(made(TWO, body=f"- paragraph: Rest.\n- {contact}\n- paragraph: Bye.\n"))
    assert "9LowRoad" in said and "1HillRoad" in said


def test_a_poster_names_each_site_with_its_number_where_the_clinic_has_none():
    clinic = {key: value for key, value in TWO.items() if key != "website"}
    poster = made(clinic, "poster-a4")
    said = plain(poster).replace("\u00a0", "")
    assert "Northside01632960777" in said and "Southside01632960778" in said
    for refusals in filter(None, (gate.available().get(n) for n in ("poppler", "pdfium"))):
        assert refusals(leaflet.write(poster), leaflets.said(poster)) == []


def test_the_site_that_is_chosen_gives_its_details_and_no_other_is_printed():
    chosen = leaflet.clinic(TWO, site="Southside")
    details = {key: run.text for key, run in chosen.details().items()}
    assert details["address"] == "9 Low Road"
    assert (details["phone"], details["website"]) == ("01632 960 778", "hill.example")
    said = plain(made(TWO | {"site": "Southside"}, body=BODY.replace("us.", "{clinic.phone}.")))
    assert "HillSurgerySouthside" in said and "DrA" in said
    assert said.count("01632960778") == 2
    assert "Northside" not in said and "960777" not in said


def test_a_detail_that_differs_between_sites_asks_for_one_of_them():
    with pytest.raises(LeafletError) as caught:
        made(TWO, body=BODY.replace("us.", "{clinic.phone}."))
    (fault,) = caught.value.faults
    assert fault.code == "unfilled-field"
    assert "--site Northside" in fault.hint
    said = plain(
        made(TWO | {"phone": "01632 960 700"}, body=BODY.replace("us.", "{clinic.phone}."))
    )
    assert said.count("01632960700") == 2


@pytest.mark.parametrize(
    ("clinic", "code", "key"),
    [
        (TWO | {"site": "Westside"}, "unknown-name", "clinic.site"),
        (MAIL | {"site": "Westside"}, "unknown-name", "clinic.site"),
        (TWO | {"sites": [NORTH, NORTH]}, "duplicate-item", "clinic.sites[1].name"),
        (TWO | {"sites": [{"name": "North"}]}, "missing-key", "clinic.sites[0].name"),
        (TWO | {"sites": [{"address": "1 Hill"}]}, "missing-key", "clinic.sites[0].name"),
        (TWO | {"sites": [NORTH | {"phone": "soon"}]}, "not-a-phone-number", None),
        ({"name": "Hill", "phone": "111"}, "missing-key", "clinic.address"),
        ({"name": "Hill", "address": "1 Hill Road"}, "missing-key", "clinic.phone"),
    ],
)
def test_what_is_wrong_with_a_site_is_one_fault(clinic, code, key):
    for read in (leaflet.clinic, lambda details: leaflet.Clinic(**details)):
        with pytest.raises(LeafletError) as caught:
            read(clinic)
        (fault,) = caught.value.faults
        assert fault.code == code
        assert key in (None, fault.path)
        assert fault.hint


def test_a_site_is_chosen_on_the_command_line(folder, run):
    (folder / "content.yaml").write_text(f"{HEAD}body:\n{BODY}")
    (folder / "clinic.yaml").write_text(yaml.safe_dump(TWO))
    for command in ("build", "pack", "check"):
        ran = run(command, "content.yaml", "--clinic", "clinic.yaml", "--site", "Nowhere")
        assert ran.code == 1, command
        assert "there is no site called `Nowhere`" in ran.err
    built = run("build", "content.yaml", "--clinic", "clinic.yaml", "--site", "Northside")
    assert built.code == 0, built.err


def test_the_clinic_of_python_takes_sites_and_is_the_same_again():
    clinic = leaflet.Clinic(**TWO, site="Northside")
    assert clinic == leaflet.clinic(TWO, site="Northside")
    assert msgspec.structs.replace(clinic, logo=None) == clinic


# ---- without a phone


@pytest.mark.parametrize("sheet", ["a4", "a5", "trifold-dl", "poster-a4"])
def test_without_a_phone_the_email_takes_its_place(sheet):
    text = made(MAIL, sheet)
    said = plain(text)
    assert said.count("desk@hill.example") == 1
    assert "Writetous" in said and "Callus" not in said.replace("Callus.", "")
    (address,) = (mark for mark in words(text) if mark.text == "desk@hill.example" and mark.node)
    body = min(mark.size for mark in words(text) if mark.node)
    assert address.size > body
    for refusals in filter(None, (gate.available().get(n) for n in ("poppler", "pdfium"))):
        assert refusals(leaflet.write(text), leaflets.said(text)) == []


def test_a_text_that_wants_a_phone_names_the_way_out():
    with pytest.raises(LeafletError) as caught:
        made(MAIL, body=BODY.replace("us.", "{clinic.phone}."))
    (fault,) = caught.value.faults
    assert fault.code == "unfilled-field"
    assert "{clinic.phone|clinic.email}" in fault.hint


def test_the_foot_of_a_page_says_the_email_in_place_of_the_phone():
    long = made(MAIL, body="".join(f"- paragraph: Rest {n}.\n" for n in range(60)) + BODY)
    feet = [mark.text for mark in words(long) if not mark.node]
    assert "Hill Surgery, desk@hill.example" in "".join(feet)


def test_only_a_website_or_a_booking_page_is_a_way_too():
    for key in ("website", "booking"):
        said = plain(made({"name": "Hill", "address": "1 Hill Road", key: "hill.example/a"}))
        assert "Findusonline" in said and said.count("hill.example/a") == 1


def test_a_form_asks_for_a_phone_only_where_nothing_else_says_how_to_reach_the_clinic():
    document = made(MAIL).document
    typed = {"name": "Hill", "address": "1 Hill Road"}
    assert [each.field for each in form.fill(typed, None, document).problems] == ["phone"]
    filled = form.fill(typed | {"email": "desk@hill.example"}, None, document)
    assert filled.problems == () and filled.clinic.phone is None
