"""Pagination: where pages break, on slices made by hand."""

from time import perf_counter

import laid
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.graphics.colour import BLACK
from leaflet.layout.fit import endings, fit, page_cost, reached
from leaflet.layout.galley import galley
from leaflet.layout.pages import Frame, assemble, paginate
from leaflet.layout.slices import BOUND, LOOSE, WISHED, Elastic, Fill, Slice, Stroke, Words, height

A_PAGE = Frame(0, 100)


def line(keep=LOOSE, tall=10.0, **facts):
    return Slice(tall, keep_with_next=keep, **facts)


def white(tall=10.0, keep=LOOSE):
    return Slice(tall, keep_with_next=keep, white=True)


def counts(slices, first=A_PAGE, later=A_PAGE):
    return [len(page) for page in paginate(slices, first, later)]


def test_a_page_takes_what_fits_and_no_more():
    assert counts([line()] * 26) == [10, 10, 6]


def test_the_first_page_may_be_shorter():
    assert counts([line()] * 30, first=Frame(60, 100)) == [4, 10, 10, 6]


def test_pages_end_two_lines_early_at_most_so_that_the_last_is_not_nearly_empty():
    assert counts([line()] * 21) == [9, 9, 3]


def test_white_space_falls_away_at_the_top_of_a_page():
    pages = paginate([line()] * 10 + [white(), *[line()] * 6], A_PAGE, A_PAGE)
    assert [height(page) for page in pages] == [100, 60]
    assert not pages[1][0].white


def test_a_heading_is_never_left_at_the_foot_of_a_page():
    heading = [line(BOUND), white(5, BOUND)]
    assert counts([line()] * 8 + heading + [line(BOUND), line(), line()]) == [8, 5]


def test_two_headings_in_a_row_stay_together_over_the_white_between_them():
    chain = [line(BOUND), white(5), line(BOUND), line(BOUND), line()]
    assert counts([line()] * 7 + chain) == [7, 5]


def test_a_panel_moves_to_the_next_page_where_this_one_is_full_enough():
    panel = [line(WISHED)] * 4 + [line()]
    assert counts([line()] * 8 + panel) == [8, 5]


def test_a_panel_parts_rather_than_leave_half_a_page_empty():
    panel = [line(WISHED)] * 11 + [line()]
    assert counts([line()] * 4 + panel) == [10, 6]


def test_a_panel_parts_rather_than_take_one_more_page():
    panel = [line(WISHED)] * 9 + [line()]
    assert counts(([line()] * 8 + panel) * 3 + [line()] * 6) == [10] * 6


def test_a_panel_over_a_break_is_closed_and_opened_again():
    lid, foot = line(tall=3.0), line(tall=2.0)
    inner = line(WISHED, above=(lid,), below=(foot,))
    first, second = paginate([line()] * 4 + [inner] * 8, A_PAGE, A_PAGE)
    assert first[-1] is foot and height(first) <= 100
    assert second[0] is lid


def test_a_chain_longer_than_a_page_still_goes_on():
    assert counts([line(BOUND)] * 25) == [10, 10, 5]


def test_a_slice_higher_than_a_page_does_not_hang():
    assert counts([line(), line(tall=500.0), line()]) == [1, 1, 1]


STRIPS = st.lists(
    st.tuples(
        st.sampled_from([5.0, 12.0, 30.0]), st.sampled_from([LOOSE, WISHED, BOUND]), st.booleans()
    ),
    max_size=80,
)


def named(strips):
    """Slices that can be told apart by their marks; marked white does not give."""
    return [
        Slice(tall, (number,), keep, white) for number, (tall, keep, white) in enumerate(strips)
    ]


@given(STRIPS)
def test_nothing_is_lost_doubled_or_too_much_for_a_page(strips):
    slices = named(strips)
    pages = paginate(slices, Frame(40, 100), A_PAGE)
    kept = [slice for page in pages for slice in page]
    lost = [slice for slice in slices if slice not in kept]
    assert [slice for slice in slices if slice in kept] == kept
    assert all(slice.white for slice in lost)
    for number, page in enumerate(pages):
        assert not page[0].white and not page[-1].white
        assert height(page) <= (60 if number == 0 else 100)


def parted(pages):
    """How often what is bound is parted."""
    return sum(page[-1].keep_with_next == BOUND for page in pages[:-1])


