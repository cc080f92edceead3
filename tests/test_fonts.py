import io
import struct
import threading
import time
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

SHA256 = {
    "LeafletPlain_400Regular.ttf": "e001f572e2801f7329628e60ccaed3bb38f94ae8977d9390b2c9dbeee99ef4bf",  # noqa: E501
    "LeafletPlain_700Bold.ttf": "b8a85dacc817748926e2e6eabe1479dc14e94c8492d986da661d0ddb0a6e6083",
    "LeafletSigns_400Regular.ttf": "9d37a499347c2e26e65433b6d169a5f9800d64e37124d902602d3dcbad559a2f",  # noqa: E501
    "LeafletSigns_700Bold.ttf": "a259bfac2745da2fd491f360e3993c8fd3f0b0f9aef458817e59c98caad8e091",
    "NotoSans-LGC_400Regular.ttf": "79aa9f24d3bd94fda586bd71606297c6d77eb8205f07460ca165fd79ea52a93e",  # noqa: E501
    "NotoSans-LGC_700Bold.ttf": "6b4a7406efd732b75994bba224d0e23e12f1a7c87aa387ec7d93e96836c8bad9",
}


def test_the_font_files_are_the_ones_we_tested():
    folder = shipped.path("fonts")
    found = {file.name: sha256(file.read_bytes()).hexdigest() for file in folder.glob("*.ttf")}
    assert found == SHA256


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


def test_sources_md_and_a_licence_go_with_the_fonts():
    folder = shipped.path("fonts")
    sources = (folder / "SOURCES.md").read_text(encoding="utf-8")
    files = [*folder.glob("*.ttf"), *folder.glob("OFL-*.txt"), *folder.glob("LICENSE-*.txt")]
    assert len(files) == 9
    for file in files:
        assert f"`{sha256(file.read_bytes()).hexdigest()}` | `{file.name}`" in sources


@pytest.mark.parametrize("font", sorted(FONTS, key=str), ids=lambda font: font.name)
def test_a_font_is_static_truetype_that_may_be_embedded(font):
    tables = set(font.face.table_tags)
    assert "glyf" in tables
    assert not tables & {"fvar", "CFF ", "CFF2"}
    os2 = font.face.reference_table("OS/2").data
    assert struct.unpack_from(">H", os2, 8) == (0,)  # fsType: installable embedding
    weight = struct.unpack_from(">H", os2, 4)[0]
    assert weight == (700 if font.bold else 400)


def outlines(font):
    """Each glyph's drawing commands, by its number."""
    drawn = {}
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, said: said.append(("M", x, y)))
    pen.set_line_to_func(lambda x, y, said: said.append(("L", x, y)))
    pen.set_quadratic_to_func(lambda *said: said[-1].append(("Q", *said[:-1])))
    pen.set_close_path_func(lambda said: said.append(("Z",)))
    for glyph in range(font.face.glyph_count):
        drawn[glyph] = said = []
        font.hb_font.draw_glyph(glyph, pen, said)
    return drawn


WEIGHTS = [("400Regular", PLAIN.regular[0]), ("700Bold", PLAIN.bold[0])]


@pytest.mark.parametrize(
    "font", sorted(PLAIN.regular[:2] + PLAIN.bold[:2], key=str), ids=lambda font: font.name
)
def test_a_zero_has_one_counter_and_no_slash(font):
    assert outlines(font)[font.hb_font.get_nominal_glyph(ord("0"))].count(("Z",)) == 2


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
    assert font_for(PLAIN, "日", bold=False) is None


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
        ("Take one 日 rest 本 then 日 stop → ✓", "日本"),
        ("no-break\u00a0\u202f\u2007 word\u2060joiner co\u2011op soft\u00adhyphen", ""),
        ("\u200b\u200c\u200d\ufeff\ufe0f\u200e\u2066\u2069", ""),
        ("日本", "日本"),
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
