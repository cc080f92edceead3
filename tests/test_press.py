"""Files for a print shop: where they are cut, which inks they take, what they say they are."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import laid
import leaflets
import pikepdf
import pypdfium2
import pytest
from conftest import CONTENT
from gates import gate, ghostscript, tags
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Name
from PIL import Image, ImageChops, ImageDraw

import leaflet
from leaflet.composition import press as presses
from leaflet.composition.imposition import Placed, Side
from leaflet.composition.press import MARKS, Press
from leaflet.content.sheet import MM
from leaflet.errors import LeafletError
from leaflet.graphics.colour import BLACK, WHITE
from leaflet.layout.slices import Fill, Page, Stroke
from leaflet.publish.pdf import inks
from leaflet.source import named

INK = 3.0
"""The most ink that the profile allows: 300 %."""
ROUND = 0.006
"""Four shares of ink, each written with three decimals and found among 256."""
CODED = 0.05
"""What coding a photograph may add to a spot of it."""
DATED = "title: A test\nissued: 2026-01-31\n"
HEAD = f"{laid.HEAD}issued: 2026-01-31\n"
PLAIN = "- paragraph: Rest a little, then walk. Ask us if the pain does not go away.\n" * 3


@pytest.fixture(scope="module")
def default(tmp_path_factory) -> leaflet.Document:
    return leaflets.default(tmp_path_factory.mktemp("press"))


def pressed(document: leaflet.Document, marks: str = "none", **look: str) -> bytes:
    return leaflet.write(leaflet.compose(document, **look), Press(marks))


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


# ---- where it is cut


def boxes(pdf: bytes) -> list[dict[str, list[float]]]:
    """The boxes of each page in millimetres."""
    with opened(pdf) as file:
        return [
            {
                name: [float(edge) / MM for edge in page.obj[f"/{name}"]]
                for name in ("MediaBox", "BleedBox", "TrimBox")
            }
            for page in file.pages
        ]


@pytest.mark.parametrize(
    ("sheet", "wide", "high", "bleed"),
    [
        ("a4", 210, 297, 3),
        ("a5", 148, 210, 3),
        ("letter", 215.9, 279.4, 3.175),
    ],
)
@pytest.mark.parametrize(("marks", "room"), [("none", 0), ("crop", 7), ("crop+registration", 7)])
def test_the_boxes_are_those_of_the_paper_its_bleed_and_its_marks(
    sheet, wide, high, bleed, marks, room, default
):
    pdf = pressed(default, marks, sheet=sheet)
    edge = bleed + room
    found = boxes(pdf)
    assert len(found) > 2
    for page in found:
        assert page["MediaBox"] == pytest.approx([0, 0, wide + 2 * edge, high + 2 * edge], abs=0.01)
        assert page["TrimBox"] == pytest.approx([edge, edge, edge + wide, edge + high], abs=0.01)
        over = [room, room, room + wide + 2 * bleed, room + high + 2 * bleed]
        assert page["BleedBox"] == pytest.approx(over, abs=0.01)
    for page, other in zip(found, pypdfium2.PdfDocument(pdf), strict=True):
        assert [e / MM for e in other.get_trimbox()] == pytest.approx(page["TrimBox"], abs=0.01)
        assert [e / MM for e in other.get_bleedbox()] == pytest.approx(page["BleedBox"], abs=0.01)
        assert [e / MM for e in other.get_cropbox()] == pytest.approx(page["MediaBox"], abs=0.01)


def test_a_print_shop_that_wants_another_bleed_gets_it(default):
    (page, *_) = boxes(leaflet.write(leaflet.compose(default), Press(bleed=5)))
    assert page["TrimBox"] == pytest.approx([5, 5, 215, 302], abs=0.01)
    assert page["BleedBox"] == pytest.approx([0, 0, 220, 307], abs=0.01)


def test_what_is_printed_stands_where_it_stands_on_an_office_sheet(default):
    made = leaflet.compose(default)
    office, press = (
        words(pdf) for pdf in (leaflet.write(made), leaflet.write(made, Press("crop")))
    )
    assert len(office) > 500
    assert [text for text, *_ in office] == [text for text, *_ in press]
    for (_, x, y), (_, other_x, other_y) in zip(office, press, strict=True):
        assert (other_x - x, other_y - y) == pytest.approx((10 * MM, 10 * MM), abs=0.02)


def words(pdf: bytes) -> list[tuple[str, float, float]]:
    """Each letter of a file and where it begins, in points, as pdfium finds them."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        letters = [text.get_text_range(at, 1) for at in range(text.count_chars())]
        places = [text.get_charbox(at) for at in range(len(letters))]
        found += [
            (letter, left, low)
            for letter, (left, low, *_) in zip(letters, places, strict=True)
            if letter.strip()
        ]
    return found


