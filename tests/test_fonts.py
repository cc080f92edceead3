import io
import re
import struct
import threading
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
import uharfbuzz as hb

from leaflet import shipped
from leaflet.text import fonts
from leaflet.text.fonts import clusters, drawn, family, font_for, missing

PLAIN, NOTO = family("plain"), family("noto")
SOURCE = Path(__file__).parents[1] / "tools" / "fonts"
FONTS = {*PLAIN.regular, *PLAIN.bold}

FOLDER = shipped.path("fonts")
FILES = sorted((*FOLDER.glob("*.ttf"), *FOLDER.glob("*.txt")))
STATIC = sorted(path for path in FILES if path.suffix == ".ttf")
FACES_OF_WORDS = [name for name in fonts.FACES if name not in ("signs", *fonts._CJK_FACES)]
_font = fonts._font
CJK = {
    "jp": "c2f3b4d463500a2ddcd3849cded1fceeb9fd6d1c32e6cbecd568453ba50fc68f",
    "kr": "194018e6b2b293a7964f037b25c0249ce1418bc9ab3c971060a03aa57861e252",
    "sc": "a3041811a78c361b1de50f953c805e0244951c21c5bd412f7232ef0d899af0da",
    "tc": "864727d210d54f2537bbe23b3a839436c3992af72de9322af5270897246bd44f",
}


