"""Pages that break in the wrong place, and near misses, as several programs make them."""

import functools
from unittest.mock import patch

import pytest
from drafts import BRIEF, FOOT, LAST, LEADING, LEFT, PROGRAMS, TOP, TORN, made

from leaflet.measure import FAILS, RULES, seen
from leaflet.measure.printed import Print

TINT, RED, OTHER = (0.9, 0.94, 0.95), (0.64, 0.09, 0.1), (0.98, 0.9, 0.9)
FOLDED = {"width": 841.89, "height": 595.28}
PANELS = (26.0, 306.0, 587.0)
SIGNS = ("heavy bleeding", "a high fever", "chest pain", "a rash", "a stiff neck")
RULE = {rule.__name__: rule for rule in RULES}


@functools.cache
def printed(draw, program):
    pdf = made(program, draw, **(FOLDED if draw in FOLDS else {}))
    # The colours behind the text are of no account here, and slow to find.
    with patch.object(seen, "painted"):
        return Print(seen.read(pdf))


def fails(rule, draw, program):
    return RULE[rule](printed(draw, program)).verdict == FAILS


# ---- panels


def panel(m, y, title, lines, fill=TINT, line=None, within=None):
    """A panel with a title, if any, and lines; where the next may begin."""
    m.box(LEFT - 10, y - 18, 400, LEADING * (len(lines) + bool(title)) + 20, fill, line)
    if title:
        y = m.block(y, title, role="P", within=within, bold=True, size=16) - LEADING / 2
    for text in lines:
        y = m.block(y, text, within=within) - LEADING / 2
    return y + 2 * LEADING


def over_the_page(m, titles, **look):
    """A panel of which half is on the next page."""
    within = m.group("Sect")
    m.fill(foot=FOOT - 6 * LEADING)
    panel(m, FOOT - 4 * LEADING, titles[0], SIGNS[:3], within=within, **look)
    m.page()
    m.fill(panel(m, TOP, titles[1], SIGNS[3:], within=within, **look), 560)


def split_tint(m):
    over_the_page(m, ("Get help now", ""))


def split_outline(m):
    over_the_page(m, ("Get help now", ""), fill=None, line=RED)


def split_again_titled(m):
    over_the_page(m, ("Get help now", "Get help now (continued)"))


def split_by_lines(m):
    """The ground of each line is a box of its own."""
    m.fill(foot=FOOT - 6 * LEADING)
    y = FOOT - 4 * LEADING
    for place, text in enumerate(("Get help now", *SIGNS)):
        if place == 4:
            m.page()
            y = TOP
        m.box(LEFT - 10, y - 13, 400, LEADING, TINT)
        m.block(y, text, bold=not place, size=12.5 if place else 16)
        y += LEADING
    m.fill(y + LEADING, 560)


def two_panels(m):
    m.fill(foot=FOOT - 6 * LEADING)
    panel(m, FOOT - 4 * LEADING, "Get help now", SIGNS[:3], within=m.group("Sect"))
    m.page()
    m.fill(panel(m, TOP, "Call us today", SIGNS[3:], within=m.group("Sect")), 560)


def two_looks(m):
    m.fill(foot=FOOT - 6 * LEADING)
    panel(m, FOOT - 4 * LEADING, "Get help now", SIGNS[:3], within=m.group("Sect"))
    m.page()
    m.fill(panel(m, TOP, "", SIGNS[3:], fill=OTHER, within=m.group("Sect")), 560)


def two_tips(m):
    m.fill(foot=FOOT - 6 * LEADING)
    panel(m, FOOT - 3 * LEADING, "", ["Keep warm.", "Eat well."], within=m.group("Sect"))
    m.page()
    m.fill(panel(m, TOP, "", ["Walk a little.", "Sleep."], within=m.group("Sect")), 560)


def panel_then_text(m):
    m.fill(foot=FOOT - 6 * LEADING)
    panel(m, FOOT - 4 * LEADING, "Get help now", SIGNS[:3])
    m.page()
    m.fill(foot=560)


def too_tall(m):
    """A panel that no page could hold."""
    within = m.group("Sect")
    panel(m, TOP, "Get help now", SIGNS * 7, within=within)
    m.page()
    panel(m, TOP, "Get help now (continued)", SIGNS * 8, within=within)


