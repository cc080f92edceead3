"""What saves lives stays whole, nothing is stranded, and pages are filled as far as they can be."""

import html
import os
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import laid
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from laid import CLINIC, HEAD, compose, lines, pages

import leaflet
from leaflet.content.sheet import MM
from leaflet.layout.slices import Fill, Words

WHOLE = {
    "urgent": "- callout: {{kind: urgent, title: Title of it, body: [{{bullets: [{items}]}}]}}\n",
    "caution": "- callout: {{kind: caution, title: Title of it, body: [{{bullets: [{items}]}}]}}\n",
    "key_points": "- key_points: {{title: Title of it, items: [{items}]}}\n",
    "do_dont": "- do_dont: {{title: Title of it, do: [{items}], dont: [{items}]}}\n",
    "appointment": "- appointment: {{title: Title of it, bring: [{items}]}}\n",
    "together": "- bullets: {{keep: together, intro: 'Title of it:', items: [{items}]}}\n",
}
"""Blocks that stay on one page, each with a title and items."""
SHEETS = ("a4", "a5", "a5-booklet", "trifold-dl", "large-print")
LONG_CLINIC = CLINIC.replace("Harbour Clinic", "The Harbour Road Clinic for Backs, Necks and Knees")
LONG_CLINIC += """  website: www.harbour.example
  booking: www.harbour.example/book
  hours: Monday to Friday, 9am to 5pm
  practitioner: Everybody
"""


LABELS = Path(leaflet.__file__).parent / "languages" / "en.yaml"
"""The words that the program adds."""


def filler(count):
    return "".join(f"- paragraph: Line {number} stands here.\n" for number in range(count))


def items(count):
    return ", ".join(f"Item {number} of it" for number in range(count))


def on_pages(made, words):
    """The pages on which lines with these words stand."""
    return sorted({line.page for line in lines(made) if words in line.text})


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("kind", WHOLE)
def test_what_saves_lives_stands_on_one_page_wherever_it_comes(kind, sheet):
    for count in range(1, 30, 2):
        body = filler(count) + WHOLE[kind].format(items=items(5)) + filler(2)
        made = compose(body, sheet=sheet, theme="clinical" if count % 4 == 1 else "calm")
        assert len(on_pages(made, "of it")) == 1, count


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("clinic", [CLINIC, LONG_CLINIC])
def test_the_contact_panel_stands_on_one_page(clinic, sheet):
    head = HEAD.replace(CLINIC, clinic)
    for count in range(1, 30, 2):
        made = compose(filler(count) + "- contact\n", head, sheet=sheet)
        first, last = on_pages(made, "Call us"), on_pages(made, "desk@harbour")
        assert first == last and len(first) == 1, count


@pytest.mark.parametrize("theme", ["calm", "clinical"])
def test_what_no_page_can_hold_is_repeated_with_its_title_and_never_cut_to_one_line(theme):
    body = filler(3) + WHOLE["urgent"].format(items=items(50))
    made = compose(body, sheet="a5", theme=theme)
    parts = defaultdict(list)
    for line in lines(made):
        if "Item" in line.text:
            parts[line.page].append(line)
    assert len(parts) >= 3
    assert min(map(len, parts.values())) >= 2
    for page in list(parts)[1:]:
        artifacts = [
            mark
            for mark in pages(made)[page - 1].marks
            if isinstance(mark, Words) and not mark.node and "(continued)" in mark.text
        ]
        (title,) = artifacts
        assert title.y < parts[page][0].y
        panel = next(
            mark
            for mark in pages(made)[page - 1].marks
            if isinstance(mark, Fill) and mark.y < title.y < mark.y + mark.height
        )
        assert panel.y < title.y < parts[page][0].y < panel.y + panel.height


def test_a_title_that_is_repeated_is_not_read_again():
    made = compose(WHOLE["urgent"].format(items=items(50)), sheet="a5")
    assert "(continued)" not in " ".join(line.text for line in lines(made))
    assert "(continued)" in " ".join(line.text for line in lines(made, furniture=True))


def test_an_author_may_let_a_page_end_inside_a_warning():
    parted = set()
    for count in range(8, 30):
        body = WHOLE["urgent"].replace("kind: urgent", "kind: urgent, keep: apart")
        made = compose(filler(count) + body.format(items=items(12)) + filler(16))
        parted.add(len(on_pages(made, "of it")))
    assert parted == {1, 2}


