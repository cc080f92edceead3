"""Bleed: grounds and pictures run over the cut of a press, and keep off the edges of an office."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from gates import ghostscript
from laid import CLINIC

import leaflet
from leaflet import measure
from leaflet.composition import imposition, press
from leaflet.composition.press import Press
from leaflet.content.sheet import MM
from leaflet.measure import FAILS, NOTE, OK
from leaflet.source import named

BODY = """
body:
  - paragraph: Rest a little, then walk.
  - key_points: [Keep moving, Ask us]
  - contact
"""
HEAD = f"title: Knee pain\nissued: 2026-01-31\ncover: knee\nsubtitle: What helps{CLINIC}"
WHITE = 250


def made(sheet, theme="calm"):
    return leaflet.compose(leaflet.read(HEAD + BODY), sheet=sheet, theme=theme)


def pages(pdf):
    """Each page in grey, ten pixels to a millimetre, with its trim box in millimetres."""
    for page in pypdfium2.PdfDocument(BytesIO(pdf)):
        left, low, right, high = page.get_trimbox()
        image = page.render(scale=10 / MM).to_pil().convert("L")
        top = page.get_size()[1] - high
        yield image, [edge / MM for edge in (left, top, right, page.get_size()[1] - low)]


def verdict(pdf):
    return next(row for row in measure.measure(pdf) if row.rule == "bleed").verdict


@pytest.mark.parametrize("sheet", ["a4", "a5-booklet", "letter", "trifold-dl", "poster-a4"])
def test_an_office_printer_gets_nothing_within_5_mm_of_the_edge(sheet):
    pdf = leaflet.write(made(sheet))
    for image, _ in pages(pdf):
        ink = image.point([255 * (tone < WHITE) for tone in range(256)]).getbbox()
        wide, tall = image.size
        edges = [ink[0], ink[1], wide - ink[2], tall - ink[3]]
        assert min(edges) >= 49, edges
    assert verdict(pdf) == OK


@pytest.mark.parametrize("theme", ["calm", "warm", "clinical"])
@pytest.mark.parametrize("sheet", ["a4", "a5", "trifold-dl", "zfold-dl", "poster-a4"])
def test_no_paper_shows_between_the_cut_and_the_bleed_of_what_touches_the_cut(sheet, theme):
    pdf = leaflet.write(made(sheet, theme), Press())
    touched = 0
    for image, (left, top, right, bottom) in pages(pdf):
        for y in range(round(10 * top) + 5, round(10 * bottom) - 5, 7):
            for inner, outer in ((left + 0.5, left - 2.7), (right - 0.5, right + 2.7)):
                if image.getpixel((round(10 * inner), y)) < WHITE:
                    assert image.getpixel((round(10 * outer), y)) < WHITE, (inner, y)
                    touched += 1
    assert touched > 20
    assert verdict(pdf) == OK


def test_the_rule_finds_a_ground_that_ends_at_the_cut(monkeypatch):
    monkeypatch.setattr(press, "into_bleed", lambda side, over: side)
    assert verdict(leaflet.write(made("a4"), Press())) == FAILS
    monkeypatch.setattr(imposition, "within_reach", tuple)
    assert verdict(leaflet.write(made("a4"))) == NOTE


def test_the_rule_finds_a_title_that_a_rack_hides():
    short, long = (
        measure.measure(leaflet.write(leaflet.compose(leaflet.read(text), sheet="zfold-dl")))
        for text in (HEAD + BODY, HEAD.replace("Knee pain", "A title of many words " * 7) + BODY)
    )
    found = [{row.rule: row.verdict for row in rows}["rack-title"] for rows in (short, long)]
    assert found == [OK, FAILS]


def test_a_ground_fills_its_panel_up_to_the_fold_and_is_not_cut_there():
    (side, _) = imposition.within_reach(made("trifold-dl").sides)
    front = next(placed for placed in side.pages if placed.page.number == 1)
    ground = max(
        (m for m in front.page.marks if hasattr(m, "colour") and hasattr(m, "height")),
        key=lambda m: m.height,
    )
    assert (front.x + ground.x) / MM == pytest.approx(197)
    assert (front.x + ground.x + ground.width) / MM == pytest.approx(297 - 5)
    assert (ground.y + ground.height) / MM == pytest.approx(210 - 5)


@pytest.mark.needs("Ghostscript")
def test_a_cover_takes_no_more_ink_than_the_limit():
    plates = ghostscript.plates(leaflet.write(made("a5"), Press()))
    most = max(map(sum, zip(*(plate.tobytes() for plate in plates.values()), strict=True))) / 255
    assert 1.5 < most <= 3.01


def test_who_made_the_cover_picture_is_said_at_the_end(tmp_path):
    from PIL import Image

    Image.new("RGB", (1400, 1000), "grey").save(tmp_path / "photo.png")
    cover = "{picture: photo.png, alt: A wall, credit: 'Ann Lee, CC BY 4.0'}"
    path = Path(tmp_path / "content.yaml")
    path.write_text((HEAD + BODY).replace("cover: knee", f"cover: {cover}"), "utf-8")
    words = pypdfium2.PdfDocument(leaflet.write(leaflet.compose(leaflet.read(path))))
    text = words[len(words) - 1].get_textpage().get_text_range()
    assert "Cover picture: Ann Lee, CC BY 4.0." in " ".join(text.split())


def test_the_sheets_of_these_tests_are_there():
    assert {"a4", "a5-booklet", "zfold-dl"} <= {*named.names("sheet")}
