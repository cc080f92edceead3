"""Themes: every one is whole, takes a clinic's colours, and can be read in all of them."""

import itertools

import msgspec
import pytest
from conftest import CONTENT
from hypothesis import example, given
from hypothesis import strategies as st
from laid import pages

import leaflet
from leaflet.content import roles, theme
from leaflet.content import sheet as sheets
from leaflet.content.clinic import sample
from leaflet.content.look import Look, drawing_colours, look_of
from leaflet.content.roles import SEEN
from leaflet.content.theme import Palette, Roles, Shade
from leaflet.errors import LeafletError
from leaflet.graphics.colour import (
    AA,
    AAA,
    BLACK,
    WHITE,
    contrast,
    difference,
    grey,
    hex_of,
    lch,
    legible,
    mix,
)
from leaflet.layout.slices import Fill, Words
from leaflet.source import named
from leaflet.source.files import is_current, noted
from leaflet.source.value import Colour
from leaflet.text import fonts
from leaflet.text.shape import shape

THEMES = named.names("theme")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: Colour(f"#{number:06x}"))


def look(name, colour=None, accent=None, sheet=None):
    clinic = msgspec.structs.replace(sample(), colour=colour, accent=accent)
    return look_of(theme.load(name), clinic, sheet)


@pytest.mark.parametrize("name", THEMES)
def test_a_shipped_theme_is_whole(name):
    found = theme.load(name)
    assert found.title.text and isinstance(look(name), Look)
    for types in found.settings.values():
        body = types.body
        sizes = {getattr(types, kind).size for kind in theme.Types.__struct_fields__}
        assert min(sizes) == body.size
        assert 1.3 <= body.leading / body.size <= 1.5
    body = found.type.body
    regular = fonts.family(found.fonts).regular[0]
    assert regular.x_height * body.size * 25.4 / 72 >= 2.0  # mm
    assert found.type.h2.size > found.type.h3.size > body.size == found.type.h4.size


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("key", ["type", *theme.OTHERS])
def test_two_sizes_of_a_sheet_are_equal_or_a_fifth_apart(name, key):
    types = theme.load(name).settings[key]
    kinds = set(theme.Types.__struct_fields__) - {"title_small"}  # it stands for the title
    for title in ("title", "title_small"):
        sizes = sorted({getattr(types, kind).size for kind in kinds - {"title"} | {title}})
        assert len(sizes) > 3
        for less, more in itertools.pairwise(sizes):
            assert more / less >= 1.2 or (key == "poster_type" and title == "title_small")


@pytest.mark.parametrize("name", THEMES)
def test_all_spaces_and_leadings_of_small_text_are_quarters_of_a_line(name):
    types = theme.load(name).type
    quarter = look(name).quarter
    assert quarter == pytest.approx(4.125)
    for kind in theme.Types.__struct_fields__:
        style = getattr(types, kind)
        for space in (style.before, style.after, *([style.leading] if style.size < 30 else [])):
            assert space / quarter == pytest.approx(round(space / quarter), abs=0.08)


def test_each_kind_of_sheet_has_its_type_in_a_body_of_the_usual_size():
    sizes = {
        name: {
            kind: round(style.size / made.styles["body"].size * points, 2)
            for kind, style in made.styles.items()
        }
        for name, points in (
            *(("a4", 12.5), ("trifold-dl", 12.5), ("large-print", 18)),
            *(("giant-print", 20), ("poster-a4", 18), ("poster-a3", 27)),
        )
        for made in (look("calm", sheet=sheets.load(name)),)
    }
    assert all(look("calm", sheet=sheets.load(name)).styles["body"].size == 12.5 for name in sizes)
    wanted = ("title", "title_small", "lead", "h2", "phone", "number")
    assert [sizes["a4"][kind] for kind in wanted] == [38, 31.5, 15.5, 20, 38, 56]
    assert [sizes["trifold-dl"][kind] for kind in wanted] == [36, 30, 15.5, 20, 30, 56]
    assert [sizes["large-print"][kind] for kind in wanted] == [44, 36, 22, 28, 44, 80]
    assert [sizes["giant-print"][kind] for kind in wanted] == [46, 38, 24.5, 31, 46, 88]
    assert [sizes["poster-a4"][kind] for kind in ("title", "lead", "phone")] == [74, 22, 48]
    assert [sizes["poster-a3"][kind] for kind in ("title", "lead", "phone")] == [111, 33, 72]


