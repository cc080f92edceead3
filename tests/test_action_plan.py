"""Action plans: zones in one order, told apart by word, sign, shape and tone; none is parted."""

import itertools

import leaflets
import msgspec
import pytest
from gates import gate
from laid import ALL, HEAD, compose, find, lines, pages, read

import leaflet
from leaflet.blocks.action_plan import LOOKS
from leaflet.content import theme
from leaflet.content.clinic import sample
from leaflet.content.look import look_of
from leaflet.errors import LeafletError
from leaflet.graphics.colour import AA, AAA, BLACK, WHITE, contrast, difference, grey, lch
from leaflet.layout.card_heads import readable_on
from leaflet.layout.slices import Fill, Shape, Stroke
from leaflet.measure import alerts, tints
from leaflet.measure.measured import OK
from leaflet.measure.printed import Print
from leaflet.measure.seen import read as seen
from leaflet.source import named
from leaflet.source.value import Colour

PLAN = """
- action_plan:
    red:
      title: An attack
      see: [It does not help, I cannot speak]
      do: Call 999.
      body:
        - steps: [Sit up, Take 1 puff]
    amber:
      title: Getting worse
      see: [I wake at night, I cough]
      do: ["Call {clinic.phone}", Take 2 puffs]
    green:
      title: All is well
      fill_in: [{label: My best peak flow is, unit: l/min}, My weight]
      see: [I have no cough, I sleep well]
      do: [Take it daily, Carry it with you]
"""
WORDS = ("Green zone", "Amber zone", "Red zone")
BRANDS = (None, "#0b5c6b", "#005eb8", "#6b2d8f", "#00843d", "#9b1c2e", "#ffd400", "#f4a6c0")
BRANDS += ("#39ff14", "#1a1a1a")
DICHROMATS = {
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
"""How who lacks a kind of cones sees linear red, green and blue (Machado and others, 2009)."""


def plan(**zones) -> str:
    made = "".join(f"    {name}: {{see: A sign, do: Call 999}}\n" for name in zones)
    return f"- action_plan:\n{made}"


def refused(body: str) -> str:
    with pytest.raises(LeafletError) as caught:
        read(body)
    return str(caught.value)


def palette(name: str, brand: str | None = None):
    clinic = msgspec.structs.replace(sample(), colour=Colour(brand) if brand else None)
    return look_of(theme.load(name), clinic).colours


def heads(name: str, brand: str | None = None):
    return [palette(name, brand)[look.head] for look in LOOKS.values()]


# ---- what is said


def test_zones_are_read_from_green_to_red_however_they_are_written():
    made = compose(PLAN, sheet="a4")
    said = leaflets.said(made)
    assert [text for role, text in said if role == "H2"] == [*WORDS]
    at = said.index(("H2", "Green zone"))
    assert said[at + 1 : at + 6] == [
        *(("P", "All is well"), ("P", "What you see")),
        *(("P", "My best peak flow is l/min"), ("P", "My weight"), ("L", "")),
    ]


def test_a_zone_under_a_title_is_one_level_deeper():
    made = compose(PLAN.replace("action_plan:\n", "action_plan:\n    title: My plan\n"))
    said = leaflets.said(made)
    assert ("H2", "My plan") in said and ("H3", "Red zone") in said


def test_words_of_ones_own_stand_in_place_of_those_of_the_plan():
    body = plan(amber=1, red=1).replace("see:", "label: Stop and think, see:", 1)
    body = body.replace("action_plan:\n", "action_plan:\n    see_title: Signs\n    do_title: Act\n")
    said = {text for _, text in leaflets.said(compose(body))}
    assert {"Stop and think", "Red zone", "Signs", "Act"} <= said
    assert not {"Amber zone", "What you see", "What to do"} & said


@pytest.mark.parametrize("paper", ["a4", "a5", "trifold-dl", "large-print"])
def test_an_action_plan_passes_every_gate(paper):
    made = compose(f"- heading: My plan\n{PLAN}", sheet=paper)
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert {name: said for name, said in gate.refusals(pdf, expected).items() if said} == {}


def test_figures_of_a_plan_are_fields_on_a_leaflet_that_is_filled_in_on_a_screen():
    head = HEAD.replace("language:", "fillable: yes\nlanguage:")
    made = compose(PLAN, head=head, sheet="a4")
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert [role for role, _ in expected].count("Form") == 2
    assert {name: said for name, said in gate.refusals(pdf, expected).items() if said} == {}


def test_an_item_may_have_a_list_of_its_own():
    body = plan(amber=1, red=1).replace("A sign", "[{text: Signs of, items: [a cold, flu]}]", 1)
    said = leaflets.said(compose(body))
    assert ("LBody", "a cold") in said and ("P", "Signs of") in said


# ---- where it stands


@pytest.mark.parametrize("paper", ALL)
def test_a_zone_is_never_parted(paper):
    made = compose(f"- paragraph: {'Words of some length. ' * 30}\n{PLAN}", sheet=paper)
    ends = ("Carry it with you", "Take 2 puffs", "Take 1 puff")
    for label, end in zip(WORDS, ends, strict=True):
        assert find(made, label).page == find(made, end).page
    assert not any("(continued)" in line.text for line in lines(made, furniture=True))


@pytest.mark.parametrize(("paper", "is_beside"), [("a4", True), ("a5", False)])
def test_what_to_do_stands_beside_what_you_see_where_there_is_room(paper, is_beside):
    made = compose(PLAN, sheet=paper)
    seen, to_do = (next(s for s in lines(made) if t in s.text) for t in ("no cough", "daily"))
    assert (to_do.x > seen.x + 100) == is_beside


def test_a_figure_has_a_line_of_28_millimetres_to_write_on_before_its_unit():
    made = compose(PLAN, sheet="a5")
    label, unit = find(made, "My best peak flow"), find(made, "l/min")
    rules = [m for page in pages(made) for m in page.marks if isinstance(m, Stroke)]
    (rule,) = (m for m in rules if abs(m.y - label.y) < 6 and m.x > label.x + 50)
    assert rule.to_x - rule.x == pytest.approx(28 * 72 / 25.4, abs=0.1)
    assert label.y == unit.y and rule.to_x < label.right


# ---- what tells the zones apart


def test_no_two_zones_share_a_sign_or_the_shape_of_their_outline():
    looks = LOOKS.values()
    assert len({look.sign for look in looks}) == len({look.outline for look in looks}) == 3
    assert len({(look.radius, look.is_cut) for look in looks}) == 3


@pytest.mark.parametrize("name", named.names("theme"))
def test_the_page_shows_round_square_and_cut_corners(name):
    made = compose(PLAN, theme=name, sheet="a4")
    marks = [mark for page in pages(made) for mark in page.marks]
    cards = [m for m in marks if isinstance(m, Fill) and m.height > 60 and m.width > 250]
    round_ = [card for card in cards if card.upper > 8]
    cut = [m for m in marks if isinstance(m, Shape) and m.width > 250 and m.height < 20]
    assert round_ and len(cut) >= 4
    assert any(not card.upper for card in cards)


@pytest.mark.parametrize("name", ["calm", "clinical", "warm"])
@pytest.mark.parametrize("brand", BRANDS)
def test_a_zone_has_its_own_colour_whatever_the_brand_is(name, brand):
    assert heads(name, brand) == heads("calm")
    assert lch(heads(name, brand)[0]).hue == pytest.approx(160, abs=5)


def as_seen(rgb, kind):
    if kind in ("in colour", "in grey"):
        return rgb if kind == "in colour" else grey(rgb)
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in rgb]
    mixed = (sum(a * b for a, b in zip(row, linear, strict=True)) for row in DICHROMATS[kind])
    inside = (min(max(part, 0.0), 1.0) for part in mixed)
    return tuple(12.92 * p if p < 0.0031 else 1.055 * p ** (1 / 2.4) - 0.055 for p in inside)


