"""QR codes, read back from the finished PDF as a phone would."""

from itertools import chain

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from gates import gate
from laid import ALL, HEAD, OPEN, compose, lines, pages, read
from leaflets import default, said

import leaflet
from leaflet.content.sheet import MM
from leaflet.errors import LeafletError
from leaflet.graphics import qr_code
from leaflet.layout.slices import Fill, Shape
from leaflet.publish import build
from leaflet.source import named

CLINIC = HEAD + "  website: www.harbour.example\n"
BOOKING = CLINIC + "  booking: https://www.harbour.example/book\n"
BLOCK = "- qr: {address: https://www.harbour.example/exercises, caption: Watch the exercises}"
TINTED = f"- callout:\n    kind: urgent\n    body:\n      {BLOCK}"


def _pictures(pdf: bytes, dpi: int):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def _scanned(made: leaflet.Leaflet, dpi: int) -> list[str]:
    found = map(zxingcpp.read_barcodes, _pictures(leaflet.write(made), dpi))
    return [code.text for code in chain.from_iterable(found)]


def _shapes(made: leaflet.Leaflet) -> list[Shape]:
    return [m for p in pages(made) for m in p.marks if isinstance(m, Shape) and m.node]


@pytest.mark.parametrize("dpi", [150, 300])
def test_the_default_leaflet_leads_a_phone_to_its_booking_page(tmp_path, dpi):
    made = build.compose(default(tmp_path))
    assert _scanned(made, dpi) == ["https://www.harbour.example/book-a-visit"]


SCANS = [(theme, 150) for theme in named.names("theme")] + [("calm", 300)]


@pytest.mark.parametrize("paper", ALL)
@pytest.mark.parametrize(("theme", "dpi"), SCANS)
def test_a_code_is_read_on_every_paper_and_in_every_theme(theme, dpi, paper):
    made = compose(f"{TINTED}\n- contact", BOOKING, sheet=paper, theme=theme)
    codes = ["https://www.harbour.example/exercises", "https://www.harbour.example/book"]
    assert sorted(_scanned(made, dpi)) == sorted(codes)


@pytest.mark.parametrize(
    ("written", "held", "printed"),
    [
        ("www.a.example", "https://www.a.example", "www.a.example"),
        ("https://a.example/b/", "https://a.example/b/", "a.example/b"),
        ("01632 960 555", "tel:01632960555", "01632 960 555"),
        ("tel:01632 960 555", "tel:01632960555", "01632 960 555"),
        ("desk@a.example", "mailto:desk@a.example", "desk@a.example"),
        ("mailto:desk@a.example", "mailto:desk@a.example", "desk@a.example"),
        ("{clinic.website}", "https://www.harbour.example", "www.harbour.example"),
        ("{clinic.phone}", "tel:01632960555", "01632 960 555"),
    ],
)
def test_a_code_holds_the_address_that_is_printed_beside_it(written, held, printed):
    made = compose(f'- qr: "{written}"', CLINIC)
    assert _scanned(made, 150) == [held]
    assert ("P", printed) in said(made)
    (shape,) = _shapes(made)
    assert shape.node.alt == f"QR code: {printed}"


@pytest.mark.parametrize(
    "written", ["Scan me", "see www.a.example", "{clinic.name}", "**a.example**"]
)
def test_what_is_no_address_is_refused_with_its_place(written):
    with pytest.raises(LeafletError) as caught:
        read(f'- qr: "{written}"')
    assert "a QR code needs one address" in str(caught.value)
    assert caught.value.faults[0].place.line == 12


def test_a_detail_that_the_clinic_has_not_is_refused():
    with pytest.raises(LeafletError, match="has nothing to say here"):
        compose('- qr: "{clinic.booking}"')


def test_an_address_that_is_too_long_is_refused_with_its_length():
    long = "https://a.example/" + "x" * 300
    with pytest.raises(LeafletError, match="318 characters"):
        read(f"- qr: {long}")
    with pytest.raises(LeafletError, match="318 characters"):
        qr_code.outline(long)


@pytest.mark.parametrize("length", [20, 80, 160, 300])
def test_a_code_is_large_enough_for_its_modules(length):
    address = ("https://a.example/" + "x/" * 150)[:length]
    (shape,) = _shapes(compose(f"- qr: {address}"))
    assert shape.width >= 27.99 * MM
    assert shape.width / shape.outline.width >= 0.399 * MM


def test_the_longest_address_is_read_at_150_dpi():
    address = ("https://a.example/" + "x/" * 150)[: qr_code.LONGEST]
    assert _scanned(compose(f"- qr: {address}"), 150) == [address]


