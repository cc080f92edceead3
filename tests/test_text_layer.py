"""What readers take from a PDF is the text of the leaflet, in every script and direction."""

import re
import struct

import laid
import leaflets
import pypdfium2
import pytest
import uharfbuzz as hb
from gates import gate, poppler

from leaflet.layout.slices import Words
from leaflet.publish import build
from leaflet.publish.pdf.composites import Composite, signs, with_composites
from leaflet.text import fonts
from leaflet.text.shape import shape

SAID = {
    "ar": "لكل فرد الحق في الحياة والحرية وسلامة شخصه.",
    "he": "כל אדם יש לו הזכות לחיים, לחרות ולבטחון אישי.",
    "ur": "کسی شخص کو جسمانی اذیّت یا سزا نہیں دی جائے گی۔",
    "fa": "اگر نمی‌خواهید کتاب‌ها را ببرید، بگویید.",
    "hi": "वे बच्चे स्कूल नहीं जाते थे। पूरा दिन बर्बर कार्य कि ऐसे",
    "mr": "त्यांच्या आरोग्यासाठी दुसऱ्या दिवशी",
    "bn": "কোনো লাঞ্ছিত বোধ, আবদ্ধ ব্যক্তি পুনর্ব্যক্ত",
    "gu": "દરેક વ્યક્તિને દરેક ઠેકાણે સ્વીકાર્યો છે.",
    "pa": "ਕਿਸੇ ਵਿਅਕਤੀ ਨੂੰ ਗ੍ਰਿਫਤਾਰ ਨਹੀਂ ਕੀਤਾ ਜਾਏਗਾ।",
    "ta": "குறிக்கோளாக மனித கொடு ஸ்ரீ உரிமையுண்டு.",
    "si": "කිසිම පුද්ගලයකු ක්‍රෑර ලෙස නොසැලකිය යුතුය.",
    "th": "การไม่นำพาและการดื่มน้ำ ที่ปู่กู้ไว้",
    "lo": "ບໍ່ມີຜູ້ໃດເລີຍທີ່ຈະຕ້ອງ ທຳ",
    "km": "ឆ្នាំ ម្នាក់ ង្គ្រា វត្ថុ រក្សារទុក្ខ កើត",
    "my": "လူတိုင်းသည် နိုင်ငံသားအဖြစ် ခံယူခွင့်ရှိသည်။",
    "am": "ማንም ሰው ያለፍርድ ተይዞ አይታሰርም።",
    "vi": "Mọi người đều có quyền được thừa nhận.",
    "ru": "Каждый человек имеет право на жизнь.",
    "yo": "Ẹ̀tọ́ ọmọnìyàn ni láti wà láàyè",
}
LEFT = {"ar", "he", "ur", "fa"}
"""Which a reader that goes by place may sort otherwise."""


