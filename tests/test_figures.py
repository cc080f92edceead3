"""Figures: a big number, two crowds compared, bars, a timeline and a scale of words."""

import leaflets
import pytest
from gates import gate
from laid import ALL, HEAD, LOOKS, compose, edges, find, lines, pages, read

import leaflet
from leaflet.content import frequency, sheet
from leaflet.content.sheet import MM
from leaflet.errors import LeafletError
from leaflet.graphics.colour import contrast, grey, lch
from leaflet.layout.slices import Fill, Shape, Stroke

SIZED = pytest.mark.usefixtures("natural_size")

FIGURE = "- figure: {number: '9 in 100', text: 'people have a side effect, and 91 do not.'}\n"
COMPARE = """\
- compare:
    without: {title: With no statin, number: '10 in 100'}
    with: {title: With atorvastatin, number: '6 in 100'}
    text: have a heart attack
    note: No one can say if you will be one of them.
"""
BARS = """\
- bars:
    intro: Of every 100 people
    items:
      - {label: felt tired, number: '24 in 100'}
      - {label: felt relaxed, number: '79 in 100'}
      - {label: had pain, number: '30 in 100'}
"""
TIMELINE = """\
- timeline:
    - {day: 7 days before, text: Read your letter.}
    - {day: On the day, text: Wear loose clothes., marked: yes}
    - {day: Afterwards, text: Rest.}
"""
SCALE = "- scale: {applies: common, text: It is common. About 9 in 100 people have it.}\n"
EVERY = FIGURE + COMPARE + BARS + TIMELINE + SCALE


def marks(made, kind):
    return [m for page in pages(made) for m in page.marks if isinstance(m, kind)]


def crowds(made) -> list[list[Shape]]:
    """The shapes of each crowd."""
    found = {}
    for shape in marks(made, Shape):
        if shape.node and shape.node.role == "Figure":
            found.setdefault(id(shape.node), []).append(shape)
    return [*found.values()]


def refusals(body: str) -> list[str]:
    """The faults of a body, each with its code and its line."""
    with pytest.raises(LeafletError) as caught:
        read(body)
    top = HEAD.count("\n") + 1
    return [f"{f.code} {f.place.line - top}: {f.problem}" for f in caught.value.faults]


# ---- all of them


@pytest.mark.parametrize(("theme", "paper"), LOOKS[2:5])
def test_figures_pass_every_gate(theme, paper, tmp_path):
    made = leaflet.compose(leaflets.document(tmp_path, EVERY), theme=theme, sheet=paper)
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert [role for role, _ in expected].count("Figure") == 2
    found = {name: said for name, said in gate.refusals(pdf, expected).items() if said}
    assert found == {}


@pytest.mark.parametrize("paper", [name for name in ALL if not sheet.load(name).text_size])
def test_figures_stand_inside_the_text_and_on_the_page(paper):
    made = compose(EVERY if "fold" not in paper else FIGURE + BARS + SCALE, sheet=paper)
    found = sheet.load(paper)
    for line in lines(made):
        assert line.x >= found.margins.start * MM - 0.01
        assert line.right <= found.width - found.margins.end * MM + line.size
    assert all(low <= found.height for *_, low in edges(made))


@pytest.mark.parametrize("count", range(8, 22))
def test_a_figure_stands_on_one_page(count):
    made = compose("- paragraph: One line.\n" * count + COMPARE + SCALE)
    assert len({find(made, f"{n} in 100").page for n in (10, 6, 4)}) == 1
    words = ("Very common", "less than", "It is common")
    assert len({find(made, each).page for each in words}) == 1


# ---- figure


@SIZED
def test_a_number_is_far_larger_than_its_sentence_which_is_right_under_it():
    made = compose(FIGURE)
    number, text = find(made, "9 in 100"), find(made, "people have")
    assert number.size >= 4 * 12.5
    assert text.size < number.size / 3
    assert 0 < text.y - number.y < 2 * text.size
    assert number.x == text.x


def test_number_and_sentence_are_read_as_one():
    from leaflet.document.reading import reading

    made = compose(FIGURE)
    said = [*reading(made.document, made.clinic, made.language)]
    assert ("P", "9 in 100 people have a side effect, and 91 do not.") in said