@pytest.mark.usefixtures("natural_size")
@pytest.mark.parametrize("body", [BLOCK, TINTED])
def test_a_code_in_the_pdf_is_28_mm_wide_with_four_modules_of_white_round_it(body):
    made = compose(body)
    with pikepdf.open(_stream(leaflet.write(made))) as pdf:
        (box,) = [
            [float(n) for n in element.A.BBox]
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure"
        ]
        tall = float(pdf.pages[0].MediaBox[3])
    left, low, right, high = box
    assert (right - left) / MM == pytest.approx(28, abs=0.01)
    assert (high - low) / MM == pytest.approx(28, abs=0.01)
    dots = 600 / 72
    picture = _pictures(leaflet.write(made), 600)[0]
    code = picture.crop([round(n * dots) for n in (left, tall - high, right, tall - low)])
    black = code.crop((3, 3, code.width - 3, code.height - 3)).point(lambda p: 255 * (p < 250))
    inked = [n + 3 for n in black.getbbox()]
    (shape,) = _shapes(made)
    module = code.width / shape.outline.width
    white = (inked[0], inked[1], code.width - inked[2], code.height - inked[3])
    assert white == pytest.approx([4 * module] * 4, abs=1.5)
    levels = code.histogram()
    assert levels[0] + levels[255] > 0.9 * code.width * code.height  # black on white


def _stream(data: bytes):
    from io import BytesIO

    return BytesIO(data)


def test_a_code_stands_on_a_white_plate_inside_its_panel():
    made = compose(TINTED)
    (shape,) = _shapes(made)
    marks = [*pages(made)[0].marks]
    plate = max(n for n, m in enumerate(marks) if isinstance(m, Fill) and m.colour == (1, 1, 1))
    tints = [n for n, m in enumerate(marks) if isinstance(m, Fill) and m.width > 200]
    assert max(tints) < plate < marks.index(shape)
    assert marks[plate].x < shape.x
    assert marks[plate].x + marks[plate].width > shape.x + shape.width


def test_the_contact_panel_scans_for_booking_or_else_for_the_website_or_not_at_all():
    assert ("P", "Scan to book") in said(compose("- contact", BOOKING))
    assert ("P", "Our website") in said(compose("- contact", CLINIC))
    assert "Figure" not in dict(said(compose("- contact")))


@pytest.mark.parametrize("paper", ALL)
def test_codes_pass_every_gate(paper):
    made = compose(f"{BLOCK}\n{TINTED}\n- contact", BOOKING, sheet=paper)
    refused = gate.refusals(leaflet.write(made), said(made))
    assert not {name: why for name, why in refused.items() if why}


def test_the_code_is_read_after_the_details():
    roles = [role for role, _ in said(compose("- contact", BOOKING))]
    assert roles[-2:] == ["Figure", "P"]


@pytest.mark.parametrize("count", range(10, 24, 2))
def test_the_contact_panel_stays_in_one_piece(count):
    made = compose("- paragraph: One line.\n" * count + "- contact", BOOKING)
    panel = [m for p in pages(made) for m in p.marks if isinstance(m, Fill) and m.height > 150]
    assert len([m for m in panel if m.width > 300]) == 1


def test_a_web_address_of_the_clinic_that_no_code_takes_is_refused_with_its_place():
    with pytest.raises(LeafletError, match="300 characters long; at most 290") as caught:
        read("- contact", HEAD + "  website: " + "a.example/".ljust(300, "x") + "\n")
    assert caught.value.faults[0].place.line == HEAD.count("\n") + 1
    made = compose("- contact", HEAD + "  website: " + ("a.example/" + "x/" * 150)[:290] + "\n")
    assert len(_shapes(made)) == 1


@pytest.mark.parametrize("paper", OPEN)
def test_a_contact_panel_higher_than_a_page_loses_nothing(paper):
    hours = "".join(f"    Day {n}, 9am to 5pm\n" for n in range(90))
    made = compose("- contact", f"{BOOKING}  hours: |\n{hours}", sheet=paper)
    words = " ".join(line.text for line in lines(made))
    assert len(pages(made)) > 1
    assert all(f"Day {n}, 9am to 5pm" in words for n in range(90))


def test_a_long_caption_flows_on_under_the_code():
    caption = "Words that say why to scan. " * 200
    made = compose(f"- qr: {{address: a.example, caption: '{caption}'}}")
    assert len(pages(made)) > 1
    assert "".join(line.text for line in lines(made)).count("Words that say") == 200
