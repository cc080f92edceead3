"""Colours and sizes in finished PDFs: nothing looks like an alert in vain, and sizes are few."""

import pytest
from drafts import LEFT, SIZE, Draft
from laid import HEAD, compose
from test_measure_alerts import RED, Sheet

import leaflet
from leaflet.content.sheet import MM
from leaflet.graphics.colour import WHITE
from leaflet.layout.slices import Fill
from leaflet.measure import FAILS, OK, UNMEASURED, alignment, letters, tints, type_scale
from leaflet.measure.feet import Feet
from leaflet.measure.printed import Print
from leaflet.measure.seen import read
from leaflet.source.value import Colour

IN_SHORT, URGENT = Colour("#f7edee").rgb, Colour("#f9efef").rgb
BLUE, ROSE = Colour("#eff2fe").rgb, Colour("#9b1c2e").rgb


class Tinted(Draft):
    """A page with panels on grounds, as they were drawn once: an alert has a red bar."""

    def panel(self, y, ground, bar=None):
        self.pages[-1].append(Fill(LEFT, y, 380, 60, ground))
        if bar:
            self.pages[-1].append(Fill(LEFT, y + 1, 5, 58, bar))
        self.block(y + 34, "Words on a ground", x=LEFT + 20)


def tint_rule(draft):
    return tints.alert_tints(Print(read(draft.pdf())))


def scale_rule(draft):
    return type_scale.type_scale(Print(read(draft.pdf())))


@pytest.mark.parametrize(("ground", "verdict"), [(IN_SHORT, FAILS), (BLUE, OK)])
def test_a_panel_in_nearly_the_tint_of_an_alert_is_found(ground, verdict):
    draft = Tinted()
    draft.panel(100, ground)
    draft.panel(200, URGENT, bar=RED)
    draft.fill(300)
    made = tint_rule(draft)
    assert made.verdict == verdict
    assert len(made.findings) == (verdict == FAILS)


def test_panels_without_an_alert_may_have_any_tint():
    draft = Tinted()
    draft.panel(100, IN_SHORT)
    draft.fill(200)
    made = tint_rule(draft)
    assert (made.verdict, made.value) == (OK, "no alerts in colour")


@pytest.mark.parametrize(
    ("colour", "places"), [((0, 0.36, 0.42), 0), (ROSE, 1), ((0.8, 0.1, 0.1), 1)]
)
def test_a_word_in_the_red_of_an_alert_on_its_page_is_found(colour, places):
    sheet = Sheet()
    sheet.card(60, RED, WHITE)
    sheet.block(300, "About the test", size=20, bold=True, colour=colour)
    made = tint_rule(sheet)
    assert [place.text for place in made.findings] == ["About the test"] * places


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (SIZE, []),
        (15.5, []),
        (14, ["14 pt beside 12.5 pt"]),
        (12, ["12.5 pt beside 12 pt", "12 pt, under the 12.5 pt of the body"]),
        (10, ["10 pt, under the 12.5 pt of the body"]),
    ],
)
def test_a_size_that_is_no_step_of_the_scale_is_found(size, said):
    draft = Draft()
    draft.block(60, "A line of another size", size=size)
    draft.fill(100)
    assert [place.value for place in scale_rule(draft).findings] == said


def test_a_page_without_text_has_no_scale():
    draft = Draft(width=900, height=600)
    draft.box(100, 100, 200, 100, (0.5, 0.5, 0.5))
    assert scale_rule(draft).verdict == UNMEASURED


BODY = """
- key_points: [{title: Keep moving, text: It helps.}, {title: Call us, text: At any time.}]
- callout: {kind: urgent, title: Call 999, body: For chest pain.}
- callout: {kind: today, title: Call 111 today, body: For fever.}
- heading: What to do
- bullets: [Walk a little, Rest a little]
- callout: {kind: note, title: Note, body: Ask us.}
"""
BRANDS = (
    *("#0b5c6b", "#005eb8", "#6b2d8f", "#00843d", "#9b1c2e"),
    *("#ffd400", "#f4a6c0", "#39ff14", "#1a1a1a"),
)


OTHERS = ("warm", "clinical", "high-contrast", "photocopy")


@pytest.mark.parametrize(
    ("brand", "theme"),
    [*((brand, "calm") for brand in BRANDS), *(("#9b1c2e", theme) for theme in OTHERS)],
)
def test_nothing_on_a_page_of_ours_looks_like_an_alert_in_any_brand(brand, theme):
    made = compose(BODY, head=HEAD + f"  colour: '{brand}'\n", theme=theme)
    found = Print(read(leaflet.write(made)))
    tinted = tints.alert_tints(found)
    is_black = theme in ("high-contrast", "photocopy")
    assert tinted.verdict == OK and (tinted.value == "no alerts in colour") == is_black
    assert type_scale.type_scale(found).verdict == OK


