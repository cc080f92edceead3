"""Words that are wider than their place: whole on paper, or refused with their place."""

import re

import pytest
from gates import pdfium
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laid import CLINIC, HEAD, compose, find, lines, pages

import leaflet
from leaflet.content import sheet
from leaflet.errors import LeafletError
from leaflet.layout.slices import Words

SHEETS = ("a4", "a5", "trifold-dl", "giant-print")
COMPARED = 'without: {title: "No {}", number: 2 in 10}, with: {title: A {}, number: 1 in 10},'
BODY = """
- paragraph: Take {} now.
- heading: About {}
- bullets: [Take {}]
- steps: [Take {}]
- checklist: [Take {}]
- key_points: {title: See {}, items: [See {}]}
- callout: {kind: urgent, title: "Stop {}", body: Call about {}}
- do_dont: {title: At home, do: [Take {}], dont: [Stop {}]}
- benefits: {columns: 2, items: [{title: "{} one", text: Less {}}, {title: Two, text: More}]}
- faqs: {columns: 2, items: [{question: Why {}?, answer: For {}.}, {question: Why?, answer: So.}]}
- glossary: [{term: "{}", meaning: A {} of many}]
- quote: {text: It was {} for me, source: "{}"}
- columns: {first: [{paragraph: One {}}], second: [{paragraph: Two {}}]}
- table: {caption: All {}, head: [What, "{}"], rows: [[Take, "{} now"]]}
- icon_array: {affected: 9, text: Nine do {}., label: do, other: do not, source: "{}"}
- figure: {number: 9 in 100, text: have {}, source: "{}"}
- compare: {COMPARED text: "fall {}", spared: "One {}", note: "{}"}
- bars: {intro: Of {}, items: [{label: "{}", number: 3 in 10}]}
- timeline: {items: [{day: "{} one", text: Take {}}, {day: Two, text: Rest}]}
- scale: {applies: rare, text: It is {}}
- schedule: {times: [8am], rows: [{what: Take {}, at: [8am]}]}
- matters: [To have {}]
- options: {choices: [Do nothing, "{}"], questions: [{question: Is {}?, answers: [A, "{}"]}]}
- doses: {medicine: "A {}", strength: 1 mg in 1 ml, rows: [{age: 1 month, instead: Ask {}}]}
- appointment: {with: "Dr {}", date: Monday, bring: [A {}]}
- image: {file: drawing.png, alt: A box, caption: Of {}}
- qr: {address: https://clinic.example/book, caption: Scan {}}
- references: [The {} book]
- contact: {title: Call {}}
""".replace("COMPARED", COMPARED)
BLOCKS = re.findall(r"(?m)^- .*$", BODY)
HEADS = HEAD.replace("A test", "On {}").replace("Harbour Clinic", "Clinic {}")


def made(body: str, word: str, paper: str, head: str = HEAD):
    return compose(body.replace("{}", word), head.replace("{}", word), sheet=paper)


def faults(body: str, word: str, paper: str, head: str = HEAD):
    with pytest.raises(LeafletError) as caught:
        made(body, word, paper, head)
    return caught.value.faults


def test_every_text_block_is_tried():
    assert len(BLOCKS) == 29


WORD = st.text(alphabet="abcdefghilmnoprstuvwM", min_size=8, max_size=60)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(word=WORD, block=st.sampled_from([*BLOCKS, "- paragraph: Only {}"]))
@pytest.mark.parametrize("paper", SHEETS)
def test_a_word_of_any_length_is_whole_or_refused_by_its_place(paper, word, block):
    body = block + "\n"
    try:
        drawn = made(body, word, paper, HEADS)
    except LeafletError as error:
        assert {fault.code for fault in error.faults} == {"word-too-wide"}
        for fault in error.faults:
            assert word in fault.problem
            assert word in fault.place.excerpt
        return
    said = " ".join(text for _, text in pdfium.read(leaflet.write(drawn)))
    assert len(re.findall(word, said)) >= body.count("{}") + 2
    edge = drawn.sides[0].width
    marks = [m for page in pages(drawn) for m in page.marks if isinstance(m, Words)]
    assert max(mark.x + mark.width for mark in marks) < edge


def test_all_words_that_are_too_wide_are_told_at_once_each_with_its_line():
    word = "x" * 60
    body = f"- paragraph: Take {word}a.\n- bullets: [Two, '{word}b']\n- heading: '{word}c'\n"
    found = faults(body, word, "trifold-dl")
    assert [fault.problem.partition("b")[0] for fault in found]
    assert [(fault.code, fault.place.line - found[0].place.line) for fault in found] == [
        ("word-too-wide", 0),
        ("word-too-wide", 1),
        ("word-too-wide", 2),
    ]
    assert "DL leaflet" in found[0].problem


def test_a_word_of_the_clinic_is_told_at_its_detail():
    word = "y" * 60
    head = HEAD.replace("Harbour Clinic", f"The {word}")
    (fault,) = set(faults("- paragraph: One.\n", word, "a5", head))
    assert fault.place.key == "clinic.name"


def test_an_address_parts_at_its_soft_places_instead():
    address = "a-very-long-name.of-a-person@the-long-name-of-a-clinic.example"
    head = HEAD.replace(CLINIC, CLINIC.replace("desk@harbour.example", address))
    made = compose("- contact\n", head, sheet="trifold-dl")
    text = "".join(m.text for page in pages(made) for m in page.marks if isinstance(m, Words))
    assert address in text


@pytest.mark.parametrize("paper", ["a5", "trifold-dl"])
def test_a_title_with_a_long_word_is_set_smaller_on_every_sheet(paper):
    word = "Electroacupuncturists"
    drawn = made("- paragraph: One.\n", word, paper, HEADS)
    title = max(line.size for line in lines(drawn) if word in line.text)
    assert 17 < title < 32


@pytest.mark.parametrize(
    ("word", "size"),
    [
        ("Electroacupuncturists", 20),
        ("Electroacupunctureparas", 15.5),
        ("Electroacupunctureparaphernalia", 12.5),
    ],
)
def test_a_heading_with_a_long_word_steps_down_to_the_size_of_a_smaller_one(word, size):
    head = find(made("- heading: '{}'\n- paragraph: One.\n", word, "trifold-dl"), word)
    assert head.size == size


@pytest.mark.parametrize(
    "block",
    [
        "- columns: {first: [{paragraph: One {}}], second: [{paragraph: Two}]}",
        "- do_dont: {do: [Take {}], dont: [Stop]}",
        "- benefits: {columns: 2, items: [{title: One, text: Less {}}, {title: Two, text: More}]}",
        "- glossary: [{term: '{}', meaning: One of many}]",
        "- appointment: {with: 'Dr {}'}",
        "- icon_array: {affected: 9, text: Nine do {}., label: do, other: do not}",
    ],
)
def test_what_stands_side_by_side_gives_way_to_a_long_word(block):
    word = "m" * 30
    width = sheet.load("a4").width
    drawn = made(block + "\n", word, "a4")
    assert find(drawn, word).right < width - 16 * sheet.MM