def test_a_number_that_is_too_wide_steps_down_once_and_is_never_broken():
    number = "100 to 120 in 1,000"
    made = compose(FIGURE.replace("9 in 100", number))
    usual, smaller = (find(compose(FIGURE), "9 in 100").size, find(made, number).size)
    assert smaller < usual
    with pytest.raises(LeafletError) as caught:
        compose(FIGURE.replace("9 in 100", number * 2))
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.line) == ("word-too-wide", HEAD.count("\n") + 2)
    assert number in fault.problem


def test_on_a_panel_a_figure_has_a_ground_from_edge_to_edge():
    made = compose(FIGURE, sheet="trifold-dl")
    grounds = [f for f in marks(made, Fill) if f.x <= 0 and f.width >= 97 * MM - 0.01]
    number = find(made, "9 in 100")
    assert any(f.y < number.y - number.size * 0.7 and number.y < f.y + f.height for f in grounds)


def ground(made):
    """The highest ground from fold to fold on the panel with the figure: its top and bottom."""
    (page,) = (each for each in pages(made) if each.number == find(made, "9 in 100").page)
    tints = [f for f in page.marks if isinstance(f, Fill) and f.width >= 97 * MM - 0.01]
    return max(((f.y, f.y + f.height) for f in tints), key=lambda box: box[1] - box[0])


def test_the_ground_of_a_figure_takes_in_its_heading_and_runs_off_the_foot():
    body = (
        "- heading: One\n- paragraph: Rest.\n- heading: Risks\n" + FIGURE + "- paragraph: Walk.\n"
    )
    made = compose(body, sheet="trifold-dl")
    (top, bottom), head = ground(made), find(made, "Risks")
    assert find(made, "Rest.").y < top < head.y - head.size
    assert find(made, "Walk.").y < bottom == pytest.approx(210 * MM)


def test_the_ground_of_a_figure_ends_before_the_next_heading():
    body = (
        "- heading: Risks\n" + FIGURE + "- paragraph: Rest.\n- heading: Two\n- paragraph: Walk.\n"
    )
    made = compose(body, sheet="trifold-dl")
    (top, bottom), head = ground(made), find(made, "Two")
    assert top == pytest.approx(0)
    assert find(made, "Rest.").y < bottom < head.y - head.size


def test_a_scale_at_the_head_of_a_panel_is_on_the_line_of_the_headings():
    body = "- heading: One\n- paragraph: Rest.\n- page_break\n" + SCALE
    made = compose(body, sheet="trifold-dl")
    assert find(made, "Very common").y == pytest.approx(find(made, "One").y, abs=0.5)


# ---- compare


@SIZED
def test_two_crowds_stand_side_by_side_with_one_pitch_and_one_height():
    (first, second) = crowds(compose(COMPARE))
    assert first[0].y == second[0].y
    assert second[0].x > first[0].x + first[0].width
    places = first[0].outline.places
    scale = first[0].width / first[0].outline.width
    assert (places[1][0] - places[0][0]) * scale == pytest.approx(7.6 * MM)


@pytest.mark.parametrize("paper", ["large-print", "giant-print", "letter", "large-print-letter"])
def test_crowds_are_side_by_side_in_large_print_too(paper):
    first, second = crowds(compose(COMPARE, sheet=paper))
    assert first[0].y == second[0].y
    places, scale = first[0].outline.places, first[0].width / first[0].outline.width
    assert (places[1][0] - places[0][0]) * scale >= 6.6 * MM


def test_those_who_are_spared_are_outlines_in_the_colour_of_the_affected():
    (without, with_) = crowds(compose(COMPARE))
    assert [len(shape.outline.places) for shape in without] == [10, 90]
    assert [len(shape.outline.places) for shape in with_] == [6, 4, 90]
    dark, spared, pale = with_
    assert dark.colour == spared.colour != pale.colour
    assert len(spared.outline.path) == 2 * len(dark.outline.path)  # white inside


@SIZED
def test_who_is_spared_is_said_once_under_a_rule_beside_the_same_person():
    made = compose(COMPARE)
    said = find(made, "So 4 in 100")
    (sign,) = [s for s in marks(made, Shape) if not s.node and s.height == pytest.approx(11 * MM)]
    assert sign.x < said.x
    assert any(
        stroke.thickness == pytest.approx(1.1 * MM) and stroke.y < sign.y
        for stroke in marks(made, Stroke)
    )