def test_bookmarks_and_the_boxes_of_figures_move_with_the_page(default):
    made = leaflet.compose(default)
    plain, roomy = (opened(leaflet.write(made, press)) for press in (None, Press("crop")))
    assert tops(plain) == pytest.approx([top - 10 * MM for top in tops(roomy)], abs=0.02)
    assert len(tops(roomy)) > 5
    pairs = [*zip(figures(plain), (edge - 10 * MM for edge in figures(roomy)), strict=True)]
    moved = [other - own for own, other in pairs if other != pytest.approx(own, abs=0.02)]
    assert moved == [
        pytest.approx(8 * MM, abs=0.02)
    ]  # the cover's, from the safe edge to the bleed
    assert len(pairs) >= 2 * 4


def tops(pdf: pikepdf.Pdf) -> list[float]:
    with pdf.open_outline() as outline:
        found, waiting = [], list(outline.root)
        while waiting:
            item = waiting.pop(0)
            found.append(float(item.destination[3]))
            waiting += item.children
        return found


def figures(pdf: pikepdf.Pdf) -> list[float]:
    attributes = (found.get("/A") for found in pdf.objects if isinstance(found, pikepdf.Dictionary))
    found = (a for a in attributes if isinstance(a, pikepdf.Dictionary) and "/BBox" in a)
    return [float(edge) for a in found for edge in a.BBox]


# ---- marks


class Line(NamedTuple):
    """A line of a printer's mark, in points."""

    x: float
    y: float
    to_x: float
    to_y: float


def mark_lines(page: pikepdf.Page) -> list[Line]:
    """The straight lines that are drawn in every ink."""
    found, start, every = [], None, False
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "CS":
                every = page.resources["/ColorSpace"][operands[0]][1] == Name.All
            case "Q":
                every = False
            case "m" if every:
                start = [float(n) for n in operands]
            case "l" if every:
                found.append(Line(*start, *(float(n) for n in operands)))
    return found


@pytest.mark.parametrize(("marks", "lines"), [("none", 0), ("crop", 8), ("crop+registration", 16)])
def test_marks_stand_outside_of_the_bleed_and_inside_of_the_file(marks, lines, default):
    with opened(pressed(default, marks)) as pdf:
        for page in pdf.pages:
            found = mark_lines(page)
            assert len(found) == lines
            left, low, right, top = (float(edge) for edge in page.obj.BleedBox)
            for line in found:
                xs, ys = sorted((line.x, line.to_x)), sorted((line.y, line.to_y))
                clear = (left - xs[1], xs[0] - right, low - ys[1], ys[0] - top)
                assert max(clear) > 0.9 * MM
                assert min(*xs, *ys) > 0
                assert xs[1] < float(page.mediabox[2])
                assert ys[1] < float(page.mediabox[3])


