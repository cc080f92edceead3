"""The blocks of words: lists with signs, panels, cards, columns, and where pages break."""

import itertools

import leaflets
import pytest
from gates import gate
from laid import HEAD, LOOKS, OPEN, compose, find, lines, pages

import leaflet
from leaflet.content.sheet import MM
from leaflet.document import schema
from leaflet.document.reading import reading
from leaflet.graphics import signs
from leaflet.graphics.colour import contrast
from leaflet.layout.slices import LOOSE, WHOLE, Fill, Shape, Slice, Stroke, Words
from leaflet.layout.strips import whole

LONG = "Words that fill a paragraph of some lines, so that it has to be broken. " * 6
KINDS = (("note", "Note"), ("tip", "Tip"), ("caution", "Take care"))
KINDS += (("today", "Get help today"), ("urgent", "Urgent"))
EVERYTHING = """
- key_points: [One point to remember, "Another, with [a link](https://a.example)"]
- key_points: {title: Before you go, items: [One, {title: Two, text: Three}]}
- heading: Panels
- callout: A plain note.
- callout: {kind: tip, title: A tip, body: Rest.}
- callout: {kind: caution, body: [{bullets: [One, Two]}, {appointment: {place: Here}}]}
- callout: {kind: urgent, title: Get help **now**, body: Call us.}
- callout: {kind: today, title: Ring us, body: Words.}
- steps: {intro: First, items: [One, "Two. LONG", Three]}
- steps: [Only one]
- do_dont: {do: [Rest, Walk], dont: [Run]}
- do_dont: {title: Later, do: ["LONG"], dont: [Run, Jump]}
- checklist: [A letter, "LONG"]
- checklist: {intro: "Bring:", items: [A coat]}
- appointment
- appointment:
    {title: Next time, with: Dr Nuñez, date: Monday, time: 9:30, place: "LONG", bring: [A bag]}
- quote: Words of nobody.
- quote: {text: "LONG", source: "A patient, [see](https://b.example)"}
- glossary: [{term: Sprain, meaning: "LONG"}, {term: A rather long term, meaning: Short.}]
- columns:
    first: [{heading: {text: Left, level: 3}}, {faqs: [{question: Why?, answer: So.}]}]
    second: [{paragraph: Two.}, {key_points: [Three]}, {notes: 2}]
- columns: {first: [{checklist: [A]}], second: [{paragraph: "LONG LONG LONG LONG"}]}
- page_break
- paragraph: {text: "LONG", keep: together}
- notes: {lines: 3, title: Notes, keep: together}
- page_break
""".replace("LONG", LONG.strip())


def marks(leaflet, kind, number=1):
    return [m for m in pages(leaflet)[number - 1].marks if isinstance(m, kind)]


MORE = "\n- page_break\n- paragraph: More."
"""A second page, so that the type of the first does not grow."""


def fillers(count: int) -> str:
    return "- paragraph: One line.\n" * count


@pytest.mark.parametrize(("theme", "sheet"), [*LOOKS, ("clinical", "a4"), ("warm", "a4")])
def test_a_leaflet_of_all_these_blocks_passes_every_gate(theme, sheet, tmp_path):
    document = leaflets.document(tmp_path, EVERYTHING)
    made = leaflet.compose(document, theme=theme, sheet=sheet)
    pdf, expected = leaflet.write(made), leaflets.said(made)
    names = set(gate.available())
    if (theme, sheet) != ("calm", "a4"):
        names -= {"verapdf ua1", "verapdf 2a"}
    assert len(names) >= 4
    assert {name: said for name in names if (said := gate.GATES[name](pdf, expected))} == {}
    assert {r for r, _ in expected} >= {"Sect", "BlockQuote", "L", "Lbl", "LBody", "Link"}


def words_in_order(leaflet):
    """What the structure tree says, walked in order, without blanks."""
    said = {}
    for page in pages(leaflet):
        for mark in page.marks:
            if isinstance(mark, Words) and mark.node:
                text = "".join(glyph.text for glyph in mark.glyphs)
                said[mark.node] = said.get(mark.node, "") + text

    def walk(node):
        labels = [child for child in node.children if child.role == "Span"]
        for child in labels:
            yield from walk(child)
        yield said.get(node, "")
        for child in node.children:
            if child not in labels:
                yield from walk(child)

    return "".join("".join(walk(leaflet.tree)).split())


