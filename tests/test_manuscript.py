"""What a rule reads: passages in the order of the file, each in its role and at its place."""

import datetime

import laid
from hypothesis import given
from hypothesis import strategies as st

from leaflet.editor.prose import readability, sentence
from leaflet.editor.prose.manuscript import Manuscript

TODAY = datetime.date(2026, 11, 23)


def manuscript(body: str, head: str = laid.HEAD) -> Manuscript:
    return Manuscript(laid.read(body, head), TODAY)


def passage(body: str, words: str):
    (found,) = (p for p in manuscript(body).passages if words in p.said)
    return found


def underlined(place) -> str:
    return place.excerpt[place.column - 1 : place.column - 1 + place.width]


def test_each_text_has_the_role_in_which_it_is_read_out():
    body = """\
- paragraph: An opening.
- heading: About it
- bullets:
    intro: "Say if you:"
    items: [ are ill, are well ]
- faqs:
    - question: Does it hurt?
      answer: A little.
- image:
    file: drawing.png
    alt: A drawing of a knee
- references: [ A book ]
"""
    roles = [(p.role, p.kind, p.said) for p in manuscript(body).passages]
    assert roles == [
        ("H1", "document", "A test"),
        ("P", "paragraph", "An opening."),
        ("H2", "heading", "About it"),
        ("P", "bullets", "Say if you:"),
        ("LBody", "bullets", "are ill"),
        ("LBody", "bullets", "are well"),
        ("H3", "faqs", "Does it hurt?"),
        ("P", "paragraph", "A little."),
        ("", "image", "A drawing of a knee"),
        ("LBody", "references", "A book"),
    ]


def test_sections_begin_at_the_title_and_at_each_heading_of_level_2():
    body = "- paragraph: One.\n- heading: Two\n- paragraph: Three.\n- paragraph: Four.\n"
    sections = manuscript(body).sections
    assert [(s.heading.said, [p.said for p in s.passages]) for s in sections] == [
        ("A test", ["One."]),
        ("Two", ["Three.", "Four."]),
    ]


def test_the_clinics_details_are_filled_in_and_numbers_of_sources_are_not():
    body = "- paragraph: Call {clinic.phone} now[^a].\n- references: [ { id: a, text: A book } ]\n"
    found = passage(body, "Call")
    assert found.said == "Call 01632 960 555 now."
    assert found.cited == ("a",)


def test_a_detail_that_the_clinic_does_not_have_is_nothing_here():
    assert passage("- paragraph: See {clinic.website}.\n", "See").said == "See ."


def test_a_place_is_that_of_the_words_over_line_ends_bold_and_sources():
    body = """\
- paragraph: >-
    It is safe. It **is very**
    good[^a] to walk. It is good.
- references: [ { id: a, text: A book } ]
"""
    found = passage(body, "walk")
    start = found.said.index("very good")
    place = found.place(start, start + len("very good to walk"))
    assert (place.line - 11, underlined(place)) == (2, "very**")
    last = found.said.rindex("It is")
    place = found.place(last, last + len("It is good."))
    assert (place.line - 11, underlined(place)) == (3, "It is good.")


@given(st.lists(st.sampled_from(["one", "two", "one two", "**b** c", "d."]), min_size=1))
def test_every_word_is_found_at_its_own_place(parts):
    text = " ".join(parts)
    found = passage(f'- paragraph: "x {text}"\n', "x")
    starts = []
    for word in found.words:
        place = found.place(word.start, word.end)
        assert underlined(place) == word.text
        starts.append(place.column)
    assert starts == sorted(set(starts))


def test_the_short_form_of_a_text_is_a_passage_too_but_is_not_counted_twice():
    body = """\
- bullets:
    intro: { text: Say if you are one of these, short: "Say if you:" }
    items: [ are ill, { text: "are not well at all", short: are not well } ]
"""
    made = manuscript(body)
    assert [(p.said, p.is_short) for p in made.prose] == [
        ("Say if you are one of these", False),
        ("Say if you:", True),
        ("are ill", False),
        ("are not well at all", False),
        ("are not well", True),
    ]
    assert [len(items) for items in made.lists] == [2]
    assert readability.of(made).whole.words == 7 + 5  # "are ill" is a label


def test_words_of_names_and_titles_of_sources_are_no_prose():
    body = "- paragraph: Words.\n- contact\n- references: [ A book ]\n"
    assert [p.said for p in manuscript(body).prose] == ["Words."]


def test_sentences_end_at_full_stops_but_not_after_abbreviations_or_in_figures():
    text = "Call Dr. Smith at 5.30 today. Is it safe? Yes (see p. 3)."
    found = [*sentence.sentences(text)]
    assert [s.text for s in found] == [
        "Call Dr. Smith at 5.30 today.",
        "Is it safe?",
        "Yes (see p. 3).",
    ]
    assert all(text[s.start : s.end] == s.text for s in found)


@given(st.text(alphabet="abc .?!…’é\u00a0"))
def test_sentences_hold_every_word_of_the_text_once(text):
    found = [*sentence.sentences(text)]
    assert all(text[s.start : s.end] == s.text for s in found)
    words = [word for s in found for word in s.words]
    assert words == [*sentence.words(text)]


def test_words_after_subscripts_are_found_in_the_file():
    body = (
        "- paragraph: Take C~8~H~9~NO~2~ and SO~4~ at 10^9^ and V~max~ with **H~2~O**, then rest.\n"
    )
    found = passage(body, "Take")
    assert found.said == "Take C₈H₉NO₂ and SO₄ at 10⁹ and Vmax with H₂O, then rest."
    for words, written in {
        "then rest": "then rest",
        "H₂O": "H~2~O",
        "C₈H₉NO₂": "C~8~H~9~NO~2~",
        "Vmax with": "V~max~ with",
    }.items():
        start = found.said.index(words)
        assert underlined(found.place(start, start + len(words))) == written


def test_a_formula_is_one_word():
    (counted,) = (passage("- paragraph: Drink H~2~O now.\n", "Drink"),)
    assert [word.text for word in counted.words] == ["Drink", "H₂O", "now"]