def tinted_table(m):
    within = m.group("Table")
    m.fill(foot=FOOT - 6 * LEADING)
    for page in (FOOT - 4 * LEADING, TOP):
        if page == TOP:
            m.page()
        m.box(LEFT - 10, page - 18, 400, 5.5 * LEADING, TINT)
        y = page
        for _ in range(3):
            cells = {LEFT: ["Pain"], LEFT + 130: ["70 kg"], LEFT + 260: ["July"]}
            y = m.row(y, cells, within)
    m.fill(y + LEADING, 560)


# ---- lists on folded sheets


def texts(m, x, y, count):
    """So many short paragraphs."""
    for _ in range(count):
        y = m.block(y, "Walk a bit", "and rest.", x=x)
    return y


def panels(m, first, rest, sign, again=None):
    """A list of which `first` items are on the first panel and `rest` on the second."""
    m.block(60, "Your back", x=PANELS[0], size=24, role="H1")
    y = texts(m, PANELS[0], 110, 3)
    holder = m.group("L")
    m.items(y, (SIGNS * 3)[:first], sign, holder, PANELS[0])
    again = sign if again is None else again
    holder = holder if again == sign or isinstance(again, int) else m.group("L")
    if rest:
        y = m.items(60, (SIGNS * 3)[:rest], again, holder, PANELS[1])
    texts(m, PANELS[1], y if rest else 60, 4)
    texts(m, PANELS[2], 60, 5)


def bullets_over_fold(m):
    panels(m, 3, 2, "•")


def seven_over_fold(m):
    panels(m, 4, 3, "•")


def numbers_over_fold(m):
    panels(m, 2, 2, 1, 3)


def nine_over_fold(m):
    panels(m, 5, 4, "•")


def list_on_a_panel(m):
    panels(m, 5, 0, "•")


def two_lists(m):
    panels(m, 3, 2, "•", "–")


FOLDS = {bullets_over_fold, seven_over_fold, numbers_over_fold}
FOLDS |= {nine_over_fold, list_on_a_panel, two_lists}


def list_over_page(m):
    m.fill(foot=FOOT - 4 * LEADING)
    holder = m.group("L")
    m.items(FOOT - 2 * LEADING, SIGNS[:2], "•", holder)
    m.page()
    m.fill(m.items(TOP, SIGNS[2:], "•", holder), 560)


# ---- headings


def stranded(m, *last, **look):
    m.block(TOP, "Your back", size=24, role="H1")
    m.fill(TOP + 40, FOOT - 4 * LEADING)
    m.block(FOOT - LEADING, *last, **look)
    m.page()


def heading_alone(m):
    stranded(m, "What comes next", role="H2", bold=True, size=16)
    m.fill(foot=560)


def lead_in_alone(m):
    stranded(m, "Call us if you have:")
    m.fill(m.items(TOP, SIGNS, "•", m.group("L")), 560)


def table_head_alone(m):
    m.block(TOP, "Your back", size=24, role="H1")
    m.fill(TOP + 40, FOOT - 4 * LEADING)
    table = m.group("Table")
    columns = (LEFT, LEFT + 130, LEFT + 260)
    m.row(FOOT, dict(zip(columns, [["Day"], ["Dose"], ["Time"]], strict=True)), table, "TH", True)
    m.page()
    m.row(TOP, dict(zip(columns, [["Monday"], ["5 mg"], ["noon"]], strict=True)), table)
    m.fill(TOP + 2 * LEADING, 560)


def white_below(m):
    m.block(TOP, "Your back", size=24, role="H1")
    y = m.fill(TOP + 40, 300)
    m.block(y, "What comes next", role="H2", bold=True, size=16)
    m.fill(y + 150)
    m.page()
    m.fill(foot=560)


def heading_with_text(m):
    m.block(TOP, "Your back", size=24, role="H1")
    m.fill(TOP + 40, FOOT - 6 * LEADING)
    m.block(FOOT - 2 * LEADING, "What comes next", role="H2", bold=True, size=16)
    m.block(FOOT - LEADING, BRIEF, BRIEF)
    m.page()
    m.fill(foot=560)


