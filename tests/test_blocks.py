"""Every block: what it draws, where its words stand, and what it keeps together."""

import itertools

import pytest
from laid import ALL, compose, edges, find, lines, pages, read

from leaflet.content import sheet
from leaflet.content.sheet import MM
from leaflet.document import block
from leaflet.graphics import signs
from leaflet.layout.slices import Fill, Shape, Stroke, Words

pytestmark = pytest.mark.usefixtures("natural_size")

LONG = "Words that fill a paragraph of some lines, so that it has to be broken. " * 6

EXAMPLES = {
    "paragraph": "- paragraph: Plain words.",
    "heading": "- heading: A heading\n- paragraph: Words.",
    "bullets": "- bullets: [One, Two, Three]",
    "steps": "- steps: {intro: In order, items: [One, Two]}",
    "benefits": "- benefits:\n  - {title: One, text: First.}\n  - {title: Two, text: Second.}",
    "faqs": "- faqs:\n  - {question: Why?, answer: Because.}",
    "callout": "- callout: {kind: urgent, title: Act now, body: Call us.}",
    "contact": "- contact",
    "contacts": "- contacts: [{name: Ward 4, phone: 01632 960 888}, {name: Porter, place: Hall}]",
    "notes": "- notes: 4",
    "tear_off": "- tear_off: {title: Slip, body: [{paragraph: Hand it back.}, {fill_in: [Name]}]}",
    "fill_in": "- fill_in: {intro: I agree., rows: [[Signed, Date], {label: Why, height: 20}]}",
    "qr": "- qr: {address: https://clinic.example/book, caption: Scan to book}",
    "key_points": "- key_points: {title: To remember, items: [One, Two]}",
    "do_dont": "- do_dont: {title: At home, do: [Rest], dont: [Run, Jump]}",
    "checklist": "- checklist: {intro: Bring, items: [A letter, A coat]}",
    "appointment": "- appointment: {with: Dr Nuñez, date: Monday, bring: [A coat, A bag]}",
    "quote": "- quote: {text: It helped me., source: A patient}",
    "glossary": "- glossary:\n  - {term: Sprain, meaning: A torn ligament.}",
    "columns": "- columns: {first: [{paragraph: One.}], second: [{paragraph: Two.}]}",
    "page_break": "- paragraph: Before.\n- page_break\n- paragraph: After.",
    "references": "- references: {title: Sources, items: [One, Two]}",
    "table": "- table: {caption: Hours, head: [Day, At], rows: [[Monday, 8 to 6], [Friday, '']]}",
    "image": "- image: {file: drawing.png, alt: A head over a box, caption: So., credit: Us}",
    "exercises": "- exercises: [{picture: bridge, title: A, text: B c., dose: Ten times}]",
    "images": "- images: [{picture: walk, caption: A walk}, {picture: bridge, credit: Us}]",
    "body_map": "- body_map: {view: back, regions: [lower-back], body: [{heading: A}, {notes: 2}]}",
    "icon_array": "- icon_array: {affected: 9, text: Nine do., label: do, other: no, source: S}",
    "figure": "- figure: {number: 9 in 100, text: people do., source: A trial}",
    "compare": "- compare: {without: {title: No pill, number: 10 in 100}, with: {title: A pill,"
    " number: 6 in 100}, text: fall ill, note: It may differ., source: A trial}",
    "bars": "- bars: {intro: Of all, items: [{label: one, number: 3 in 10}, {label: two,"
    " number: 7 in 10}], source: A trial}",
    "timeline": "- timeline: {intro: Plan, items: [{day: Monday, text: Eat.}, {day: Friday, text:"
    " Fast., marked: yes}]}",
    "doses": "- doses: {medicine: A syrup, strength: 50 mg in 5 ml, rows: [{age: 1 to 4 years,"
    " amount: 5 ml (50 mg), often: twice a day}, {age: 5 years and over, instead: Ask us}]}",
    "matters": "- matters: [To work soon, To sleep well]",
    "schedule": "- schedule: {caption: Drops, times: [8am, 8pm], rows: [{what: Green, at: [8am]},"
    " {what: White, at: [{time: 8pm, text: 2 drops}]}]}",
    "options": "- options: {choices: [Do nothing, Rest], questions: [{question: What is it?,"
    " answers: [Go on., Lie down.]}]}",
    "action_plan": "- action_plan: {title: Your plan, green: {see: [You are well], do: [Walk]},"
    " red: {see: [You are ill], do: [Call us], fill_in: [Best peak flow]}}",
    "contents": "- contents: What is inside\n- heading: One\n- paragraph: A.\n- heading: Two\n"
    "- paragraph: B.",
    "exercise": "- exercise: {title: A, picture: bridge, text: B c., repeats: 10, progress: 2}",
    "scale": "- scale: {applies: common, text: A cough is common., source: A trial}",
}