@given(STRIPS)
def test_what_is_bound_is_parted_only_where_no_page_could_hold_it(strips):
    slices = named(strips)
    runs, run = [], []
    for slice in slices:
        run.append(slice)
        if slice.keep_with_next < BOUND and not slice.white:
            runs.append(run)
            run = []
    if all(height(run) <= 100 for run in [*runs, run]):
        assert parted(paginate(slices, A_PAGE, A_PAGE)) == 0


def fewest(slices):
    """The least number of pages, by trying each break that parts nothing bound."""
    column = galley(slices)
    count = column.total
    least = [0] + [count + 1] * count
    for end in range(count):
        for start in range(end + 1):
            fits = column.high(start, end) - column.shrinks(start, end) <= 100.0001
            if fits and not column.rules[end]:
                least[end + 1] = min(least[end + 1], least[start] + 1)
    return least[count]


@given(STRIPS)
def test_a_leaflet_takes_no_more_pages_than_it_needs(strips):
    slices = [Slice(tall, (), keep, white) for tall, keep, white in strips]
    pages = paginate(slices, A_PAGE, A_PAGE)
    if pages and not parted(pages):
        assert len(pages) == fewest(slices)


def every(column, ends, start=0, before=0.0, count=0):
    """Yield rules, pages and cost of every way to break the rest of a galley."""
    if start == column.total:
        yield 0, count, before
        return
    for end, short in reached(column, ends, start, 100.0):
        cost = page_cost(column, (start, end), (100.0, short))
        cost += ends.costs[end] if end < column.stops[start] else 0.0
        for rules, pages, total in every(column, ends, end + 1, before + cost, count + 1):
            yield rules + column.rules[end], pages, total


@given(STRIPS.filter(lambda strips: len(strips) < 40))
def test_no_other_way_to_break_costs_less(strips):
    slices = [Slice(tall, (), keep, white) for tall, keep, white in strips]
    column = galley(slices)
    if column.total:
        ends = endings(column)
        found = fit(column, (100.0,))
        best = min(every(column, ends))
        assert (found.rules, found.total) == best[:2]
        plain = sum(
            page_cost(column, page, (100.0, 100.0 - column.high(*page)))
            + (ends.costs[page[1]] if page[1] < column.stops[page[0]] else 0.0)
            for page in found.pages
        )
        assert plain == pytest.approx(best[2])


SHEET = Frame(0, 680)
"""As high as A4 has room."""


GIVES = Elastic(8.0, 64.0, 4.0)
"""White over a heading: 32 points, 24 at least and 96 at most, in steps of 4."""


def section(tall, **facts):
    """A heading with what is under it, which stays with it, and the white over it."""
    over = Slice(32.0, white=True, elastic=GIVES)
    return [over, line(BOUND, 24.0, topic=True), white(8.0, BOUND), line(tall=tall, **facts)]


def over_headings(page):
    """The heights of the white over the headings of a page, but for one at its top."""
    return [slice.height for slice in page if slice.elastic]


def test_what_a_page_has_left_over_stands_over_its_headings_in_equal_whole_steps():
    blocks = [part for n in range(12) for part in section(108.0)]
    first, second, *_ = paginate(blocks, SHEET, SHEET)
    assert over_headings(first) == over_headings(second) == [40.0] * 3
    assert SHEET.height - 3 * 4.0 < height(first) <= SHEET.height


def test_white_over_a_heading_grows_no_more_than_it_may_and_the_rest_is_at_the_foot():
    blocks = [*section(100.0), *section(100.0), *section(600.0)]
    first, _ = paginate(blocks, SHEET, SHEET)
    assert over_headings(first) == [96.0]
    assert height(first) == 2 * 132.0 + 96.0


def test_white_over_headings_shrinks_where_a_page_is_overfull_by_little():
    blocks = [*section(180.0), *section(180.0), *section(172.0)]
    (page,) = paginate(blocks, SHEET, SHEET)
    assert over_headings(page) == [24.0, 24.0] and height(page) == 692.0 - 16.0


def test_the_last_page_is_stretched_only_where_that_fills_it():
    full, short = [*section(280.0), *section(280.0)], [*section(80.0), *section(80.0)]
    assert over_headings(paginate(full, SHEET, SHEET)[0]) == [56.0]
    assert over_headings(paginate(short, SHEET, SHEET)[0]) == [32.0]


