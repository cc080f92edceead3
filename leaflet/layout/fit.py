"""Chooses the page breaks that cost least over a whole leaflet (total fit, after Plass).

After M. F. Plass, Optimal Pagination Techniques for Automatic Typesetting Systems, 1981.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from leaflet.layout.galley import SHRINKS, Galley

Rooms = tuple[float, ...]
"""The height that each page has for its content, in points; the last holds for all later pages."""

LEAST, LONG = 0.7, 0.85
"""A page is filled to this share, if it may end anywhere so far down; in a long leaflet more."""
EVEN = 49.0
"""Points that a foot may stand over the common one without offence."""
UNEVEN = 10.0
"""What a foot costs that stands further over it, or under it; a hole costs twice that."""
HOLE = 0.23
"""The share of a page that may be white at its foot."""
GIVEN = 0.2
"""What it costs to let all the white of a page give."""
PARTED, INSIDE = 2.0, 0.25
"""What it costs to part a panel that is wished to be in one piece, and any block."""
HALF, QUARTER = 0.55, 0.3
"""The last page is filled to the first share by wish, and to the second by rule."""
RAISED = 0.15
"""What it costs to raise the feet of all pages by EVEN, for each page."""
STEP, HIGHEST = 6.0, 0.2
"""The steps in which the feet are raised, in points, and the share of a page to try."""
FEW = 24
"""The pages of a leaflet whose feet anyone compares."""


Pages = tuple[tuple[int, int], ...]
"""The first and the last slice of each page, by their numbers in the galley."""


class Fit(NamedTuple):
    """A way to break a galley into pages, with its penalties; the lower, the better."""

    rules: int
    """How often what is bound is parted."""
    total: int
    """How many pages there are."""
    cost: float
    raised: float
    """How far the feet stand over the foot of the frame, in points, where they can."""
    pages: Pages


class _Way(NamedTuple):
    """The best known way to end a page before a slice, and where that page begins."""

    rules: int
    total: int
    cost: float
    start: int


class Ends(NamedTuple):
    """The places where pages of a galley may end."""

    numbers: list[int]
    """The slices that a page may end with, parting nothing bound."""
    feet: list[float]
    """How far down each of those ends, in points."""
    costs: list[float]
    """What it costs to end a page with each slice of the galley."""
    least: float
    """The share of a page that is to be filled."""


@lru_cache(maxsize=256)
def fit(galley: Galley, rooms: Rooms) -> Fit:
    """Return the pages that split least of what is bound, then are fewest, then cost least.

    They are remembered: one leaflet is often as high for all clinics.
    """
    ends = endings(galley, rooms[-1])
    best = lowest(galley, rooms, ends, 0.0)
    if best.cost < PARTED or not 1 < best.total <= FEW:
        return best
    steps = range(1, int(HIGHEST * rooms[-1] / STEP) + 1)
    return min(best, *(lowest(galley, rooms, ends, STEP * step) for step in steps))


def endings(galley: Galley, high: float) -> Ends:
    """Return where pages may end if those after the first have so much height."""
    numbers = [number for number, parts in enumerate(galley.parts) if parts]
    costs = [
        PARTED * wished + INSIDE * (after == place + 1)
        for wished, (place, after) in zip(
            galley.wished, pairwise([*galley.places, -1]), strict=True
        )
    ]
    least = LONG if galley.feet[-1] > FEW * high else LEAST
    return Ends(numbers, [galley.feet[number] for number in numbers], costs, least)


def lowest(galley: Galley, rooms: Rooms, ends: Ends, raised: float) -> Fit:
    """Return the best pages that end so many points above the foot of the frame."""
    best = {0: _Way(0, 0, 0.0, 0)}
    for start in range(galley.total):
        if here := best.get(start):
            high = rooms[min(here.total, len(rooms) - 1)]
            for end, short in reached(galley, ends, start, high):
                rules = here.rules + (not galley.parts[end])
                cost = here.cost + page_cost(galley, (start, end), (high, short), raised)
                if end < galley.stops[start]:
                    cost += ends.costs[end]
                way = _Way(rules, here.total + 1, cost, start)
                best[end + 1] = min(way, best.get(end + 1, way))
    return _followed(best, galley.total, raised)


def _followed(best: dict[int, _Way], end: int, raised: float) -> Fit:
    """Follow the best ways back from the end of the galley; each is known by where it ends."""
    pages = []
    rules, total, cost, _ = best[end]
    while end:
        start = best[end].start
        pages.append((start, end - 1))
        end = start
    return Fit(rules, total, cost + RAISED * total * raised / EVEN, raised, tuple(pages[::-1]))


def reached(galley: Galley, ends: Ends, start: int, high: float) -> list[tuple[int, float]]:
    """Yield the slices that a page from `start` may end with, and the white left of `high` points.

    They are those that part nothing bound and fill the page; or the last that leaves it emptier;
    or where there is none the last that fits; or `start`, which is too high.
    """
    numbers, feet, _, least = ends
    top = galley.tops[start] - galley.heads[start]
    stop = bisect_right(numbers, galley.stops[start])
    # No page shrinks by more than if all of it were white.
    until = min(stop, bisect_right(feet, top + high / (1 - SHRINKS)))
    since = bisect_left(numbers, start)
    full = max(since, bisect_left(feet, top + least * high))
    found = _fitting(galley, numbers[full:until], start, high)
    if found:
        return found
    for place in range(min(full, until) - 1, since - 1, -1):
        if found := _fitting(galley, numbers[place : place + 1], start, high):
            return found
    end = start
    while end < galley.stops[start] and _fitting(galley, [end + 1], start, high):
        end += 1
    return [(end, high - galley.high(start, end))]


def _fitting(
    galley: Galley, numbers: list[int], start: int, high: float
) -> list[tuple[int, float]]:
    """Yield the ends at which the page is not overfull, and the white that each leaves."""
    found = []
    for end in numbers:
        short = high - galley.high(start, end)
        if short > -0.001 or short + galley.shrinks(start, end) > -0.001:
            found.append((end, short))
    return found


def page_cost(
    galley: Galley, page: tuple[int, int], room: tuple[float, float], raised: float
) -> float:
    """Return the penalty of a page, without its foot; `room` = (height, white left), points."""
    (start, end), (high, short) = page, room
    if end == galley.total - 1:
        return _emptiness(1 - short / high) if start else 0.0
    grows = galley.grows(start, end)
    if short > HOLE * high + grows:
        return 2 * UNEVEN + (short / EVEN) ** 2 * (end < galley.stops[start])
    return _foot_cost(short - raised, grows, galley.shrinks(start, end))


def _emptiness(share: float) -> float:
    """Return the penalty for white on the last page."""
    return UNEVEN * (share < QUARTER) + 8 * max(0.0, HALF - share)


def _foot_cost(off: float, grows: float, shrinks: float) -> float:
    """Return the penalty of a page ending `off` points above the common foot, before stretching."""
    given = max(-shrinks, min(off, grows))
    share = given / ((grows if given > 0 else shrinks) or 1.0)
    off = (off - given) / EVEN
    return GIVEN * share * share + off * off + UNEVEN * (off > 1 or off < -0.001)
