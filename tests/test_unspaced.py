"""Lines of scripts that put no spaces between words."""

import timeit
from itertools import pairwise

import laid
import leaflets
import pytest

from leaflet.text import fonts
from leaflet.text.breaks import opportunities
from leaflet.text.lines import set_lines
from leaflet.text.run import Run

ZH = (
    "每天服药两次，每次1片（饭后）。如果出现皮疹、呼吸困难或“严重不适”，请立即拨打999；也可以去最近的急诊室。"
    * 4
)
JA = "コーヒー・お茶は１％……と言った。きょうは「はい」と答え、ゆっくり歩いてください！" * 4
FAMILIES = {"zh": fonts.family("sc+plain"), "ja": fonts.family("jp+plain")}
FIRST = "，。、：；？！）」』】》”’・ー々…％"
LAST = "（「『【《“‘"


def parts(text):
    ends = [0, *opportunities(text), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


def lines(text, language, width):
    made = set_lines((Run(text),), FAMILIES[language], 12.0, width, language)
    return ["".join(part.text for part in line.fragments) for line in made], made


@pytest.mark.parametrize("width", [137.0, 200.0, 341.0])
@pytest.mark.parametrize(("language", "text"), [("zh", ZH), ("ja", JA)])
def test_no_line_begins_or_ends_with_a_mark_that_may_not(language, text, width):
    said, made = lines(text, language, width)
    assert "".join(said) == text
    assert not [line for line in said if line[0] in FIRST or line[-1] in LAST]
    full = [line.width / width for line in made[:-1]]
    assert min(full) > 0.6
    assert sum(full) / len(full) > 0.85


@pytest.mark.parametrize("width", [260.0, 300.0, 350.0])
def test_the_end_of_a_text_without_spaces_is_no_lone_word(width):
    text = (
        "每天服药两次。如果出现皮疹、呼吸困难，"
        "请立即去急诊室，告诉医生您在服用 Paracetamol 这种药物。"
    )
    _, made = lines(text, "zh", width)
    assert len(made) > 1
    assert min(line.width for line in made[:-1]) > 0.9 * width


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("AsciiDoc 是一个“文件”。", ["AsciiDoc ", "是", "一", "个", "“文", "件”。"]),
        ("每次2片（饭后）", ["每", "次", "2片", "（饭", "后）"]),
        ('他说"吃药"。', ["他", '说"吃', '药"。']),
        ("真的⁉是", ["真", "的⁉", "是"]),
        ("一\u3000二", ["一\u3000", "二"]),
        ("お茶は１％……", ["お", "茶", "は", "１％……"]),
        ("ยาครั้งละ 2 เม็ดๆ", ["ยา", "ครั้ง", "ละ ", "2 ", "เม็ดๆ"]),
        ("เขาพูดว่า “กินยา” แล้ว", ["เขา", "พูดว่า ", "“กิน", "ยา” ", "แล้ว"]),
        ("ก\u200bข", ["ก\u200b", "ข"]),
        ("ሰላም፡ለዓለም፡ሁሉ።ነው", ["ሰላም፡", "ለዓለም፡", "ሁሉ።", "ነው"]),
        ("བོད་སྐད་ཡིན།", ["བོད་", "སྐད་", "ཡིན།"]),
        ("မြန်မာနိုင်ငံတွင်", ["မြန်", "မာ", "နိုင်", "ငံ", "တွင်"]),
        ("ສາທາລະນະລັດ", ["ສາ", "ທາ", "ລະ", "ນະ", "ລັດ"]),
        ("ឆ្នាំម្នាក់", ["ឆ្នាំ", "ម្នាក់"]),
        ("ធីកប្រអប់មួយរាល់ពេល", ["ធីក", "ប្រអប់", "មួយ", "រាល់", "ពេល"]),
        ("한국어 문장은 나눕니다.", ["한국어 ", "문장은 ", "나눕니다."]),
        ("वह है । हम", ["वह ", "है । ", "हम"]),
        ("สิ่งอื่น ๆ อีก", ["สิ่ง", "อื่น ๆ ", "อีก"]),
        ("نعم ؟ لا ، شكرا", ["نعم ؟ ", "لا ، ", "شكرا"]),
    ],
)
def test_lines_may_end_where_readers_of_the_script_part(text, wanted):
    assert parts(text) == wanted


def test_a_compound_of_thai_that_fits_no_line_is_parted_between_its_words():
    whole = "สิทธิมนุษยชน"
    family = fonts.family("thai+plain")
    wide, narrow = (set_lines((Run(whole),), family, 12.0, width, "th") for width in (90.0, 60.0))
    assert [line.fragments[0].text for line in wide] == [whole]
    assert ["".join(part.text for part in line.fragments) for line in narrow] == ["สิทธิ", "มนุษยชน"]
    assert not any(line.outside for line in narrow)
    (drug,) = set_lines((Run("พาราเซตามอล"),), family, 12.0, 30.0, "th")
    assert drug.outside == "พาราเซตามอล"


def test_a_zero_width_space_is_kept_between_letters_of_thai_alone():
    made = laid.compose("- paragraph: ก\u200bข and a\u200bb\n")
    (said,) = [text for role, text in leaflets.said(made) if "and" in text]
    assert said == "กข and ab"


def test_a_long_paragraph_takes_time_in_proportion_to_its_length():
    def seconds(count):
        text = (ZH * 40)[:count]
        return min(timeit.repeat(lambda: lines.__wrapped__(text), number=1, repeat=1))

    lines.__wrapped__ = lambda text: set_lines.__wrapped__(
        (Run(text),), FAMILIES["zh"], 12.0, 400.0, "zh"
    )
    seconds(500)
    assert seconds(4000) < 8 * max(seconds(1000), 0.005)
