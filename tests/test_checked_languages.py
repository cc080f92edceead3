"""`leaflet check` of leaflets in other languages: what it measures, finds and leaves alone."""

import datetime
import json

import pytest

import leaflet
from leaflet.editor import engine
from leaflet.editor.prose import formula, readability, sentence
from leaflet.editor.report import as_full, as_json
from leaflet.source.value import LanguageTag

TODAY = datetime.date(2026, 11, 30)
HEAD = """\
title: Title
subtitle: Subtitle
language: {tag}
clinic: {{name: Harbour Clinic, address: 2 Quay Road, phone: 01947 820 555}}
body:
"""


def checked(tag, body):
    return engine.check(leaflet.read(HEAD.format(tag=tag) + body), today=TODAY)


def found(tag, said):
    return {each.code for each in checked(tag, f"  - paragraph: {said}\n").findings}


# ---- sentences and words


@pytest.mark.parametrize(
    ("tag", "said", "count"),
    [
        ("pl", "Idź do dr. Nowak na ul. Długiej o godz. 9. Weź np. wodę.", 2),
        ("cs", "Viz str. 5. Tel. 999. Jděte domů.", 3),
        ("hu", "Kb. 5 perc. Lásd az 5. oldalt.", 2),
        ("sv", "Drick t.ex. vatten. Vila.", 2),
        ("es", "¿Le duele? Llame al Dr. Pérez.", 2),
        ("ar", "خذ الدواء. اشرب الماء.", 2),
        ("ur", "دوا لیں۔ پانی پئیں۔", 2),
        ("hi", "दवा लें। पानी पिएं।", 2),
        ("am", "መድኃኒት ይውሰዱ። ውሃ ይጠጡ።", 2),
        ("zh", "请服药。多喝水！", 2),
        ("km", "ញ៉ាំថ្នាំ។ ផឹកទឹក។", 2),
        ("th", "กินยา ดื่มน้ำ", 2),
    ],
)
def test_a_text_is_parted_into_its_sentences_in_each_language(tag, said, count):
    parts = [each.text for each in sentence.sentences(said, tag)]
    assert len(parts) == count
    assert "".join(parts).replace(" ", "") == said.replace(" ", "")


@pytest.mark.parametrize(
    ("said", "count"), [("नहीं, पानी पिएं", 3), ("ওষুধ খান", 2), ("வலி நிவாரணி", 2), ("הַכְּאֵב שלך", 2)]
)
def test_marks_end_no_word(said, count):
    assert len([*sentence.words(said)]) == count


def test_words_that_no_blank_parts_are_counted_by_their_letters():
    assert sentence.length(sentence.words("每小时请您慢慢走一走"), 1.5) == 7
    assert sentence.length(sentence.words("做 MRI 检查"), 1.5) == 3
    assert sentence.length(sentence.words("walk a little"), 0) == 3


def test_a_long_sentence_is_found_in_every_kind_of_script():
    long = {
        "pl": "i woda " * 15,
        "ar": "خذ الدواء " * 15,
        "hi": "पानी पिएं " * 15,
        "zh": "每天多喝水" * 9,
        "ja": "水をのむこと" * 9,
        "th": "กินยาครั้งละหนึ่งเม็ด" * 6,
    }
    short = {tag: said[: len(said) // 3] for tag, said in long.items()}
    assert {tag for tag, said in long.items() if "long-sentence" in found(tag, said)} == set(long)
    assert not [tag for tag, said in short.items() if "long-sentence" in found(tag, said)]


# ---- how hard a text is


@pytest.mark.parametrize(
    ("tag", "word", "count"),
    [
        *(("es", "ciudad", 2), ("es", "día", 2), ("es", "medicamento", 5), ("es", "aéreo", 4)),
        *(("fr", "table", 1), ("fr", "médecin", 3), ("fr", "genoux", 2), ("fr", "le", 1)),
        *(("de", "Knie", 1), ("de", "Häufigkeit", 3), ("de", "Arzt", 1)),
        *(("pl", "kolano", 3), ("pl", "niezwłocznie", 3), ("pl", "dziecko", 2)),
        *(("nl", "ziekenhuis", 3), ("nl", "geneesmiddel", 4), ("nl", "mooie", 2)),
        *(("ru", "лекарство", 3), ("tr", "hastane", 3), ("pt", "farmácia", 3), ("pt", "não", 1)),
    ],
)
def test_syllables_are_those_that_a_speaker_counts(tag, word, count):
    assert formula.of(LanguageTag(tag)).syllables(word) == count


RATIOS = formula.Ratios(10, 0.1, 2, 5, 0.25, 0.125)


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("es", 206.84 - 10.2 - 120),
        ("fr", 207 - 10.15 - 147.2),
        ("de", 180 - 10 - 117),
        ("it", 89 + 30 - 50),
        ("pl", 4 + 5),
        ("nl", 206.84 - 9.3 - 154),
        ("ru", 206.835 - 13 - 120.2),
        ("tr", 198.825 - 26.1 - 80.35),
        ("pt", 248.835 - 10.15 - 169.2),
        ("sv", 10 + 25),
        ("el", 10 + 25),
    ],
)
def test_each_language_has_the_formula_of_its_readers(tag, value):
    assert formula.of(LanguageTag(tag)).value(RATIOS) == pytest.approx(value)