LED_TO = {
    "table": "- table: {caption: A caption, head: [First thing, Other], rows: [[a, b], [c, d]]}\n",
    "image": "- image: {file: drawing.png, alt: A room with a couch}\n",
    "benefits": "- benefits: {columns: 2, items: [{title: First thing, text: a},"
    " {title: B, text: b}]}\n",
    "columns": "- columns: {first: [{paragraph: First thing}], second: [{paragraph: Other}]}\n",
    "steps": "- steps: [First thing, Other, Third]\n",
    "key_points": "- key_points: [First thing, Other, Third]\n",
    "faqs": "- faqs: {columns: 2, items: [{question: First thing?, answer: A},"
    " {question: B?, answer: B}]}\n",
}
"""What a heading may stand over; the words First thing come first."""


@pytest.mark.parametrize("theme", ["calm", "clinical"])
@pytest.mark.parametrize("word", LED_TO)
def test_a_heading_is_on_the_page_of_what_it_leads_to(word, theme):
    for count in range(10, 34):
        body = filler(count) + "- heading: Wherever\n" + LED_TO[word] + filler(1)
        made = compose(body, theme=theme)
        (page,) = on_pages(made, "Wherever")
        if word == "image":
            first = {p.number for p in pages(made) if any(hasattr(m, "picture") for m in p.marks)}
        else:
            first = set(on_pages(made, "First thing"))
        assert page in first, count


@pytest.mark.parametrize("sheet", ["trifold-dl", "zfold-dl", "trifold-letter"])
@pytest.mark.parametrize("block", ["bullets", "checklist", "steps"])
def test_a_short_list_does_not_cross_a_fold(block, sheet):
    for count in range(1, 24):
        made = compose(filler(count) + f"- {block}: [{items(7)}]\n" + filler(2), sheet=sheet)
        assert len(on_pages(made, "of it")) == 1, count


def test_a_long_list_may_cross_a_fold():
    found = {
        len(on_pages(compose(filler(n) + f"- bullets: [{items(20)}]\n", sheet="trifold-dl"), "of"))
        for n in range(1, 24, 3)
    }
    assert found == {1, 2}


def feet(made):
    """How far down the words of each page reach, in points."""
    return [max(s.y for s in lines(made) if s.page == p.number) for p in pages(made)]


@pytest.mark.parametrize("count", range(60, 100, 3))
def test_no_page_of_plain_lines_ends_more_than_two_lines_early(count):
    *full, _ = feet(compose(filler(count)))
    assert len(full) >= 2
    assert max(full) - min(full) <= 2 * 17


def test_panels_are_filled_alike():
    made = compose(filler(74) + "- contact\n", sheet="trifold-dl")
    first = feet(made)[1:-1]
    assert len(first) == 4
    assert max(first) - min(first) <= 3 * 17


def test_a_topic_begins_a_panel_where_that_costs_nothing():
    body = "".join(f"- heading: Topic {n}\n{filler(14)}" for n in range(4)) + "- contact\n"
    made = compose(body, sheet="trifold-dl")
    assert [on_pages(made, f"Topic {n}") for n in range(4)] == [[2], [3], [4], [5]]


FILLER = """filler:
  - appointment: {title: Come again}
  - notes: {lines: 3, title: Ask us}
"""


def test_room_left_over_on_a_folded_sheet_is_filled_with_what_the_author_gives():
    folded = compose(filler(4) + "- contact\n", HEAD + FILLER, sheet="trifold-dl")
    assert on_pages(folded, "Come again") and on_pages(folded, "Ask us")
    assert on_pages(folded, "Come again") < on_pages(folded, "Call us")
    assert noted(folded) == []


def test_a_page_is_filled_as_far_as_it_has_room_and_the_rest_is_told():
    made = compose(filler(4) + "- contact\n", HEAD + FILLER, sheet="a4")
    assert made.pages == 1
    assert on_pages(made, "Come again") and not on_pages(made, "Ask us")
    (said,) = noted(made)
    assert "for `notes` of `filler`" in said
    less = HEAD + "filler: [notes: {lines: 3, title: Ask us}]\n"
    made = compose(filler(4) + "- contact\n", less, sheet="a4")
    assert on_pages(made, "Ask us")
    assert noted(made) == []


def noted(made):
    return [note.problem for note in made.notes if note.code == "no-room-for-filler"]


def test_a_contact_panel_is_no_filler():
    with pytest.raises(leaflet.LeafletError, match="cannot be filler"):
        compose("- contact\n", HEAD + "filler: [contact]\n")