def test_crop_marks_point_at_the_four_edges_of_the_paper(default):
    with opened(pressed(default, "crop")) as pdf:
        left, low, right, top = (float(edge) for edge in pdf.pages[0].obj.TrimBox)
        lines = mark_lines(pdf.pages[0])
    upright = Counter(round(line.x, 1) for line in lines if line.x == line.to_x)
    level = Counter(round(line.y, 1) for line in lines if line.y == line.to_y)
    assert upright == {round(left, 1): 2, round(right, 1): 2}
    assert level == {round(low, 1): 2, round(top, 1): 2}


def test_marks_are_decoration_and_print_on_every_plate(default):
    with opened(pressed(default, "crop")) as pdf:
        page = pdf.pages[0]
        space = page.resources["/ColorSpace"]["/All"]
        assert [str(space[0]), str(space[1]), str(space[2])] == [
            "/Separation",
            "/All",
            "/DeviceCMYK",
        ]
        found = [
            operands for operands, op in pikepdf.parse_content_stream(page) if str(op) == "BDC"
        ]
        last = found[-1]
    assert (last[0], last[1].Type) == (Name.Artifact, Name.Page)


@pytest.mark.parametrize(
    ("press", "problem"),
    [
        (Press("crops"), "there are no marks called `crops`"),
        (Press(bleed=-1), "a bleed of -1 mm is not possible"),
        (Press(bleed=50), "a bleed of 50 mm is not possible"),
    ],
)
def test_a_press_that_cannot_be_is_refused(press, problem, default):
    with pytest.raises(LeafletError, match=problem):
        leaflet.write(leaflet.compose(default), press)


# ---- inks


def colours(pdf: bytes) -> Iterator[tuple[str, tuple[float, ...], bool]]:
    """Yield each colour operator, its numbers, and whether it is set for words."""
    with opened(pdf) as file:
        for page in file.pages:
            in_text = False
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                in_text = name == "BT" or (in_text and name != "ET")
                if name in {"rg", "RG", "g", "G", "k", "K", "cs", "CS", "sc", "SC", "scn", "sh"}:
                    numbers = tuple(float(n) for n in operands if not isinstance(n, Name))
                    yield name, numbers, in_text


@pytest.mark.parametrize("theme", ["calm", "clinical", "warm", "high-contrast", "photocopy"])
def test_every_colour_is_of_four_inks_and_within_the_limit(theme, default):
    found = [*colours(pressed(default, theme=theme))]
    assert len(found) > 100
    assert {name for name, *_ in found} <= {"k", "K"}
    assert max(sum(ink) for _, ink, _ in found) <= INK + ROUND


@pytest.mark.parametrize("theme", ["calm", "clinical", "warm", "high-contrast", "photocopy"])
def test_the_words_of_the_body_are_printed_in_black_alone(theme, tmp_path):
    pdf = pressed(leaflets.document(tmp_path, PLAIN, DATED), theme=theme)
    with opened(pdf) as file:
        seen = [ink for role, ink in inks_of_roles(file.pages[0]) if role == "P"]
    assert (0, 0, 0, 1) in seen
    # The words of the cover band are paragraphs too, white or in the colour of headings.
    assert Counter(seen).most_common(1)[0][0] == (0, 0, 0, 1)