def test_no_two_themes_differ_by_their_colours_alone():
    shapes = [
        (t.fonts, t.radius, t.cover, t.heads, t.outline, t.bar, t.rule)
        for t in map(theme.load, THEMES)
    ]
    for one, other in itertools.combinations(shapes, 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) >= 3


# ---- colours


BRANDS = (
    *("#0b5c6b", "#005eb8", "#6b2d8f", "#00843d", "#9b1c2e"),
    *("#ffd400", "#f4a6c0", "#39ff14", "#1a1a1a"),
)
EITHER = pytest.mark.parametrize("tone", [tuple, grey], ids=["in colour", "in grey"])
SLACK = 0.15
"""By which the contrast of a grey may be less than that of its colour."""


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("brand", BRANDS)
@EITHER
def test_words_can_be_read_on_the_grounds_of_every_brand(name, brand, tone):
    made = {role: tone(rgb) for role, rgb in look(name, Colour(brand)).colours.items()}
    paper, panel, band = made["paper"], made["panel"], made["band"]
    assert contrast(made["text"], panel) >= 13
    assert min(contrast(made["muted"], paper), contrast(made["muted"], panel)) >= AAA - SLACK
    assert min(contrast(made["heading"], ground) for ground in (paper, panel)) >= AA - 0.01
    assert contrast(made["link"], panel) >= AAA - SLACK
    assert contrast(made["marker"], paper) >= 3
    assert contrast(made["on"], band) >= AA
    assert contrast(made["paper"], made["urgent"]) >= AAA
    assert contrast(made["text"], made["amber"]) >= AAA
    assert tone_of(made["pale"]) - tone_of(made["marker"]) >= 30
    assert tone_of(made["amber"]) - tone_of(made["urgent"]) >= 30


def tone_of(rgb):
    """Return the lightness of a colour, 0 to 100."""
    return lch(rgb).lightness


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("brand", BRANDS)
def test_no_tint_looks_like_an_alert(name, brand):
    made = look(name, Colour(brand)).colours
    for ground in ("panel", "tint", "tint2", "pale"):
        for alert in ("urgent", "amber"):
            assert made[alert] == WHITE or difference(made[ground], made[alert]) >= 25
    if name in ("calm", "clinical", "warm"):
        assert hex_of(made["urgent"]) == "#a4161a" and hex_of(made["amber"]) == "#ffb81c"


@pytest.mark.parametrize("brand", BRANDS)
def test_a_brand_like_the_red_of_alerts_colours_no_word_or_sign(brand):
    made = look("calm", Colour(brand))
    near = difference(made.colours["band"], made.colours["urgent"]) < 25
    assert near == (brand == "#9b1c2e")
    if near:
        roles = ("text", "muted", "heading", "link", "marker", "note", "tip", "caution")
        assert Colour(brand).rgb not in {made.colours[role] for role in roles}
        assert made.has_bars and made.in_ink == "red"


@pytest.mark.parametrize(
    ("brand", "roles"),
    [
        ("#0b5c6b", "heading #0b5c6b marker #0b5c6b on #ffffff panel #e6f5f9 key #f5a478"),
        ("#005eb8", "heading #005eb8 link #1b262c panel #eff2fe tint #dce2f9 deep #27395c"),
        ("#9b1c2e", "heading #1b262c marker #1b262c on #ffffff panel #f3f0ea tint #f0ebe3"),
        ("#ffd400", "heading #1b262c on #1b262c key #ffd400 shirt #46545c disc #ffd400"),
        ("#39ff14", "heading #1b262c panel #edf4e9 tint #efece5 rule #bac4b6 pale #cbd4c8"),
        ("#1a1a1a", "heading #1a1a1a panel #f2f2f2 tint #e2e2e2 deep #1b1b1b skin #c48f67"),
    ],
)
def test_each_role_has_the_colour_that_designers_drew(brand, roles):
    made = look("calm", Colour(brand)).colours
    words = roles.split()
    wanted = dict(zip(words[::2], words[1::2], strict=True))
    assert {role: hex_of(made[role]) for role in wanted} == wanted