def test_every_block_has_an_example_here():
    assert set(EXAMPLES) == set(block.names())


def test_a_block_knows_its_own_word():
    assert len(block.names()) > 20
    assert {block.named(name).word for name in block.names()} == set(block.names())


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_block_stands_inside_the_text_column(name):
    leaflet = compose(EXAMPLES[name])
    margins = sheet.load("a4").margins
    left, right = margins.start * sheet.MM, (210 - margins.end) * sheet.MM
    marks = [m for m in pages(leaflet)[0].marks if isinstance(m, Words) and m.node]
    assert marks
    for mark in marks:
        assert left - 0.01 <= mark.x
        assert mark.x + mark.width <= right + mark.size  # a space may hang over the edge


@pytest.mark.parametrize("name", sorted(EXAMPLES))
@pytest.mark.parametrize("paper", ALL)
def test_nothing_stands_outside_the_page_but_grounds_that_run_into_the_bleed(name, paper):
    leaflet = compose(f"- paragraph: {LONG}\n{EXAMPLES[name]}", sheet=paper)
    size, bleed = leaflet.sides[0], 3 * MM
    for left, top, right, low in edges(leaflet):
        assert min(left, top) >= -bleed
        assert right <= size.width + bleed
        assert low <= size.height + bleed
    for words in (m for page in pages(leaflet) for m in page.marks if isinstance(m, Words)):
        assert 0 < words.x < words.x + words.width <= size.width
        assert 0 < words.y <= size.height


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_block_reads_what_it_draws(name):
    """The node tree, walked in order, says what `reading` says."""
    from leaflet.document.reading import reading

    leaflet = compose(EXAMPLES[name])
    drawn = "".join(
        mark.node.actual or mark.text
        for page in pages(leaflet)
        for mark in page.marks
        if isinstance(mark, Words) and mark.node
    )
    said = "".join(
        text
        for role, text in reading(leaflet.document, leaflet.clinic, leaflet.language)
        if role not in {"Link", "Span", "Reference"}
    )
    assert "".join(drawn.split()) == "".join(said.split())


def test_a_line_of_text_is_one_leading_under_the_last():
    leaflet = compose(f"- paragraph: {LONG}")
    ys = [line.y for line in lines(leaflet) if line.size == 12.5]
    assert len(ys) > 4
    assert {round(b - a, 2) for a, b in itertools.pairwise(ys)} == {16.5}


def test_a_list_hangs_its_words_right_of_the_markers():
    leaflet = compose(f"- bullets:\n  - {LONG}\n  - Two")
    drawn = pages(leaflet)[0].marks
    discs = [m for m in drawn if isinstance(m, Shape) and m.outline == signs.DISC]
    bodies = [m for m in drawn if isinstance(m, Words) and m.node and m.node.role == "LBody"]
    assert len(discs) == 2
    assert {round(m.x, 2) for m in bodies} == {round(discs[0].x + 5.2 * MM, 2)}
    assert {disc.width for disc in discs} == {1.9 * MM}
    middle = bodies[0].y - bodies[0].font.x_height * 12.5 / 2
    assert discs[0].y + discs[0].height / 2 == pytest.approx(middle)


def test_numbers_of_ten_steps_share_one_indent():
    leaflet = compose("- steps: [" + ", ".join("abcdefghij") + "]")
    marks = [m for m in pages(leaflet)[0].marks if isinstance(m, Words) and m.node]
    bodies = {round(m.x, 2) for m in marks if m.node.role == "LBody"}
    widest = max(m.x + m.width for m in marks if m.node.role == "Lbl")
    assert len(bodies) == 1
    assert bodies.pop() > widest


def _fillers(count: int) -> str:
    return "- paragraph: One line.\n" * count


@pytest.mark.parametrize("count", range(15, 30))
def test_a_question_is_never_parted_from_the_first_two_lines_of_its_answer(count):
    body = _fillers(count) + f"- faqs:\n  - question: The question\n    answer: {LONG}"
    leaflet = compose(body)
    asked = find(leaflet, "The question")
    after = [s for s in lines(leaflet) if (s.page, s.y) > (asked.page, asked.y)]
    assert [s.page for s in after[:2]] == [asked.page] * 2


@pytest.mark.parametrize("count", range(15, 30))
def test_no_single_line_of_a_paragraph_stands_at_the_foot_or_the_head_of_a_page(count):
    leaflet = compose(_fillers(count) + f"- paragraph: {LONG}")
    by_page = {}
    for line in lines(leaflet):
        if "One line" not in line.text and line.size == 12.5:
            by_page[line.page] = by_page.get(line.page, 0) + 1
    assert sum(by_page.values()) > 4
    assert min(by_page.values()) >= 2