POINTS = "- key_points: [Walk a little each day, even if it hurts, 'Ask us, your GP or a nurse']\n"


@pytest.mark.parametrize("sheet", ["poster-a4", "poster-a3"])
@pytest.mark.parametrize("theme", ["calm", "clinical"])
def test_the_large_words_of_a_poster_and_the_smaller_ones_at_its_foot_are_fine(sheet, theme):
    found = Print(read(leaflet.write(compose(POINTS + "- contact\n", sheet=sheet, theme=theme))))
    assert found.is_poster
    assert type_scale.type_scale(found).verdict == letters.leading(found).verdict == OK


class Poster(Draft):
    """A page without a number."""

    def close(self):
        pass


def poster(small):
    draft = Poster()
    y = draft.block(120, "Acupuncture", role="H1", size=74)
    y = draft.block(y + 40, *["Keep on walking"] * 3, leading=28, size=22)
    draft.block(y + 20, "Your clinic", size=small)
    return draft


@pytest.mark.parametrize(("small", "verdict"), [(18, OK), (14, FAILS)])
def test_what_is_too_small_on_a_poster_is_found(small, verdict):
    rule = scale_rule(poster(small))
    assert rule.verdict == verdict
    assert ("under the 17.7 pt" in str(rule.findings)) == (verdict == FAILS)


def test_numbers_and_their_heads_that_are_set_to_the_end_of_a_column_are_no_starts():
    table = """
- table:
    caption: How many
    head: [Problem, How often, With it, Without it, In all]
    rows: [[Ache, Common, 10, 20, 30], [Rash, Rare, 1, 2, 3]]
"""
    found = Print(read(leaflet.write(compose(table, sheet="a4"))))
    starts = {round(one.left) for one in found.content if one.block and "TR" in one.block.roles}
    assert len(starts) > 4
    assert alignment.text_starts(found).verdict == OK


def test_the_columns_of_a_table_of_many_are_no_starts():
    row = "Walk, Once a day, Any day you like, At home, With a friend"
    table = f"- table: {{head: [What, How often, When, Where, Who], rows: [[{row}]]}}\n"
    found = Print(read(leaflet.write(compose(table, sheet="a4"))))
    assert len({round(one.left) for one in found.content}) > 4
    assert alignment.text_starts(found).verdict == OK


FORM = """
- fill_in:
    rows:
      - {label: Have you had a fall, choices: ["Yes", "No", I am not sure, Only once]}
      - [{label: Signed, width: 2}, Date, Time]
- qr: {address: https://clinic.example/book, caption: Scan to book}
"""


def test_choices_fields_on_a_row_and_the_words_of_a_code_are_no_starts():
    found = Print(read(leaflet.write(compose(FORM, sheet="a4"))))
    assert len({round(one.left) for one in found.content}) > 5
    assert alignment.text_starts(found).verdict == OK


def test_a_phone_number_with_little_room_has_no_size_that_is_nearly_a_heading_s():
    slip = "- contact\n- tear_off: {title: Slip, body: [{paragraph: Hand it back.}]}\n"
    for sheet, least in (("a4", 25), ("a5", 25)):
        found = Print(read(leaflet.write(compose(f"- paragraph: Walk.\n{slip}", sheet=sheet))))
        number = next(one for one in found.content if one.text.startswith("01632"))
        assert number.size >= least
        assert type_scale.type_scale(found).verdict == OK


def test_sources_that_are_run_in_begin_where_their_paragraph_does():
    items = ", ".join(f"'Source number {n}, of an office with a long name'" for n in range(9))
    body = f"- paragraph: Walk.\n- references: {{title: Sources, items: [{items}]}}\n"
    found = Print(read(leaflet.write(compose(body, sheet="trifold-dl"))))
    assert len({round(one.left) for one in found.content if "Source" in one.text}) > 4
    assert alignment.text_starts(found).verdict == OK


def test_no_line_of_an_alert_is_longer_than_lines_that_are_easy_to_read():
    alert = (
        "- callout: {kind: urgent, title: Call 999 now, body: '"
        + "Little will it fill. " * 20
        + "'}"
    )
    found = Print(read(leaflet.write(compose(alert, sheet="a4"))))
    lines = [one for one in found.content if "Little" in one.text]
    assert max(one.ink.right - one.ink.left for one in lines) <= 133 * MM


def test_a_page_may_end_over_what_to_do_and_not_to_do_that_has_no_room():
    rows = ", ".join(f"Thing number {n} to think of" for n in range(7))
    lost = []
    for lines in (4, 6, 8):
        text = "- paragraph: Walk a little.\n" * lines
        body = f"{text}- heading: How\n- do_dont: {{do: [{rows}], dont: [{rows}]}}\n{text * 3}"
        feet = Feet(Print(read(leaflet.write(compose(body, sheet="a5")))))
        lost.append(max(map(feet.lost, range(len(feet.bands) - 1))) / feet.leading)
    assert max(lost) < 2