@pytest.mark.parametrize("count", range(4, 21, 4))
def test_questions_higher_than_their_answers_stay_on_their_pages(count):
    asked = "{question: How long is it and will someone be with me all the time?, answer: So.}"
    body = f"- heading: Questions\n- faqs: [{', '.join([asked] * count)}]\n- contact\n"
    made = compose(body, sheet="a4")
    assert max(line.y for line in lines(made)) <= made.sheet.lines.foot * MM + 0.01
    assert on_pages(made, "Questions")[0] == 1
    assert len(on_pages(made, "Call us")) == 1
    assert made.pages <= count / 4 + 1


@pytest.mark.parametrize("sheet", ["a4", "a5", "large-print"])
def test_a_paragraph_that_leads_on_is_on_the_page_of_what_it_leads_to(sheet):
    for count in range(6, 30, 2):
        body = f"{filler(count)}- paragraph: 'Here they are:'\n"
        body += "- do_dont: {do: [First thing], dont: [B]}\n"
        made = compose(body, sheet=sheet)
        assert on_pages(made, "Here they are:") == on_pages(made, "First thing"), count


def test_filler_takes_only_room_that_is_left_over():
    full = filler(92)
    bare = compose(full + "- contact\n", sheet="trifold-dl")
    made = compose(full + "- contact\n", HEAD + FILLER, sheet="trifold-dl")
    assert made.pages == bare.pages
    assert not on_pages(made, "Come again")
    (said,) = noted(made)
    assert "`appointment`, `notes` of `filler`" in said
    assert noted(bare) == []


# ---- any leaflet, as poppler reads it


MUST = 25 * int(os.environ.get("LEAFLET_TORTURE", "1"))
"""Random leaflets; `make torture` tries many more."""
UNITS = {
    "paragraph": "- paragraph: first{n} {words}\n",
    "bullets": "- bullets: [first{n} {words}, {words}, {words}]\n",
    "steps": "- steps: [first{n} {words}, {words}, {words}]\n",
    "table": "- table: {{caption: first{n}, head: [One, Two, Three], rows: [{rows}]}}\n",
    "faqs": "- faqs: {{columns: 2, items: [{{question: first{n}?, answer: {words}}},"
    " {{question: How?, answer: {words}}}]}}\n",
    "benefits": "- benefits: {{columns: 2, items: [{{title: first{n}, text: {words}}},"
    " {{title: Other, text: {words}}}]}}\n",
    "columns": "- columns: {{first: [{{paragraph: first{n} {words}}}], second: [{{bullets:"
    " [{words}, {words}]}}]}}\n",
    "note": "- callout: {{kind: note, title: first{n}, body: {words}}}\n",
    "urgent": "- callout: {{kind: urgent, title: first{n} whole{n}, body: [{{bullets:"
    " [whole{n} {words}, whole{n} {words}, whole{n} {words}]}}]}}\n",
    "caution": "- callout: {{kind: caution, title: first{n}, body: whole{n} {words} whole{n}}}\n",
    "key_points": "- key_points: [first{n} whole{n} {words}, {words}, whole{n} {words}]\n",
    "do_dont": "- do_dont: {{do: [first{n} whole{n}, {words}], dont: [whole{n} {words}]}}\n",
    "appointment": "- appointment: {{title: first{n} whole{n}, bring: [{words}, whole{n}]}}\n",
    "image": "- image: {{picture: knee, crop: '3:2', caption: whole{n}, body: [{{paragraph:"
    " first{n} whole{n} {words} whole{n}}}]}}\n",
    "images": "- images: [{{picture: walk, caption: first{n} whole{n}}}, {{picture: bridge,"
    " caption: {words}}}]\n",
    "exercises": "- exercises: [{{picture: bridge, title: first{n}, text: whole{n} {words},"
    " dose: whole{n}}}, {{picture: walking, title: Two, text: {words}}}]\n",
    "body_map": "- body_map: {{view: back, regions: [neck], caption: whole{n}, body: first{n}"
    " whole{n} {words}}}\n",
    "icon_array": "- icon_array: {{affected: 9, text: first{n} whole{n}, label: are, other:"
    " whole{n}}}\n",
    "figure": "- figure: {{number: first{n}, text: '{words} whole{n}', source: whole{n}}}\n",
    "compare": "- compare: {{without: {{title: first{n} {words}, number: 3 in 10}}, with: {{title:"
    " Two, number: 2 in 10}}, text: '{words}'}}\n",
    "bars": "- bars: {{intro: first{n} whole{n}, items: [{{label: '{words}', number: 3 in 10}},"
    " {{label: whole{n}, number: 1 in 10}}]}}\n",
    "timeline": "- timeline: [{{day: first{n}, text: '{words}'}}, {{day: Two, text: '{words}'}}]\n",
    "doses": "- doses: {{medicine: 'first{n} {words}', strength: 50 mg in 1 tablet, rows: [{{age: 1"
    " to 4 years, amount: 1 tablet, often: twice a day, when: '{words}'}}, {{age: 5 years,"
    " instead: a}}]}}\n",
    "matters": "- matters: {{intro: first{n} whole{n}, items: ['{words}', whole{n}, Three]}}\n",
    "schedule": "- schedule: {{caption: first{n}, times: [8am, 8pm], rows: [{{what: '{words}', at:"
    " [8am]}}, {{what: Two, at: [8am, {{time: 8pm, text: '{words}'}}]}}]}}\n",
    "options": "- options: {{caption: first{n}, choices: [Do nothing, Rest, '{words}'], questions:"
    " [{{question: '{words}', answers: ['{words}', b, c]}}]}}\n",
    "scale": "- scale: {{applies: rare, text: 'first{n} {words} whole{n}'}}\n",
}
"""Blocks that begin with the word first, and those that stay whole with the word whole in them."""
WORDS = st.lists(
    st.sampled_from(["a", "word", "medicine", "levothyroxine", "electroencephalogram"]),
    min_size=1,
    max_size=9,
).map(" ".join)
ROWS = st.lists(st.just("[pill one, two, three]"), min_size=1, max_size=9).map(", ".join)


