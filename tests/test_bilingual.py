"""A leaflet in two languages: each block beside the same block in the other language."""

import json
import re
import string
from typing import NamedTuple

import laid
import pytest
from gates import gate, poppler, structure
from gates.compare import differences
from laid import HEAD, find, lines, pages, read
from test_blocks import EXAMPLES

from leaflet.content.inline import Text
from leaflet.content.sheet import MM
from leaflet.document import reading
from leaflet.errors import LeafletError
from leaflet.layout.slices import Words
from leaflet.publish import build
from leaflet.source.walk import inside, rebuilt
from leaflet.text.fonts import drawn
from leaflet.text.run import Run

BODY = """
- heading: What to do
- paragraph: Rest a while, and walk to the end of the road each day.
- bullets: {intro: Call us for, items: [a fever, a rash, pain that wakes you at night]}
- callout: {kind: urgent, body: [{paragraph: You cannot breathe.}]}
- faqs:
  - {question: Can I wash?, answer: "Yes, from the second day on."}
  - {question: Can I drive?, answer: "Ask us."}
- contact
"""
ARABIC = "ابجدهوزحطيكلمنسعفصقرشتثخذض"
SPOKEN = {
    "pl": {"a": "ą", "o": "ó"},
    "ar": dict(zip(string.ascii_letters, ARABIC + ARABIC, strict=True)),
}


def translated(value, tag):
    """A document with some letters in its texts as another language has them."""
    letters = str.maketrans(SPOKEN[tag])
    if type(value) is Text:
        parts = (
            part._replace(text=part.text.translate(letters)) if isinstance(part, Run) else part
            for part in value.parts
        )
        return Text(tuple(parts), value.span, value.wording)
    return rebuilt(value, [translated(each, tag) for each in inside(value)])


def both(body, tag="pl", **how):
    """A leaflet in two languages, the patient's first."""
    source = read(body)
    own = translated(read(body, HEAD.replace("en-GB", tag)), tag)
    return build.compose(own, beside=source, draft_ok=True, **how)


def said(made):
    entries = reading.reading(made.document, made.clinic, made.language)
    return [(role, drawn(text)) for role, text in entries]


REFUSED = {"contents", "doses"}
"""Blocks that say nothing on one page, or that are English alone."""


class Begun(NamedTuple):
    page: int
    x: float
    y: float
    right: float


def begun(made, words):
    """Where the one part of a line stands that begins with these words."""
    parts = [
        Begun(page.number, mark.x, mark.y, mark.x + mark.width)
        for page in pages(made)
        for mark in page.marks
        if isinstance(mark, Words) and mark.node and drawn(mark.text).startswith(words)
    ]
    (found,) = parts
    return found


@pytest.mark.usefixtures("natural_size")
@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("Whąt tó dó", "What to do"),
        ("Rest ą while", "Rest a while"),
        ("ą fever", "a fever"),
        ("ą rąsh", "a rash"),
        ("Yóu cąnnót", "You cannot"),
        ("Cąn I drive?", "Can I drive?"),
    ],
)
def test_what_says_the_same_begins_on_one_line(own, other):
    made = both(BODY)
    first, second = begun(made, own), begun(made, other)
    assert (first.page, first.y) == (second.page, pytest.approx(second.y, abs=0.5))
    assert first.right < made.sheet.width / 2 < second.x
    assert first.x - 16 * MM == pytest.approx(second.x - (made.sheet.width / 2 + 3 * MM), abs=0.5)


@pytest.mark.usefixtures("natural_size")
def test_a_language_that_runs_to_the_left_has_the_right_hand_and_the_other_its_own_way():
    made = both(BODY, "ar")
    own, other = (
        begun(made, "Rest".translate(str.maketrans(SPOKEN["ar"]))),
        begun(made, "Rest a while"),
    )
    assert other.right < made.sheet.width / 2 < own.x
    assert own.right == pytest.approx(made.sheet.width - 16 * MM, abs=2)
    assert other.x == pytest.approx(16 * MM, abs=2)
    fever = begun(made, "a fever")
    assert fever.x > other.x  # it hangs behind its bullet, which is at its left
    following = begun(made, "a rash")
    assert following.x == pytest.approx(fever.x, abs=0.01)