@pytest.mark.parametrize("name", THEMES)
@given(colour=COLOURS, accent=COLOURS)
@example(Colour("#ffff00"), Colour("#ffffff"))
@example(Colour("#ffffff"), Colour("#39ff14"))
@example(Colour("#000000"), Colour("#ff00ff"))
@example(Colour("#ff0000"), Colour("#00ffff"))
@example(Colour("#808080"), Colour("#767676"))
def test_all_words_can_be_read_in_any_colours(name, colour, accent):
    made = look(name, colour, accent).colours
    for ground in (made["paper"], made["panel"]):
        assert legible(made["text"], ground) >= 13 - SLACK
        assert legible(made["muted"], ground) >= AAA - SLACK
        assert legible(made["link"], ground) >= AAA - SLACK
    assert legible(made["heading"], made["paper"]) >= AA
    assert legible(made["heading"], made["panel"]) >= AA - 0.03
    assert contrast(made["marker"], made["paper"]) >= 3
    assert legible(made["on"], made["band"]) >= AA
    assert contrast(made["band"], made["paper"]) >= SEEN


@given(colour=COLOURS)
def test_an_area_of_the_brand_has_the_colour_of_the_clinic(colour):
    made = look("calm", colour)
    on = (WHITE, made.colours["text"], BLACK)
    if contrast(colour.rgb, WHITE) < SEEN:
        assert made.colours["band"] == made.colours["text"]
    elif max(legible(each, colour.rgb) for each in on) >= AA:
        assert made.colours["band"] == colour.rgb
    else:
        assert 0 < difference(made.colours["band"], colour.rgb) < 8
    assert made.colours["heading"] in (colour.rgb, made.colours["text"])


def test_words_on_an_area_can_be_read_over_the_whole_cube_of_colours():
    shades = [step / 10 for step in range(11)]
    for brand in itertools.product(shades, repeat=3):
        made = roles.area(brand, (0.1, 0.15, 0.17))
        assert legible(made["on"], made["band"]) >= AA
        assert difference(made["band"], brand) < 8


@pytest.mark.parametrize("shade", ["brand 8%", "brand 50%", "amber", "alert"])
def test_words_can_be_read_on_the_area_that_a_theme_chooses(shade):
    mine = msgspec.structs.replace(theme.load("calm"), colours=Roles(band=Shade(shade)))
    made = look_of(mine, sample()).colours
    assert legible(made["on"], made["band"]) >= AA


def test_a_brand_that_nobody_would_see_is_ink():
    made = look("calm", Colour("#ffffff"))
    assert made.colours["band"] == made.colours["text"] == made.colours["heading"]


def test_words_on_a_colour_that_bears_neither_white_nor_ink_are_black():
    made = look("calm", Colour("#e4572e"))
    assert contrast(made.colours["text"], made.colours["band"]) < AA
    assert made.colours["on"] == BLACK


def test_a_heading_in_ink_has_a_bar_of_the_brand():
    assert [look("calm", Colour(brand)).has_bars for brand in BRANDS] == [
        *(False, False, False, False, True, True, True, True, False)
    ]


@pytest.mark.parametrize("name", THEMES)
def test_no_theme_needs_bars_for_a_brand_of_its_own(name):
    assert not look(name).has_bars


def test_a_drawing_has_a_colour_for_each_slot():
    made = look("calm", Colour("#ffd400"))
    slots = {slot: hex_of(rgb) for slot, rgb in drawing_colours(made).items()}
    assert slots == {
        **{"brand": "#46545c", "brand-tint": "#efece5", "brand-mid": "#dcd7cc"},
        **{"ink": "#232f36", "accent": "#f5a478", "skin": "#c48f67", "skin-2": "#8a6143"},
        **{"paper": "#ffffff", "disc": "#ffd400"},
    }


# ---- the photocopy: as little toner as words need


@pytest.mark.parametrize("name", ["photocopy", "high-contrast"])
@given(colour=COLOURS, accent=COLOURS)
def test_a_theme_that_keeps_its_colours_is_the_same_in_any(name, colour, accent):
    assert look(name, colour, accent) == look(name)


def test_a_photocopy_is_black_on_white_and_has_no_tint():
    made = look("photocopy")
    words = {made.colours[role] for role in ("text", "muted", "heading", "link", "marker")}
    assert words == {BLACK} and made.colours["panel"] == made.colours["paper"] == WHITE
    assert made.cover == "ruled" and min(made.rule, made.outline) >= 0.75
    assert {style.colour for style in made.styles.values()} == {BLACK}