def test_where_nobody_is_spared_nothing_is_explained():
    made = compose(COMPARE.replace("6 in 100", "10 in 100").replace("    note", "    source"))
    assert not any("spared" in line.text for line in lines(made))
    assert [len(c) for c in crowds(made)] == [2, 2]


@pytest.mark.parametrize("paper", ["a5", "trifold-dl", "half-letter"])
def test_on_a_narrow_sheet_the_crowds_stand_under_one_another_each_with_its_words(paper):
    made = compose(COMPARE, sheet=paper)
    found = crowds(made)
    assert len(found) == 2
    for (shape, *_), title in zip(found, ("With no statin", "With atorvastatin"), strict=True):
        (page,) = (p.number for p in pages(made) if shape in p.marks)
        assert find(made, title).page == page
        places, scale = shape.outline.places, shape.width / shape.outline.width
        assert (places[1][0] - places[0][0]) * scale >= 6.6 * MM - 0.01


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        (("6 in 100", "60 in 1,000"), "unequal-denominators 3: `10 in 100` and `60 in 1,000`"),
        (("in 100", "in 50"), "out-of-range 2: a crowd is of 10, 20, 100 or 1000 people"),
        (("6 in 100", "101 in 100"), "out-of-range 3: 101 is more than 100"),
        (("6 in 100", "six"), "not-a-frequency 3: `six` is not so many in so many"),
        (("note: No one", "spared: 5 in 100"), "number-mismatch 5: 4 in 100 are spared"),
    ],
)
def test_what_cannot_be_compared_is_refused(change, refused):
    (found,) = refusals(COMPARE.replace(*change))
    assert found.startswith(refused)


def test_words_on_those_who_are_spared_need_some():
    (found,) = refusals(COMPARE.replace("6 in 100", "12 in 100").replace("note:", "spared:"))
    assert found.startswith("needless-key 5: nobody is spared")


# ---- bars


@SIZED
def test_bars_are_sorted_and_as_long_as_their_numbers_say():
    made = compose(BARS)
    tall = [f for f in marks(made, Fill) if f.height == pytest.approx(7 * MM)]
    tracks, filled = tall[::2], tall[1::2]
    assert [round(f.width / t.width, 4) for f, t in zip(filled, tracks, strict=True)] == [
        *(0.79, 0.3, 0.24)
    ]
    assert len({(t.x, t.width, t.colour) for t in tracks}) == 1
    ys = [find(made, each).y for each in ("felt relaxed", "had pain", "felt tired")]
    assert ys == sorted(ys)
    for words in ("79 in 100", "30 in 100", "24 in 100"):
        assert find(made, words).right > tracks[0].x + tracks[0].width


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        (
            ("30 in 100", "30 in 1,000"),
            "unequal-denominators 6: `30 in 1,000` and `24 in 100` are out of different numbers",
        ),
        (("30 in 100", "30"), "not-a-frequency 6: `30` is not so many in"),
        (
            (
                "      - {label: had",
                "      - {label: a, number: '1 in 100'}\n" * 3 + "      - {label: b",
            ),
            "wrong-count 4: these are 6 bars, and 5 can be taken in at once",
        ),
        (("in 100'", "in 100,000'"), "out-of-range 4: all of these are under 1 in 100"),
    ],
)
def test_bars_that_cannot_be_compared_are_refused(change, refused):
    (found,) = refusals(BARS.replace(*change))
    assert found.startswith(refused)


def test_on_a_narrow_sheet_a_label_stands_over_its_bar():
    made = compose(BARS, sheet="trifold-dl")
    label, number = find(made, "felt relaxed"), find(made, "79 in 100")
    assert label.y < number.y - 12


# ---- timeline


@SIZED
def test_the_days_stand_along_a_line_in_equal_steps_and_the_day_itself_is_a_ring():
    made = compose(TIMELINE)
    days = [find(made, each) for each in ("7 days before", "On the day", "Afterwards")]
    assert days[1].y - days[0].y == pytest.approx(days[2].y - days[1].y, abs=0.01)
    assert days[1].y - days[0].y >= 22 * MM - 0.01
    dots = [f for f in marks(made, Fill) if f.width == f.height == pytest.approx(4.4 * MM)]
    assert [bool(dot.line) for dot in dots] == [False, True, False]
    assert dots[1].colour != dots[0].colour == dots[1].line
    assert len({dot.x for dot in dots}) == 1