def only(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


@pytest.fixture(scope="module")
def made():
    return laid.compose("".join(f"- paragraph: '[{SAID[tag]}](lang:{tag})'\n" for tag in SAID))


@pytest.fixture(scope="module")
def pdf(made):
    return build.write(made)


@pytest.mark.needs("poppler")
def test_each_paragraph_is_tagged_with_its_very_text(pdf):
    said = [only(text) for role, text in poppler.read(pdf) if role == "P"]
    assert [text for text in SAID.values() if text not in said] == []


@pytest.mark.parametrize("tag", sorted(SAID.keys() - LEFT))
def test_a_browser_finds_the_very_text(tag, pdf):
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    assert SAID[tag] in only(page.get_text_range())


def test_a_leaflet_in_all_scripts_passes_every_gate(made, pdf):
    assert gate.refusals(pdf, leaflets.said(made)) == {name: [] for name in gate.available()}


@pytest.mark.parametrize(
    ("tag", "text", "kept"),
    [
        ("ar", "اتصل على +44 20 7946 0123 الآن", "+44 20 7946 0123"),
        ("he", "תאריך 1999-09-02 הבדיקה", "1999-09-02"),
        ("ar", "الإصدار 1.2 فلتر زيت 2014", "1.2"),
        ("ar", "خذ 2.5 mg مرتين", "2.5"),
        ("fa", "با شماره 01632 960 555 تماس بگیرید", "01632 960 555"),
    ],
)
def test_a_browser_finds_numbers_among_words_from_right_to_left(tag, text, kept):
    made = laid.compose(f"- paragraph: {text}\n", f"title: {text}\nlanguage: {tag}\n{laid.CLINIC}")
    page = pypdfium2.PdfDocument(build.write(made))[0].get_textpage()
    assert kept in page.get_text_range().replace("\u00a0", " ")


@pytest.mark.parametrize("tag", ["ar", "he"])
def test_no_number_at_the_end_of_a_line_is_painted_backwards(tag):
    word = SAID[tag].split()[0]
    text = " ".join(f"{word * (n % 3 + 1)} 01632 960 555" for n in range(40))
    made = laid.compose(f"- paragraph: {text}\n", f"title: {word}\nlanguage: {tag}\n{laid.CLINIC}")
    marks = [mark for page in laid.pages(made) for mark in page.marks if isinstance(mark, Words)]
    last = [mark for mark in marks if mark.text.rstrip().endswith("555")]
    assert len(last) >= 41
    assert not [mark for mark in last if any(piece.goes_left for piece in mark.pieces)]
    page = pypdfium2.PdfDocument(build.write(made))[0].get_textpage()
    assert page.get_text_range().replace("\u00a0", " ").count("01632 960 555") >= 41


# ---- composite glyphs


def composites(text, name, tag):
    (piece,) = shape(text, fonts.family(name), False, tag)
    return piece.font, [each.drawing for each in signs(piece)]


def test_a_vowel_on_both_sides_of_its_consonant_is_one_glyph_with_it():
    font, (drawn,) = composites("கொ", "tamil+plain", "ta")
    assert len(drawn.components) == 3
    assert [part.x for part in drawn.components] == sorted(part.x for part in drawn.components)
    widths = [font.hb_font.get_glyph_h_advance(part.gid) for part in drawn.components]
    assert drawn.advance == sum(widths)


def test_a_letter_that_is_kerned_over_the_one_before_has_a_width_of_its_own():
    (piece,) = shape("کیڼه سترګه", fonts.family("amiri+plain"), False, "ps", goes_left=True)
    kerned = [sign for sign in signs(piece) if sign.advance < 0]
    assert [sign.drawing.advance for sign in kerned] == [0]


@pytest.mark.parametrize("text", ["ပြု", "ချုပ်"])
def test_no_composite_glyph_has_a_part_without_ink(text):
    font, drawn = composites(text, "myanmar+plain", "my")
    parts = [part for each in drawn for part in each.components]
    boxes = [font.hb_font.get_glyph_extents(part.gid) for part in parts]
    assert len(parts) >= 3
    assert all(box.width and box.height for box in boxes)


def test_a_composite_glyph_has_the_ink_of_its_parts():
    font, drawn = composites("น้ำปู่", "thai+plain", "th")
    drawn = [each for each in drawn if isinstance(each, Composite)]
    assert len(drawn) == 2
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(part.gid for each in drawn for part in each.components)
    plan = hb.SubsetPlan(font.face, wanted)
    numbers, subset = plan.old_to_new_glyph_mapping, plan.execute()
    new = hb.Font(hb.Face(with_composites(subset, font, drawn, numbers)))
    assert new.face.glyph_count == subset.glyph_count + 2
    for gid, each in enumerate(drawn, subset.glyph_count):
        assert new.get_glyph_h_advance(gid) == each.advance
        assert outline(new, gid) == sorted(
            (kind, *((x + part.x, y + part.y) for x, y in points))
            for part in each.components
            for kind, *points in outline(font.hb_font, part.gid)
        )


def outline(font, gid):
    drawn = []

    def draw(kind):
        return lambda *args: drawn.append((kind, *zip(args[:-1:2], args[1:-1:2], strict=True)))

    pen = hb.DrawFuncs()
    pen.set_move_to_func(draw("m"))
    pen.set_line_to_func(draw("l"))
    pen.set_quadratic_to_func(draw("q"))
    font.draw_glyph(gid, pen)
    return sorted(drawn)


def test_the_sums_of_a_font_with_composites_are_right():
    font, drawn = composites("কো", "bengali+plain", "bn")
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(part.gid for part in drawn[0].components)
    plan = hb.SubsetPlan(font.face, wanted)
    data = with_composites(plan.execute(), font, drawn, plan.old_to_new_glyph_mapping)
    assert sum(struct.unpack(f">{len(data) // 4}I", data)) % 2**32 == 0xB1B0AFBA