def heading_with_lines(m):
    m.block(TOP, "Your back", size=24, role="H1")
    y = m.fill(TOP + 40, FOOT - 8 * LEADING)
    m.block(y, "Your notes", role="H2", bold=True, size=16)
    for place in (30, 60, 90):
        m.rule(y + place)
    m.page()
    m.fill(foot=560)


def heading_beside_text(m):
    m.block(TOP, "Your back", size=24, role="H1")
    m.fill(TOP + 40, FOOT - 4 * LEADING)
    m.block(FOOT - LEADING, "How long?", role="H2", bold=True, size=16, x=20)
    m.block(FOOT - LEADING, BRIEF, LAST)
    m.page()
    m.fill(foot=560)


def bold_sentence(m):
    stranded(m, "Do not stop a medicine on your own.", bold=True)
    m.fill(foot=560)


def colon_inside(m):
    stranded(m, "Remember: rest and walk in turn.")
    m.fill(foot=560)


# ---- words and tables


def cells(m, first, second, third, after=("Rest", "and walk", "in turn")):
    """A table of three columns, a row of which has these lines."""
    y = m.fill(m.block(TOP, "Take Paracetamol for it, and ring us about the thyroid if ill."), 300)
    table = m.group("Table")
    columns = (LEFT, LEFT + 62, LEFT + 220)
    y = m.row(y, dict(zip(columns, [["Name"], ["What"], ["When"]], strict=True)), table, "TH", True)
    y = m.row(y, dict(zip(columns, [first, second, third], strict=True)), table)
    y = m.row(y, dict(zip(columns, [["Ten"], ["Two"], [after[0]]], strict=True)), table)
    m.fill(y)


def torn_medicine(m):
    cells(m, torn("Paraceta", "mol"), ["one tablet"], ["daily"])


def torn_scrap(m):
    cells(m, ["Pill"], torn("for the many ills of thyroi", "d"), ["daily"])


def torn_twice(m):
    cells(m, torn("Paracet", "amol"), ["one tablet"], ["daily"])


def torn(*parts):
    """Parts of a word: no space is painted after them."""
    return [part + TORN for part in parts[:-1]] + [parts[-1]]


def hyphened(m):
    cells(m, torn("self-", "care"), ["one tablet"], ["daily"])


def address(m):
    cells(m, ["Web"], torn("www.harbour-", "clinic.", "example/", "book"), ["daily"])


def whole_words(m):
    cells(m, ["Para-", "cetamol"], ["when ill", "or tired"], ["with food", "or milk"])


def unit_below(m):
    cells(m, ["thyroid", "mg"], ["one tablet"], ["daily"])


def prose_of_single_words(m):
    cells(m, ["Name"], ["Monday to", "Friday,", "from nine", "to five"], ["daily"])


def prose_in_the_last_column(m):
    cells(m, ["Name"], ["one tablet"], ["with some", "food, at", "noon or", "later on"])


def head_of_single_words(m):
    cells(m, ["The", "name of", "what you", "take"], ["one tablet"], ["daily"])


def two_short_lines(m):
    cells(m, ["Name"], ["Monday to", "Friday"], ["at noon", "daily"])


def forced_lines(m):
    """An address: the next word would have fitted."""
    cells(m, ["Clinic"], ["Harbour Street", "Port", "TR1", "and by", "the quay"], ["daily"])


def wide_prose(m):
    cells(m, ["Name"], ["Take one tablet", "with some food", "each morning of", "the week"], ["x"])


def three_numbers(m):
    cells(m, ["Name"], ["120", "125", "130", "140"], ["1", "2", "3", "4"])


# ---- feet


def early(m, lines, then):
    """A page that ends so many lines early, before what `then` draws on the next."""
    m.fill(m.block(TOP, "Your back", size=24, role="H1"))
    m.page()
    last = FOOT - (2 + lines) * LEADING
    m.fill(foot=last - 1.5 * LEADING)
    m.block(last, BRIEF, BRIEF, LAST)
    m.page()
    m.fill(then(m) or TOP, 560)


def dead_before_text(m):
    early(m, 8, lambda m: None)


