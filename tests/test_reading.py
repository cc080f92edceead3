"""What a document says, before any layout: roles and texts in the order of the content."""

import leaflets
import msgspec
import pytest

from leaflet.content import language
from leaflet.document import reading


@pytest.fixture
def heard(tmp_path):
    """Read a body aloud, without what stands above it."""

    def read(body: str, head: str = "title: A test\n") -> list[tuple[str, str]]:
        document = leaflets.document(tmp_path, body, head)
        return list(reading.reading(document, document.clinic, language.load(document.language)))

    return read


ABOVE = [("Document", ""), ("P", "Harbour Clinic"), ("H1", "A test")]


def test_the_clinic_the_title_and_the_subtitle_come_first(heard):
    head = "title: Hello from {clinic.name}\nsubtitle: Once **more**\n"
    assert heard("- paragraph: Words", head) == [
        *(("Document", ""), ("P", "Harbour Clinic"), ("H1", "Hello from Harbour Clinic")),
        *(("P", "Once more"), ("P", "Words")),
    ]


def test_a_logo_comes_before_the_name_of_the_clinic(tmp_path):
    document = leaflets.default(tmp_path)
    clinic = msgspec.structs.replace(document.clinic, logo_says_name=False)
    entries = reading.reading(document, clinic, language.load(document.language))
    assert list(entries)[:3] == [("Document", ""), ("Figure", ""), ("P", "Harbour Clinic")]


def test_a_paragraph_has_its_whole_text_and_then_its_links(heard):
    body = "- paragraph: See [one](https://a.example) **and [two](tel:1)**, or {clinic.email}."
    assert heard(body) == [
        *ABOVE,
        ("P", "See one and two, or desk@harbour.example."),
        *(("Link", "one"), ("Link", "two"), ("Link", "desk@harbour.example")),
    ]


def test_neighbours_that_lead_to_one_address_are_one_link(heard):
    body = "- paragraph: '[one **bold**](https://a.example)[two](https://a.example)'"
    assert heard(body)[3:] == [("P", "one boldtwo"), ("Link", "one boldtwo")]


def test_a_list_says_its_lead_in_its_labels_and_its_items(heard):
    items = [("LI", ""), ("Lbl", "1"), ("LBody", "a"), ("LI", ""), ("Lbl", "2"), ("LBody", "b")]
    assert heard("- steps: {intro: Do, items: [a, b]}")[3:] == [("P", "Do"), ("L", ""), *items]
    bullets = heard("- bullets: [a]")[3:]
    assert bullets == [("L", ""), ("LI", ""), ("LBody", "a")]


def test_questions_stand_one_level_under_the_last_heading(heard):
    body = """
- heading: Two
- faqs: [{question: Q, answer: A}]
- heading: {text: Three, level: 3}
- faqs:
    - question: R
      answer:
        - faqs: [{question: S, answer: B}]
- heading: Again
- benefits: [{title: T, text: C}]
"""
    assert [role for role, _ in heard(body) if role[0] == "H"] == [
        *("H1", "H2", "H3", "H3", "H4", "H5", "H2", "H3")
    ]


def test_a_panel_says_its_kind_and_its_title(heard):
    assert heard("- callout: Words")[3:] == [("Sect", ""), ("P", "Note"), ("P", "Words")]
    titled = heard("- callout: {kind: urgent, title: Now, body: Words}")[3:]
    assert titled == [("Sect", ""), ("Figure", ""), ("P", "Now"), ("P", "Words")]


def test_contact_says_what_to_do_then_each_detail_in_the_order_of_its_use(heard):
    entries = heard("- contact")[3:]
    assert entries[:3] == [("Sect", ""), ("H2", "Call us"), ("P", "01632 960 777")]
    said = [words for role, words in entries if role == "P"]
    order = ["01632 960 777", "Harbour Clinic", "3 Quay Street Port", "www.harbour.example"]
    assert [words for words in said if words in order] == order


def test_empty_lines_say_nothing(heard):
    assert heard("- notes: 3")[3:] == []
    assert heard("- notes: {title: Write, lines: 3}")[3:] == [("H2", "Write")]