TOUCHING = (
    *(("skin", "brand-tint"), ("skin", "paper"), ("skin", "ink"), ("skin", "brand")),
    *(("skin", "skin-2"), ("skin-2", "ink"), ("skin-2", "brand"), ("skin-2", "brand-tint")),
    *(("accent", "skin"), ("accent", "brand"), ("accent", "brand-tint"), ("accent", "paper")),
)
"""Slots that touch each other in the drawings."""


@pytest.mark.parametrize("name", ["photocopy", "high-contrast"])
def test_drawings_for_a_copier_are_grey_and_their_tones_are_apart(name):
    slots = {slot: lch(rgb) for slot, rgb in drawing_colours(look(name)).items()}
    assert max(tone.chroma for tone in slots.values()) < 0.5
    assert [
        pair for pair in TOUCHING if abs(slots[pair[0]].lightness - slots[pair[1]].lightness) < 30
    ] == []


def test_a_grey_brand_with_an_accent_has_drawings_in_colour():
    assert lch(drawing_colours(look("calm", Colour("#1a1a1a")))["skin"]).chroma > 30


def test_a_colour_that_a_theme_chose_for_words_gives_way_to_ink_where_it_cannot_be_read(shelf):
    (shelf / "mine.yaml").write_text("extends: calm\ncolours: {heading: accent, link: accent}\n")

    def coloured(accent):
        clinic = msgspec.structs.replace(sample(), accent=Colour(accent))
        made = look_of(own(shelf), clinic).colours
        return hex_of(made["heading"]), hex_of(made["link"])

    assert coloured("#7a3010") == ("#7a3010", "#7a3010")
    assert coloured("#a0522d") == ("#a0522d", "#1b262c")
    assert coloured("#ffd400") == ("#1b262c", "#1b262c")


# ---- theme files


@pytest.fixture
def shelf(folder):
    """The folder of themes of one's own, beside the content."""
    themes = folder / "themes"
    themes.mkdir()
    (folder / "content.yaml").write_text(CONTENT + "  - contact\n", "utf-8")
    return themes


def own(shelf, name="mine"):
    return theme.load(name, shelf.parent)


def test_a_theme_lays_its_keys_over_those_it_extends(shelf):
    (shelf / "bold.yaml").write_text("extends: calm\ntitle: Bold\ntype: {h2: {size: 24}}\n")
    (shelf / "bolder.yaml").write_text("extends: bold\npalette: {brand: '#000000'}\n")
    found = own(shelf, "bolder")
    calm = theme.load("calm")
    assert (found.title.text, found.type.h2.size) == ("Bold", 24)
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
        ("extends: calm\ncover: spilt", "did you mean `split`?"),
        ("extends: calm\ntype: {furniture: {size: 11}}", "`furniture` has 11 points"),
        ("extends: calm\npanel_type: {h4: {size: 12}}", "`h4` has 12 points, and the body 12.5"),
        ("extends: calm\ntype: {body: {size: 4}}", "`body` has 4 points, and readers need 12"),
        ("extends: calm\npanel_type: {body: {size: 11.9}}", "mine.yaml:2:20: `body` has 11.9"),
        ("extends: calm\ntype: {h2: {leading: 12}}", "the lines of `h2` are 12 points apart"),
        ("extends: calm\ntype: {body: {leading: 14}}", "12.5 points need 15 or more"),
        ("extends: calm\nfonts: nota", "did you mean `noto`?"),
        ("extends: calm\ndyslexia: 1", "`1` is not yes or no"),
        ("extends: calm\npalette: {ink: '#777777'}", "`ink` on `paper` has a contrast of 4.5"),
        ("extends: calm\npalette: {ink: '#ffffff', paper: '#000000'}", "darker than their ground"),
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
        own(shelf)
    assert said in str(caught.value)
    assert any(fault.place and "mine.yaml" in fault.place.file for fault in caught.value.faults)


def test_a_circle_of_themes_ends(shelf):
    (shelf / "one.yaml").write_text("extends: two")
    (shelf / "two.yaml").write_text("extends: one")
    with pytest.raises(LeafletError, match="the theme `one` extends itself") as caught:
        own(shelf, "one")
    (fault,) = caught.value.faults
    assert (fault.place.file.endswith("two.yaml"), fault.place.line) == (True, 1)