@pytest.mark.parametrize("sheet", OPEN)
def test_the_tree_says_what_reading_says(sheet):
    body = EVERYTHING.replace("[a link](https://a.example)", "a").replace(
        "[see](https://b.example)", "see"
    )
    made = compose(body, sheet=sheet)
    entries = reading(made.document, made.clinic, made.language)
    said = (text for role, text in entries if role not in {"Link", "Span"})
    assert words_in_order(made) == "".join("".join(said).split())


@pytest.mark.usefixtures("natural_size")
@pytest.mark.parametrize(("kind", "word"), KINDS)
def test_a_callout_is_told_by_sign_and_by_its_word_or_title(kind, word):
    for title in ("", "title: Something else, "):
        made = compose(f"- callout: {{kind: {kind}, {title}body: Words.}}")
        (sign,) = (m for m in marks(made, Shape) if m.outline in signs.KINDS.values())
        assert sign.outline == signs.KINDS[kind]
        assert sign.width == sign.height == pytest.approx(11 * MM)
        assert (sign.node.alt if title else sign.node) == (word if title else None)
        assert find(made, "Something else" if title else word)


def test_no_two_signs_of_callouts_are_alike():
    assert len(set(signs.KINDS.values())) == len(KINDS) == 5


@pytest.mark.parametrize("theme", ["calm", "warm", "clinical", "high-contrast", "photocopy"])
@pytest.mark.parametrize("colour", ["#0b5c6b", "#9b1c2e", "#ffd400"])
def test_the_head_of_an_alert_is_solid_and_its_words_stand_out(theme, colour):
    for kind in ("urgent", "today"):
        body = f"- callout: {{kind: {kind}, title: Call 999 now, body: Words.}}"
        made = compose(body, head=HEAD + f'  colour: "{colour}"\n', theme=theme, sheet="a5")
        page = find(made, "Words.").page
        title = next(m for m in marks(made, Words, page) if m.text.startswith("Call"))
        grounds = [m for m in marks(made, Fill, page) if m.y < title.y < m.y + m.height]
        assert contrast(title.colour, grounds[-1].colour) >= 7
        linked = {m.colour for m in marks(made, Words, page) if m.y == title.y}
        assert linked == {title.colour}
        (body,) = (m for m in marks(made, Words, page) if m.text.startswith("Words"))
        under = [m for m in marks(made, Fill, page) if m.y < body.y < m.y + m.height]
        assert under[-1].colour == (1, 1, 1)
        assert under[0].colour != (1, 1, 1)
        assert under[0].width - under[-1].width == pytest.approx(2 * under[-1].x - 2 * under[0].x)


SIGNS = "[numbness, weakness, a new limp, loss of control]"


@pytest.mark.usefixtures("natural_size")
def test_the_signs_of_an_alert_stand_in_two_columns_where_there_is_room():
    listed = f"{{bullets: {{intro: 'If:', items: {SIGNS}}}}}"
    body = f"- callout: {{kind: urgent, title: Now, body: [{listed}]}}"
    for sheet, is_wide in (("a4", True), ("a5", False)):
        made = compose(body, sheet=sheet)
        rows = {s.y for s in lines(made) if "numbness" in s.text or "a new limp" in s.text}
        assert len(rows) == (1 if is_wide else 2)
        assert "numbnessweaknessanewlimplossofcontrol" in words_in_order(made)
        page = find(made, "weakness").page
        squares = [m for m in marks(made, Shape, page) if m.outline == signs.SQUARE]
        assert len(squares) == 4
        assert {m.node for m in squares} == {None}


@pytest.mark.usefixtures("natural_size")
def test_what_follows_the_list_of_an_alert_stands_under_a_rule():
    body = "{kind: urgent, title: Now, body: [{bullets: [alpha, beta]}, {paragraph: After.}]}"
    made = compose(f"- callout: {body}", sheet="a5")
    last, after = find(made, "beta"), find(made, "After.")
    rules = [m for m in marks(made, Shape, after.page) if m.height == pytest.approx(0.5 * MM)]
    assert [last.y < rule.y < after.y for rule in rules] == [True]