@pytest.mark.parametrize(
    ("kind", "least"),
    [("in colour", 40), ("in grey", 18), ("protan", 18), ("deutan", 24), ("tritan", 35)],
)
def test_heads_of_zones_are_told_apart_in_grey_and_without_a_kind_of_cones(kind, least):
    made = [as_seen(rgb, kind) for rgb in heads("calm")]
    assert min(difference(*pair) for pair in itertools.combinations(made, 2)) >= least


@pytest.mark.parametrize("name", named.names("theme"))
def test_words_and_signs_stand_out_on_the_heads_of_zones(name):
    colours = palette(name)
    inks = {WHITE, BLACK, colours["text"]}
    for ground in heads(name):
        ink = max(inks, key=lambda ink: contrast(ink, ground))
        assert contrast(ink, ground) >= AAA
        assert contrast(grey(ink), grey(ground)) >= AA


def test_words_are_white_ink_or_black_whichever_stands_out():
    class Place:
        look = look_of(theme.load("calm"), sample())

    green, amber, red = heads("calm")
    text = Place.look.colours["text"]
    assert [readable_on(g, Place) for g in (green, amber, red)] == [BLACK, text, WHITE]


@pytest.mark.parametrize("name", ["calm", "warm", "clinical"])
def test_zones_are_good_alerts_and_nothing_else_looks_like_one(name):
    head = "title: A test\nlanguage: en-GB\nclinic: {name: A, address: B, phone: 01632 960 555, "
    made = compose(PLAN + "- contact\n", head=head + "colour: '#9b1c2e'}\n", theme=name)
    found = Print(seen(leaflet.write(made)))
    assert (alerts.alerts(found).verdict, alerts.alerts(found).value) == (OK, "2")
    assert tints.alert_tints(found).verdict == OK