@pytest.mark.parametrize("tag", ["en", "vi", "ar", "ur", "hi", "ta", "zh", "ja", "th", "ko", "so"])
def test_a_language_without_a_formula_of_its_own_has_none(tag):
    assert formula.of(LanguageTag(tag)) is None


def test_a_hard_text_is_found_by_the_formula_of_its_language():
    hard = "Bezzwłoczne skontaktowanie się z lekarzem prowadzącym zapobiega niebezpieczeństwu. " * 2
    plain = "Pij dużo wody. Weź lek na ból. Idź do domu i śpij. " * 3
    assert "reading-ease" in found("pl", hard * 3)
    assert "reading-ease" not in found("pl", plain)


@pytest.mark.parametrize("tag", ["pl", "el", "vi", "ar", "zh"])
def test_no_grade_of_english_is_told_of_another_language(tag):
    result = checked(tag, "  - paragraph: " + "Woda i sen. " * 20 + "\n")
    scores = json.loads(as_json.text([result], []))["leaflets"][0]["scores"]["readability"]
    assert (scores["grade"], scores["ease"], scores["smog"]) == (None, None, None)
    assert "grade" not in as_full.text([result], []).split("Not checked")[0]
    known = readability.of(result.manuscript).formula
    assert (scores["formula"] or {}).get("name") == (known and known.name.text)


# ---- rules


def test_rules_that_know_english_alone_are_listed_and_find_nothing():
    result = checked("pl", "  - paragraph: Guaranteed to cure you completely. Pts c/o DIB stat.\n")
    unread = {each.id for each in result.unread}
    assert {"refused-claim", "hard-word", "reading-grade", "missing-risks"} <= unread
    assert not unread & {each.code for each in result.findings}
    assert "Not checked in Polish" in as_full.text([result], [])
    assert json.loads(as_json.text([result], []))["leaflets"][0]["unread"] == [
        each.id for each in result.unread
    ]
    assert not checked("en", "  - paragraph: Rest your knee.\n").unread


GENERAL = {
    "leftover": ("fr", "Bonjour «First_Name», appelez-nous."),
    "emergency-number": ("pl", "Zadzwoń pod 911."),
    "phone-in-text": ("pl", "Zadzwoń pod numer 01632 960 123."),
    "date-in-text": ("pl", "Przyjdź 31 listopada 2026."),
    "dose-writing": ("pl", "Weź ,5 mg leku."),
    "repeated-word": ("pl", "Weź lek lek rano."),
    "exclamation": ("zh", "多喝水！"),
    "capitals": ("uk", "ПИЙТЕ БАГАТО ВОДИ"),
    "long-paragraph": ("ar", "خذ الدواء. اشرب الماء. نم. استرح. كل."),
    "stray-markup": ("hi", "दवा <b>लें</b>।"),
}


@pytest.mark.parametrize("rule", GENERAL)
def test_a_rule_that_needs_no_words_runs_in_every_language(rule):
    tag, said = GENERAL[rule]
    assert rule in found(tag, f'"{said}"')


def test_what_is_missing_is_found_by_the_blocks_of_a_leaflet():
    bare = {each.code for each in checked("ur", "  - heading: گھٹنا\n").findings}
    asked = {"missing-contact", "missing-urgent-help", "missing-key-points", "missing-sources"}
    assert asked <= bare
    whole = (
        "  - key_points: [آرام کریں۔]\n  - callout: {kind: urgent, body: مدد لیں۔}\n  - contact\n"
        "  - references: [NHS 2026]\n"
    )
    assert not asked & {each.code for each in checked("ur", whole).findings}


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("vi", "Đi chậm chậm thôi."),
        ("hi", "धीरे धीरे चलें।"),
        ("tr", "Yavaş yavaş yürüyün."),
        ("fr", "Avez-vous mal ?"),
        ("he", 'הביאו דו"ח לבדיקה.'),
        ("pl", "Weź 1,5 mg leku."),
        ("de", "Nehmen Sie 2,5 ml."),
        ("uk", "Зателефонуйте 111 або 999."),
        ("pl", "Przyjdź 30 listopada 2026."),
        ("ar", "القوة التي تسمى «تشي» غير معروفة."),
        ("fr", "On l’appelle « qi »."),
        (
            "vi",
            "Mỗi ngày bạn nên đi bộ một chút, uống nhiều nước và nghỉ ngơi khi bạn thấy mệt đó.",
        ),
    ],
)
def test_what_is_right_in_a_language_is_left_alone(tag, said):
    general = {"missing-", "issue-date", "review-date"}
    codes = {each for each in found(tag, said) if not any(map(each.startswith, general))}
    assert codes == set()