@pytest.mark.usefixtures("natural_size")
def test_a_short_alert_for_today_is_one_row_on_a_wide_card_only():
    short = "- callout: {kind: today, title: Call us today, body: Words.}"
    wide, narrow = compose(short), compose(short, sheet="a5")
    assert abs(find(wide, "Call us today").y - find(wide, "Words.").y) < 10
    assert find(narrow, "Words.").y - find(narrow, "Call us today").y > 20
    long = compose(short.replace("Words.", repr(LONG)))
    assert find(long, "Call us today").y < min(s.y for s in lines(long) if "Words" in s.text)


@pytest.mark.usefixtures("natural_size")
def test_a_note_has_its_title_beside_its_sign_and_a_bar():
    made = compose("- callout: {title: Bring a friend, body: Words.}" + MORE)
    (sign,) = (m for m in marks(made, Shape) if m.outline == signs.KINDS["note"])
    title, body = find(made, "Bring a friend"), find(made, "Words.")
    assert title.x == body.x == pytest.approx(sign.x + 15.333 * MM)
    (bar,) = (m for m in marks(made, Fill) if m.width == pytest.approx(1.6 * MM, abs=0.01))
    assert bar.x + 5.2 * MM == pytest.approx(sign.x)


def points(count):
    items = (f"{{title: Point {n}, text: What it says {n}}}" for n in range(count))
    return f"- key_points: [{', '.join(items)}]"


@pytest.mark.usefixtures("natural_size")
@pytest.mark.parametrize(("count", "rows"), [(1, 1), (2, 1), (3, 3), (4, 2), (5, 3), (6, 3)])
def test_key_points_stand_in_rows_of_two_on_a_wide_sheet(count, rows):
    made = compose(points(count))
    tops = {s.y for s in lines(made) if "Point" in s.text}
    assert len(tops) == rows
    narrow = compose(points(count), sheet="a5")
    assert len({s.y for s in lines(narrow) if "Point" in s.text}) == count
    assert len([m for m in marks(made, Shape) if m.height == pytest.approx(1.1 * MM)]) == count


def test_the_label_of_key_points_is_heard_and_seen_only_under_other_text():
    first = compose(points(2))
    assert not any("In short" in s.text for s in lines(first))
    (label,) = (m.node for m in marks(first, Shape) if m.node and m.node.role == "Figure")
    assert label.alt == "In short"
    later = compose("- heading: Before\n- paragraph: Words.\n" + points(2))
    assert find(later, "In short").y < find(later, "What it says 0").y


@pytest.mark.usefixtures("natural_size")
def test_a_point_without_a_title_is_larger_than_the_body_and_no_tick_says_yes():
    made = compose("- key_points: [One, {title: Two, text: Three}]")
    assert not any(mark.outline == signs.CHECK for mark in marks(made, Shape))
    sizes = {word: find(made, word).size for word in ("One", "Two", "Three")}
    assert sizes["Two"] > sizes["One"] > sizes["Three"]


def test_a_title_of_a_point_that_is_not_seen_at_a_glance_is_refused():
    with pytest.raises(leaflet.LeafletError, match="has 25 characters; at most 24"):
        compose(f"- key_points: [{{title: {'m' * 25}, text: Words}}]")


def test_boxes_to_tick_are_at_least_four_millimetres_wide():
    boxes = marks(compose("- checklist: [A, B, C]"), Shape)
    assert len(boxes) == 3
    assert all(box.width == box.height >= 4 * 72 / 25.4 for box in boxes)


@pytest.mark.usefixtures("natural_size")
def test_what_to_do_and_what_not_stand_side_by_side_on_a4_and_under_each_other_on_a5():
    body = "- do_dont: {do: [Rest, Walk], dont: [Run]}"
    wide, narrow = compose(body), compose(body, sheet="a5")
    assert find(wide, "Run").y == find(wide, "Rest").y
    assert find(narrow, "Run").y > find(narrow, "Walk").y
    rules = [m for m in marks(wide, Shape) if m.height == pytest.approx(1.1 * MM)]
    assert len({(rule.y, rule.width) for rule in rules}) == 1
    assert len({rule.colour for rule in rules}) == len(rules) == 2


