"""Numbers and the words that belong to them: on one line wherever there is room for both."""

import msgspec
import pytest
from laid import compose, lines

from leaflet.content import language
from leaflet.source.value import LanguageTag, Line
from leaflet.text.fonts import family
from leaflet.text.lines import natural_width, set_lines
from leaflet.text.run import Run

ENGLISH = language.load(LanguageTag("en-GB"))
PLAIN = family("plain")

HELD = [
    "over ~3 months~",
    "all ~100 percent~ of them",
    "some ~100 per cent~ of them",
    "~9 in 100~ people",
    "or ~1 in 10,000~ people",
    "please ~call 999~ now",
    "~NHS 111~ is free",
    "wait ~10 to 20 minutes~ or more",
    "after ~3 or 4 days~’ rest",
    "between ~3 and 6 months~",
    "the range ~30 to 40~ is usual",
    "take ~5 mg~ a day",
    "it costs ~£ 20~ a visit",
    "turn to ~page 3~, then",
    "~Step 2~ is next",
    "on ~Ward 6B~ today",
    "for ~type 2~ diabetes",
    "take ~1½ tablets~ and ~½ tablet~",
    "wait ~24 hours~ and call",
    "in ~2 million~ people",
    "call ~01632 960 555~ or ~01632 960 556~ now",
    "on ~3 November 2026~ at noon",
]
FREE = ["in 2026 we", "5 people", "the 3 nurses", "two months", "Call 01632 960 555", "day by day"]


def tied(*texts: str) -> str:
    return "".join(run.text for run in ENGLISH.numbers.tied(tuple(map(Run, texts))))


@pytest.mark.parametrize("snippet", HELD)
def test_a_number_is_on_one_line_with_its_words_at_every_width(snippet):
    text, parts = snippet.replace("~", ""), snippet.split("~")[1::2]
    runs = ENGLISH.numbers.tied((Run(text),))
    widest = max(natural_width((Run(part),), PLAIN, 12) for part in parts)
    for width in range(int(widest) + 8, 300, 5):
        broken = set_lines(runs, PLAIN, 12, width)
        said = ["".join(f.text for f in line.fragments) for line in broken]
        assert "".join(said) == text
        assert all(any(part in line for line in said) for part in parts), said


@pytest.mark.parametrize("text", FREE)
def test_other_words_beside_a_number_are_free(text):
    assert tied(text) == text


def test_a_number_in_bold_holds_to_the_word_after_it():
    assert tied("Take ", "3", " tablets a day") == "Take 3\u00a0tablets a day"


def test_what_belongs_together_parts_before_it_would_be_refused():
    made = compose("- table: {rows: [[A, " + "x" * 60 + ", wait 100 minutes]]}", sheet="a4")
    assert [line.text for line in lines(made) if "100" in line.text]
    runs = ENGLISH.numbers.tied((Run("wait 100 minutes"),))
    broken = set_lines(runs, PLAIN, 12, natural_width((Run("minutes"),), PLAIN, 12))
    assert ["".join(f.text for f in line.fragments) for line in broken] == [
        "wait ",
        "100 ",
        "minutes",
    ]
    assert not any(line.outside for line in broken)


def test_another_language_has_words_of_its_own():
    words = {"before": ("strona",), "between": ("do",), "after": ("dni",)}
    polish = msgspec.structs.replace(
        ENGLISH.numbers, **{key: tuple(map(Line, each)) for key, each in words.items()}
    )
    said = polish.tied((Run("strona 3, od 2 do 4 dni, 3 months"),))
    assert said[0].text == "strona\u00a03, od 2\u00a0do\u00a04\u00a0dni, 3 months"


def test_a_leaflet_keeps_them_in_every_block():
    phrase = "wait 10 to 20 minutes"
    body = f"- paragraph: {('Please rest and ' + phrase + '. ') * 9}\n- bullets: ['{phrase} ' ]\n"
    body = body.replace("['", "['" + "Now rest a little and then " * 3)
    made = compose(body, sheet="trifold-dl")
    said = [line.text for line in lines(made) if "minutes" in line.text]
    assert len(said) == 10
    assert all("10 to 20 minutes" in line for line in said)


@pytest.mark.parametrize(
    ("tag", "text", "held"),
    [
        ("ru", "по 2,5 мг в день", "2,5 мг"),
        ("ru", "не более 500 мг/сут. в день", "500 мг/сут."),
        ("uk", "по 5 мл на добу", "5 мл"),
        ("bn", "দিনে ৫ মি.গ্রা. করে", "৫ মি.গ্রা."),
        ("hi", "रोज़ 5 मि॰ग्रा॰ लें", "5 मि॰ग्रा॰"),
        ("ta", "தினமும் 5 மி.கி. எடுக்கவும்", "5 மி.கி."),
        ("pa", "ਰੋਜ਼ 5 ਮਿ.ਗ੍ਰਾ. ਲਓ", "5 ਮਿ.ਗ੍ਰਾ."),
        ("he", "קחו 5 מ״ג פעמיים", "5 מ״ג"),
        ("ar", "خذ 500 ملغ مرتين", "500 ملغ"),
        ("fa", "هر بار 500 میلی‌گرم بخورید", "500 میلی‌گرم"),
        ("el", "πάρτε 5 χιλιοστόγραμμα την ημέρα", "5 χιλιοστόγραμμα"),
        ("ga", "tóg 5 mhilleagram gach lá", "5 mhilleagram"),
        ("gd", "gabhaibh 2 phile gach latha", "2 phile"),
        ("mr", "दररोज 5 मि.ग्रॅ. घ्या", "5 मि.ग्रॅ."),
        ("pa-Arab", "ہر روز 5 ملی گرام لوو", "5 ملی گرام"),
        ("ti", "መዓልታዊ 5 ሚሊ ግራም ውሰዱ", "5 ሚሊ ግራም"),
        ("am", "በቀን 5 ሚግ ይውሰዱ", "5 ሚግ"),
        ("th", "รับประทาน 500 มก. วันละครั้ง", "500 มก."),
        ("zh", "每次服用500毫克，每天", "500毫克"),
        ("zh", "每次服用2至3片，连续", "2至3片"),
        ("zh-Hant", "每次服用500毫克，每天", "500毫克"),
        ("ja", "毎回500ミリグラムを飲む", "500ミリグラム"),
        ("ko", "1회 500밀리그램을 먹습니다", "500밀리그램을"),
        ("sw", "tumia miligramu 2.5 kila siku", "miligramu 2.5"),
    ],
)
def test_a_dose_is_on_one_line_in_every_language_at_every_width(tag, text, held):
    words = language.load(LanguageTag(tag))
    runs = words.numbers.tied((Run(text),))
    family_ = family("plain")
    widest = natural_width((Run(held),), family_, 12, tag)
    for width in range(int(widest) + 8, 200, 5):
        broken = set_lines(runs, family_, 12, width, tag)
        said = ["".join(f.text for f in line.fragments) for line in broken]
        assert "".join(said).replace("\u00a0", " ") == text
        assert any(held in line.replace("\u00a0", " ") for line in said), said
