"""Themes: every one is whole, takes a clinic's colours, and can be read in all of them."""

import itertools

import msgspec
import pytest
from conftest import CONTENT
from hypothesis import example, given
from hypothesis import strategies as st

import leaflet
from leaflet.content import theme
from leaflet.content.clinic import sample
from leaflet.content.theme import Look, Palette, Roles
from leaflet.errors import LeafletError
from leaflet.graphics.colour import AA, AAA, BLACK, WHITE, contrast, legible, luminance, mix
from leaflet.source import named
from leaflet.source.value import Colour
from leaflet.text import fonts

THEMES = named.names("theme")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: Colour(f"#{number:06x}"))


def look(name, colour=None, accent=None):
    return theme.look(
        theme.load(name), msgspec.structs.replace(sample(), colour=colour, accent=accent)
    )


def grounds(look):
    """Every ground that words of a body can stand on."""
    tints = (mix(look.colours[kind], look.tint) for kind in ("note", "tip", "caution", "urgent"))
    return [WHITE, look.colours["panel"], *tints]


@pytest.mark.parametrize("name", THEMES)
def test_a_shipped_theme_is_whole(name):
    found = theme.load(name)
    assert found.title.text and isinstance(look(name), Look)
    for kind in theme.Types.__struct_fields__:
        assert getattr(found.type, kind).size >= 12
    body = found.type.body
    assert 1.3 <= body.leading / body.size <= 1.5
    regular = fonts.family(found.family.text).regular[0]
    assert regular.x_height * body.size * 25.4 / 72 >= 2.0  # mm
    assert found.type.h2.size > found.type.h3.size > body.size >= found.type.h4.size


def test_no_two_themes_differ_by_their_colours_alone():
    shapes = [
        (t.family, t.radius, t.band, t.outline, t.bar, t.rule, t.type.h2, t.type.title)
        for t in map(theme.load, THEMES)
    ]
    for one, other in itertools.combinations(shapes, 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) >= 3


@pytest.mark.parametrize("name", THEMES)
@given(colour=COLOURS, accent=COLOURS)
@example(Colour("#ffff00"), Colour("#ffffff"))
@example(Colour("#ffffff"), Colour("#39ff14"))
@example(Colour("#000000"), Colour("#ff00ff"))
@example(Colour("#ff0000"), Colour("#00ffff"))
@example(Colour("#808080"), Colour("#767676"))
def test_all_words_can_be_read_in_any_colours(name, colour, accent):
    made, least = look(name, colour, accent), theme.load(name).contrast
    for ground in grounds(made):
        for role in ("text", "muted", "link", "marker"):
            assert legible(made.colours[role], ground) >= AAA - 1e-9
        assert legible(made.colours["heading"], ground) >= least - 1e-9
    for kind in ("note", "tip", "caution", "urgent"):
        for ground in (WHITE, mix(made.colours[kind], made.tint)):
            assert legible(made.colours[kind], ground) >= least - 1e-9
    band = made.colours["band"] if made.band == "filled" else WHITE
    assert legible(made.on_band, band) >= least - 1e-9
    assert contrast(made.colours["band"], WHITE) >= theme.SEEN


@pytest.mark.parametrize("name", THEMES)
@given(colour=COLOURS)
def test_what_is_urgent_is_red_whatever_the_colour(name, colour):
    red, green, blue = look(name, colour).colours["urgent"]
    assert name == "photocopy" or (red > 2 * green and red > 2 * blue)


def test_a_band_has_the_very_colour_of_the_clinic_even_a_pale_one():
    made = look("calm", Colour("#f5a623"))
    assert made.colours["band"] == Colour("#f5a623").rgb
    assert made.on_band == made.colours["text"]


def test_a_band_that_nearly_bears_white_words_is_darkened_for_them():
    made = look("calm", Colour("#ff1493"))
    assert made.on_band == WHITE and made.colours["band"] != Colour("#ff1493").rgb


@pytest.mark.parametrize("name", ["calm", "clinical", "high-contrast"])
def test_a_band_that_nobody_would_see_is_drawn_in_ink(name):
    made = look(name, Colour("#ffffff"))
    assert made.band in ("framed", "ruled")
    assert legible(made.colours["band"], WHITE) >= AA


def test_a_pale_grey_gives_words_in_ink_and_not_in_another_grey():
    made = look("calm", Colour("#d9d9d9"))
    assert made.colours["heading"] == made.colours["text"]


@pytest.mark.parametrize("pale", ["#ffff00", "#ffffff", "#cccccc"])
def test_a_colour_too_pale_for_text_is_darkened_and_said(pale):
    made = look("calm", Colour(pale))
    assert luminance(made.colours["heading"]) < luminance(Colour(pale).rgb)
    (note,) = made.notes
    assert note.problem.startswith(f"the clinic's colour {pale} is too pale for text")


def test_a_pale_accent_is_said_too():
    first, second = look("calm", Colour("#ffff00"), Colour("#eeeeee")).notes
    assert "#ffff00" in first.problem and "#eeeeee" in second.problem
    assert (first.path, second.path) == ("clinic.colour", "clinic.accent")
    assert {first.code, second.code} == {"darkened-colour"}