@pytest.mark.parametrize("theme", ["calm", "photocopy", "high-contrast"])
def test_the_dot_of_the_day_itself_is_far_lighter_than_its_ring_in_grey_too(theme):
    dots = [
        f for f in marks(compose(TIMELINE, theme=theme), Fill) if f.line and f.width == f.height
    ]
    ring, inside = (lch(grey(colour)).lightness for colour in (dots[0].line, dots[0].colour))
    assert len(dots) == 1
    assert inside - ring >= 29


def test_on_a_narrow_sheet_the_day_stands_over_its_words():
    made = compose(TIMELINE, sheet="a5")
    day, words = find(made, "On the day"), find(made, "Wear loose")
    assert day.x == words.x
    assert day.y < words.y


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_row_is_never_split_and_its_neighbours_lead_on(paper):
    text = "word " * 60
    rows = "".join(f"    - {{day: Day {n}, text: 'a{n}a {text} z{n}z'}}\n" for n in range(9))
    made = compose("- heading: The plan\n- timeline:\n" + rows, sheet=paper)
    at = [(find(made, f"Day {n}").page, find(made, f"z{n}z").page) for n in range(9)]
    assert all(first == last for first, last in at)
    assert at[-1][1] > 1
    assert find(made, "The plan").page == at[0][0]


def test_only_one_day_can_be_the_day_itself():
    (found,) = refusals(TIMELINE.replace("Rest.", "Rest., marked: yes"))
    assert found == "duplicate-item 4: 2 days are marked, and only one can be the day itself"


# ---- scale


@pytest.mark.parametrize("paper", ["a4", "a5", "trifold-dl", "large-print"])
def test_the_step_that_applies_stands_out_and_each_says_what_it_means(paper):
    made = compose(SCALE, sheet=paper)
    said = " ".join(line.text for line in lines(made))
    for words in ("more than 1 in 10", "up to 1 in 1,000", "1 in 10,000"):
        assert words.replace(" ", "") in said.replace(" ", "").replace("\u00a0", "")
    colours = [f.colour for f in marks(made, Fill)]
    cells = [c for c in colours if colours.count(c) >= 4]
    assert len(cells) == 4


@pytest.mark.parametrize("colour", ["#005eb8", "#00843d"])
def test_where_small_words_cannot_stand_on_the_brand_an_outline_marks_the_step(colour):
    head = HEAD.replace("phone:", f'colour: "{colour}"\n  phone:')
    outlined = [f for f in marks(compose(SCALE, head), Fill) if f.thickness > 3]
    assert len(outlined) == 1
    dark = HEAD.replace("phone:", 'colour: "#0b5c6b"\n  phone:')
    made = compose(SCALE, dark)
    assert not [f for f in marks(made, Fill) if f.thickness > 3]
    brand = (0x0B / 255, 0x5C / 255, 0x6B / 255)
    assert contrast(brand, (1, 1, 1)) >= 7
    assert any(f.colour == pytest.approx(brand) and f.height < 99 for f in marks(made, Fill))


@pytest.mark.parametrize(
    ("applies", "text", "refused"),
    [
        ("rare", "About 9 in 100 people have it.", "9 in 100 is not rare"),
        ("common", "About 9 in 10,000 people have it.", "9 in 10000 is not common"),
        ("very rare", "1 in 1,000 people have it.", "1 in 1000 is not very rare"),
        ("often", "Some have it.", "`often` is not one of the words allowed here"),
    ],
)
def test_a_step_that_is_not_that_of_the_sentence_is_refused(applies, text, refused):
    (found,) = refusals(f"- scale: {{applies: {applies}, text: '{text}'}}\n")
    assert found.partition(": ")[2] == refused