@given(st.lists(st.sampled_from([17.0, 34.0, 51.0, 90.0]), min_size=40, max_size=90))
def test_white_gives_no_more_than_it_may(talls):
    blocks = [part for tall in talls for part in section(tall)]
    pages = paginate(blocks, SHEET, SHEET)
    for whites in map(over_headings, pages):
        assert len(set(whites)) <= 1
        assert all(24.0 <= white <= 96.0 for white in whites)
    assert all(height(page) <= SHEET.height + 0.01 for page in pages)


def test_other_white_does_not_give():
    blocks = [part for n in range(60) for part in (line(tall=17.0 + n % 7 * 9), white(9.0))]
    pages = paginate(blocks, SHEET, SHEET)
    assert {slice.height for page in pages for slice in page if slice.white} == {9.0}


FIRST = Frame(0, 680, first=19.0, caps=13.0)
"""With the first baseline 19 points under its top, as a heading has it."""


def test_all_pages_have_their_first_line_on_one_baseline_and_cards_at_its_capitals():
    words = Words(0, 12.0, None, 12.5, (), 90, BLACK)
    text, card = Slice(17.0, (words,)), Slice(300.0, (Fill(0, 0, 500, 300, BLACK),))
    ends = Slice(0.0, white=True, breaks=True)
    pages = paginate([text, ends, text, ends, card], Frame(60, 680), FIRST)
    assert [page[0].height for page in pages] == [17.0, 7.0, 6.0]


def test_a_page_that_a_break_ends_is_not_stretched_to_the_others():
    ends = Slice(0.0, white=True, breaks=True)
    pages = paginate([line(), white(), line(), ends, *[line()] * 60], SHEET, SHEET)
    assert height(pages[0]) == 30


def test_a_page_break_ends_a_page_and_makes_no_empty_one():
    ends = Slice(0.0, white=True, breaks=True)
    assert counts([ends, line(BOUND), ends, ends, line(), line(), ends]) == [1, 2]


def test_a_long_leaflet_is_broken_as_fast_as_it_is_read():
    faq = [line(BOUND, 18.0), *[line(BOUND, 17.0)] * 2, line(tall=17.0), white(7.0)]
    blocks = [part for n in range(2000) for part in (*faq, white(7.0 + n % 5))]
    start = perf_counter()
    found = fit(galley(blocks), (680.0,))
    assert perf_counter() - start < 1
    assert found.rules == 0 and found.total > 200


@pytest.mark.parametrize("count", range(6, 30, 3))
def test_contact_details_stand_whole_at_the_foot_of_the_last_page(count):
    known = "  website: a.example\n  hours: Daily\n  booking: https://a.example/b\n"
    body = "- paragraph: One line.\n" * count + "- contact\n"
    made = laid.compose(body, laid.HEAD + known, sheet="a5")
    details = ("Call us", "01632", "Daily", "12 Harbour", "Book online", "Scan to")
    seen = [line for line in laid.lines(made) if any(words in line.text for words in details)]
    assert len(seen) == len(details)
    assert {line.page for line in seen} == {made.pages}
    lowest = max(line.y for line in laid.lines(made) if line.page == made.pages)
    assert abs(lowest - 200.3 / 25.4 * 72) < 0.1


def test_strips_of_one_panel_are_painted_as_one_tint():
    strips = [
        Slice(10, (Fill(5, 0, 50, 10, BLACK, upper=u, lower=lo),))
        for u, lo in ((4, 0), (0, 0), (0, 6))
    ]
    (page,) = assemble([tuple(strips)], A_PAGE, A_PAGE, lambda n, total: ((), ()))
    assert page.marks == (Fill(5, 0, 50, 30, BLACK, 4, 6),)


def test_tints_are_painted_before_rules_and_rules_before_words():
    rule = Stroke(0, 0, 9, 0, 1, BLACK)
    (page,) = assemble(
        [(Slice(10, (rule, Fill(0, 0, 5, 5, BLACK))),)], A_PAGE, A_PAGE, lambda n, total: ((), ())
    )
    assert [type(mark) for mark in page.marks] == [Fill, Stroke]


@pytest.mark.parametrize("pages", [1, 2, 5])
def test_furniture_knows_its_page_and_how_many_there_are(pages):
    seen = []

    def furniture(number, total):
        seen.append((number, total))
        return (), ()

    made = list(assemble([(line(),)] * pages, A_PAGE, A_PAGE, furniture))
    assert seen == [(n, pages) for n in range(1, pages + 1)]
    assert [page.number for page in made] == list(range(1, pages + 1))
