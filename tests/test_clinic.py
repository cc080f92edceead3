"""The clinic: where its details come from, what fills the text, and whose they are."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import yaml
from conftest import CLINIC, CONTENT
from gates import pdfium
from PIL import Image

import leaflet
from leaflet import FileError, LeafletError, shipped
from leaflet.content import clinic
from leaflet.content.clinic import DETAILS, FILLING, PANEL, Clinic, sample
from leaflet.content.owner import Setting
from leaflet.document.document import read
from leaflet.graphics import icon
from leaflet.source import model
from leaflet.source.nodes import Mapping, scalar
from leaflet.source.value import Line, Phone
from leaflet.text.run import Run

ALL = """\
name: Hill Clinic
practitioner: Ada Example
address: |
  1 Hill Road
  Exampletown
phone: 01632 960 555
email: desk@hill.example
website: https://hill.example/
hours: Monday to Friday
booking: hill.example/book
registration: Register 12345
logo: logo.png
colour: "#123456"
accent: "#654321"
"""


@pytest.fixture
def files(folder):
    Image.new("RGB", (30, 20), "red").save(folder / "logo.png")
    (folder / "content.yaml").write_text(CONTENT)
    (folder / "clinic.yaml").write_text(ALL)
    return folder


def owner(**facts):
    return read("content.yaml", **facts).clinic


def test_a_file_of_its_own_has_the_keys_alone_or_under_one(files):
    bare = owner(clinic="clinic.yaml")
    under = "clinic:\n" + "".join(f"  {line}\n" for line in ALL.splitlines())
    (files / "clinic.yaml").write_text(under)
    assert owner(clinic="clinic.yaml") == bare
    assert bare.name.text == "Hill Clinic"
    (files / "clinic.yaml").write_text(under + "body: a\n")
    with pytest.raises(LeafletError, match="`body` is not a key that belongs here"):
        owner(clinic="clinic.yaml")


def test_a_clinic_file_is_at_most_sixty_four_thousand_bytes(files):
    (files / "clinic.yaml").write_text(CLINIC + "# " + "x" * 64_000)
    with pytest.raises(LeafletError, match="64,000 is the most"):
        owner(clinic="clinic.yaml")


def test_every_detail_fills_its_field(files):
    details = owner(clinic="clinic.yaml").details()
    assert all(run.is_detail for run in details.values())
    assert {key: run._replace(is_detail=False) for key, run in details.items()} == {
        "name": Run("Hill Clinic"),
        "practitioner": Run("Ada Example"),
        "address": Run("1 Hill Road, Exampletown"),
        "phone": Run("01632 960 555", link="tel:01632960555", keep=True),
        "email": Run("desk@hill.example", link="mailto:desk@hill.example", keep=True),
        "website": Run("hill.example", link="https://hill.example/"),
        "hours": Run("Monday to Friday"),
        "booking": Run("hill.example/book", link="https://hill.example/book"),
        "registration": Run("Register 12345"),
    }
    assert set(FILLING) <= set(Clinic.__struct_fields__)


def test_what_is_not_known_fills_nothing(files):
    assert set(owner().details()) == {"name", "address", "phone"}


def set_to(**details):
    """Details as the command line gives them."""
    return {key: Setting(text) for key, text in details.items()}


def test_single_details_are_set_over_those_of_the_file(files):
    found = owner(clinic="clinic.yaml", details=set_to(phone="111", hours="", name="Shore"))
    assert (found.name.text, found.phone.text, found.hours) == ("Shore", "111", ())
    assert found.email.text == "desk@hill.example"
    assert found.phone.span.place.file == "--set clinic.phone"


def test_details_alone_make_a_clinic(files):
    (files / "content.yaml").write_text("title: a\nbody: b\n")
    details = {"name": "Hill", "address": "1 Hill Road\nExampletown", "phone": "111"}
    assert len(owner(details=details).address) == 2
    assert owner() is None
    with pytest.raises(LeafletError, match="`address` is missing"):
        owner(details={"name": "Hill", "phone": "111"})


def test_a_needed_detail_cannot_be_taken_away(files):
    with pytest.raises(LeafletError, match="`phone` is missing"):
        owner(details={"phone": " "})


# ---- the table


def test_every_detail_with_words_has_a_sign_and_a_stand_in_that_reads_as_its_kind():
    assert len(FILLING) == 12
    freely = [key for key in FILLING if key != "site"]  # that is one of the clinic's own
    entries = [(scalar(key, key), scalar(DETAILS[key].stand_in, key)) for key in freely]
    stood_in = model.read(Mapping(tuple(entries), entries[0][1].span), Clinic)
    assert [*stood_in.details()] == freely
    assert {DETAILS[key].sign for key in PANEL} <= {*icon.names()}


FAX = """
    fax: Annotated[
        Phone | None,
        Detail("Fax number", "With its code.", "Enter a fax number", "document", "00000 000 001"),
    ] = None
    email:"""
PROBE = """
import datetime, json, sys
from pathlib import Path
from starlette.testclient import TestClient
import leaflet
from leaflet.document import schema
from leaflet.web import app
from leaflet.web.guard import ServerAddress
from leaflet.web.office import Office

