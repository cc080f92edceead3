"""Signs in wide use are drawn in every family and weight, and are read aloud by their names."""

import io

import laid
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from leaflets import said

import leaflet
from leaflet.content.language import load
from leaflet.source.value import LanguageTag
from leaflet.text import fonts
from leaflet.text.run import Run

ENGLISH = load(LanguageTag("en-GB"))
NAMED = "→←↑↓↔✓✔✗✘☐☑☒☎★☆⚠●○■□▲▼♥♀♂①❶≥≤≠≈√∞℃№"
OTHERS = "±×÷µΩΔ½⅓¼¾⅔⅛°′″€™®©…•†‡§‰–—₂⁹ⁿ₊⁻"


@pytest.mark.parametrize("family", ["plain", "noto"])
def test_every_family_and_weight_has_them(family):
    assert fonts.missing(NAMED + OTHERS, fonts.family(family)) == ""


def test_every_sign_with_a_name_is_in_a_font():
    signs = "".join(sign for each in ENGLISH.signs.names for sign in each.signs.text.split())
    assert len(signs) > 80 and len(signs) == len(set(signs))
    assert fonts.missing(signs, fonts.family("plain")) == ""
    assert set(NAMED) <= set(signs)


def spoken(*runs):
    """What is read aloud for runs, those with a name in brackets."""
    parts = ENGLISH.signs.named(enumerate(runs))
    return "".join(f"[{run.said}]" if run.said else run.text for _, run in parts)


def test_a_sign_is_said_by_its_name_apart_from_the_words_around_it():
    assert spoken(Run("Start → Save")) == "Start [right arrow ]Save"
    assert spoken(Run("Start→Save")) == "Start[ right arrow ]Save"
    assert spoken(Run("Take ≥5 ml")) == "Take [at least ]5 ml"
    assert spoken(Run("★★☆ rated")) == "[star star empty star ]rated"
    assert spoken(Run("BP "), Run("↑", bold=True), Run(".")) == "BP [up arrow ]."
    assert spoken(Run("☎️ 999")) == "[phone ]999"
    assert spoken(Run("no sign")) == "no sign"


def test_no_blank_beside_a_sign_is_drawn_alone():
    assert spoken(Run("Friday ✓"), Run(" "), Run("Saturday")) == "Friday [tick ]Saturday"
    assert spoken(Run("✓"), Run(""), Run("b")) == "[tick ]b"
    small = Run("₂", script="sub")
    assert [*ENGLISH.signs.named([(0, small), (0, Run(" ↓"))])] == [
        (0, Run("₂ ", script="sub")),
        (0, Run("↓", said="down arrow")),
    ]


def test_a_sign_close_behind_a_superscript_is_said_and_is_not_small():
    close = [(0, Run("³", script="super")), (0, Run("→5"))]
    made = [(run.text, run.said, run.script) for _, run in ENGLISH.signs.named(close)]
    assert made == [("³", "", "super"), ("→", " right arrow ", ""), ("5", "", "")]


def test_a_sign_in_a_link_stays_a_part_of_the_link():
    assert spoken(Run("more →", link="https://a.example")) == "more →"


BODY = """
- heading: What CO~2~ is → 10^9^
- paragraph: |
    Press Start → Save, ✓ O~2~ ↓ ≥ 92%, **✗ not ☎ 10⁹**, [H~2~O →](https://a.example)
    Second line of V~max~
- bullets: [★★☆ rated, SO~4~^2−^ or 1^st^]
- table: {head: [Item, "Yes → no"], rows: [[CO~2~, ✓], [H₂O, ✗]]}
- callout: {title: SpO~2~ ≤ 92%, body: ⚠ Call}
"""


@pytest.fixture(scope="module")
def made():
    return laid.compose(BODY)


def test_the_tags_say_what_the_document_says_and_a_copy_has_the_signs(made):
    from gates import pdfium
    from gates.compare import differences, letters

    pdf = leaflet.write(made)
    assert differences(letters(said(made)), letters(pdfium.read(pdf))) == []
    names = [text.strip() for role, text in said(made) if role == "Span"]
    assert names[:4] == ["right arrow", "right arrow", "tick", "down arrow at least"]
    copied = "".join("".join(pdfium.pages(pdf)).split())
    for words in ("PressStart→Save", "O₂↓≥92%", "10⁹", "Vmax", "H₂O", "1st", "⚠Call"):
        assert words in copied


CLINIC = """\
title: O₂ at home
clinic:
  name: O₂ Clinic → North
  address: [1 Hill Road → left, CO₂ Lane]
  phone: 01632 960 777
  hours: [Monday → Friday ✓, Saturday ✗]
issued: 2026-10-01
publisher: CO₂ people ★
"""


@pytest.mark.parametrize("sheet", ["a4", "trifold-dl", "poster-a4"])
def test_signs_in_the_details_of_the_clinic_are_said_on_every_sheet(sheet):
    from gates import pdfium
    from gates.compare import differences, letters

    body = "- key_points: [Take O~2~ ✓]\n- references: [CO₂ → a book]\n- contact"
    made = laid.compose(body, CLINIC, sheet=sheet)
    heard = said(made)
    assert ("P", "O₂ Clinic right arrow North") in heard
    assert differences(letters(heard), letters(pdfium.read(leaflet.write(made)))) == []


@pytest.mark.needs("poppler")
def test_poppler_reads_the_same(made):
    from gates import poppler
    from gates.compare import differences

    assert differences(said(made), poppler.read(leaflet.write(made))) == []


WORDS = st.sampled_from([
    *("word", "CO~2~", "10^9^", "1^st^", "V~max~", "**bold O~2~**", "→", "✓", "★★☆", "≥5", "a→b"),
    *("H₂O", "**✗**", "[CO~2~ →](https://a.example)", "SO~4~^2−^", "☎ 999", "½", "5\u00a0mg"),
])  # fmt: skip


@settings(max_examples=20)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=3))
def test_no_mark_of_any_text_is_lost_or_said_twice(texts):
    from gates import pdfium
    from gates.compare import differences, letters

    body = "".join(f"- paragraph: {' '.join(words)!r}\n" for words in texts)
    made = laid.compose(body.replace("\\xa0", "\u00a0"))
    assert differences(letters(said(made)), letters(pdfium.read(leaflet.write(made)))) == []


@pytest.mark.parametrize("weight", ["400Regular", "700Bold"])
def test_the_font_of_signs_may_be_shipped_under_its_name(weight):
    from leaflet import shipped
    from tools.sign_font import SIGNS

    file = shipped.path("fonts") / f"LeafletSigns_{weight}.ttf"
    font = TTFont(io.BytesIO(file.read_bytes()))
    assert {*map(ord, SIGNS)} <= {*font.getBestCmap()}
    names = [entry.toUnicode() for entry in font["name"].names if entry.nameID in (1, 3, 4, 6)]
    assert names and all(name.startswith(("Leaflet Signs", "LeafletSigns")) for name in names)