def test_the_font_files_are_the_ones_we_tested_each_with_its_source_and_a_licence():
    sources = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([0-9a-f]{64})` \| `(.+)` \|$", sources, re.MULTILINE)
    assert len(FILES) == 65
    assert {(sha256(file.read_bytes()).hexdigest(), file.name) for file in FILES} == {*listed}
    for face in STATIC:
        assert re.sub("(?<=NotoSans)(?!-).*", "…", face.stem.partition("_")[0]) in sources


def test_threads_that_come_first_together_open_a_face_once(monkeypatch):
    opened, gate = [], threading.Barrier(4)

    class Slow(fonts.Font):
        def __init__(self, path, bold):
            opened.append(path)
            time.sleep(0.01)
            super().__init__(path, bold)

    def ask(_):
        gate.wait()
        return family("noto")

    monkeypatch.setattr(fonts, "Font", Slow)
    for name in ("_font", "_family"):
        monkeypatch.setattr(fonts, name, cache(getattr(fonts, name).__wrapped__))
    with ThreadPoolExecutor(4) as pool:
        found = [*pool.map(ask, range(4))]
    assert len(opened) == len(set(opened)) == 6
    assert len({*map(id, found)}) == 1


@pytest.mark.parametrize("path", STATIC, ids=lambda path: path.stem)
def test_a_font_is_static_truetype_that_may_be_embedded(path):
    font = fonts.Font(path, "700Bold" in path.stem)
    tables = set(font.face.table_tags)
    assert "glyf" in tables
    assert not tables & {"fvar", "CFF ", "CFF2"}
    os2 = font.face.reference_table("OS/2").data
    assert struct.unpack_from(">H", os2, 8) == (0,)  # fsType: installable embedding
    weight = struct.unpack_from(">H", os2, 4)[0]
    assert weight == (700 if font.bold else 400)


@pytest.mark.parametrize("name", fonts._CJK_FACES)
def test_a_face_of_the_extra_is_the_one_we_tested_in_both_weights(name):
    regular, bold = (fonts._font(name, weight) for weight in (False, True))
    assert sha256(regular.path.read_bytes()).hexdigest() == CJK[name]
    assert regular.face is bold.face
    assert (regular.name, bold.name) == tuple(
        f"NotoSans{name.upper()}-{weight}" for weight in ("Regular", "Bold")
    )
    os2 = regular.face.reference_table("OS/2").data
    assert struct.unpack_from(">H", os2, 8) == (0,)
    advances = [
        font.hb_font.get_glyph_h_advance(font.hb_font.get_nominal_glyph(ord("a")))
        for font in (regular, bold)
    ]
    assert advances[0] < advances[1]


def test_what_needs_the_extra_says_so_where_it_is_not_installed(monkeypatch):
    assert fonts.extra_for("日") == ""
    assert fonts.are_installed(("sc",))
    monkeypatch.setattr(fonts, "_cjk_folder", lambda: None)
    assert [fonts.extra_for(char) for char in "日の한aب、"] == ["cjk", "cjk", "cjk", "", "", "cjk"]
    assert fonts.are_installed(("amiri", "plain"))
    assert not fonts.are_installed(("tc",))
    assert fonts._of_script("日", False, "") is None


@pytest.mark.parametrize(
    ("char", "language", "face"),
    [
        *(("直", language, "SC") for language in ("", "en-GB", "zh", "zh-CN", "zh-Hans")),
        *(("直", language, "TC") for language in ("zh-Hant", "zh-TW", "zh-Hant-HK", "zh-hk")),
        ("直", "ja", "JP"),
        ("直", "ko", "KR"),
        ("の", "en-GB", "JP"),
        ("の", "zh", "SC"),
        ("한", "ja", "KR"),
    ],
)
def test_an_ideograph_has_the_shape_of_its_language(char, language, face):
    for bold, weight in ((False, "Regular"), (True, "Bold")):
        assert font_for(PLAIN, char, bold, language).name == f"NotoSans{face}-{weight}"


def test_no_face_of_another_script_is_opened_before_a_character_needs_it(monkeypatch):
    opened = []
    monkeypatch.setattr(fonts, "_font", lambda face, bold: opened.append(face) or _font(face, bold))
    assert missing("Call 999 – now ½ → µ Ж Ω ế", PLAIN) == ""
    assert not opened
    assert missing("اردو, বাংলা।", PLAIN) == ""
    assert {*opened} == {"amiri", "bengali", "devanagari"}


def test_a_word_of_greek_with_breathings_is_in_one_face():
    assert missing("Ἐχει τὴν ὥραν ᾧ", PLAIN) == ""
    assert {font_for(PLAIN, "Ἐχει", bold).name for bold in (False, True)} == {
        "NotoSans-Regular",
        "NotoSans-Bold",
    }


@pytest.mark.parametrize("name", FACES_OF_WORDS)
def test_a_face_has_latin_letters_digits_and_the_signs_of_a_sentence(name):
    for bold in (False, True):
        font = fonts._font(name, bold)
        assert font.covers("".join(map(chr, range(32, 127))) + "“”‘’–—•…°×«»")


@pytest.mark.parametrize("name", [name for name in fonts._SCRIPT_FACES if name != "extended"])
def test_a_face_is_asked_for_every_letter_of_its_script(name):
    script = {"amiri": "ARABIC", "nastaliq": "ARABIC"}.get(name, name.upper())
    own = (fonts._font(name, bold)._chars for bold in (False, True))
    letters = {
        char
        for char in frozenset.intersection(*own)
        if char < "\U00010000" and unicodedata.name(char, "").startswith(f"{script} ")
    }
    assert len(letters) > 45
    assert {char for char in letters if name not in fonts._faces_of(char, "")} == set()


def outline(font, glyph):
    """The drawing commands of a glyph."""
    said = []
    font.hb_font.draw_glyph(glyph, PEN, said)
    return said


def outlines(font):
    """Each glyph's drawing commands, by its number."""
    return {glyph: outline(font, glyph) for glyph in range(font.face.glyph_count)}


PEN = hb.DrawFuncs()
PEN.set_move_to_func(lambda x, y, said: said.append(("M", x, y)))
PEN.set_line_to_func(lambda x, y, said: said.append(("L", x, y)))
PEN.set_quadratic_to_func(lambda *said: said[-1].append(("Q", *said[:-1])))
PEN.set_close_path_func(lambda said: said.append(("Z",)))
WEIGHTS = [("400Regular", PLAIN.regular[0]), ("700Bold", PLAIN.bold[0])]


@pytest.mark.parametrize("name", [*FACES_OF_WORDS, *fonts._CJK_FACES])
def test_a_zero_has_one_counter_and_no_slash(name):
    for font in (fonts._font(name, bold) for bold in (False, True)):
        assert outline(font, font.hb_font.get_nominal_glyph(ord("0"))).count(("Z",)) == 2


@pytest.mark.parametrize(("weight", "font"), WEIGHTS, ids=["regular", "bold"])
def test_the_plain_face_differs_from_its_source_by_its_zeros_and_its_name_alone(weight, font):
    source = fonts.Font(SOURCE / f"AtkinsonHyperlegibleNext_{weight}.ttf", font.bold)
    ours, theirs = outlines(font), outlines(source)
    number = font.hb_font.glyph_from_string
    zeros = {number("zero"), number("zero.tf")}
    assert len(zeros) == 2
    assert {glyph for glyph in ours if ours[glyph] != theirs[glyph]} == zeros
    zero, slashed = ours[number("zero")], theirs[number("zero")]
    outer = slashed.index(("Z",)) + 1
    assert zero[:outer] == slashed[:outer] and slashed.count(("Z",)) == 3
    tables = set(font.face.table_tags) - {"head", "loca", "glyf", "name"}
    assert tables == set(source.face.table_tags) - {"head", "loca", "glyf", "name"}
    for tag in tables:
        assert font.face.reference_table(tag).data == source.face.reference_table(tag).data, tag
    assert font.name.startswith("LeafletPlain-")


@pytest.mark.parametrize(("weight", "font"), WEIGHTS, ids=["regular", "bold"])
def test_the_plain_face_is_what_its_script_makes(weight, font):
    from tools.plain_zero import derived

    made = io.BytesIO()
    derived(SOURCE / f"AtkinsonHyperlegibleNext_{weight}.ttf").save(made)
    assert made.getvalue() == font.path.read_bytes()


def test_metrics_are_fractions_of_the_em():
    face = PLAIN.regular[0]
    assert face.upem == 1000
    assert (face.ascent, face.descent) == (0.984, 0.316)
    assert (face.x_height, face.cap_height) == pytest.approx((0.496, 0.668), abs=0.02)
    for font in FONTS:
        assert 0.4 < font.x_height < font.cap_height < font.ascent < 1.2
        assert 0.2 < font.descent < 0.4


def test_a_family_is_opened_once():
    assert family("plain") is PLAIN
    assert set(NOTO.regular + NOTO.bold) == FONTS
    assert [font.name for font in NOTO.regular] == [
        "NotoSans-Regular",
        "LeafletPlain-Regular",
        "LeafletSigns",
    ]
    with pytest.raises(KeyError):
        family("comic")


def test_a_font_is_frozen_in_shape():
    with pytest.raises(AttributeError):
        PLAIN.regular[0].scale = 2


def test_a_character_is_looked_for_in_the_face_first():
    face, fallback, signs = PLAIN.regular
    assert font_for(PLAIN, "a", bold=False) is face
    assert font_for(PLAIN, "я", bold=False) is fallback
    assert font_for(PLAIN, "я", bold=True) is PLAIN.bold[1]
    assert font_for(PLAIN, "→", bold=False) is signs
    assert font_for(PLAIN, "→", bold=True) is PLAIN.bold[2]
    assert font_for(PLAIN, "ꯃ", bold=False) is None


def test_a_mark_goes_with_its_base():
    face, fallback, _ = PLAIN.regular
    assert font_for(PLAIN, "e\u0301", bold=False) is face
    assert font_for(PLAIN, "я\u0301", bold=False) is fallback
    assert list(clusters("ae\u0301\u0323я\u0301b")) == ["a", "e\u0301\u0323", "я\u0301", "b"]
    assert list(clusters("a\u200db\ufe0fc")) == ["a\u200db\ufe0f", "c"]
    assert list(clusters("")) == []


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Take one ꯃ rest ꯅ then ꯃ stop → ✓", "ꯃꯅ"),
        ("日本語 اردو বাংলা ਪੰਜਾਬੀ தமிழ் ไทย አማርኛ עברית हिन्दी ગુજરાતી සිංහල", ""),
        ("Ɓɗƙ ɛɔ Əə Қазақ Ғүө తెలుగు മലയാളം Հայերեն ქართული", ""),
        ("ខ្មែរ ລາວ မြန်မာ 한국어 中文 かな", ""),
        ("no-break\u00a0\u202f\u2007 word\u2060joiner co\u2011op soft\u00adhyphen", ""),
        ("\u200b\u200c\u200d\ufeff\ufe0f\u200e\u2066\u2069", ""),
        ("ꯃꯅ", "ꯃꯅ"),
        ("half ½ µg m² °C £€ – — … “”‘’ « » • ×", ""),
        ("tab\tline\n", "\t\n"),
        ("", ""),
    ],
)
def test_missing_characters_are_named_once_in_order(text, lost):
    assert missing(text, PLAIN) == lost


def test_spaces_and_hyphens_are_drawn_as_the_plain_ones():
    assert drawn("5\u00a0mg\u202f%\u2007\u3000.") == "5 mg %  ."
    assert drawn("co\u2011op\u2010s") == "co-op-s"
    assert drawn("a\u00adb\u2060c\u200bd\u200f") == "abcd"
    assert drawn("क्\u200dष") == "क्\u200dष"  # a joiner shapes letters, so HarfBuzz must see it


def test_every_drawn_space_and_hyphen_is_in_every_font():
    for target in filter(None, set(fonts._DRAWN.values())):
        assert all(font.covers(target) for font in FONTS)
