"""The drawings that come with the program: what there is, in which colours, cut to a box."""

import json
import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from gates import gate
from leaflets import said
from msgspec import structs
from PIL import Image as PillowImage
from PIL import ImageChops
from PIL.Image import Image

from leaflet.cli import specimen
from leaflet.composition.imposition import Placed, Side
from leaflet.content import clinic as clinics
from leaflet.content import theme as themes
from leaflet.content.look import drawing_colours, look_of
from leaflet.content.picture_file import PictureName
from leaflet.errors import LeafletError
from leaflet.graphics import drawings, picture, svg
from leaflet.graphics.colour import hex_of
from leaflet.layout import crop
from leaflet.layout.slices import Cut, Page, PlacedPicture, StructureNode
from leaflet.publish import build
from leaflet.publish.pdf import writer
from leaflet.publish.pdf.metadata import Facts
from leaflet.source import model
from leaflet.source.model import Struct
from leaflet.source.nodes import read_file
from leaflet.source.value import Colour

ART = Path(drawings.__file__).with_name("art")
FILES = sorted(ART.glob("*/*.svg"))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><path d="M0 0H9V9Z"/></svg>'


def drawn(width: int, height: int) -> picture.Picture:
    return picture.read_bytes(SVG.format(width, height).encode(), "own.svg")


# ---- what there is


def test_every_file_is_in_the_index_and_says_what_one_sees():
    index = json.loads((ART / "index.json").read_text("utf-8"))
    assert [path.relative_to(ART).as_posix() for path in FILES] == sorted(index)
    assert len(FILES) == 76 and len(drawings.names()) == 43
    assert all(len(facts["alt"].split()) > 2 for facts in index.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_drawing_is_read_and_every_path_has_a_slot_that_is_known(path):
    text = path.read_text("utf-8")
    shapes = svg.read(text.encode(), path.name)
    found = drawings._FILL.findall(text)
    assert len(found) == len(shapes.figures) == text.count("<path ")
    assert {slot for slot, _ in found} <= set(drawings.SLOTS)


@pytest.mark.parametrize("name", drawings.names("covers"))
def test_a_cover_has_four_shapes_of_one_scene(name):
    shapes = [drawings.drawing(name, shape) for shape in drawings.SHAPES]
    ratios = [round(each.width / each.height, 2) for each in shapes]
    assert ratios == [1.33, 1.67, 1.0, 0.48]
    assert len({each.alt for each in shapes}) == 1


@pytest.mark.parametrize(
    ("box", "shape"),
    [((87, 69), "wide"), ((148, 92), "broad"), ((71, 69), "square"), ((55, 84), "tall")],
)
def test_a_box_takes_the_shape_of_which_it_cuts_least(box, shape):
    assert drawings.nearest("knee", *box).shape == shape


def test_a_name_that_is_not_known_is_answered_with_the_nearest():
    with pytest.raises(LeafletError) as caught:
        drawings.drawing("bakc-pain")
    (fault,) = caught.value.faults
    assert (fault.code, fault.hint) == ("unknown-name", "did you mean `back-pain`?")


# ---- colours


def test_slots_take_the_colours_that_are_given_and_keep_the_others():
    back = drawings.drawing("back-pain", "tall")
    plain, red = (drawings.recoloured(back, given) for given in ({}, {"brand": (1.0, 0.0, 0.0)}))
    before, after = (svg.read(each.data).figures for each in (plain, red))
    slots = [slot for slot, _ in drawings._FILL.findall(plain.data.decode())]
    assert len(slots) == len(before) == len(after) and "brand" in slots
    for slot, old, new in zip(slots, before, after, strict=True):
        assert new.colour == ((1.0, 0.0, 0.0) if slot == "brand" else old.colour)
        assert new.path == old.path
    assert drawings.recoloured(back, {"brand": (1.0, 0.0, 0.0)}) is red


def test_one_colour_that_stands_in_the_place_of_another_is_not_changed_again():
    """Paper in the colour of ink, and ink in that of paper: neither follows the other."""
    back = drawings.drawing("back")
    swapped = {"ink": (1.0, 1.0, 1.0), "paper": (0x1D / 255, 0x27 / 255, 0x30 / 255)}
    text = drawings.recoloured(back, swapped).data.decode()
    fills = set(re.findall(r'data-slot="(ink|paper)" fill="(#[0-9a-f]{6})"', text))
    assert fills == {("ink", "#ffffff"), ("paper", "#1d2730")}


# ---- cut to a box


@pytest.mark.parametrize(
    ("size", "focus", "cut"),
    [
        ((100, 50), (0.5, 0.5), (0.25, 0.0, 0.75, 1.0)),
        ((100, 50), (0.3, 0.9), (0.05, 0.0, 0.55, 1.0)),
        ((100, 50), (0.9, 0.5), (0.5, 0.0, 1.0, 1.0)),
        ((100, 400), (0.5, 0.0), (0.0, 0.0, 1.0, 0.25)),
        ((70, 70), (0.2, 0.2), (0.0, 0.0, 1.0, 1.0)),
    ],
)
def test_a_picture_fills_its_box_around_the_focus(size, focus, cut):
    placed = crop.filled(drawn(*size), (10.0, 20.0, 60.0, 60.0), focus)
    assert placed.cut == pytest.approx(cut, abs=0.001)
    _, _, width, height = placed.whole
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
    assert placed[:4] == (10.0, 20.0, 60.0, 60.0)


def test_a_smaller_frame_shows_less_of_the_same_picture_at_the_same_place():
    placed = crop.filled(drawn(100, 50), (0.0, 0.0, 60.0, 60.0), (0.5, 0.5))
    inner = crop.reframed(placed, (14.0, 14.0, 46.0, 40.0))
    assert inner[:4] == (14.0, 14.0, 46.0, 40.0)
    assert inner.whole == pytest.approx(placed.whole)


def test_a_larger_frame_shows_more_of_it_or_makes_it_just_as_large_as_it_must_be():
    placed = crop.filled(drawn(100, 50), (0.0, 0.0, 60.0, 60.0), (0.5, 0.5))
    wider = crop.reframed(placed, (-9.0, 0.0, 78.0, 60.0))
    assert wider.whole == pytest.approx(placed.whole)
    higher = crop.reframed(placed, (0.0, -9.0, 60.0, 78.0))
    assert higher.whole[3] == pytest.approx(78.0)
    assert higher.cut == pytest.approx((0.5 - 30 / 156, 0.0, 0.5 + 30 / 156, 1.0), abs=0.001)
    assert isinstance(higher.cut, Cut)


# ---- in the PDF


def sheet(*marks: PlacedPicture) -> bytes:
    """A PDF of one side of 100 by 100 points with these marks."""
    root = StructureNode("Document")
    root.add("P")
    side = Side(100.0, 100.0, (Placed(0.0, 0.0, Page(1, marks)),))
    return writer.write([side], root, Facts(title="T", author="A", language="en"))


def pixels(pdf: bytes) -> Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=2).to_pil().convert("RGB")