def inks_of_roles(page: pikepdf.Page) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield the role and the ink of every piece of text."""
    role, ink = "", ()
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                role = str(operands[0])[1:]
            case "k":
                ink = tuple(float(n) for n in operands)
            case "Tj" | "TJ":
                yield role, ink


@pytest.mark.needs("Ghostscript")
def test_only_the_black_plate_has_ink_where_a_leaflet_is_black(tmp_path):
    body = f"{PLAIN}- qr: {{address: https://www.harbour.example, caption: Our page}}\n"
    document = leaflets.document(tmp_path, body, DATED)
    plates = ghostscript.plates(pressed(document, theme="photocopy"))
    assert sorted(plates) == ["Black", "Cyan", "Magenta", "Yellow"]
    assert plates["Black"].getextrema() == (0, 255)
    for name in ("Cyan", "Magenta", "Yellow"):
        assert plates[name].getextrema() == (0, 0), name


@pytest.mark.needs("Ghostscript")
@pytest.mark.parametrize("sheet", ["a4", "letter"])
def test_no_spot_of_any_page_takes_more_ink_than_the_limit(sheet, tmp_path):
    every_hue().save(tmp_path / "hues.png")
    every_hue().save(tmp_path / "hues.jpg", quality=95)
    body = "".join(f"- image: {{file: hues.{end}, alt: All hues}}\n" for end in ("png", "jpg"))
    pdf = pressed(leaflets.document(tmp_path, body, DATED), sheet=sheet)
    plates = ghostscript.plates(pdf)
    assert len(plates) == 4
    most = max(map(sum, zip(*(plate.tobytes() for plate in plates.values()), strict=True))) / 255
    assert 2.5 < most <= INK + CODED


def every_hue() -> Image.Image:
    """All hues across, from white over full to black down; big enough for a press."""
    across = Image.linear_gradient("L").rotate(90).resize((720, 720))
    down = Image.linear_gradient("L").resize((720, 720))
    full = Image.new("L", (720, 720), 255)
    hues = Image.merge("HSV", (across, full, ImageChops.invert(down)))
    return Image.blend(hues.convert("RGB"), Image.new("RGB", (720, 720), "black"), 0.2)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_no_colour_takes_more_ink_than_the_limit(parts):
    assert sum(inks.four(tuple(part / 255 for part in parts))) <= INK + ROUND


@given(st.integers(0, 255), st.integers(1, 100))
def test_a_grey_and_each_of_its_tints_are_printed_in_black_alone(part, share):
    grey = part / 255
    tint = 1 - (1 - grey) * share / 100
    assert inks.hueless((grey, grey, grey))
    assert re.fullmatch(r"0 0 0 [\d.]+ k", inks.Process().fill((tint, tint, tint)))


def test_the_palest_tint_of_a_colour_keeps_its_hue():
    tint = tuple(1 - (1 - part) * 0.05 for part in (0.04, 0.36, 0.42))
    cyan, _, _, black = inks.four(tint)
    assert not inks.hueless(tint)
    assert cyan > 0.02
    assert black < 0.02


def test_black_is_all_ink_white_is_none_and_lighter_greys_take_less():
    assert (inks.black(BLACK), inks.black(WHITE)) == (1.0, 0.0)
    steps = [inks.black((part / 20,) * 3) for part in range(21)]
    assert steps == sorted(steps, reverse=True)


@pytest.mark.parametrize(
    ("share", "lightness"), [(0.9, 26.69), (0.8, 36.62), (0.6, 54.14), (0.4, 69.28), (0.2, 82.79)]
)
def test_greys_take_the_ink_that_was_measured_on_paper(share, lightness):
    """Lightness of shares of black as the FOGRA39 data have it, on paper of L* 95."""
    tone = linear(lightness) / linear(95.0)
    part = 1.055 * tone ** (1 / 2.4) - 0.055
    assert inks.black((part, part, part)) == pytest.approx(share, abs=0.01)


def linear(lightness: float) -> float:
    """The luminance of a lightness (CIE 1976)."""
    return ((lightness + 16) / 116) ** 3


# ---- pictures


@pytest.fixture
def pictures(tmp_path) -> Path:
    red = Image.new("RGB", (900, 600), (200, 30, 40))
    ImageDraw.Draw(red).rectangle((450, 0, 900, 600), fill=(20, 90, 160))
    red.save(tmp_path / "colour.png")
    red.save(tmp_path / "colour.jpg", quality=95)
    Image.new("RGB", (900, 600), (90, 90, 90)).save(tmp_path / "grey.png")
    Image.new("L", (900, 600), 90).save(tmp_path / "grey.jpg")
    clear = Image.new("RGBA", (900, 600), (200, 30, 40, 0))
    ImageDraw.Draw(clear).ellipse((50, 50, 850, 550), fill=(200, 30, 40, 255))
    clear.save(tmp_path / "clear.png")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "space", "filter"),
    [
        ("colour.png", "/DeviceCMYK", "/FlateDecode"),
        ("colour.jpg", "/DeviceCMYK", "/DCTDecode"),
        ("grey.png", "/DeviceGray", "/FlateDecode"),
        ("grey.jpg", "/DeviceGray", "/DCTDecode"),
        ("clear.png", "/DeviceCMYK", "/FlateDecode"),
    ],
)
def test_a_picture_is_of_four_inks_or_of_black_and_looks_as_it_did(name, space, filter, pictures):
    document = leaflets.document(pictures, f"- image: {{file: {name}, alt: A square}}", DATED)
    made = leaflet.compose(document)
    pdf = leaflet.write(made, Press())
    with opened(pdf) as file:
        found = file.pages[0].resources["/XObject"].values()
        (image,) = (each for each in found if each.Subtype == "/Image")
        assert (str(image.ColorSpace), str(image.Filter)) == (space, filter)
        assert ("/SMask" in image) == ("/Group" in file.pages[0].obj) == (name == "clear.png")
    left, right = (patch(data) for data in (leaflet.write(made), pdf))
    assert max(abs(a - b) for a, b in zip(left, right, strict=True)) < 45


def patch(pdf: bytes) -> tuple[int, ...]:
    """The colour of a spot in the left half of the picture, seen from the middle of the trim."""
    page = pypdfium2.PdfDocument(pdf)[0]
    (picture,) = (found for found in page.get_objects() if found.type == 3)
    left, low, right, top = picture.get_bounds()
    shown = page.render(scale=1).to_pil().convert("RGB")
    x, y = left + (right - left) / 4, page.get_height() - (low + top) / 2
    return shown.getpixel((round(x), round(y)))


@pytest.mark.parametrize("name", ["colour.jpg", "clear.png"])
def test_a_leaflet_with_pictures_passes_every_gate(name, pictures):
    document = leaflets.document(pictures, f"- image: {{file: {name}, alt: A square}}", DATED)
    made = leaflet.compose(document)
    assert refused(leaflet.write(made, Press("crop")), made) == {}


# ---- what the file says it is


def refused(pdf: bytes, made: leaflet.Leaflet) -> dict[str, list[str]]:
    """What each gate has against a press file, which says the same with no link in it."""
    expected = [entry for entry in leaflets.said(made) if entry[0] != "Link"]
    return {name: said for name, said in gate.refusals(pdf, expected).items() if said}


@pytest.mark.parametrize("marks", MARKS)
def test_a_press_file_passes_every_gate(marks, default):
    made = leaflet.compose(default)
    assert refused(leaflet.write(made, Press(marks)), made) == {}


@pytest.mark.parametrize("sheet", named.names("sheet"))
def test_a_press_file_of_every_sheet_passes_every_gate(sheet, tmp_path):
    body = f"- key_points: [Rest, Walk]\n{PLAIN}- contact\n"
    made = leaflet.compose(leaflets.document(tmp_path, body, DATED), sheet=sheet)
    assert refused(leaflet.write(made, Press("crop+registration")), made) == {}


def test_a_press_file_says_that_it_is_a_pdf_x_4_a_pdf_a_2a_and_a_pdf_ua_1(default):
    pdf = pressed(default)
    assert pdf.startswith(b"%PDF-1.6\n")
    with opened(pdf) as file:
        xmp = file.open_metadata()
        assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == (
            "2",
            "A",
            "1",
        )
        assert xmp["xmpMM:RenditionClass"] == "default"
        assert xmp["xmpMM:VersionID"] == "1.1"
        assert re.fullmatch(r"uuid:[0-9a-f-]{36}", xmp["xmpMM:DocumentID"])
        dates = [xmp[f"xmp:{name}Date"] for name in ("Create", "Modify", "Metadata")]
        assert dates == ["2026-11-30T00:00:00Z"] * 3
        assert str(file.docinfo.Trapped) == "/False"
        assert "/CreationDate" in file.docinfo
        assert "/ModDate" in file.docinfo
        assert not file.is_encrypted
        assert len(file.trailer.ID) == 2


def test_both_output_intents_have_the_one_profile_of_four_inks(default):
    with opened(pressed(default)) as file:
        intents = {str(intent.S): intent for intent in file.Root.OutputIntents}
        assert sorted(intents) == ["/GTS_PDFA1", "/GTS_PDFX"]
        first, other = (intent.DestOutputProfile for intent in intents.values())
        assert first.objgen == other.objgen
        assert first.N == 4
        assert first.read_bytes() == inks.PROFILE.read_bytes()
        assert {str(i.OutputConditionIdentifier) for i in intents.values()} == {"FOGRA39"}


def test_a_press_file_has_nothing_to_click_and_no_link_in_its_tags(default):
    made = leaflet.compose(default)
    with opened(leaflet.write(made)) as office:
        assert any("/Annots" in page.obj for page in office.pages)
    with opened(leaflet.write(made, Press())) as file:
        assert not any("/Annots" in page.obj for page in file.pages)
        roles = {tags.role(file, element) for element in tags.elements(file)}
    assert "P" in roles
    assert "Link" not in roles


def test_a_press_file_does_not_change_the_leaflet_it_is_made_of(default):
    made = leaflet.compose(default)
    office, press = leaflet.write(made), leaflet.write(made, Press("crop"))
    assert leaflet.write(made) == office
    assert leaflet.write(leaflet.compose(default), Press("crop")) == press
    assert {name for name, *_ in colours(office)} <= {"rg", "RG"}
    assert office.startswith(b"%PDF-1.7\n")


def test_a_leaflet_without_a_date_is_refused(tmp_path):
    made = leaflet.compose(leaflets.document(tmp_path, PLAIN))
    with pytest.raises(LeafletError, match="needs a date"):
        leaflet.write(made, Press())


# ---- folded sheets


def test_a_booklet_goes_to_a_press_as_single_pages_in_reading_order(default):
    made = leaflet.compose(default, sheet="a5-booklet")
    pdf = leaflet.write(made, Press("crop"))
    found = boxes(pdf)
    assert len(found) == made.pages
    assert len(found) % 4 == 0
    assert found[0]["TrimBox"] == pytest.approx([10, 10, 158.5, 220], abs=0.01)
    assert refused(pdf, made) == {}


def test_a_folded_sheet_goes_to_a_press_flat_with_marks_at_its_folds(tmp_path):
    made = leaflet.compose(leaflets.document(tmp_path, PLAIN, DATED), sheet="trifold-dl")
    pdf = leaflet.write(made, Press("crop"))
    assert [page["TrimBox"] for page in boxes(pdf)] == [
        pytest.approx([10, 10, 307, 220], abs=0.01)
    ] * 2
    with opened(pdf) as file:
        folds = [folded(page) for page in file.pages]
    assert folds == [
        pytest.approx([97, 97, 197, 197], abs=0.1),
        pytest.approx([100, 100, 200, 200], abs=0.1),
    ]
    assert refused(pdf, made) == {}


def folded(page: pikepdf.Page) -> list[float]:
    """Where the upright marks stand that are not at the cut, in millimetres from it."""
    left, _, right, _ = (float(edge) for edge in page.obj.TrimBox)
    upright = (line.x for line in mark_lines(page) if line.x == line.to_x)
    return sorted((x - left) / MM for x in upright if left + 1 < x < right - 1)


# ---- what is said about it


def side(*marks) -> Side:
    return Side(210 * MM, 297 * MM, (Placed(0, 0, Page(1, marks)),))


def test_a_rule_too_thin_for_a_press_is_noted():
    fine = Stroke(50, 50, 90, 50, 0.25, BLACK)
    assert [*presses.notes([side(fine)])] == []
    (note,) = presses.notes([side(fine, fine._replace(thickness=0.1))])
    assert (note.code, note.severity) == ("thin-rule", "note")
    assert "0.10 pt thin" in note.problem
    outlined = Fill(50, 50, 90, 50, WHITE, line=BLACK, thickness=0.2)
    assert [*presses.notes([side(outlined)])] != []


def test_words_too_near_the_cut_are_noted(default):
    sides = leaflet.compose(default).sides
    assert [*presses.notes(sides)] == []
    near = [placed._replace(x=placed.x - 15 * MM) for placed in sides[0].pages]
    (note,) = presses.notes([sides[0]._replace(pages=tuple(near))])
    assert re.fullmatch(r"side 1 has words [0-2]\.\d mm from its edge; keep .*", note.line)


@pytest.mark.usefixtures("natural_size")
def test_a_picture_too_coarse_for_a_press_is_noted(tmp_path):
    Image.new("RGB", (1300, 600), "teal").save(tmp_path / "small.png")
    document = leaflets.document(tmp_path, "- image: {file: small.png, alt: A field}", DATED)
    (note,) = presses.notes(leaflet.compose(document, sheet="a4").sides)
    assert re.search(r"`small.png` has \d+ dots to a printed inch; a press wants 300", note.line)


@pytest.mark.parametrize(
    ("size", "bleed", "marks", "words"),
    [
        ((210, 297), 3.0, "none", "trim 210 × 297 mm, bleed 3 mm, no marks"),
        ((215.9, 279.4), 3.175, "crop", "trim 8.5 × 11 in, bleed 0.125 in, crop marks"),
        (
            (148, 210),
            5.0,
            "crop+registration",
            "trim 148 × 210 mm, bleed 5 mm, crop and register marks",
        ),
    ],
)
def test_the_size_is_said_as_the_print_shop_says_it(size, bleed, marks, words):
    paper = Side(size[0] * MM, size[1] * MM, ())
    assert presses.described(paper, Press(marks, bleed)) == words


@pytest.fixture
def dated(folder):
    (folder / "content.yaml").write_text(f"issued: 2026-01-31\n{CONTENT}")
    return folder


def test_the_command_names_the_file_and_says_what_the_print_shop_will_ask(dated, run):
    code, out, said = run("build", "--press", "--marks", "crop")
    assert (code, out) == (0, b"output/knee-pain-press.pdf: 1 page\n")
    assert said == (
        "for the print shop: trim 210 × 297 mm, bleed 3 mm, crop marks; "
        "PDF/X-4, CMYK for coated paper (FOGRA39), fonts embedded\n"
    )
    pdf = (dated / "output" / "knee-pain-press.pdf").read_bytes()
    assert boxes(pdf)[0]["TrimBox"] == pytest.approx([10, 10, 220, 307], abs=0.01)


def test_no_marks_are_drawn_unless_they_are_asked_for(dated, run):
    code, _, said = run("build", "--press", "-o", "a.pdf")
    assert code == 0
    assert "no marks" in said
    assert boxes((dated / "a.pdf").read_bytes())[0]["TrimBox"][0] == pytest.approx(3, abs=0.01)


def test_marks_without_a_print_shop_are_a_wrong_command(dated, run):
    code, _, said = run("build", "--marks", "crop")
    assert code == 2
    assert "add --press" in said


def test_a_press_file_without_a_date_is_refused_on_the_command_line(folder, run):
    (folder / "content.yaml").write_text(CONTENT)
    code, _, said = run("build", "--press")
    assert code == 1
    assert "issued: 2026-01-31" in said
    assert not [*folder.glob("output/*.pdf")]