def dead_before_heading(m):
    early(m, 9, lambda m: m.block(TOP, "What then?", role="H2", bold=True, size=16))


def dead_before_panel(m):
    early(m, 12, lambda m: panel(m, TOP, "Get help now", SIGNS))


def two_lines_early(m):
    early(m, 1.8, lambda m: None)


def room_for_no_panel(m):
    early(m, 6, lambda m: panel(m, TOP, "Get help now", SIGNS * 2))


def room_for_no_picture(m):
    def picture(m):
        m.box(LEFT, TOP, 300, 200, TINT)
        return TOP + 220

    early(m, 8, picture)


def last_page_early(m):
    m.fill(m.block(TOP, "Your back", size=24, role="H1"))
    m.page()
    m.fill(foot=500)


# ---- margins


def margins(m, *lefts):
    """Pages with text from these edges on."""
    m.block(TOP, "Your", "back", "today", size=24, role="H1", x=30, leading=30)
    m.fill(TOP + 100, x=lefts[0])
    for left in lefts[1:]:
        m.page()
        m.fill(x=left)


def margin_white(m):
    margins(m, 150, 150, 150)


def margin_white_later(m):
    margins(m, 30, 150, 150, 30)


def margin_used(m):
    margins(m, 30, 30, 30)


def margin_white_once(m):
    margins(m, 30, 150, 30)


def margins_mirrored(m):
    margins(m, 30, 70, 30, 70)


# ---- pages as Leaflet made them once


def logo_page(m):
    """A logo pushes half of the warning to the next page; the foot stays white."""
    m.block(TOP, "Your back", size=24, role="H1")
    m.fill(TOP + 40, 400)
    within = m.group("Sect")
    panel(m, 430, "Get help now", SIGNS[:3], within=within)
    m.page()
    m.fill(panel(m, TOP, "", SIGNS[3:], within=within))
    m.page()
    m.fill(foot=560)


def kept_page(m):
    """The warning is whole, and leaves more than a third of the page before it white."""
    m.fill(m.block(TOP, "Your back", size=24, role="H1"), 460)
    m.page()
    m.fill(panel(m, TOP, "Get help now", SIGNS * 4))
    m.page()
    m.fill(foot=560)


def knee_fold(m):
    """A warning and a plan cross the folds."""
    warning, plan = m.group("L"), m.group("L")
    m.block(60, "Your knee", x=PANELS[0], size=24, role="H1")
    m.box(PANELS[0] - 4, 380, 228, 140, OTHER)
    m.block(400, "Get help now", x=PANELS[0], bold=True, size=16)
    m.items(430, SIGNS[:4], "•", warning, PANELS[0])
    m.box(PANELS[1] - 4, 42, 228, 40, OTHER)
    m.items(60, SIGNS[4:], "•", warning, PANELS[1])
    texts(m, PANELS[1], 120, 6)
    m.items(480, SIGNS[:2], 1, plan, PANELS[1])
    texts(m, PANELS[2], m.items(60, SIGNS[2:4], 3, plan, PANELS[2]), 5)


def medicines_fold(m):
    """Six columns on a panel tear every word."""
    m.block(60, "Your medicines", x=PANELS[0], size=24, role="H1")
    texts(m, PANELS[1], 60, 8)
    table, y = m.group("Table"), 110
    for name in (
        ("Metf", "ormi", "n 500", "mg a", "day"),
        ("Amlo", "dipi", "n 500", "mg a", "day"),
    ):
        after = torn("diabe", "tes")
        columns = {PANELS[0]: [*torn(*name[:3]), *name[3:]], PANELS[0] + 42: ["1"]}
        y = m.row(y, columns | {PANELS[0] + 90: after}, table)
    texts(m, PANELS[0], y, 4)


def booklet_contact(m):
    """The contact goes on on the next page of a booklet."""
    within = m.group("Sect")
    left, right = 40.0, 460.0
    m.block(60, "Your back", x=right, size=24, role="H1")
    texts(m, right, 110, 8)
    m.page()
    texts(m, left, 60, 5)
    for x, lines in ((left, SIGNS[:3]), (right, SIGNS[3:])):
        y = 420 if x == left else 60
        m.box(x - 10, y - 18, 320, 5 * LEADING, TINT)
        if x == left:
            y = m.block(y, "How to reach us", x=x, size=18, bold=True, within=within) - 8
        for text in lines:
            y = m.block(y, text, x=x, within=within) - LEADING / 2
    texts(m, right, 200, 5)