def test_all_that_one_should_do_is_read_before_what_one_should_not():
    made = compose("- do_dont: {do: [Rest, Walk], dont: [Run]}")
    assert "DoRestWalkDonotRun" in words_in_order(made)


def test_a_detail_that_is_not_given_is_a_line_to_write_on():
    blank = compose("- appointment")
    rules = [m for m in marks(blank, Stroke) if m.y == m.to_y]
    assert len(rules) == 4
    gaps = [b - a for a, b in itertools.pairwise(sorted(m.y for m in rules))]
    assert min(gaps) >= 28
    assert max(gaps) - min(gaps) < 0.1
    known = compose("- appointment: {date: Monday, time: 9:30, place: Here, with: Us}")
    assert [m for m in marks(known, Stroke) if m.y == m.to_y] == []
    day, time, body = find(known, "Monday"), find(known, "9:30"), find(known, "Here")
    assert day.size >= 2 * body.size
    assert day.size > time.size > body.size
    assert not any(s.text in ("Date", "Time") for s in lines(known))


def test_an_appointment_says_whose_it_is_and_how_it_is_changed():
    made = compose(
        "- appointment: {patient: Ana Nuñez, lines: [Your name, Hospital number], date: Monday,"
        " change: Call us two days before}"
    )
    whose, title = find(made, "Ana Nuñez"), find(made, "Your appointment")
    name, number, day = (find(made, each) for each in ("Your name", "Hospital number", "Monday"))
    assert whose.y < title.y < name.y < number.y < day.y < find(made, "To change it").y
    assert number.y - name.y >= 28
    rules = [m for m in marks(made, Stroke) if m.y == m.to_y]
    assert len(rules) == 2 + 3
    assert find(made, "Call us two").y > find(made, "To change it").y


def test_a_label_too_long_to_stand_beside_its_line_stands_over_it():
    label = "The name of the person who will collect you from the ward on the day"
    made = compose(f"- appointment: {{lines: [{label}]}}", sheet="a5")
    (under,) = [line for line in lines(made) if line.text.endswith("on the day")]
    rules = marks(made, Stroke, under.page)
    rule = min((m for m in rules if m.y == m.to_y), key=lambda m: m.y)
    assert rule.y - under.y >= 20 and rule.to_x - rule.x > 100 * MM


WIDEST = "Oesophagogastroduodenoscopy"


@pytest.mark.parametrize("key", ["title", "patient", "date", "time", "place", "with", "change"])
@pytest.mark.parametrize(("sheet", "size"), [("trifold-letter", 12.5), ("giant-print", 24.5)])
def test_a_long_word_of_an_appointment_steps_down_in_size(key, sheet, size):
    made = compose(f"- appointment: {{{key}: {WIDEST}}}", sheet=sheet)
    assert find(made, WIDEST).size <= size


@pytest.mark.parametrize("count", range(16, 30))
def test_an_appointment_stays_on_one_page(count):
    made = compose(fillers(count) + "- appointment: {bring: [A bag, A coat]}")
    assert find(made, "Date").page == find(made, "A coat").page


@pytest.mark.usefixtures("natural_size")
def test_the_source_of_a_quote_stands_on_its_own_line_beside_the_bar():
    made = compose(f"- quote: {{text: {LONG!r}, source: A patient}}" + MORE)
    source = find(made, "A patient")
    bars = [m for m in marks(made, Fill) if m.width == pytest.approx(1.1 * MM)]
    assert bars[0].x + 5.2 * MM == pytest.approx(source.x)
    assert bars[0].y + bars[0].height > source.y
    assert all(s.y < source.y for s in lines(made) if "paragraph" in s.text)


def test_a_meaning_hangs_beside_its_term():
    made = compose(f"- glossary: [{{term: Sprain, meaning: {LONG!r}}}]")
    drawn = [m for m in marks(made, Words) if m.node]
    (term,) = (m for m in drawn if m.node.role == "Lbl")
    meaning = [m for m in drawn if m.node.role == "LBody"]
    assert len({m.x for m in meaning}) == 1
    assert meaning[0].x > term.x + term.width
    assert meaning[0].y == term.y