@st.composite
def bodies(draw):
    """Draw the YAML of a body with numbered blocks, a heading over each or some of them."""
    body = ""
    for number in range(draw(st.integers(1, 7))):
        body += filler(draw(st.integers(0, 9)))
        if draw(st.booleans()):
            body += f"- heading: head{number}\n"
        unit = UNITS[draw(st.sampled_from(sorted(UNITS)))]
        body += unit.format(n=number, words=draw(WORDS), rows=draw(ROWS))
    return body + "- contact\n"


def printed(made, folder):
    """The words of each page as poppler reads them, panels and pages of a booklet apart."""
    file = folder / "leaflet.pdf"
    file.write_bytes(leaflet.write(made))
    ran = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True)
    sides = ran.stdout.decode().split("<page ")[1:]
    found = defaultdict(list)
    for side, said in zip(made.sides, sides, strict=True):
        for x, word in re.findall(r'<word xMin="([\d.]+)".*?>(.*?)</word>', said):
            page = max(
                (placed for placed in side.pages if placed.x <= float(x) + 1),
                key=lambda placed: placed.x,
            ).page
            found[page.number].append(html.unescape(word))
    return found


@pytest.mark.needs("poppler")
@settings(
    max_examples=MUST,
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.reuse, Phase.generate],
)
@given(
    bodies(),
    st.sampled_from(laid.ALL),
    st.sampled_from(["calm", "clinical", "warm", "high-contrast", "photocopy"]),
    st.booleans(),
)
def test_any_leaflet_is_whole_leads_on_and_tears_no_word(
    tmp_path_factory, body, sheet, theme, is_long
):
    head = HEAD.replace(CLINIC, LONG_CLINIC) if is_long else HEAD
    try:
        made = compose(body, head, sheet=sheet, theme=theme)
    except leaflet.LeafletError as error:
        assert all(fault.is_of_fit for fault in error.faults)
        return
    found = printed(made, tmp_path_factory.mktemp("whole"))
    pages_of = defaultdict(set)
    for page, words in found.items():
        for word in words:
            pages_of[word.strip("?:")].add(page)
    for number in range(7):
        assert len(pages_of[f"whole{number}"]) <= 1, number
        if pages_of[f"head{number}"]:
            first = min(pages_of[f"first{number}"])  # a caption is repeated
            assert pages_of[f"head{number}"] == {first}, number
    assert pages_of["Call"] == pages_of["Exampletown"] and len(pages_of["Call"]) == 1
    known = set(re.findall(r"\w+", f"{body} {head} {LABELS.read_text()}"))
    torn = {word for word in pages_of if re.fullmatch("[a-z]{5,}", word)} - known
    assert torn == set()