@pytest.mark.parametrize("count", range(18, 27))
def test_a_heading_is_never_left_at_the_foot_of_a_page(count):
    leaflet = compose(_fillers(count) + f"- heading: The heading\n- paragraph: {LONG}")
    heading = find(leaflet, "The heading")
    after = [s for s in lines(leaflet) if (s.page, s.y) > (heading.page, heading.y)]
    assert [s.page for s in after[:2]] == [heading.page] * 2


@pytest.mark.parametrize("count", range(15, 30))
def test_no_item_of_a_list_stands_alone(count):
    body = _fillers(count) + "- bullets:\n    intro: Lead-in\n    items: [A1, A2, A3, A4, A5, A6]"
    leaflet = compose(body)
    items = [s for s in lines(leaflet) if s.text in ("A1", "A2", "A3", "A4", "A5", "A6")]
    assert len(items) == 6
    on = [s.page for s in items]
    assert find(leaflet, "Lead-in").page == on[0]
    assert all(on.count(page) >= 2 for page in on)


def test_a_panel_over_a_page_break_is_tinted_on_both_pages():
    body = "- callout:\n    body:\n" + f"      - paragraph: {LONG}\n" * 14
    leaflet = compose(body)
    tints = [
        [m for m in page.marks if isinstance(m, Fill) and m.width > 300 and m.y > 100]
        for page in pages(leaflet)
    ]
    assert len(pages(leaflet)) >= 2
    second = [m for m in pages(leaflet)[1].marks if isinstance(m, Fill)]
    assert tints[0]
    words = [s for s in lines(leaflet) if s.page == 2]
    assert second[0].y < words[0].y - words[0].size
    assert second[0].y + second[0].height > words[-1].y


def test_the_contact_details_have_every_detail_that_is_known_and_no_other():
    leaflet = compose("- contact")
    text = " ".join(s.text for s in lines(leaflet))
    for words in ("Call us", "12 Harbour Street", "01632 960 555", "desk@harbour.example"):
        assert words in text
    for words in ("Our website", "Scan", "Book online"):
        assert words not in text


def test_notes_draw_as_many_rules_as_asked_for_with_room_for_handwriting():
    leaflet = compose("- notes: 7")
    rules = sorted(m.y for m in pages(leaflet)[0].marks if isinstance(m, Stroke))[:7]
    gaps = {round(b - a, 1) for a, b in itertools.pairwise(rules)}
    assert gaps == {28.3}


def test_a_callout_without_a_title_says_its_kind():
    for kind, word in (
        ("note", "Note"),
        ("tip", "Tip"),
        ("caution", "Take care"),
        ("urgent", "Urgent"),
        ("today", "Get help today"),
    ):
        leaflet = compose(f"- callout: {{kind: {kind}, body: Something.}}")
        assert any(s.text.startswith(word) for s in lines(leaflet))


def test_every_page_says_in_one_line_whose_it_is_and_which_page_it_is():
    leaflet = compose(_fillers(80))
    total = len(pages(leaflet))
    assert total >= 3
    for number in range(1, total + 1):
        text = " ".join(s.text for s in lines(leaflet, furniture=True) if s.page == number)
        assert text.endswith(f"Harbour Clinic, 01632 960 555{number} of {total}")
        assert ("A test" in text) == (number == 1)


def test_the_text_never_runs_into_the_foot():
    for count in range(20, 40):
        seen = lines(compose(_fillers(count)), furniture=True)
        foot = next(line.y for line in seen if line.text.endswith("of 1") or " of 2" in line.text)
        above = max(line.y for line in seen if line.page == 1 and line.y < foot)
        assert foot - above > 30


def test_equal_paragraphs_are_two_paragraphs():
    document = read("- paragraph: Twice.\n- paragraph: Twice.")
    assert document.body[0] == document.body[1]
    assert (
        len(
            [
                s
                for s in lines(compose("- paragraph: Twice.\n- paragraph: Twice."))
                if s.text == "Twice."
            ]
        )
        == 2
    )


def test_answers_too_long_to_stand_side_by_side_stand_one_under_another():
    long = "- faqs:\n    columns: 2\n    items:\n      - {question: First, answer: Short.}\n"
    long += f"      - {{question: Second, answer: '{LONG * 12}'}}"
    short = long.replace(LONG * 12, "Short too.")
    beside, under = (compose(body) for body in (short, long))
    assert find(beside, "First").y == find(beside, "Second").y
    assert find(under, "First").y < find(under, "Second").y


def test_a_title_of_references_stands_beside_them_whatever_comes_after():
    body = "- references: {title: Sources, items: [One]}\n- callout: Words."
    made = compose(body, theme="clinical")
    assert find(made, "Sources").y == find(made, "One").y