def test_a_cut_picture_paints_nothing_outside_its_box():
    own = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{}</svg>'
    halves = '<path fill="#f00" d="M0 0H50V50H0Z"/><path fill="#00f" d="M50 0H100V50H50Z"/>'
    wide = picture.read_bytes(own.format(halves).encode(), "own.svg")
    seen = pixels(sheet(crop.filled(wide, (20.0, 30.0, 40.0, 40.0), (0.5, 0.5))))
    painted = seen.point(lambda value: 255 - value).getbbox()
    assert painted == (40, 60, 120, 140)
    assert seen.getpixel((60, 100)) == (255, 0, 0)
    assert seen.getpixel((100, 100)) == (0, 0, 255)


def test_a_cut_photograph_paints_nothing_outside_its_box():
    file = BytesIO()
    PillowImage.new("RGB", (300, 900), (200, 0, 0)).save(file, "PNG")
    photo = picture.read_bytes(file.getvalue(), "own.png")
    seen = pixels(sheet(crop.filled(photo, (20.0, 30.0, 40.0, 20.0), (0.5, 0.1))))
    assert seen.point(lambda value: 255 - value).getbbox() == (40, 60, 120, 100)


def test_a_drawing_that_stands_on_a_side_twice_is_in_the_file_once():
    knee = drawings.recoloured(drawings.drawing("knee"), {"brand": (0.5, 0.0, 0.2)})
    boxes = ((0.0, 0.0, 40.0, 30.0), (50.0, 50.0, 30.0, 40.0))
    pdf = sheet(*(crop.filled(knee, box, (0.5, 0.5)) for box in boxes))
    assert pdf.count(b"/Subtype /Form") == 1
    assert len(pdf) < 12_000


# ---- by name in a content file


class Scene(Struct, frozen=True):
    """What has a picture, as a cover has."""

    picture: PictureName