document = leaflet.read("content.yaml")
Path("made.pdf").write_bytes(leaflet.write(leaflet.compose(document)))
address = ServerAddress("127.0.0.1", 8765)
office = Office(Path("none"), Path("kept"), address, lambda: datetime.date.min)
client = TestClient(app.create(office), base_url=office.address.url)
clinic = {"name": "Hill", "address": "1 Hill Road", "phone": "01632 960 555"}
asked = {"leaflet": "built-in", "clinic": clinic | {"fax": "01632 960 557"}}
Path("sent.pdf").write_bytes(client.post("/api/build", json=asked).content)
print(json.dumps({
    "keys": leaflet.Clinic.__struct_fields__,
    "schema": schema.schema()["definitions"]["Clinic"]["properties"],
    "form": client.get("/leaflets/built-in/clinic").text,
    "api": client.get("/api/openapi.json").json()["components"]["schemas"]["ClinicDetails"],
    "wrong": client.post("/api/build", json=asked | {"clinic": clinic | {"fax": "x"}}).json(),
}))
"""


def test_a_new_detail_is_one_field_and_one_label(folder):
    """In a copy of the program, every place has the detail that only these two lines name."""
    home = Path(leaflet.__file__).parent
    shutil.copytree(home, folder / "leaflet", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("fonts", "examples"):
        (folder / name).symlink_to(shipped.path(name))
    for name, line, added in (
        ("content/clinic.py", "\n    email:", FAX.rstrip("\n")),
        ("languages/en.yaml", "\n  email: Email", "\n  fax: Fax\n  email: Email"),
    ):
        path = folder / "leaflet" / name
        whole = path.read_text("utf-8")
        assert whole.count(line) == 1
        path.write_text(whole.replace(line, added), "utf-8")
    words = CONTENT.replace("phone:", "fax: 01632 960 556\n  phone:")
    words = words.replace("walk.", "send a fax to {clinic.fax}.") + "  - contact\n"
    (folder / "content.yaml").write_text(words)
    probe = [sys.executable, "-c", PROBE]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    ran = subprocess.run(probe, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found["keys"][4:8] == ["phone", "other_phone", "fax", "email"]
    assert [*found["schema"]][4:8] == ["phone", "other_phone", "fax", "email"]
    assert '<label for="fax">Fax number</label>' in found["form"]
    assert '<input id="fax" name="fax" type="tel"' in found["form"]
    assert [*found["api"]["properties"]][4:8] == ["phone", "other_phone", "fax", "email"]
    assert [(each["code"], each["key"]) for each in found["wrong"]["problems"]] == [
        ("not-a-phone-number", "clinic.fax")
    ]
    for name, number in (("made", "01632 960 556"), ("sent", "01632 960 557")):
        printed = " ".join("".join(pdfium.pages((folder / f"{name}.pdf").read_bytes())).split())
        assert f"send a fax to {number}." in printed
        assert f"Fax {number}" in printed


# ---- from a program


def test_a_clinic_is_made_of_plain_texts(files):
    made = Clinic(name="Hill", address="1 Hill Road\nExampletown", phone=" 01632  960 555 ")
    assert made.phone == Phone("01632 960 555")
    assert made.address == (Line("1 Hill Road"), Line("Exampletown"))
    assert (made.email, made.hours) == (None, ())
    again = Clinic(name=made.name, address=["1 Hill Road", "Exampletown"], phone=made.phone)
    assert again == made and hash(again) == hash(made)
    assert leaflet.compose(read("content.yaml"), made).clinic == made


def test_a_clinic_of_plain_texts_is_checked_whole():
    with pytest.raises(LeafletError) as caught:
        Clinic(name=None, address=[], phone="soon", email="x\x1b", hours=["Monday", ""])
    assert [(fault.path, fault.code, fault.place.line) for fault in caught.value.faults] == [
        ("clinic.name", "empty-value", 0),
        ("clinic.address", "empty-value", 0),
        ("clinic.phone", "not-a-phone-number", 0),
        ("clinic.email", "hidden-character", 0),
        ("clinic.hours[1]", "empty-value", 0),
    ]
    with pytest.raises(LeafletError, match="not a phone number"):
        msgspec.structs.replace(sample(), phone="soon")


def test_a_clinic_is_read_alone_from_a_file_a_dict_a_text_or_keywords(files):
    from_file = leaflet.clinic("clinic.yaml")
    assert from_file == leaflet.clinic(files / "clinic.yaml") == owner(clinic="clinic.yaml")
    details = yaml.load(ALL, yaml.BaseLoader)
    assert leaflet.clinic(ALL, folder=files) == from_file
    assert leaflet.clinic(details, folder=str(files)) == from_file
    assert leaflet.clinic({"clinic": details}, folder=files) == from_file
    assert leaflet.clinic(**details, folder=files) == from_file
    assert from_file.logo.picture.width == 30


def test_keywords_are_set_over_what_a_clinic_says(files):
    made = leaflet.clinic("clinic.yaml", phone="111", hours="", email=None, address=["a", "b"])
    assert (made.phone.text, made.hours, made.email) == ("111", (), None)
    assert made.address == (Line("a"), Line("b"))
    assert made.name.text == "Hill Clinic"
    (files / "_brand.yml").write_text('color: {primary: "#0b5c6b"}\n')
    plain = {"name": "Hill", "address": "1 Hill Road", "phone": 999, "email": None}
    made = leaflet.clinic(plain, brand="_brand.yml")
    assert (made.phone.text, made.email, made.colour.text) == ("999", None, "#0b5c6b")


@pytest.mark.parametrize(
    "source", [{"nam": "x", "phone": "y"}, {"clinic": {"nam": "x", "phone": "y"}}]
)
def test_the_faults_of_a_dict_have_keys_and_no_lines(source):
    with pytest.raises(LeafletError) as caught:
        leaflet.clinic(source)
    found = {fault.code: fault for fault in caught.value.faults}
    assert found["unknown-key"].path == "clinic.nam"
    assert found["not-a-phone-number"].path == "clinic.phone"
    assert {fault.place[:3] for fault in caught.value.faults} == {("", 0, 0)}
    assert "clinic.phone: `y` is not a phone number\n  hint: write digits" in str(caught.value)


def test_a_text_names_a_logo_in_the_folder_that_is_given_and_a_path_one_anywhere(files):
    (files / "mine").mkdir()
    needed = {"name": "Hill", "address": "1 Hill Road", "phone": "111"}
    assert leaflet.clinic(**needed, logo="logo.png", folder=files).logo.picture.width == 30
    assert Clinic(**needed, logo=files / "mine" / ".." / "logo.png").logo.picture.width == 30
    with pytest.raises(FileError) as caught:
        Clinic(**needed, logo=files / "nosuch.png")
    assert [fault.path for fault in caught.value.faults] == ["clinic.logo"]
    with pytest.raises(LeafletError, match=r"give its path as a `Path`, or say its `folder`"):
        leaflet.clinic(**needed, logo="logo.png")
    with pytest.raises(LeafletError, match="is outside the leaflet's folder"):
        leaflet.clinic(**needed, logo="../logo.png", folder=files / "mine")


# ---- the logo


def test_a_logo_lies_beside_the_file_that_names_it(files, monkeypatch):
    (files / "mine").mkdir()
    (files / "clinic.yaml").rename(files / "mine" / "clinic.yaml")
    with pytest.raises(FileError, match=r"there is no file `mine/logo\.png`"):
        owner(clinic="mine/clinic.yaml")
    (files / "logo.png").rename(files / "mine" / "logo.png")
    found = owner(clinic="mine/clinic.yaml").logo
    assert (found.picture.width, found.picture.height) == (30, 20)
    assert found.path.resolve() == (files / "mine" / "logo.png").resolve()
    monkeypatch.chdir(files / "mine")
    assert read("../content.yaml", clinic="clinic.yaml").clinic.logo == found


def test_the_command_line_names_a_logo_anywhere(files, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "a logo.png"
    (files / "logo.png").rename(elsewhere)
    found = owner(clinic="clinic.yaml", details=set_to(logo=str(elsewhere)))
    assert found.logo.picture.width == 30
    assert found.logo.path == elsewhere


def test_two_logos_of_one_name_are_two(files):
    one = owner(clinic="clinic.yaml")
    Image.new("RGB", (30, 20), "blue").save(files / "logo.png")
    other = owner(clinic="clinic.yaml")
    assert one.logo.text == other.logo.text
    assert one != other and one.logo != other.logo
    assert hash(one) != hash(other)


# ---- whose it is


def test_the_clinic_of_the_shipped_content_is_the_sample():
    shown = read(shipped.path("content.yaml")).clinic
    assert shown.name == sample().name
    assert [*shown.placeholders()] == []
    kept = {name: getattr(shown, name) for name in FILLING}
    assert kept == {name: getattr(sample(), name) for name in FILLING}


def test_the_details_of_the_sample_are_refused_for_a_named_clinic():
    own = msgspec.structs.replace(sample(), name=clinic.ClinicName("Hill"))
    others = [key for key in FILLING[1:] if getattr(own, key)]
    assert [key for key, _ in own.placeholders()] == others
    with pytest.raises(LeafletError) as caught:
        leaflet.compose(read(shipped.path("content.yaml")), own)
    assert len([f for f in caught.value.faults if f.code == "sample-detail"]) == 8


def test_every_placeholder_is_one_that_nobody_can_have():
    """Ofcom keeps 01632 960 for fiction; RFC 2606 keeps .example."""
    found = sample()
    assert found.phone.text.startswith("01632 960")
    assert all(".example" in line.text for line in (found.email, found.website, found.booking))


def test_a_name_left_as_in_the_sample_is_a_fault_once_another_detail_is_changed():
    changed = msgspec.structs.replace(sample(), phone=Phone("01632 960 555"))
    assert list(sample().placeholders()) == []
    assert "name" in [key for key, _ in changed.placeholders()]


OWN = {
    **{"short_name": "Hill", "other_phone": "01632 960 778"},
    **{"name": "Hill", "practitioner": "A. B.", "address": ["2 Hill", "Exampletown", "EX1 1AA"]},
    **{"phone": "01632 960 777", "email": "a@hill.example", "website": "hill.example"},
    **{"hours": ["Monday to Friday, 9am to 6pm", "Saturday, 9am to 1pm"]},
    **{"booking": "hill.example/book", "registration": "ABC 1"},
}


def test_a_clinic_of_its_own_details_has_none_of_the_sample():
    assert {*OWN} == {*FILLING} - {"site"}
    assert [*Clinic(**OWN).placeholders()] == []


@pytest.mark.parametrize("key", [key for key in FILLING if getattr(sample(), key)])
def test_any_one_detail_left_as_in_the_sample_is_refused(key):
    left = OWN | {key: getattr(sample(), key)}
    with pytest.raises(LeafletError) as caught:
        leaflet.compose(read(shipped.path("content.yaml")), Clinic(**left))
    assert [(f.code, f"`{key}` is" in f.problem) for f in caught.value.faults] == [
        ("sample-detail", True)
    ]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("name", "YOUR CLINIC NAME"),
        ("practitioner", "Your practitioner, DipAc"),
        ("address", ["1, Hill", "1 Example Street,"]),
        ("address", "1 Example Street, Your town, Your postcode"),
        ("address", ["2 Hill", "YOUR TOWN"]),
        ("address", "2 Hill, Your town, Your postcode"),
        ("website", "clinic.example"),
        ("website", "https://www.clinic.example/book"),
        ("booking", "http://clinic.example/book/?x=1"),
        ("address", ["2 Hill", "Hilltown", "Your postcode"]),
        ("phone", "01632 960123"),
        ("phone", "+44 (0)1632 960 123"),
        ("email", "Hello@clinic.example"),
        ("website", "www.clinic.example/"),
        ("booking", "http://www.clinic.example/book"),
        ("hours", ["Monday, 9am to 6pm", "Your opening days and times"]),
    ],
)
def test_a_detail_of_the_sample_is_known_in_another_spelling(key, words):
    found = [*Clinic(**OWN | {key: words}).placeholders()]

    assert [left for left, _ in found] == [key]


@pytest.mark.parametrize(
    "left",
    [
        {"name": "Your second site"},
        {"address": ["7 Low Road", "Your other town"]},
        {"phone": "01632960124"},
        {"hours": "Your opening days and times"},
    ],
)
def test_a_detail_of_a_site_that_is_left_as_in_the_sample_is_told(left):
    own = {"name": "North", "address": "7 Low Road", "phone": "01632 960 779"}
    mine = {key: value for key, value in OWN.items() if key != "site"}
    assert [*Clinic(**mine | {"sites": [own]}).placeholders()] == []
    found = [*Clinic(**mine | {"sites": [own, own | {"name": "South"} | left]}).placeholders()]
    assert [key for key, _ in found] == ["sites"]


def test_hours_left_as_in_the_sample_are_refused_whichever_way_a_leaflet_is_made(folder, run):
    own = {key: value for key, value in OWN.items() if key != "hours"}
    settings = [
        word
        for key, value in own.items()
        for word in ("--set", f"clinic.{key}={value if isinstance(value, str) else value[0]}")
    ]
    assert run("new", "made").code == 0
    (folder / "clinic.yaml").write_text(json.dumps(own | {"hours": "Your opening days and times"}))
    for words in (
        ("build", "made/content.yaml", *settings),
        ("pack", "made/content.yaml", *settings),
        ("build", "--clinic", "clinic.yaml"),
        ("pack", "--clinic", "clinic.yaml"),
    ):
        ran = run(*words)
        assert ran.code == 1, words
        assert ran.err.count("`hours` is still the sample's") == 1
        assert not (folder / "output").exists()
    assert run("build", "made/content.yaml", *settings, "--set", "clinic.hours=9 to 5").code == 0