@pytest.mark.usefixtures("natural_size")
def test_numbers_of_steps_stand_on_discs_with_the_words_beside_them():
    made = compose(f"- steps: [One, {LONG!r}, Three]")
    discs = sorted((m for m in marks(made, Fill) if m.width == m.height), key=lambda m: m.y)
    words = [m for m in marks(made, Words) if m.node and m.node.role == "LBody"]
    labels = [m for m in marks(made, Words) if m.node and m.node.role == "Lbl"]
    assert len(discs) == len(labels) == 3
    for disc, label in zip(discs, labels, strict=True):
        assert disc.upper == disc.width / 2
        assert disc.x < label.x < label.x + label.width < disc.x + disc.width
        assert disc.y < label.y < disc.y + disc.height
    assert {disc.width for disc in discs} == {7.5 * MM}
    assert {m.x for m in words} == {discs[0].x + 10.4 * MM}


def test_columns_stand_side_by_side_where_both_are_low():
    made = compose("- columns: {first: [{paragraph: One.}], second: [{paragraph: Two.}]}")
    assert find(made, "One.").text == "One.Two."
    high = f"[{{paragraph: Two.}}, {', '.join([f'{{paragraph: {LONG!r}}}'] * 9)}]"
    made = compose(f"- columns: {{first: [{{paragraph: One.}}], second: {high}}}")
    assert find(made, "One.").y < find(made, "Two.").y
    assert find(made, "One.").x == find(made, "Two.").x


def test_a_page_break_inside_of_columns_is_honoured():
    made = compose(
        "- columns: {first: [{paragraph: One.}], second: [page_break, {paragraph: Two.}]}"
    )
    assert (find(made, "One.").page, find(made, "Two.").page) == (1, 2)


def test_a_page_break_begins_a_new_page():
    made = compose("- paragraph: One.\n- page_break\n- paragraph: Two.")
    assert (find(made, "One.").page, find(made, "Two.").page) == (1, 2)


@pytest.mark.parametrize(
    "body",
    [
        "- paragraph: One.\n- page_break\n- page_break\n- paragraph: Two.",
        "- paragraph: One.\n- page_break\n- paragraph: Two.\n- page_break",
        "- paragraph: One.\n- page_break\n- notes: 2\n- page_break\n- page_break",
        "- heading: A heading that hangs in the margin\n- page_break\n- paragraph: Two.",
        "- callout: [{paragraph: One.}, page_break, {paragraph: Two.}]",
        "- callout: [page_break, {paragraph: One.}]\n- page_break\n- paragraph: Two.",
    ],
)
def test_page_breaks_make_no_empty_page(body):
    assert len(pages(compose(body))) == 2


@pytest.mark.parametrize("count", range(18, 40))
def test_a_page_break_at_the_end_of_a_full_page_makes_no_empty_one(count):
    made = compose(fillers(count) + "- page_break\n- paragraph: Two.")
    last = find(made, "Two.").page
    assert last == len(pages(made)) == max(s.page for s in lines(made) if s.text == "One line.") + 1


def test_a_panel_that_a_page_break_cuts_is_closed_and_opened():
    made = compose("- callout: [{paragraph: One.}, page_break, {paragraph: Two.}]")
    for number, text in ((1, "One."), (2, "Two.")):
        y = find(made, text).y
        (panel, _) = (m for m in marks(made, Fill, number) if m.y < y < m.y + m.height)
        assert panel.y < y - 20
        assert panel.y + panel.height > y + 10


@pytest.mark.parametrize("count", range(14, 30))
def test_what_is_kept_together_stands_on_one_page(count):
    kept = f"- bullets: {{keep: together, items: [A1, A2, {LONG!r}, A4, A5, A6]}}"
    made = compose(fillers(count) + kept + "\n" + fillers(3))
    assert find(made, "A1").page == find(made, "A6").page


