"""Words in another language: in any script, in a leaflet in any other."""

import io

import pytest
import uharfbuzz as hb
from laid import compose, pages

from leaflet.content import language as languages
from leaflet.errors import LeafletError
from leaflet.layout.slices import Words
from leaflet.publish import build
from leaflet.text import fonts

NAMES = {
    "ur": ("اردو", "Amiri"),
    "he": ("עברית", "NotoSansHebrew"),
    "bn": ("বাংলা", "NotoSansBengali"),
    "pa": ("ਪੰਜਾਬੀ", "NotoSansGurmukhi"),
    "gu": ("ગુજરાતી", "NotoSansGujarati"),
    "hi": ("हिन्दी", "NotoSansDevanagari"),
    "ta": ("தமிழ்", "NotoSansTamil"),
    "si": ("සිංහල", "NotoSansSinhala"),
    "th": ("ไทย", "NotoSansThai"),
    "lo": ("ລາວ", "NotoSansLao"),
    "km": ("ខ្មែរ", "NotoSansKhmer"),
    "my": ("မြန်မာ", "NotoSansMyanmar"),
    "am": ("አማርኛ", "NotoSansEthiopic"),
    "zh": ("中文", "NotoSansSC"),
    "zh-Hant": ("中文", "NotoSansTC"),
    "ja": ("中日", "NotoSansJP"),
    "ko": ("한국어", "NotoSansKR"),
    "te": ("తెలుగు", "NotoSansTelugu"),
    "ml": ("മലയാളം", "NotoSansMalayalam"),
    "hy": ("հայերեն", "NotoSansArmenian"),
    "ka": ("ქართული", "NotoSansGeorgian"),
    "kk": ("қазақ", "NotoSans"),
    "ha": ("Ɓarɗo", "NotoSans"),
    "el": ("ελληνικά", "NotoSans"),
    "vi": ("tiếng Việt", "NotoSans"),
}
ASKED = ", ".join(f"[{name}](lang:{tag})" for tag, (name, _) in NAMES.items())
CLINIC = "clinic: {name: Harbour, address: 1 Quay, phone: 01632 960 555}\n"
TAGS = languages.tags()


def made(tag):
    head = f"title: Knee\nlanguage: {tag}\n{CLINIC}"
    return compose(f'- paragraph: "{ASKED}."\n- paragraph: "**{ASKED}**"\n', head, draft_ok=True)


def spans(leaflet):
    """The words of each node that has a language of its own, with the fonts they are set in."""
    found = {}
    for page in pages(leaflet):
        for mark in page.marks:
            if isinstance(mark, Words) and mark.node and mark.node.language:
                words, fonts = found.setdefault(id(mark.node), (mark.node, [], set()))[1:]
                words.append(mark.text)
                fonts.update(piece.font.name for piece in mark.pieces)
    return found.values()


@pytest.mark.parametrize("tag", TAGS)
def test_the_names_of_languages_are_printed_in_a_leaflet_in_any_of_them(tag):
    found = [
        (node.language, "".join(words).strip(), {name.rpartition("-")[::2] for name in fonts})
        for node, words, fonts in spans(made(tag))
    ]
    assert [(each, said) for each, said, _ in found] == [
        (tag, name) for tag, (name, _) in NAMES.items()
    ] * 2
    for number, (each, _, faces) in enumerate(found):
        weight = "Regular" if number < len(NAMES) else "Bold"
        if each not in ("el", "vi", "ha"):  # may be in the face of the leaflet
            assert faces == {(NAMES[each][1], weight)}


def test_each_has_its_language_and_its_font_in_the_file():
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(io.BytesIO(build.write(made("en")))) as pdf:
        objects = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        spoken = [str(each.Lang) for each in objects if "/S" in each and "/Lang" in each]
        programs = {
            str(each.FontName).split("+")[1]: bytes(each.FontFile2.read_bytes())
            for each in objects
            if "/FontFile2" in each
        }
    assert sorted(spoken) == sorted([*NAMES] * 2)
    faces = {face for _, face in NAMES.values()}
    assert {f"{face}-{weight}" for face in faces for weight in ("Regular", "Bold")} <= {*programs}
    for program in programs.values():
        tables = {*hb.Face(program).table_tags}
        assert "glyf" in tables and not tables & {"fvar", "gvar", "avar", "HVAR", "MVAR", "STAT"}
    assert programs["NotoSansSC-Regular"] != programs["NotoSansSC-Bold"]


def test_words_whose_fonts_are_an_extra_are_refused_with_what_to_install(monkeypatch):
    monkeypatch.setattr(fonts, "_cjk_folder", lambda: None)
    fonts.missing.cache_clear()
    with pytest.raises(LeafletError) as caught:
        compose('- paragraph: "In [中文](lang:zh) and 日本."\n- paragraph: 한국어 ꯃ\n')
    fonts.missing.cache_clear()
    found = [(fault.code, fault.place.line, fault.place.column) for fault in caught.value.faults]
    first, second, third = found
    assert (first[0], second[0], third[0]) == ("missing-extra", "missing-extra", "no-glyph")
    assert second[1:] < third[1:]
    assert '"patient-leaflet[cjk]"' in caught.value.faults[0].problem