def test_a_shade_is_a_colour_of_the_palette_or_a_tint_of_it():
    palette = {
        name: getattr(theme.load("calm").palette, name).rgb for name in Palette.__struct_fields__
    }
    whole, half = theme.Shade("ink"), theme.Shade("ink 50%")
    assert whole.resolve(palette) == palette["ink"]
    assert half.resolve(palette) == pytest.approx(mix(palette["ink"], 0.5, palette["paper"]))


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_builds(folder, name):
    (folder / "content.yaml").write_text(CONTENT + "  - contact\n")
    made = leaflet.compose(leaflet.read("content.yaml"), theme=name)
    assert leaflet.write(made).startswith(b"%PDF")


# ---- a theme beside the content


MINE = "extends: warm\ntitle: Ours, with heads across\nheads: across\nfonts: noto\n"


def drawn(made):
    """The names of the fonts of all words of a leaflet."""
    return {m.font.name for p in pages(made) for m in p.marks if isinstance(m, Words)}


def test_a_theme_of_ones_own_is_listed_and_built_and_named_in_the_content(shelf, run):
    (shelf / "mine.yaml").write_text(MINE)
    assert "mine           Ours, with heads across" in run("themes").said
    document = leaflet.read("content.yaml")
    assert leaflet.themes(shelf.parent)["mine"] == own(shelf)
    assert "mine" not in leaflet.themes()
    by_name = leaflet.compose(document, theme="mine")
    by_value = leaflet.compose(document, theme=own(shelf))
    assert leaflet.write(by_name) == leaflet.write(by_value)
    assert all(name.startswith("NotoSans") for name in drawn(by_name))
    content = shelf.parent / "content.yaml"
    content.write_text("theme: mine\n" + CONTENT + "  - contact\n", "utf-8")
    assert drawn(leaflet.compose(leaflet.read("content.yaml"))) == drawn(by_name)
    assert run("build", "--theme", "mine", "-o", "x.pdf").code == 0


def test_a_theme_of_ones_own_may_extend_the_shipped_one_of_its_name(shelf):
    (shelf / "calm.yaml").write_text("extends: calm\nradius: 11\n")
    (shelf / "other.yaml").write_text("extends: calm\nrule: 2\n")
    assert own(shelf, "calm").radius == 11 != theme.load("calm").radius
    assert own(shelf, "calm").title == theme.load("calm").title
    assert (own(shelf, "other").radius, own(shelf, "other").rule) == (11, 2)


def test_what_is_wrong_with_a_theme_of_ones_own_is_told_with_its_place(shelf, run):
    (shelf / "mine.yaml").write_text("extends: calm\nrule: thick\n")
    ran = run("build", "--theme", "mine")
    assert ran.code == 1 and "themes/mine.yaml:2:7: `thick` is not a number" in ran.err
    ran = run("build", "--theme", "mnie")
    assert ran.code == 2 and "did you mean `mine`?" in ran.err


@pytest.mark.parametrize("name", ["../calm", "themes/mine", "/etc/passwd", "Mine", "mine.yaml"])
def test_a_theme_is_no_path(shelf, name):
    (shelf / "mine.yaml").write_text(MINE)
    (shelf / "bad.yaml").write_text(f"extends: {name}\n")
    for load in (lambda: own(shelf, name), lambda: own(shelf, "bad")):
        with pytest.raises(LeafletError, match="there is no theme called"):
            load()


@pytest.mark.parametrize("change", ["mine", "base"])
def test_a_change_of_a_theme_or_of_what_it_extends_is_noticed(shelf, change):
    (shelf / "mine.yaml").write_text("extends: base\n")
    (shelf / "base.yaml").write_text("extends: calm\nrule: 2\n")
    with noted() as notes:
        assert own(shelf).rule == 2
        assert own(shelf).rule == 2
    assert is_current(notes)
    (shelf / f"{change}.yaml").write_text("extends: calm\nrule: 3\n")
    assert not is_current(notes)
    assert own(shelf).rule == 3


def test_a_theme_of_ones_own_that_hides_a_shipped_one_later_is_noticed(shelf):
    with noted() as notes:
        own(shelf, "warm")
    (shelf / "warm.yaml").write_text("extends: calm\n")
    assert not is_current(notes)


# ---- what a leaflet says of its own: fonts, and white for readers with dyslexia


