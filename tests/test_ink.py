"""No ink of a line meets that of the next, whatever the letters are."""

from itertools import pairwise

import laid
import pytest

from leaflet.layout.slices import Words

TEXTS = {
    "ur": "ہر شخص کو تعلیم کا حق ہے۔ تعلیم مفت ہو گی، کم سے کم ابتدائی اور بنیادی درجوں میں۔ "
    "ابتدائی تعلیم جبری ہو گی۔ فنی اور پیشہ ورانہ تعلیم حاصل کرنے کا عام انتظام کیا جائے گا "
    "اور لیاقت کی بنا پر اعلیٰ تعلیم حاصل کرنا سب کے لیے مساوی طور پر ممکن ہو گا۔",
    "ar": "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلًا وضميرًا وعليهم "
    "أن يعامل بعضهم بعضًا بروح الإخاء. كل الناس سواسية أمام القانون ولهم الحق في التمتع "
    "بحماية متكافئة عنه دون أية تفرقة، كما أن لهم جميعًا الحق في حماية متساوية ضد أي تمييز.",
    "ta": "மனித உரிமைகளை அலட்சியம் செய்தலும் அவமதித்தலும் மக்களின் மனச்சான்றை "
    "அவமதித்த செயல்களும், ஸ்ரீ கூறு பூவும் மூடு.",
}


def ink(mark):
    """The top and the bottom of what is seen of words."""
    scale = mark.size / mark.font.upem
    for glyph in mark.glyphs:
        seen = mark.font.hb_font.get_glyph_extents(glyph.gid)
        if seen.height:
            top = mark.y - glyph.y * mark.size - seen.y_bearing * scale
            yield top, top - seen.height * scale


def baselines(made):
    for page in laid.pages(made):
        rows = {}
        for mark in page.marks:
            if isinstance(mark, Words) and mark.node:
                rows.setdefault(round(mark.y, 2), []).extend(ink(mark))
        yield from pairwise(row for _, row in sorted(rows.items()) if row)


@pytest.mark.parametrize("sheet", ["a4", "trifold-dl"])
@pytest.mark.parametrize("language", [*sorted(TEXTS), "ur\nfonts: nastaliq"])
def test_no_ink_meets_that_of_the_next_line(language, sheet):
    text = TEXTS[language[:2]]
    head = f"title: {text.split('،')[0][:60]}\nlanguage: {language}\n{laid.CLINIC}"
    made = laid.compose(f"- paragraph: {text}\n- heading: {text[:70]}\n", head, sheet=sheet)
    between = [
        min(top for top, _ in below) - max(bottom for _, bottom in above)
        for above, below in baselines(made)
    ]
    assert len(between) > 6
    assert min(between) > -1e-6


def test_nastaliq_is_the_hand_of_arabic_script_alone():
    def faces(language, text):
        head = f"title: {text}\nlanguage: {language}\nfonts: nastaliq\n{laid.CLINIC}"
        made = laid.compose(f"- paragraph: {text}\n", head)
        return {m.font.name for p in laid.pages(made) for m in p.marks if isinstance(m, Words)}

    assert any("Nastaliq" in name for name in faces("ur", "آرام کریں"))
    assert not any("Nastaliq" in name for name in faces("en-GB", "Rest"))