# ---- what is refused


@pytest.mark.parametrize("zones", [("green", "red"), ("amber", "red"), ("green", "amber", "red")])
def test_a_plan_has_two_zones_or_three(zones):
    made = compose(plan(**dict.fromkeys(zones)))
    assert [t for t in WORDS if t.split()[0].lower() in zones] == [
        text for role, text in leaflets.said(made) if role == "H2"
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (plan(green=1, amber=1), "`red` is missing"),
        (plan(red=1), "a `callout` of the kind `urgent`"),
        (plan(yellow=1, red=1), "call the middle zone `amber`"),
        (plan(blue=1, amber=1, red=1), "`blue` is not a key that belongs here"),
        ("- action_plan: {zones: [{see: A, do: B}]}", "`green:`, `amber:` and `red:`"),
        (plan(amber=1, red=1).replace(", do: Call 999", "", 1), "`do` is missing"),
        (plan(amber=1, red=1).replace("see: A sign, ", "", 1), "`see` is missing"),
        (plan(amber=1, red=1).replace("see", "colour: blue, see", 1), "is called by its colour"),
        ("- callout: {colour: green, body: Go}", "zones stand in an `action_plan`"),
    ],
)
def test_what_is_wrong_with_a_plan_is_refused_with_a_way_out(body, said):
    assert said in refused(body)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            plan(amber=1, red=1).replace("do: Call", "do: [{text: Call, except: short}] #", 1),
            "`do`",
        ),
        (
            "- exercise: {title: A, picture: bridge, steps: [{text: B, except: short}]}",
            "`steps`",
        ),
        (
            "- exercise: {title: A, text: B, pictures: [{picture: bridge, except: short}]}",
            "`pictures`",
        ),
    ],
)
def test_an_edition_that_would_leave_nothing_to_do_is_refused(body, said):
    body = body.replace("] # 999}", "]}")
    compose(body)
    with pytest.raises(LeafletError, match=f"nothing is left of {said}"):
        compose(body, edition="short")


# ---- the label of a callout


def test_a_label_stands_over_the_title_of_a_callout_and_is_read_before_it():
    made = compose("- callout: {kind: tip, label: Good to know, title: Walk on, body: Carry it}")
    said = leaflets.said(made)
    at = said.index(("P", "Good to know"))
    assert said[at - 1] == ("Sect", "")
    assert [text for _, text in said[at : at + 3]] == ["Good to know", "Walk on", "Carry it"]
    words = ("Good to", "Walk on", "Carry it")
    places = [next(s.y for s in lines(made) if each in s.text) for each in words]
    assert places == sorted(places)


@pytest.mark.parametrize(("kind", "is_ink"), [("tip", True), ("urgent", False)])
@pytest.mark.parametrize("paper", ["a4", "trifold-dl"])
def test_a_label_over_a_title_is_in_ink_or_stands_out_on_the_head(kind, is_ink, paper):
    made = compose(f"- callout: {{kind: {kind}, label: Know, title: Go, body: On}}", sheet=paper)
    (word,) = (m for page in pages(made) for m in page.marks if getattr(m, "text", "") == "Know")
    assert word.colour == (palette("calm")["text"] if is_ink else WHITE)


@pytest.mark.parametrize("kind", ["note", "caution", "today", "urgent"])
def test_a_label_without_a_title_stands_in_place_of_the_word_of_the_kind(kind):
    made = compose(f"- callout: {{kind: {kind}, label: My own words, body: Carry on}}")
    said = {text for _, text in leaflets.said(made)}
    assert "My own words" in said and not {"Note", "Take care", "Urgent"} & said
    assert find(made, "My own words")


def test_a_unit_that_is_too_long_to_stand_behind_its_line_is_refused():
    with pytest.raises(LeafletError) as caught:
        read(PLAN.replace("l/min", "litres in each minute of the day"))
    (fault,) = caught.value.faults
    assert fault.code == "too-long"
    assert fault.place.key == "body[0].action_plan.green.fill_in[0].unit"
