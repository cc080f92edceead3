"""Icons: each is a shape that a PDF reader paints as its original was painted."""

import re
from pathlib import Path

import pypdfium2
import pytest
from gates import gate
from laid import compose, pages
from leaflets import said

import leaflet
from leaflet.cli import specimen
from leaflet.content.icon_name import IconName
from leaflet.errors import LeafletError
from leaflet.graphics import icon
from leaflet.layout.slices import Shape, Words
from leaflet.publish import build
from leaflet.source import model, nodes
from leaflet.source.model import Struct

FOLDER = Path(icon.__file__).with_name("icons")
DPI = 288

FILLED = {
    "phone": 0.3572,
    "heart": 0.4748,
    "lungs": 0.4691,
    "globe": 0.4258,
    "large-print": 0.5033,
    "x-ray": 0.2607,
    "no-smoking": 0.2400,
    "headache": 0.2268,
    "emergency": 0.4064,
    "thermometer": 0.1061,
    "checklist": 0.6679,
}
"""Share of the box that is ink, as resvg 0.5.0 paints the original SVG, placed alike."""


class Signed(Struct, frozen=True):
    sign: IconName


@pytest.fixture(scope="module")
def painted():
    """By name: the ink inside the box of each icon of the specimen, and around it (0 to 255)."""
    made = build.compose(specimen.document())
    found = {}
    with pypdfium2.PdfDocument(leaflet.write(made)) as pdf:
        for page, drawn in zip(pages(made), pdf, strict=True):
            picture = drawn.render(scale=DPI / 72, grayscale=True).to_pil()
            for mark in page.marks:
                if isinstance(mark, Shape):
                    box = [round(n * DPI / 72) for n in _corners(mark)]
                    found[mark.node.alt] = picture.crop(box)
    return found


def _corners(mark: Shape):
    return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height


def _ink(picture) -> float:
    """Share of the picture that is ink: grey edges count in part."""
    levels = picture.histogram()
    dark = min(level for level, count in enumerate(levels) if count)
    total = sum(count * (255 - level) / (255 - dark) for level, count in enumerate(levels))
    return total / (picture.width * picture.height)


def test_there_are_icons_for_what_a_clinic_needs():
    assert len(icon.names()) >= 60
    needed = {"phone", "email", "globe", "clock", "calendar", "map-pin", "person", "warning"}
    assert needed | {"information", "light-bulb", "check", "cross", "question"} <= {*icon.names()}
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", name) for name in icon.names())


@pytest.mark.parametrize("name", icon.names())
def test_an_icon_fills_its_box_and_stays_inside(name):
    outline = icon.outline(name)
    assert (outline.width, outline.height) == (48, 48)
    xs, ys = zip(*(given[-2:] for _, given in outline.path if given), strict=True)
    assert min(*xs, *ys) >= 0
    assert max(*xs, *ys) <= 48
    assert max(max(xs) - min(xs), max(ys) - min(ys)) >= 30
    assert outline.path[0][0] == "M"
    assert {kind: len(given) for kind, given in outline.path}.items() <= {
        ("M", 2),
        ("L", 2),
        ("C", 6),
        ("Z", 0),
    }


def test_a_pdf_reader_paints_every_icon_inside_its_box(painted):
    assert len(painted) == len(icon.names())
    for alt, picture in painted.items():
        assert 0.08 < _ink(picture) < 0.75, alt
        edge = [*picture.crop((0, 0, picture.width, 2)).get_flattened_data()]
        assert min(edge) == 255, alt


@pytest.mark.parametrize("name", FILLED)
def test_an_icon_is_painted_as_its_original(name, painted):
    picture = painted[f"Icon: {name.replace('-', ' ')}"]
    assert _ink(picture) == pytest.approx(FILLED[name], abs=0.006)


def test_the_files_are_small_and_have_their_licence_and_source():
    files = [*FOLDER.glob("*.svg")]
    assert len(files) == len(icon.names())
    assert max(path.stat().st_size for path in files) < 8_000
    assert sum(path.stat().st_size for path in files) < 160_000
    listed = re.findall(r"^\| `([a-z-]+)` \|", (FOLDER / "SOURCES.md").read_text(), re.MULTILINE)
    assert sorted(listed) == [*icon.names()]
    for name in ("healthicons", "phosphor"):
        assert "MIT License" in (FOLDER / f"LICENSE-{name}.txt").read_text()


def test_an_outline_is_read_once():
    assert icon.outline("phone") is icon.outline("phone")


def test_an_unknown_icon_is_refused_with_the_one_that_may_be_meant():
    with pytest.raises(LeafletError) as caught:
        icon.outline("phne")
    assert "there is no icon called `phne`" in str(caught.value)
    assert "did you mean `phone`?" in str(caught.value)


def test_an_unknown_icon_of_a_content_file_has_its_place():
    with pytest.raises(LeafletError) as caught:
        model.read(nodes.read(b"sign: hart\n", "content.yaml"), Signed)
    assert "content.yaml:1:7: there is no icon called `hart`" in str(caught.value)
    assert "did you mean `heart`?" in str(caught.value)
    with pytest.raises(LeafletError) as caught:
        model.read(nodes.read(b"sign: qqq\n", "content.yaml"), Signed)
    assert "`leaflet icons` lists them" in str(caught.value)
    made = model.read(nodes.read(b"sign: heart\n", "content.yaml"), Signed)
    assert made.sign.outline is icon.outline("heart")


def test_the_specimen_passes_every_gate():
    made = build.compose(specimen.document())
    refused = gate.refusals(leaflet.write(made), said(made))
    assert not {name: why for name, why in refused.items() if why}


def test_the_command_lists_and_draws_the_icons(folder, run):
    assert run("icons").said.split() == [*icon.names()]
    ran = run("icons", "-o", "icons.pdf")
    assert (ran.code, ran.said) == (0, f"icons.pdf: {len(icon.names())} icons\n")
    assert (folder / "icons.pdf").read_bytes().startswith(b"%PDF-")


def test_the_contact_panel_says_each_detail_in_words_without_a_sign():
    marks = [mark for page in pages(compose("- contact")) for mark in page.marks]
    assert [mark for mark in marks if isinstance(mark, Shape)] == []
    said = {mark.node.role for mark in marks if isinstance(mark, Words) and mark.node}
    assert {"P", "Link"} <= said
