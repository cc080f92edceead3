from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.text.fonts import drawn, family, missing
from leaflet.text.shape import MissingGlyph, shape

PLAIN, NOTO = family("plain"), family("noto")

SENTENCES = {
    "en": "The quick brown fox jumps over the lazy dog: £9.90, 37.5 °C, “yes” – or ‘no’?",
    "cy": "Parciais fy jac codi baw hud llawn dŵr ger tŷ Mabon; ŴŶ ŵ ŷ â ê î ô û ẅ ẁ ÿ.",
    "pl": "Zażółć gęślą jaźń. Pchnąć w tę łódź jeża lub ośm skrzyń fig. ŻÓŁĆ „tak”",
    "ro": "Muzicologă în bej vând whisky și tequila, preț fix. Ștefan Țepeș ĂÂÎ",
    "pt": "Luís argüia à Júlia que «brações, fé, chá, óxido, pôr, zângão» eram palavras.",
    "es": "¿Qué? ¡El pingüino Wenceslao hizo kilómetros bajo exhaustiva lluvia, añorando! 1.º",
    "fr": "Dès Noël, où un zéphyr haï me vêt de glaçons würmiens : l’œuf, ça suffit !",
    "tr": "Pijamalı hasta yağız şoföre çabucak güvendi. İIıi ĞÜŞÖÇ",
    "it": "Pranzo d’acqua fa volti sghembi: perché, città, più, così, però.",
    "lt": "Įlinkdama fechtuotojo špaga sublykčiojusi pragręžė apvalų arbūzą. ĄČĘĖĮŠŲŪŽ",
    "vi": "Uống thuốc hai lần mỗi ngày sau bữa ăn; nếu khó thở hãy gọi Nguyễn. Ở Đặng ỹ ợ",
    "el": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία: πάρτε ένα δισκίο ΐ ΰ Ώ «ναι»;",
    "uk": "Чуєш їх, доцю, га? Кумедна ж ти, прощайся без ґольфів! 5 мг",
    "ru": "Съешь же ещё этих мягких французских булок, да выпей чаю. № 5",
}


def glyphs(text, family=PLAIN, bold=False, language="en"):
    return [g for piece in shape(text, family, bold, language) for g in piece.glyphs]


def advance(text, family=PLAIN):
    return sum(piece.advance for piece in shape(text, family))


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("family", [PLAIN, NOTO], ids=["plain", "noto"])
@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
def test_a_sentence_is_set_without_a_missing_glyph(language, family, bold):
    text = SENTENCES[language]
    assert missing(text, family) == ""
    found = glyphs(text, family, bold, language)
    assert all(glyph.gid > 0 for glyph in found)
    assert "".join(glyph.text for glyph in found) == drawn(text)


@pytest.mark.parametrize("language", ["vi", "el", "uk", "ru"])
def test_noto_alone_sets_the_languages_that_the_plain_face_lacks(language):
    assert {piece.font for piece in shape(SENTENCES[language], NOTO)} == {NOTO.regular[0]}


def test_the_plain_face_alone_sets_the_languages_it_has():
    for language in ("en", "cy", "pl", "ro", "pt", "es", "fr", "tr", "it", "lt"):
        (piece,) = shape(SENTENCES[language], PLAIN)
        assert piece.font is PLAIN.regular[0]


def test_kerning_brings_a_and_v_together():
    assert advance("AV") < advance("A") + advance("V") - 0.03


def test_a_ligature_says_all_its_letters():
    assert [glyph.text for glyph in glyphs("fi", NOTO)] == ["fi"]
    assert [glyph.text for glyph in glyphs("office", NOTO)] == ["o", "ffi", "c", "e"]


def test_the_language_chooses_the_form_of_a_letter():
    assert glyphs("ţ", NOTO, language="ro")[0].gid == glyphs("ț", NOTO)[0].gid
    assert glyphs("ţ", NOTO, language="en")[0].gid != glyphs("ț", NOTO)[0].gid


def test_composed_and_decomposed_letters_look_the_same():
    for composed, decomposed in [("é", "e\u0301"), ("ệ", "e\u0323\u0302")]:
        (one,), (other,) = glyphs(composed, NOTO), glyphs(decomposed, NOTO)
        assert (one.gid, one.advance) == (other.gid, other.advance)
        assert other.text == decomposed


def test_a_mark_without_a_composed_letter_says_itself():
    assert [glyph.text for glyph in glyphs("я\u0301", NOTO)] == ["я", "\u0301"]
    assert glyphs("я\u0301", NOTO)[1].advance == 0


def test_a_letter_is_never_patched_together_from_another_faces_marks():
    assert {piece.font for piece in shape("e\u0302\u0303", PLAIN)} == {PLAIN.regular[1]}


def test_the_pieces_are_measured_by_their_glyphs():
    for piece in shape("Возьмите 5 µg daily", PLAIN):
        assert piece.advance == pytest.approx(sum(glyph.advance for glyph in piece.glyphs))
        assert piece.text == "".join(glyph.text for glyph in piece.glyphs)


def test_a_word_falls_back_as_a_whole_and_no_further():
    face, fallback, _ = PLAIN.regular
    pieces = shape("Take thuốc daily", PLAIN)
    assert [(p.font, p.text) for p in pieces] == [
        (face, "Take "),
        (fallback, "thuốc "),
        (face, "daily"),
    ]


def test_a_word_that_no_font_has_whole_falls_back_by_cluster():
    face, fallback, _ = PLAIN.regular
    assert not fallback.covers("≤")
    pieces = shape("≤я\u0301≥", PLAIN)
    assert [(p.font, p.text) for p in pieces] == [
        (face, "≤"),
        (fallback, "я\u0301"),
        (face, "≥"),
    ]


def test_a_no_break_space_is_the_space():
    assert glyphs("a\u00a0b") == glyphs("a\u202fb") == glyphs("a b")
    assert glyphs("co\u2011op") == glyphs("co-op")


def test_what_has_no_look_has_no_glyph():
    assert shape("", PLAIN) == shape("\u2060\u00ad", PLAIN) == shape("\u200d", PLAIN) == ()
    assert glyphs("so\u00adft") == glyphs("soft")


@pytest.mark.parametrize("char", ["⟴", "ꯃ", "\t", "\x00", "\ue000"])
def test_a_character_without_a_glyph_is_an_error_that_names_it(char):
    with pytest.raises(MissingGlyph) as caught:
        shape(f"a{char}b", PLAIN)
    assert caught.value.char == char
    assert f"U+{ord(char):04X}" in str(caught.value)


@given(st.text(alphabet=st.sampled_from("fiAVaé яđŵ\u0301\u0323 \u00a0\u200d\u00ad\u2011.1")))
def test_no_text_is_lost_in_shaping(text):
    assert missing(text, PLAIN) == ""
    pieces = shape(text, PLAIN)
    said = "".join(glyph.text for piece in pieces for glyph in piece.glyphs)
    invisible = str.maketrans("", "", "\u200d")
    assert said.translate(invisible) == drawn(text).translate(invisible)


def test_threads_get_equal_glyphs():
    words = [word for sentence in SENTENCES.values() for word in sentence.split()]
    shape.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: [shape(word, PLAIN) for word in words], range(8)))
    assert all(result == results[0] for result in results)
