"""Cover: its strip, block, title and picture on every sheet, in every theme, with any logo."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from conftest import CONTENT
from laid import lines, pages
from PIL import Image, ImageDraw

import leaflet
from leaflet import measure
from leaflet.composition import cover as covers
from leaflet.composition.strip import logo_size
from leaflet.content import sheet as sheets
from leaflet.content.sheet import MM
from leaflet.graphics.colour import AA, WHITE, contrast, legible
from leaflet.graphics.picture import read_named
from leaflet.layout.slices import Fill, Words
from leaflet.layout.slices import PlacedPicture as Placed
from leaflet.measure import FAILS, OK
from leaflet.source import named

THEMES = named.names("theme")
SHEETS = [name for name in named.names("sheet") if sheets.load(name).most != 1]
LONG = "The Royal Northern Coastal Centre for Musculoskeletal and Rehabilitation Care"
VERY_LONG = "The Harbour Road and Exampletown Community Clinic for Backs, Necks and Knees"
LONG_TITLE = "Radiofrequency treatment for long-lasting lower back pain and sciatica"
PURPOSE = "What it is, what we know, and how to choose"
LOGOS = {"wide": (900, 220), "tall": (300, 600), "square": (500, 500), "tiny": (12, 12)}


def drawn(name, size, ink="#103060", ground=(0, 0, 0, 0)):
    image = Image.new("RGBA", size, ground)
    wide, tall = size
    ImageDraw.Draw(image).ellipse((2, 2, wide - 3, tall - 3), fill=ink)
    image.save(name)


@pytest.fixture(autouse=True)
def _usual_size(natural_size):
    """Lays out short leaflets in the type of their theme."""


def composed(theme="calm", sheet="a4", content=CONTENT, **said):
    """A leaflet whose clinic, title, subtitle and cover are as said."""
    clinic = {
        key: said.pop(key) for key in ("colour", "logo", "logo_says_name", "name") if key in said
    }
    text = content.replace("Knee pain", said.pop("title", "Knee pain"))
    text = text.replace("Harbour Clinic", clinic.pop("name", "Harbour Clinic"))
    text = "".join(f"{key}: {value}\n" for key, value in said.items()) + text
    more = "".join(f"  {key}: '{value}'\n" for key, value in clinic.items())
    Path("content.yaml").write_text(text.replace("body:", f"{more}body:", 1))
    return leaflet.compose(leaflet.read("content.yaml"), theme=theme, sheet=sheet)


def first_page(*given, **said):
    """The marks of the first page of a leaflet."""
    return pages(composed(*given, **said))[0].marks


def title_of(marks):
    """The first words of the title."""
    return next(m for m in marks if isinstance(m, Words) and m.node and m.node.role == "H1")


def band(marks):
    """The highest ground that takes the whole width of the page."""
    wide = [m for m in marks if isinstance(m, Fill) and m.x == 0]
    return max(wide, key=lambda m: (m.width, m.height))


def picture(marks):
    """What fills a box on the cover: a picture, or an icon in its place."""
    return next(m for m in marks if isinstance(m, Placed) and m.cut)


def logo_on(marks):
    return next(m for m in marks if isinstance(m, Placed) and not m.cut)


def mm(*points):
    return [at / MM for at in points]


# ---- what stands where


def test_a_cover_of_a_handout_stands_where_it_was_designed(folder):
    marks = first_page(cover="knee", subtitle=PURPOSE)
    block, shown, title = band(marks), picture(marks), title_of(marks)
    assert mm(block.x, block.y, block.width, block.height) == pytest.approx([0, 22, 210, 69])
    box = mm(shown.x, shown.y, shown.width, shown.height)
    assert box == pytest.approx([123.33, 22, 86.67, 69], abs=0.01)
    assert (title.x / MM, title.size) == (pytest.approx(16), 38)
    assert title.y / MM == pytest.approx(22 + 10 + 11.75, abs=0.1)
    purpose = [m for m in marks if isinstance(m, Words) and m.size == 15.5 and m.colour == WHITE]
    assert max(m.y for m in purpose) / MM == pytest.approx(22 + 69 - 11, abs=0.3)


def test_a_front_shows_its_title_over_the_rim_of_a_rack_and_the_picture_under_it(folder):
    made = composed(sheet="trifold-dl", cover="knee", subtitle=PURPOSE)
    marks = pages(made)[0].marks
    title, shown = title_of(marks), picture(marks)
    top = title.y - 0.7 * title.size
    assert 33 <= top / MM <= 40 and title.y / MM <= 80
    assert mm(shown.y, shown.y + shown.height) == pytest.approx([82, 174])
    purpose = [line.y for line in lines(made) if line.page == 1 and "choose" in line.text]
    assert 180 <= purpose[0] / MM <= 196


def test_a_small_sheet_has_a_cover_page_without_a_page_number(folder):
    made = composed(sheet="a5", cover="knee", subtitle=PURPOSE)
    first, second, *_ = pages(made)
    assert [line.text.strip() for line in lines(made, furniture=True) if line.page == 1] == [
        "Harbour Clinic",
        "Knee pain",
        PURPOSE,
    ]
    assert any("Rest a little" in m.text for m in second.marks if isinstance(m, Words))
    shown, block = picture(first.marks), band([m for m in first.marks if isinstance(m, Fill)])
    assert mm(shown.y, shown.y + shown.height) == pytest.approx([24, 116])
    assert mm(block.y, block.y + block.height) == pytest.approx([116, 210])


def test_a_picture_over_the_title_takes_the_whole_width(folder):
    marks = first_page(cover="{picture: knee, layout: top}")
    shown, block = picture(marks), band([m for m in marks if isinstance(m, Fill)])
    assert shown.width == pytest.approx(210 * MM)
    assert shown.y + shown.height == pytest.approx(block.y)
    assert title_of(marks).y > block.y


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_touches_no_words_and_the_title_its_own_ground_alone(folder, theme, sheet):
    for title in ("Knee pain", LONG_TITLE):
        marks = first_page(theme, sheet, cover="knee", subtitle=PURPOSE, title=title)
        shown = picture(marks)
        words = [m for m in marks if isinstance(m, Words)]
        assert words
        for mark in words:
            beside = mark.x >= shown.x + shown.width or mark.x + mark.width <= shown.x + 0.5
            top, low = mark.y - 0.75 * mark.size, mark.y + 0.2 * mark.size
            assert beside or top >= shown.y + shown.height or low <= shown.y, mark.text


@pytest.mark.parametrize("layout", ["split", "top"])
@pytest.mark.parametrize("sheet", ["a4", "a5", "zfold-dl", "large-print"])
@pytest.mark.parametrize("theme", ["calm", "warm", "clinical"])
def test_the_title_is_read_before_the_picture_and_that_before_the_subtitle(
    folder, theme, sheet, layout
):
    cover = f"{{picture: knee, layout: {layout}}}"
    made = composed(theme, sheet, cover=cover, subtitle=PURPOSE)
    roles = [node.role for node in made.tree.children][:4]
    assert roles == ["P", "H1", "Figure", "P"]


@pytest.mark.parametrize("sheet", ["a4", "letter", "large-print"])
def test_a_picture_in_the_margin_begins_level_with_the_capitals_of_the_title(folder, sheet):
    marks = first_page("clinical", sheet, cover="knee", subtitle=PURPOSE)
    shown, title = picture(marks), title_of(marks)
    capitals = title.y - title.font.cap_height * title.size
    assert shown.y / MM == pytest.approx(capitals / MM, abs=0.1)


def measured(made, rule):
    return {each.rule: each for each in measure.measure(leaflet.write(made))}[rule]


@pytest.mark.parametrize(
    ("theme", "sheet"),
    [("calm", "a4"), ("warm", "a4"), ("clinical", "letter"), ("calm", "a5"), ("calm", "zfold-dl")],
)
def test_the_title_keeps_away_from_its_picture(folder, theme, sheet):
    made = composed(theme, sheet, cover="knee", subtitle=PURPOSE, title=LONG_TITLE)
    rule = measured(made, "cover")
    assert rule.verdict == OK
    assert 2 <= dict(rule.figures)["lines"] <= 5


def test_the_rule_finds_a_title_beside_its_picture(folder, monkeypatch):
    monkeypatch.setattr(covers, "APART", -20.0)
    rule = measured(composed(cover="knee", title=LONG_TITLE), "cover")
    assert (rule.verdict, len(rule.findings)) == (FAILS, 1)
    assert rule.findings[0].value.endswith(" mm from the picture")


# ---- titles


@pytest.mark.parametrize(
    ("title", "size", "most"),
    [("Knee pain", 38, 1), ("x" * 8 + " pain", 38, 2), (LONG_TITLE, 31.5, 5)],
)
def test_a_long_title_steps_down_once_and_its_block_grows(folder, title, size, most):
    made = composed(title=title, cover="knee", subtitle=PURPOSE)
    rows = {line.y: line.size for line in lines(made) if line.page == 1 and line.size > 25}
    assert set(rows.values()) == {size}
    assert len(rows) <= most
    block = band(pages(made)[0].marks)
    assert max(rows) + 8 * MM < block.y + block.height
    assert block.height >= 69 * MM - 0.01


def test_the_subtitle_stands_inside_where_a_long_title_leaves_no_room_on_the_front(folder):
    short, long = (
        composed(sheet="trifold-dl", title=title, subtitle=PURPOSE)
        for title in (
            "Knee pain",
            f"{LONG_TITLE} {LONG_TITLE} {LONG_TITLE[:23]}",
        )
    )
    for made, page in ((short, 1), (long, 2)):
        assert {line.page for line in lines(made) if "What it is" in line.text} == {page}
        assert picture(pages(made)[0].marks).height >= 40 * MM


def test_a_title_that_leaves_no_room_is_refused_with_its_place(folder):
    with pytest.raises(leaflet.LeafletError) as caught:
        composed(sheet="trifold-dl", title="Many words of a title that never ends " * 8)
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.line) == ("too-high", 1)


# ---- colours


@pytest.mark.parametrize("colour", ["#0b5c6b", "#ffffff", "#f5a623", "#000000"])
@pytest.mark.parametrize("theme", THEMES)
def test_the_title_can_always_be_read_on_its_ground(folder, theme, colour):
    marks = first_page(theme, colour=colour)
    ground = band(marks)
    assert contrast(ground.colour, WHITE) >= 1.1
    title = title_of(marks)
    is_on = ground.x + ground.width > title.x and ground.y < title.y < ground.y + ground.height
    behind = ground.colour if is_on else WHITE
    assert legible(title.colour, behind) >= AA


def test_a_photocopied_title_stands_between_two_rules(folder):
    marks = first_page("photocopy")
    over, under = [m for m in marks if isinstance(m, Fill) and m.width > 500]
    assert mm(over.height, under.height) == pytest.approx([1.6, 1.6])
    assert over.y < title_of(marks).y < under.y


@pytest.mark.parametrize("theme", ["high-contrast", "photocopy"])
def test_a_theme_for_print_without_tints_has_no_picture(folder, theme):
    made = composed(theme, cover="knee")
    assert not [m for m in pages(made)[0].marks if isinstance(m, Placed) and m.node]
    assert made.document.cover.picture is None


def test_a_cover_without_a_picture_has_the_sign_of_what_the_leaflet_is_about(folder):
    names = {
        picture(first_page(**said)).picture.name
        for said in ({}, {"about": "medicine"}, {"about": "medicine", "cover": "{icon: spine}"})
    }
    assert names == {"information", "pills", "spine"}


@pytest.mark.parametrize("theme", ["calm", "clinical"])
@pytest.mark.parametrize("sheet", ["a5", "a5-booklet", "trifold-dl", "zfold-dl"])
def test_no_edge_cuts_off_the_disc_of_a_sign_on_a_tall_cover(folder, theme, sheet):
    shown = picture(pages(composed(theme, sheet))[0].marks)
    (radius,) = re.findall(rb' r="([\d.]+)"', shown.picture.data)
    ((wide, high),) = re.findall(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"', shown.picture.data)
    cut = shown.cut
    seen = float(wide) * (cut.right - cut.left), float(high) * (cut.bottom - cut.top)
    assert 100 < 2 * float(radius) < 0.95 * min(seen)


# ---- the strip


@pytest.mark.parametrize(
    ("size", "wide", "tall"),
    [
        ((1200, 150), 80, 10),  # as wide as it may be
        ((800, 300), 34.7, 13),
        ((500, 500), 16, 16),
        ((300, 600), 8, 16),
        ((60, 1000), 1, 16),
    ],
)
def test_a_logo_of_any_shape_keeps_it_in_its_room(folder, size, wide, tall):
    drawn("logo.png", size)
    assert mm(*logo_size(read_named("logo.png"))) == pytest.approx((wide, tall), abs=0.1)
    logo = logo_on(first_page(logo="logo.png"))
    assert mm(logo.width, logo.height) == pytest.approx((wide, tall), abs=0.1)
    assert logo.y >= 5.5 * MM - 0.01 and logo.y + logo.height <= 22 * MM


@pytest.mark.parametrize("sheet", ["a4", "a5", "trifold-dl", "trifold-letter", "large-print"])
@pytest.mark.parametrize("theme", ["calm", "clinical"])
def test_no_logo_and_no_name_changes_the_height_of_a_cover(folder, theme, sheet):
    without = title_of(first_page(theme, sheet)).y
    assert title_of(first_page(theme, sheet, name=LONG)).y == pytest.approx(without)
    for name, size in LOGOS.items():
        drawn("logo.png", size)
        for clinic in ("Harbour Clinic", LONG):
            marks = first_page(theme, sheet, logo="logo.png", name=clinic)
            assert title_of(marks).y == pytest.approx(without), (name, clinic)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_stands_on_white_and_touches_no_words(folder, theme, name):
    drawn("logo.png", LOGOS[name])
    marks = first_page(theme, logo="logo.png", name=LONG)
    logo = logo_on(marks)
    for mark in marks:
        if isinstance(mark, Words):
            beside = mark.x >= logo.x + logo.width + 7
            assert beside or mark.y - mark.font.ascent * mark.size >= logo.y + logo.height
    under = [
        m
        for m in marks
        if isinstance(m, Fill) and m.y <= logo.y and m.y + m.height >= logo.y + logo.height
        if m.x <= logo.x and m.x + m.width >= logo.x + logo.width
    ]
    assert all(m.colour == WHITE for m in under[-1:])


def test_a_wide_logo_says_the_name_and_another_has_it_beside_it(folder):
    for name, shown in (("wide", False), ("square", True), ("tall", True)):
        drawn("logo.png", LOGOS[name])
        made = composed(logo="logo.png")
        words = [m.text for m in pages(made)[0].marks if isinstance(m, Words) and m.node]
        assert ("Harbour Clinic" in words) == shown, name


@pytest.mark.parametrize(("shape", "says", "shown"), [("wide", "no", True), ("tall", "yes", False)])
def test_a_clinic_may_say_whether_its_logo_says_its_name(folder, shape, says, shown):
    drawn("logo.png", LOGOS[shape])
    made = composed(logo="logo.png", logo_says_name=says)
    words = [m.text for m in pages(made)[0].marks if isinstance(m, Words) and m.node]
    assert ("Harbour Clinic" in words) == shown


@pytest.mark.parametrize("colour", ["#0b5c6b", "#ffd400"])
@pytest.mark.parametrize("theme", THEMES)
def test_a_logo_for_dark_grounds_stands_on_one_that_is_no_plate(folder, theme, colour):
    drawn("logo.png", (800, 300), ink="#fefefe")
    marks = first_page(theme, logo="logo.png", colour=colour)
    logo = logo_on(marks)
    behind = [
        m
        for m in marks
        if isinstance(m, Fill) and m.y <= logo.y and m.y + m.height >= logo.y + logo.height
    ][-1]
    assert behind.x == 0 and behind.width > 60 * MM
    assert contrast(behind.colour, WHITE) >= 3
    codes = [n.code for n in composed(theme, logo="logo.png", colour=colour).notes]
    assert codes == ["pale-logo"]


def test_an_empty_logo_is_no_reason_to_fail(folder):
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save("logo.png")
    assert logo_on(first_page(logo="logo.png")).height > 0


def test_a_logo_with_few_dots_is_noted(folder):
    drawn("logo.png", (60, 20))
    (note,) = composed(logo="logo.png").notes
    assert (note.code, note.path, note.severity) == ("blurred-picture", "clinic.logo", "note")


# ---- the key


@pytest.mark.parametrize(
    ("cover", "code", "path"),
    [
        ("{picture: photo.png}", "missing-key", "cover"),
        ("{picture: knee, layout: plain}", "conflicting-keys", "cover.layout"),
        ("{layout: top}", "needless-key", "cover.layout"),
        ("{picture: knee, focus: [0.5]}", "wrong-count", "cover.focus"),
        ("{picture: kneee}", "unknown-name", "cover.picture"),
    ],
)
def test_what_is_wrong_with_a_cover_is_told_with_its_place(folder, cover, code, path):
    Image.new("RGB", (40, 40)).save("photo.png")
    with pytest.raises(leaflet.LeafletError) as caught:
        composed(cover=cover)
    (fault,) = caught.value.faults
    assert fault.code == code and fault.path.startswith(path)


@pytest.mark.parametrize("word", ["no", "None", "false", "plain"])
def test_who_writes_that_there_is_no_cover_is_told_how_to_have_none(folder, word):
    with pytest.raises(leaflet.LeafletError) as caught:
        composed(cover=word)
    (fault,) = caught.value.faults
    assert fault.code == "unknown-name" and "`{layout: plain}`" in fault.hint


def test_a_photo_fills_its_box_around_its_focus_and_a_small_one_is_refused(folder):
    Image.new("RGB", (1400, 1000), "grey").save("photo.png")
    cover = "{picture: photo.png, alt: A grey wall, focus: [0.9, 0.5]}"
    shown = picture(first_page(cover=cover))
    assert shown.cut.right == 1.0 and shown.cut.left > 0
    assert shown.node.alt == "A grey wall"
    Image.new("RGB", (300, 200), "grey").save("photo.png")
    with pytest.raises(leaflet.LeafletError) as caught:
        composed(cover=cover)
    assert [fault.code for fault in caught.value.faults] == ["coarse-crop"]


# ---- a very long name


@pytest.mark.parametrize("cover", ["knee", "{icon: spine}"])
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sheet", ["a4", "a5", "zfold-dl", "large-print"])
def test_each_word_on_a_cover_can_be_read_on_the_ground_it_stands_on(folder, theme, sheet, cover):
    marks = first_page(theme, sheet, name=VERY_LONG, cover=cover)
    words = [n for n, mark in enumerate(marks) if isinstance(mark, Words) and mark.node]
    assert len(words) >= 3
    for n in words:
        mark = marks[n]
        least, clear = (behind(marks[:n], mark, at) for at in (mark.font.ascent, 0.0))
        assert legible(mark.colour, least) >= AA and least == clear, mark.text


@pytest.mark.parametrize("logo", [None, (300, 150), (150, 300)])
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sheet", ["poster-a4", "poster-a3"])
def test_no_words_of_a_poster_touch_each_other(folder, sheet, theme, logo):
    said = {"name": LONG, "subtitle": "Why you may type and spring", "code": "KNEE-1"}
    if logo:
        drawn("logo.png", logo)
        said |= {"logo": "logo.png", "logo_says_name": "no"}
    text = CONTENT.replace("  - paragraph: Rest a little, then walk.", "  - contact")
    marks = first_page(theme, sheet, text, cover="knee", **said)
    words = [box(mark) for mark in marks if isinstance(mark, Words) and mark.text.strip()]
    assert len(words) >= 6
    for one, other in combinations(words, 2):
        assert not touch(one, other), (one, other)


# ---- themes of users


@pytest.mark.parametrize("sheet", ["a4", "letter", "a5", "large-print"])
@pytest.mark.parametrize("cover", ["split", "top", "white", "ruled", "bare"])
def test_every_cover_goes_with_every_manner_of_headings(folder, cover, sheet):
    (folder / "themes").mkdir()
    for heads in ("across", "margin", "column"):
        mine = f"extends: calm\ncover: {cover}\nheads: {heads}\n"
        (folder / "themes" / "mine.yaml").write_text(mine)
        for said in ({}, {"cover": "knee"}, {"cover": "{picture: knee, layout: top}"}):
            marks = first_page("mine", sheet, name=LONG, title=LONG_TITLE, **said)
            shown = picture(marks)
            assert (
                shown.width > 20 and -0.1 <= shown.x <= sheets.load(sheet).width - shown.width + 0.1
            )
            title = [m for m in marks if isinstance(m, Words) and m.node and m.node.role == "H1"]
            right = sheets.load(sheet).width - 5 * MM
            assert all(m.x >= 5 * MM and m.x + m.width <= right for m in title)


@pytest.mark.parametrize("cover", ["split", "top", "bare"])
def test_a_name_over_a_tinted_column_stands_on_white_or_the_brand(folder, cover):
    (folder / "themes").mkdir()
    (folder / "themes" / "mine.yaml").write_text(f"extends: warm\ncover: {cover}\n")
    marks = first_page("mine", cover="{picture: knee}", name=LONG, colour="#0b5c6b")
    place, name = next((n, m) for n, m in enumerate(marks) if isinstance(m, Words) and m.node)
    assert name.text.startswith("The Royal")
    ground = behind(marks[:place], name, 1.0)
    assert ground == WHITE or ground == pytest.approx((11 / 255, 92 / 255, 107 / 255))


def behind(marks, words, up):
    """The colour of the last ground under the start of words, so many ems over their baseline."""
    x, y = words.x, words.y - up * 0.5 * words.size
    grounds = [
        mark
        for mark in marks
        if isinstance(mark, Fill) and mark.x <= x <= mark.x + mark.width
        if mark.y <= y <= mark.y + mark.height
    ]
    return grounds[-1].colour if grounds else WHITE


def box(words):
    """The box of the letters of words: left, top, right and bottom."""
    ascent, descent = 0.72 * words.size, 0.2 * words.size
    return words.x, words.y - ascent, words.x + words.width, words.y + descent


def touch(one, other):
    wide = min(one[2], other[2]) - max(one[0], other[0])
    return wide > 0.1 and min(one[3], other[3]) - max(one[1], other[1]) > 0.1


@pytest.mark.parametrize("sheet", ["trifold-dl", "zfold-dl", "trifold-letter"])
@pytest.mark.parametrize("theme", ["calm", "clinical"])
@pytest.mark.parametrize("length", [40, 60, 75, 90])
def test_the_title_of_a_folded_leaflet_stands_where_a_rack_shows_it(folder, sheet, theme, length):
    words = (
        "Getting ready for your knee operation at home and in hospital and what happens on the day"
    )
    title = words[:length].rsplit(" ", 1)[0]
    marks = first_page(theme, sheet, title=title)
    lines = [m for m in marks if isinstance(m, Words) and m.node and m.node.role == "H1"]
    assert max(line.y for line in lines) <= 210 * MM * 0.4
