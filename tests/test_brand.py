"""Brand: what is taken from somebody else's `_brand.yml`, and what of it is refused."""

from pathlib import Path

import pytest
from conftest import CONTENT
from PIL import Image

import leaflet
from leaflet.content import brand
from leaflet.errors import FileError, LeafletError

BRAND = """\
meta: {name: {full: Harbour Group, short: Harbour}, link: https://harbour.example}
color:
  palette: {plum: "#5b2a6e", sea: "#0a7a70", main: plum}
  foreground: black
  primary: main
  secondary: {light: sea, dark: plum}
logo:
  images: {head: {path: wide.png, alt: Harbour}}
  small: tall.png
  medium: {light: head, dark: night}
typography: {fonts: [{family: Inter, source: google}]}
"""


@pytest.fixture
def branded(folder):
    """A folder with a leaflet, and beside it another with the brand and its pictures."""
    (folder / "content.yaml").write_text(CONTENT)
    (folder / "house").mkdir()
    for name, size in (("wide.png", (40, 10)), ("tall.png", (10, 40))):
        Image.new("RGB", size).save(folder / "house" / name)
    write(BRAND)
    return folder


FILE = "house/_brand.yml"


def write(text):
    Path(FILE).write_text(text)


def clinic(text=BRAND, **how):
    write(text)
    return leaflet.read("content.yaml", brand=FILE, **how).clinic


def test_a_brand_gives_colour_accent_and_logo(branded):
    found = clinic()
    assert (found.colour.text, found.accent.text) == ("#5b2a6e", "#0a7a70")
    assert (found.logo.text, found.logo.picture.width) == ("wide.png", 40)
    assert list(brand.taken(found, FILE)) == ["colour", "accent", "logo"]


def test_what_the_clinic_says_itself_stays(branded):
    (branded / "content.yaml").write_text(CONTENT.replace("body:", "  colour: '#102030'\nbody:", 1))
    found = clinic()
    assert (found.name.text, found.colour.text) == ("Harbour Clinic", "#102030")
    assert list(brand.taken(found, FILE)) == ["accent", "logo"]


def test_set_wins_over_the_brand_and_can_take_its_colour_out(branded):
    assert clinic(details={"colour": "#405060"}).colour.text == "#405060"
    assert clinic(details={"logo": ""}).logo is None


def test_a_brand_names_the_clinic_where_nothing_else_does(branded):
    (branded / "content.yaml").write_text(CONTENT.replace("  name: Harbour Clinic\n", ""))
    assert clinic().name.text == "Harbour Group"
    assert clinic("meta: {name: {short: Harbour}}").name.text == "Harbour"
    assert clinic("meta: {name: Harbours}").name.text == "Harbours"


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("color: {primary: '#123456'}", "colour", "#123456"),
        ("color: {primary: '#123'}", "colour", "#123"),
        ("color: {accent: '#123456'}", "accent", "#123456"),
        ("color: {secondary: '#123456', accent: '#654321'}", "accent", "#123456"),
        ("logo: wide.png", "logo", "wide.png"),
        ("logo: {path: wide.png}", "logo", "wide.png"),
        ("logo: {small: tall.png, large: wide.png}", "logo", "wide.png"),
        ("logo: {medium: {path: tall.png, alt: Us}}", "logo", "tall.png"),
        ("logo: {images: {us: tall.png}, medium: us}", "logo", "tall.png"),
        ("logo: {images: {us: wide.png}, medium: tall.png}", "logo", "tall.png"),
        ("logo: {medium: {light: {path: tall.png}}}", "logo", "tall.png"),
    ],
)
def test_each_way_of_writing_it_is_understood(branded, text, key, value):
    found = clinic(text)
    assert getattr(found, key).text == value
    assert list(brand.taken(found, FILE)) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "typography: {base: Inter}",
        "color: {background: white}",
        "color: {primary: {dark: '#123456'}}",
        "logo: {images: {us: wide.png}}",
        "meta: {link: https://harbour.example}",
    ],
)
def test_what_says_nothing_of_a_clinic_is_passed_over(branded, text):
    assert clinic(text) == leaflet.read("content.yaml").clinic


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("color: {primary: teal}", "1:18", "`teal` is neither a colour nor a name"),
        ("color: {palette: {teal: '#123456'}, primary: tael}", "1:46", "did you mean `teal`?"),
        ("color: {palette: {a: b, b: a}, primary: a}", "1:28", "`a` is neither a colour"),
        ("color: {primary: [a]}", "1:18", "a colour is needed here, and this is a list"),
        ("color:\n  primary: #123456", "2:11", "in quotes"),
        ("color: '#123456'", "1:8", "a group of keys is needed under `color`"),
        ("meta: Harbour", "1:7", "a group of keys is needed under `meta`"),
        ("- color", "1:1", "a group of keys is needed here"),
        ("logo: nosuch.png", "1:7", "there is no file"),
        ("logo: ../logo.png", "1:7", "is outside the leaflet's folder"),
        ("logo: https://harbour.example/logo.png", "1:7", "is an address; nothing is fetched"),
        ("color: {primary: a, primary: b}", "1:21", "primary"),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_place(branded, text, place, said):
    with pytest.raises(LeafletError) as caught:
        clinic(text)
    assert f"{FILE}:{place}: " in str(caught.value) and said in str(caught.value)


def test_a_missing_brand_file_is_said(branded):
    with pytest.raises(FileError, match=r"there is no file `none\.yml`"):
        leaflet.read("content.yaml", brand="none.yml")


def test_the_faults_of_brand_and_content_are_told_together(branded):
    (branded / "content.yaml").write_text(CONTENT.replace("paragraph", "paragaph"))
    with pytest.raises(LeafletError) as caught:
        clinic("color: {primary: teal}")
    assert "paragaph" in str(caught.value) and "teal" in str(caught.value)


# ---- on the command line


def test_the_build_says_what_it_took_if_asked(branded, run):
    assert f"from {FILE}" not in run("build", "--brand", FILE).err
    assert f"from {FILE}: colour, accent, logo\n" in run("build", "-v", "--brand", FILE).err


def test_a_brand_that_gives_nothing_is_said(branded, run):
    write("typography: {base: Inter}")
    said = run("build", "--brand", FILE)
    assert said.code == 0 and f"note: {FILE} gave nothing" in said.err


def test_a_brand_file_is_never_written_over(branded, run):
    before = (branded / FILE).read_bytes()
    assert run("build", "--brand", FILE, "-o", FILE).code != 0
    assert (branded / FILE).read_bytes() == before