def test_a_leaflet_chooses_its_family_of_type_in_any_theme(folder):
    (folder / "content.yaml").write_text("fonts: noto\n" + CONTENT)
    made = leaflet.compose(leaflet.read("content.yaml"))
    assert all(name.startswith("NotoSans") for name in drawn(made))
    (folder / "content.yaml").write_text("fonts: plain\n" + CONTENT)
    made = leaflet.compose(leaflet.read("content.yaml"), theme="clinical")
    assert all(name.startswith("LeafletPlain") for name in drawn(made))
    (folder / "content.yaml").write_text("fonts: plian\n" + CONTENT)
    with pytest.raises(LeafletError, match=r"(?s)content.yaml:1:8.*did you mean `plain`"):
        leaflet.read("content.yaml")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("paper", ["a4", "trifold-dl", "large-print", "poster-a4"])
def test_dyslexia_gives_any_theme_more_white_on_cream(name, paper):
    given = sheets.load(paper)
    usual = look(name, sheet=given)
    made = look_of(theme.load(name).set_for(None, True), sample(), given)
    body = made.styles["body"]
    assert body.leading / body.size == pytest.approx(1.5)
    assert hex_of(made.colours["paper"]) == "#fbf6e9"
    assert contrast(made.colours["text"], made.colours["paper"]) >= 13
    assert contrast(made.colours["muted"], made.colours["paper"]) >= AAA
    more = body.leading / usual.styles["body"].leading
    for kind, style in made.styles.items():
        assert style.size == usual.styles[kind].size
        assert style.leading == pytest.approx(more * usual.styles[kind].leading)
    family, plain = fonts.family(body.family), fonts.family(usual.styles["body"].family)
    wide, narrow = (shape("a a", each)[0].glyphs[1].advance for each in (family, plain))
    assert wide == pytest.approx(1.16 * narrow)
    assert shape("ab", family)[0].advance == shape("ab", plain)[0].advance


@pytest.mark.parametrize("brand", BRANDS)
def test_words_can_be_read_on_cream(brand):
    clinic = msgspec.structs.replace(sample(), colour=Colour(brand))
    made = look_of(theme.load("calm").set_for(None, True), clinic).colours
    assert contrast(made["heading"], made["paper"]) >= AA
    assert contrast(made["link"], made["paper"]) >= AAA
    assert contrast(made["marker"], made["paper"]) >= 3


@pytest.mark.parametrize("paper", ["a4", "trifold-dl", "a5-booklet"])
def test_cream_lies_under_all_that_a_page_says(folder, paper):
    (folder / "content.yaml").write_text("dyslexia: yes\n" + CONTENT + "  - contact\n")
    made = leaflet.compose(leaflet.read("content.yaml"), sheet=paper)
    sheet = sheets.load(paper)
    for page in pages(made):
        ground = page.marks[0]
        assert isinstance(ground, Fill) and hex_of(ground.colour) == "#fbf6e9"
    for side in made.sides:
        for placed in side.pages:
            ground = placed.page.marks[0]
            assert ground.height >= sheet.height - 30
    (folder / "content.yaml").write_text(CONTENT)
    plain = leaflet.compose(leaflet.read("content.yaml"), sheet=paper)
    assert all(hex_of(page.marks[0].colour) != "#fbf6e9" for page in pages(plain))


# ---- how much of a page is the brand


def amounts(made, brand):
    """The share of each page that is a solid area of the brand; rules and bars are none."""
    wide, high = made.sheet.width, made.sheet.height
    return [
        sum(
            mark.width * mark.height
            for mark in page.marks
            if isinstance(mark, Fill) and mark.colour == brand and min(mark.width, mark.height) > 20
        )
        / (wide * high)
        for page in pages(made)
    ]


@pytest.mark.parametrize("name", ["calm", "warm", "clinical"])
@pytest.mark.parametrize("brand", ["#0b5c6b", "#9b1c2e", "#ffd400"])
def test_the_brand_is_on_the_cover_and_behind_the_contact_alone(folder, name, brand):
    body = "".join(f"  - paragraph: Number {n}.\n" for n in range(60))
    (folder / "content.yaml").write_text(
        CONTENT.replace("body:", f"  colour: '{brand}'\nbody:", 1) + body + "  - contact\n"
    )
    made = leaflet.compose(leaflet.read("content.yaml"), theme=name)
    first, *inner, last = amounts(made, Colour(brand).rgb)
    assert made.pages > 2
    assert first == 0 if name == "clinical" else 0.02 < first < 0.5
    assert inner == [0.0] * len(inner)
    assert 0 < last <= 0.15