@pytest.mark.parametrize(
    ("tag", "paper"), [("pl", "a4"), ("pl", "large-print-letter"), ("ar", "letter")]
)
def test_both_languages_are_read_and_pass_every_gate(tag, paper):
    made = both(BODY, tag, sheet=paper)
    data = build.write(made)
    found = gate.refusals(data, said(made))
    if tag == "ar":  # pdfium sorts what runs to the left by place
        del found["pdfium"]
        seen = [(role, text.replace("\u00a0", " ")) for role, text in poppler.read(data)]
        found["poppler"] = differences(said(made), seen)
    assert not any(found.values()), found


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - REFUSED))
def test_every_block_says_both_and_stays_on_the_page(name):
    made = both(f"- heading: Before\n- paragraph: A word.\n{EXAMPLES[name]}")
    data = build.write(made)
    assert not structure.problems(data)
    assert not gate.GATES["pdfium"](data, said(made))
    for page in pages(made):
        for words in (mark for mark in page.marks if isinstance(mark, Words)):
            assert 0 < words.x < words.x + words.width <= made.sheet.width + words.size


def test_the_other_language_is_told_to_screen_readers():
    nodes = [node for node in both(BODY).tree.nodes if node.role == "Div"]
    spoken = [node.language for node in nodes]
    assert len(spoken) == 10
    assert spoken == ["", "en-GB"] * 5


def test_large_print_has_a_section_under_the_same_in_the_other_language():
    made = both(BODY, sheet="large-print")
    order = [begun(made, words) for words in ("Whąt tó dó", "Cąn I drive?", "What to do")]
    assert order == sorted(order, key=lambda line: (line.page, line.y))


def test_the_title_of_the_other_is_under_the_title_and_both_subtitles_are_in_the_text():
    head = HEAD.replace("title: A test", "title: A long road\nsubtitle: For a good end")
    own = translated(read(BODY, head.replace("en-GB", "pl")), "pl")
    made = build.compose(own, beside=read(BODY, head), draft_ok=True)
    title, under, own, other = (
        begun(made, words)
        for words in ("A lóng róąd", "A long road", "Fór ą góód end", "For a good end")
    )
    assert title.y < under.y < own.y == pytest.approx(other.y)


def test_what_both_say_alike_stands_once():
    made = both("- image: {picture: knee}\n- references: ['NHS, 2026']\n- paragraph: At home")
    assert len(laid.pictures(made)) == 1
    assert sum("NHS, 2026" in line.text for line in lines(made)) == 1


def test_contact_details_stand_once_with_what_both_say_of_other_formats():
    made = both("- paragraph: A word\n- contact: {formats: For large print call us.}")
    assert sum("01632 960 555" in line.text for line in lines(made) if line.size > 20) == 1
    assert find(made, "Fór ląrge print") != find(made, "For large print")


def test_what_is_too_wide_for_half_a_page_stands_one_under_the_other():
    word = "antidisestablishmentarianismandmore"
    made = both(f"- heading: {word} and more\n- paragraph: A word")
    own, other = begun(made, word.translate(str.maketrans(SPOKEN["pl"]))), begun(made, word)
    assert own.y < other.y
    assert own.x == other.x


@pytest.mark.parametrize("paper", ["a5", "trifold-dl", "poster-a4", "a5-booklet"])
def test_a_sheet_without_room_for_two_columns_is_refused(paper):
    with pytest.raises(LeafletError, match="no room for two languages"):
        both(BODY, sheet=paper)


def test_only_the_same_leaflet_can_stand_beside_it():
    for other in (read(BODY), read("- paragraph: A word", HEAD.replace("en-GB", "pl"))):
        with pytest.raises(LeafletError, match="not the same leaflet"):
            build.compose(read(BODY), beside=other)


# ---- the command


@pytest.fixture
def place(folder, run):
    text = f"{HEAD}body:\n- heading: Rest\n- paragraph: Walk a mile.\n- contact\n"
    (folder / "content.yaml").write_text(text, "utf-8")
    assert run("translate", "new", "content.yaml", "--to", "pl").code == 0
    path = folder / "content.pl.yaml"
    words = iter(["Próba", "Odpoczynek", "Idź na spacer."])
    filled = re.sub('is: ""', lambda _: f"is: {json.dumps(next(words))}", path.read_text("utf-8"))
    path.write_text(filled, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("options", "file"),
    [
        (["--language", "pl"], "a-test.pl.pdf"),
        (["--language", "pl-PL", "--beside", "en"], "a-test.pl.en-gb.pdf"),
        (["--beside", "pl"], "a-test.en-gb.pl.pdf"),
        (["content.pl.yaml", "--beside", "en-GB"], "a-test.pl.en-gb.pdf"),
    ],
)
def test_a_file_of_two_languages_has_both_in_its_name(place, run, options, file):
    assert run("build", "--draft-ok", *options).code == 0
    assert [path.name for path in (place / "output").iterdir()] == [file]


def test_a_language_that_is_not_there_is_told_with_those_that_are(place, run):
    for option in ("--language", "--beside"):
        ended = run("build", option, "fr")
        assert ended.code == 2
        assert f"{option}: `content.yaml` is not there in `fr`; there are: en-GB, pl" in ended.err