def sparse_page(m):
    """A short leaflet hangs at the top of its page."""
    m.block(TOP, "After your test", size=24, role="H1")
    m.items(m.block(TOP + 40, BRIEF, LAST), SIGNS, "•", m.group("L"))


ONCE = {
    logo_page: {"split_panel", "untitled_panel"},
    kept_page: {"hole"},
    knee_fold: {"split_panel", "untitled_panel", "list_over_fold"},
    bullets_over_fold: {"list_over_fold"},
    medicines_fold: {"torn_word", "narrow_column"},
    booklet_contact: {"split_panel", "untitled_panel"},
    margin_white: {"empty_margin"},
    sparse_page: {"last_page"},
}
"""The rules that each of them breaks; with tags."""
FOLDS |= {knee_fold, medicines_fold, booklet_contact}


@pytest.mark.parametrize("draw", ONCE, ids=lambda draw: draw.__name__)
def test_what_leaflet_did_once_is_found(draw):
    assert {rule for rule in ONCE[draw] if not fails(rule, draw, "tagged")} == set()


def head_of_three_words(m):
    table = m.group("Table")
    head = {LEFT: ["How", "many", "people"], LEFT + 200: ["With a tablet"]}
    y = m.row(TOP, head, table, role="TH", bold=True)
    y = m.row(y, {LEFT: ["35 in 1,000"], LEFT + 200: ["31 in 1,000"]}, table)
    m.fill(y)


def test_a_head_whose_lines_are_one_word_each_is_found():
    assert fails("narrow_column", head_of_three_words, "tagged")


BREAK = {
    "split_panel": [split_tint, split_outline, split_again_titled, split_by_lines],
    "untitled_panel": [split_tint, split_outline, split_by_lines],
    "list_over_fold": [bullets_over_fold, seven_over_fold, numbers_over_fold],
    "stranded_heading": [heading_alone, lead_in_alone, table_head_alone, white_below],
    "torn_word": [torn_medicine, torn_scrap, torn_twice],
    "narrow_column": [prose_of_single_words, prose_in_the_last_column, head_of_single_words],
    "dead_foot": [dead_before_text, dead_before_heading, dead_before_panel],
    "empty_margin": [margin_white, margin_white_later],
}
KEEP = {
    "split_panel": [two_panels, two_looks, two_tips, panel_then_text, too_tall, tinted_table],
    "untitled_panel": [split_again_titled, two_panels, two_looks, two_tips, too_tall, tinted_table],
    "list_over_fold": [nine_over_fold, list_on_a_panel, two_lists, list_over_page],
    "stranded_heading": [
        heading_with_text,
        heading_with_lines,
        heading_beside_text,
        bold_sentence,
        colon_inside,
    ],
    "torn_word": [hyphened, address, whole_words, unit_below],
    "narrow_column": [two_short_lines, forced_lines, wide_prose, three_numbers],
    "dead_foot": [two_lines_early, room_for_no_panel, room_for_no_picture, last_page_early],
    "empty_margin": [margin_used, margin_white_once, margins_mirrored],
}


def labelled(cases):
    return [
        pytest.param(rule, draw, program, id=f"{rule}-{draw.__name__}-{program}")
        for rule, draws in cases.items()
        for draw in draws
        for program in PROGRAMS
    ]


@pytest.mark.parametrize(("rule", "draw", "program"), labelled(BREAK))
def test_a_page_that_breaks_wrongly_is_found(rule, draw, program):
    assert fails(rule, draw, program)


@pytest.mark.parametrize(("rule", "draw", "program"), labelled(KEEP))
def test_a_near_miss_is_let_be(rule, draw, program):
    assert not fails(rule, draw, program)


def test_each_rule_has_six_files_of_either_kind():
    assert BREAK.keys() == KEEP.keys()
    assert all(
        len(draws) * len(PROGRAMS) >= 6 for cases in (BREAK, KEEP) for draws in cases.values()
    )