@pytest.mark.parametrize(
    ("applies", "text"),
    [
        ("common", "1 in 10 people have it."),
        ("very common", "1 in 10 people have it."),
        ("rare", "Fewer than 1 in 1,000 people have it."),
        ("very rare", "It is very rare: 1 in 100,000."),
        ("very rare", "It is very rare."),
    ],
)
def test_a_step_holds_both_its_limits(applies, text):
    assert compose(f"- scale: {{applies: {applies}, text: '{text}'}}\n").pages == 1


# ---- frequencies


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("9 in 100", (9, 100)),
        ("60 von 1.000", (60, 1000)),
        ("1 sur 10\u202f000", (1, 10_000)),
        ("9 people out of every 100", (9, 100)),
        ("9 in 100 miles", (9, 100)),
        ("100人中9人", (9, 100)),
        ("每10,000人中有1人", (1, 10_000)),
        ("100명 중 9명", (9, 100)),
        ("9 / 100", (9, 100)),
        ("9人/100人", (9, 100)),
    ],
)
def test_a_frequency_is_two_whole_numbers_in_any_words(text, counts):
    found = frequency.Frequency(text)
    assert (found.part, found.whole) == counts


def test_rates_are_pairs_with_few_words_between_them():
    said = "In 2 trials of 1,100 people, 9 in 100 bruised and 2.5 in 100 bled; 3 of 20 fell."
    assert [*frequency.rates(said)] == [(2, 1100), (9, 100), (3, 20)]


def test_marks_are_not_printed_as_a_part_of_a_number():
    (found,) = refusals(FIGURE.replace("9 in 100", "9 in 100 [^a]"))
    assert found == "not-a-number 1: `9 in 100 [^a]` is not a number without marks"


@pytest.mark.parametrize(
    "number",
    [
        *("9 in 100 [^a]", "**9 in 100**", "0 in 0", "in 100", "1 of 2 in 3", "9/100 in 5"),
        *(
            "9 in 10 thousand",
            "1 na 10 tysięcy",
            "1万人中1人",
            "9 से 10 लाख",
            "1 من 10 آلاف",
            "9 de 10 mil",
        ),
    ],
)
def test_what_is_no_frequency_is_refused(number):
    (found,) = refusals(f"- bars: [{{label: one, number: '{number}'}}]\n")
    assert found.startswith("not-a-frequency 1:")


def test_more_than_all_are_refused():
    (found,) = refusals("- bars: [{label: one, number: '100 in 9'}]\n")
    assert found.startswith("out-of-range 1:")


def test_one_who_is_spared_is_said_to_be_one():
    made = compose(COMPARE.replace("6 in 100", "9 in 100"))
    assert find(made, "So 1 in 100")
    assert any("is spared" in line.text for line in lines(made))


def test_a_dose_is_no_frequency():
    doses = ["Take 10 mg every 10 days.", "It is 500\u00a0mg with 200 ml.", "5 g in 20 ml"]
    assert [[*frequency.rates(dose)] for dose in doses] == [[], [], []]
    people = ["9 men in 100", "9 von 100 Menschen", "9 millions in 100"]
    assert [[*frequency.rates(each)] for each in people] == [[(9, 100)]] * 3


@pytest.mark.parametrize(
    "said",
    [
        "Take 2 tablets every 10 days.",
        "2 puffs, or 1 drop in 20 minutes",
        "Take 2 every 10 to 14 days.",
        "2 teaspoonfuls in 100 parts",
        "Use it 2 times in 10 days.",
        "Come at 9 am on 10 May.",
        "Children aged 5 to 10 and 2 or 3 more",
    ],
)
def test_how_often_a_medicine_is_taken_is_no_frequency(said):
    assert [*frequency.rates(said)] == []


def test_a_scale_may_say_how_often_a_medicine_is_taken():
    body = "- scale: {applies: rare, text: Take 10 mg every 10 days.}\n"
    assert find(compose(body), "every 10")


def test_crowds_that_are_compared_part_between_each_other_only():
    note = "can say if you will be one of them, and no one can say for sure who will be."
    body = COMPARE.replace("can say if you will be one of them.", note)
    body += "    source: A large trial of many people\n"
    made = compose("- paragraph: One line.\n" + body, sheet="half-letter")
    first, second, spared, end = (
        find(made, words).page
        for words in ("With no statin", "With ator", "are spared", "large trial")
    )
    assert first < second == spared == end