def test_a_bare_name_is_a_drawing_and_a_name_with_an_ending_is_a_file(tmp_path):
    (tmp_path / "own.svg").write_text(SVG.format(20, 10))
    for text, drawing in (("back-pain", "back-pain"), ("own.svg", None)):
        (tmp_path / "content.yaml").write_text(f"picture: {text}\n")
        found = model.read(read_file(tmp_path / "content.yaml"), Scene).picture
        assert (found.drawing and found.drawing.name) == drawing
        assert bool(found.alt) == bool(drawing) and found.picture.kind == "svg"
    assert found.coloured({"brand": (1.0, 0.0, 0.0)}, (9, 9)) is found.picture


def test_a_name_that_is_no_drawing_is_refused_with_its_place(tmp_path):
    (tmp_path / "content.yaml").write_text("picture: sholder\n")
    with pytest.raises(LeafletError, match=r"content\.yaml:1:10: .*\n.*\n.*\n.*mean `shoulder`"):
        model.read(read_file(tmp_path / "content.yaml"), Scene)


# ---- the command


def test_the_command_lists_each_picture_with_what_one_sees(run):
    lines = run("pictures").said.splitlines()
    listed = {line.split()[0]: line for line in lines if line.startswith("  ")}
    assert sorted(listed) == list(drawings.names())
    assert [line for line in lines if line and line[0] != " "] == list(drawings.KINDS)
    assert listed["bird-dog"].split(maxsplit=2)[1] == "2:1"
    assert listed["knee"].endswith("A person sits and holds a sore knee.")


def test_programs_are_told_each_picture_with_its_shapes(run):
    told = {each["name"]: each for each in json.loads(run("pictures", "--format", "json").said)}
    assert sorted(told) == list(drawings.names())
    assert told["knee"]["shapes"]["tall"] == {"width": 576, "height": 1200, "focus": [0.694, 0.55]}
    assert [name for name, each in told.items() if not each["is_checked"]] == list(
        drawings.names("exercises")
    )
    assert "lower-back" in told["back"]["regions"] and told["knee"]["kind"] == "covers"


def test_the_command_draws_every_picture_and_passes_every_gate(folder, run):
    ran = run("pictures", "-o", "pictures.pdf")
    assert (ran.code, ran.said) == (0, "pictures.pdf: 43 pictures\n")
    pdf = (folder / "pictures.pdf").read_bytes()
    assert pdf.count(b"/Subtype /Form") == 43 + 1  # the sign on the cover
    refused = gate.refusals(pdf, said(build.compose(specimen.pictures())))
    assert {name: why for name, why in refused.items() if why} == {}


def test_a_drawing_in_small_units_is_drawn_as_finely_as_any_other():
    own = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}"><path d="{1}"/></svg>'
    steps = [(n / 7, n * n / 49) for n in range(8)]
    seen = []
    for unit in (0.05, 1.0, 900.0):
        line = "L".join(f"{x * unit:.9f} {y * unit:.9f}" for x, y in steps)
        drawn = picture.read_bytes(own.format(unit, f"M{line}L0 {unit}Z").encode(), "own.svg")
        seen.append(pixels(sheet(crop.filled(drawn, (10.0, 10.0, 80.0, 80.0), (0.5, 0.5)))))
    for other in seen[1:]:
        apart = ImageChops.difference(seen[0], other).convert("L").point(lambda v: 255 * (v > 60))
        assert apart.getbbox() is None


@pytest.mark.parametrize(("colour", "disc"), [("#ffd400", "#ffd400"), ("#0b5c6b", "brand-mid")])
def test_the_disc_behind_a_person_is_a_pale_brand_itself_or_a_tint_of_a_dark_one(colour, disc):
    clinic = structs.replace(clinics.sample(), colour=Colour(colour))
    given = drawing_colours(look_of(themes.load("calm"), clinic))
    assert hex_of(given["disc"]) == (disc if disc[0] == "#" else hex_of(given[disc]))
    scenes = [drawings.drawing(name) for name in drawings.names("covers") if name != "walk"]
    assert len(scenes) == 10 and all("disc" in scene.slots for scene in scenes)
    assert all(
        hex_of(given[slot]) in drawings.recoloured(s, given).data.decode()
        for s in scenes
        for slot in ("disc", "brand-tint")
    )


def test_a_name_like_none_of_ours_is_told_how_to_name_a_file(tmp_path):
    (tmp_path / "content.yaml").write_text("picture: IMG_2041\n")
    with pytest.raises(LeafletError, match=r"the name of a file has its ending, such as `photo"):
        model.read(read_file(tmp_path / "content.yaml"), Scene)
