"""Pagination: where pages break, on slices made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.colour import BLACK
from leaflet.layout.pages import Frame, assemble, paginate
from leaflet.layout.slices import BOUND, LOOSE, WISHED, Fill, Slice, Stroke, height

A_PAGE = Frame(0, 100)


def line(keep=LOOSE, tall=10.0, **facts):
    return Slice(tall, keep_with_next=keep, **facts)


def white(tall=10.0, keep=LOOSE):
    return Slice(tall, keep_with_next=keep, white=True)


def counts(slices, first=A_PAGE, later=A_PAGE):
    return [len(page) for page in paginate(slices, first, later)]


def test_a_page_takes_what_fits_and_no_more():
    assert counts([line()] * 25) == [10, 10, 5]


def test_the_first_page_may_be_shorter():
    assert counts([line()] * 25, first=Frame(60, 100)) == [4, 10, 10, 1]


def test_white_space_falls_away_at_the_top_of_a_page():
    pages = paginate([line()] * 10 + [white(), line()], A_PAGE, A_PAGE)
    assert [height(page) for page in pages] == [100, 10]
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
    panel = [line(WISHED)] * 7 + [line()]
    assert counts([line()] * 4 + panel) == [10, 2]


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


@given(
    st.lists(
        st.tuples(
            st.sampled_from([5.0, 12.0, 30.0]),
            st.sampled_from([LOOSE, WISHED, BOUND]),
            st.booleans(),
        ),
        max_size=80,
    )
)
def test_nothing_is_lost_doubled_or_too_much_for_a_page(strips):
    named = [
        Slice(tall, (number,), keep, white) for number, (tall, keep, white) in enumerate(strips)
    ]
    pages = paginate(named, Frame(40, 100), A_PAGE)
    kept = [slice for page in pages for slice in page]
    lost = [slice for slice in named if slice not in kept]
    assert [slice for slice in named if slice in kept] == kept
    assert all(slice.white for slice in lost)
    for number, page in enumerate(pages):
        while page and page[-1].white:
            page = page[:-1]
        assert height(page) <= (60 if number == 0 else 100)


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