def test_a_colour_too_pale_for_small_words_alone_is_said_so():
    made = look("calm", Colour("#005eb8"))
    assert made.colours["heading"] == made.colours["band"] == Colour("#005eb8").rgb
    (note,) = made.notes
    assert note.problem.startswith("the clinic's colour #005eb8 is too pale for small text")
    assert look("high-contrast", Colour("#ffff00")).notes == ()  # its words are black anyway


def test_colours_that_can_be_read_stay_as_they_are():
    made = look("calm", Colour("#0b5c6b"), Colour("#7a3010"))
    assert made.notes == ()
    assert made.colours["heading"] == made.colours["band"] == Colour("#0b5c6b").rgb
    assert made.colours["caution"] == Colour("#7a3010").rgb


def test_a_clinic_with_one_colour_has_it_for_its_accent_too():
    made = look("calm", Colour("#402060"))
    assert made.colours["caution"] == made.colours["heading"] == Colour("#402060").rgb
    assert (
        look("calm", None, Colour("#402060")).colours["heading"] == look("calm").colours["heading"]
    )


# ---- the photocopy: as little toner as words need


@given(colour=COLOURS, accent=COLOURS)
def test_a_photocopy_is_the_same_in_any_colours(colour, accent):
    assert look("photocopy", colour, accent) == look("photocopy")


def test_a_photocopy_is_black_on_white_and_has_no_tint():
    made = look("photocopy")
    assert (made.colours["panel"], made.band, made.tint) == (WHITE, "framed", 0)
    assert made.on_band == BLACK and min(made.rule, made.outline) >= 0.75
    assert set(made.colours.values()) == {WHITE, BLACK}
    assert {style.colour for style in made.styles.values()} == {BLACK}


# ---- theme files


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of themes of one's own, beside those that are shipped."""
    folder = named.folder("theme")
    for path in folder.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(named, "folder", lambda kind: tmp_path)
    theme.load.cache_clear()
    yield tmp_path
    theme.load.cache_clear()


def test_a_theme_lays_its_keys_over_those_it_extends(shelf):
    (shelf / "bold.yaml").write_text("extends: calm\ntitle: Bold\ntype: {h2: {size: 30}}\n")
    (shelf / "bolder.yaml").write_text("extends: bold\npalette: {brand: '#000000'}\n")
    found = theme.load("bolder")
    calm = theme.load("calm")
    assert (found.title.text, found.type.h2.size) == ("Bold", 30)
    assert found.type.h2.leading == calm.type.h2.leading
    assert (found.palette.brand.text, found.palette.ink) == ("#000000", calm.palette.ink)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("extends: mine", "the theme `mine` extends itself"),
        ("extends: nosuch", "there is no theme called `nosuch`"),
        ("extends: clam", "did you mean `calm`?"),
        ("extends: calm\npallete: {}", "mine.yaml:2:1: `pallete` is not a key that belongs here"),
        ("extends: calm\npalette: {brand: red}", "mine.yaml:2:18: `red` is not a colour"),
        ("extends: calm\ncolours: {band: brnad}", "`band` names no colour of the palette"),
        ("extends: calm\ncolours: {band: brand 8}", "is not a colour of the palette"),
        ("extends: calm\ntype: {body: {size: 2}}", "`2` is not a number from 4 to 200"),
        ("extends: calm\nbranded: maybe", "`maybe` is not yes or no"),
        ("extends: calm\nband: fillled", "did you mean `filled`?"),
        ("extends: calm\noutlines: 1", "did you mean `outline`?"),
        ("extends: calm\nrule: 0.1", "`0.1` is not a number from 0.5 to 6"),
        ("title: Mine", "`palette` is missing"),
        ("extends: [calm]", "a name is needed here, and this is a list"),
        ("- a", "a group of keys is needed here"),
    ],
)
def test_a_wrong_theme_is_said(shelf, text, said):
    (shelf / "mine.yaml").write_text(text)
    with pytest.raises(LeafletError) as caught:
        theme.load("mine")
    assert said in str(caught.value)


def test_a_circle_of_themes_ends(shelf):
    (shelf / "one.yaml").write_text("extends: two")
    (shelf / "two.yaml").write_text("extends: one")
    with pytest.raises(LeafletError, match="the theme `one` extends itself"):
        theme.load("one")


def test_every_role_is_a_shade_of_the_palette():
    palette = {
        name: getattr(theme.load("calm").palette, name).rgb for name in Palette.__struct_fields__
    }
    for name in THEMES:
        roles = theme.load(name).colours
        assert all(
            len(getattr(roles, role).resolve(palette)) == 3 for role in Roles.__struct_fields__
        )
    half = type(roles.text)("ink 50%").resolve(palette)
    assert half == pytest.approx(mix(palette["ink"], 0.5, palette["paper"]))


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_builds(folder, name):
    (folder / "content.yaml").write_text(CONTENT + "  - contact\n")
    made = leaflet.compose(leaflet.read("content.yaml"), theme=name)
    assert leaflet.write(made).startswith(b"%PDF")
