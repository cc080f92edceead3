"""Cover: the band of each theme, and a logo of any shape on it."""

from pathlib import Path

import pytest
from conftest import CONTENT
from laid import pages
from PIL import Image, ImageDraw

import leaflet
from leaflet.composition import cover
from leaflet.graphics.colour import AA, WHITE, contrast, legible
from leaflet.layout.slices import Fill, Words
from leaflet.layout.slices import PlacedPicture as Placed
from leaflet.source import named

THEMES = named.names("theme")


def drawn(name, size, ink="#103060", ground=(0, 0, 0, 0)):
    image = Image.new("RGBA", size, ground)
    wide, tall = size
    ImageDraw.Draw(image).ellipse((2, 2, wide - 3, tall - 3), fill=ink)
    image.save(name)


def first_page(theme, colour="#0b5c6b", logo=None):
    """The marks of the first page of a leaflet."""
    said = f"  colour: '{colour}'\n" + (f"  logo: {logo}\n" if logo else "")
    Path("content.yaml").write_text(CONTENT.replace("body:", f"{said}body:", 1))
    made = leaflet.compose(leaflet.read("content.yaml"), theme=theme)
    return pages(made)[0].marks


def band(marks):
    return next(m for m in marks if isinstance(m, Fill) and m.width > 500)


def placed(marks):
    return next(m for m in marks if isinstance(m, Placed))


def plate(marks):
    """The fill under the logo that is not the band, or None."""
    logo = placed(marks)
    return next(
        (
            m
            for m in marks
            if isinstance(m, Fill)
            and m.width < 300
            and m.x <= logo.x
            and m.y <= logo.y
            and m.x + m.width >= logo.x + logo.width
        ),
        None,
    )


def title_ink(marks):
    return max((m for m in marks if isinstance(m, Words)), key=lambda m: m.size).colour


@pytest.mark.parametrize("colour", ["#0b5c6b", "#ffffff", "#f5a623", "#000000"])
@pytest.mark.parametrize("theme", THEMES)
def test_the_band_can_always_be_seen_and_its_title_read(folder, theme, colour):
    marks = first_page(theme, colour)
    ground = band(marks)
    edge = ground.line or ground.colour
    assert contrast(edge, WHITE) >= 1.1
    behind = ground.colour if ground.height > 20 else WHITE
    assert legible(title_ink(marks), behind) >= AA


@pytest.mark.parametrize("theme", ["clinical", "photocopy"])
def test_a_ruled_band_has_a_thick_rule_over_it_and_one_under_it(folder, theme):
    over, under = [m for m in first_page(theme) if isinstance(m, Fill) and m.width > 500]
    assert over.height > 3 * under.height > 0
    assert over.colour == under.colour


@pytest.mark.parametrize(
    ("size", "wide", "tall"),
    [
        ((1200, 220), 160, 29.3),  # as wide as it may be
        ((800, 300), 96, 36),
        ((500, 500), 44, 44),
        ((300, 600), 23, 46),  # as high as it may be
        ((60, 1000), 2.8, 46),
    ],
)
def test_a_logo_of_any_shape_keeps_it_in_its_room(folder, size, wide, tall):
    drawn("logo.png", size)
    logo = placed(first_page("calm", logo="logo.png"))
    assert (logo.width, logo.height) == pytest.approx((wide, tall), abs=0.1)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [(900, 220), (300, 600), (500, 500)])
def test_a_logo_touches_neither_the_words_nor_the_edge_of_the_band(folder, theme, size):
    drawn("logo.png", size)
    marks = first_page(theme, logo="logo.png")
    logo, ground = placed(marks), band(marks)
    name, title = [m for m in marks if isinstance(m, Words) and m.node][:2]
    assert name.x >= logo.x + logo.width + 7
    assert title.y - title.font.ascent * title.size > logo.y + logo.height
    assert logo.x > ground.x + 10 and logo.y >= ground.y + 10


def test_a_logo_has_a_white_plate_on_a_dark_band_and_clear_space_on_it(folder):
    drawn("logo.png", (400, 200))
    marks = first_page("calm", logo="logo.png")
    logo, under = placed(marks), plate(marks)
    assert under.colour == WHITE
    assert (logo.x - under.x, logo.y - under.y) == pytest.approx((cover.CLEAR, cover.CLEAR))


@pytest.mark.parametrize("theme", ["clinical", "photocopy"])
def test_a_transparent_logo_needs_no_plate_on_a_pale_band(folder, theme):
    drawn("logo.png", (400, 200))
    assert plate(first_page(theme, logo="logo.png")) is None


def test_a_logo_with_a_ground_of_its_own_has_a_plate_on_any_colour(folder):
    drawn("logo.png", (400, 200), ground="white")
    assert plate(first_page("warm", logo="logo.png")).colour == WHITE
    assert plate(first_page("photocopy", logo="logo.png")) is None


@pytest.mark.parametrize("theme", THEMES)
def test_a_logo_for_dark_grounds_stands_on_one(folder, theme):
    drawn("logo.png", (400, 200), ink="#fefefe")
    marks = first_page(theme, logo="logo.png")
    under = plate(marks)
    behind = under.colour if under else band(marks).colour
    assert legible(WHITE, behind) >= AA
    assert (under is None) == (theme in ("calm", "high-contrast", "warm"))


@pytest.mark.parametrize("theme", THEMES)
def test_a_cover_is_as_high_with_a_logo_as_without(folder, theme):
    without = title_of(first_page(theme)).y
    for size in [(900, 220), (300, 600), (500, 500), (12, 12)]:
        drawn("logo.png", size)
        assert title_of(first_page(theme, logo="logo.png")).y == pytest.approx(without), size


def title_of(marks):
    return max((m for m in marks if isinstance(m, Words) and m.node), key=lambda m: m.size)


def test_an_empty_logo_is_no_reason_to_fail(folder):
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save("logo.png")
    assert plate(first_page("calm", logo="logo.png")).colour == WHITE


def test_a_logo_with_few_dots_is_noted(folder):
    drawn("logo.png", (120, 40))
    first_page("calm", logo="logo.png")
    (note,) = leaflet.compose(leaflet.read("content.yaml")).notes
    assert (note.code, note.path, note.severity) == ("blurred-picture", "clinic.logo", "note")
    assert note.problem.startswith("`logo.png` has 80 dots to a printed inch")