def test_what_no_page_can_hold_in_one_piece_begins_where_it_would_have():
    body = "- faqs:\n    keep: together\n    items:\n" + "".join(
        f"      - {{question: Number {n}?, answer: {LONG!r}}}\n" for n in range(12)
    )
    made = compose(fillers(3) + body)
    assert find(made, "Number 0?").page == 1
    assert len(pages(made)) > 1


def test_the_white_space_after_what_is_kept_does_not_hold_it_to_what_follows():
    kept = list(whole([Slice(10), Slice(10), Slice(5, white=True)]))
    assert [slice.keep_with_next for slice in kept] == [WHOLE, LOOSE, LOOSE]


def test_keep_may_be_written_on_any_block_and_stands_in_the_schema():
    definitions = schema.schema()["definitions"]
    for name in ("Paragraph", "Columns", "PageBreak", "Contact"):
        assert "keep" in str(definitions[name])
    with pytest.raises(leaflet.LeafletError, match="not one of the words"):
        compose("- paragraph: {text: Words, keep: alone}")


def test_a_title_that_is_too_high_for_the_margin_stands_over_its_panel():
    made = compose(f"- key_points: {{title: {LONG!r}, items: [One]}}")
    title = next(s for s in lines(made) if s.text.startswith("Words"))
    one = find(made, "One")
    assert title.y < one.y
    assert title.right - title.x > 300


def test_the_lines_of_a_text_behind_a_bar_stay_and_so_does_a_written_line_end():
    body = """
- paragraph: |
    a. Add the powder.

- paragraph: |
    a. Add the **powder
    b. Stir** it.
- paragraph: >
    c. Wait for
    a minute.
- paragraph: "d. Drink
    it."
- paragraph: "e. Wait.\\nf. Go."
- bullets:
    items:
      - |
        one
        two
"""
    said = [line.text.strip() for line in lines(compose(body))]
    wanted = ["a. Add the powder.", "a. Add the powder", "b. Stir it.", "c. Wait for a minute."]
    wanted += ["d. Drink it.", "e. Wait.", "f. Go.", "one", "two"]
    assert said[said.index(wanted[0]) :][:9] == wanted


SOURCES = ", ".join(f'"A source {n}, [see](https://{n}.example)"' for n in range(1, 9))


@pytest.mark.usefixtures("natural_size")
def test_many_sources_stand_in_two_columns_that_are_read_one_after_the_other():
    wide = compose(f"- references: {{title: Sources, items: [{SOURCES}]}}")
    assert find(wide, "A source 1").y == find(wide, "A source 5").y
    assert "1.Asource1,see2.Asource2" in words_in_order(wide)
    narrow = compose(f"- references: {{title: Sources, items: [{SOURCES}]}}", sheet="a5")
    assert find(narrow, "A source 5").y > find(narrow, "A source 4").y
    words = {m.x for m in marks(wide, Words) if m.text.startswith("A source")}
    assert min(words) == pytest.approx(16 * MM + 7.8 * MM)


def test_sources_on_a_panel_are_one_paragraph_and_still_a_list_under_their_title(tmp_path):
    body = f"- references: {{title: Sources, items: [{SOURCES}]}}\n- paragraph: Words.\n"
    document = leaflets.document(tmp_path, body)
    made = leaflet.compose(document, sheet="trifold-dl")
    pdf, expected = leaflet.write(made), leaflets.said(made)
    names = set(gate.available()) - {"verapdf ua1", "verapdf 2a"}
    assert {name: said for name in names if (said := gate.GATES[name](pdf, expected))} == {}
    roles = [role for role, _ in expected]
    assert [roles.count(role) for role in ("L", "LI", "Lbl", "LBody", "Link")] == [1, 8, 8, 8, 8]
    lines_of = [line.text for line in lines(made, furniture=True) if "source" in line.text]
    assert lines_of[0].startswith("Sources: 1. A source 1")
    assert 2 < len(lines_of) < 8


def test_an_alert_stands_beside_key_points_in_the_outer_column():
    body = points(4) + "\n- callout: {kind: urgent, title: Call 999, body: Words.}\n"
    made = compose(body + MORE, theme="warm")
    alert, last = find(made, "Call 999"), find(made, "What it says 3")
    assert alert.page == last.page
    assert alert.y < last.y
    assert alert.x > last.right
