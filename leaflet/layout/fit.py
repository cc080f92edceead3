"""Chooses the page breaks that cost least over a whole leaflet (total fit, after Plass).

After M. F. Plass, Optimal Pagination Techniques for Automatic Typesetting Systems, 1981.

A page is filled as far as its content allows. It may end up to EVEN points early where that parts
less or fills the last page better, but never to match the foot of another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from leaflet.layout.galley import STRANDED, Galley

Rooms = tuple[float, ...]
"""The height that each page has for its content, in points; the last holds for all later pages."""

SHRINKS = 0.25
"""The share of a page's white by which that may shrink at most."""
EVEN = 32.0
"""Points that a page may end early, once its white is stretched: two lines of text."""
WHITE = 100.0
"""What it costs to leave a whole page white; for less of it, by the square of the share."""
GIVEN = 0.2
"""What it costs to let all the white of a page give."""
PARTED, INSIDE = 6.0, 0.25
"""What it costs to part a panel that is wished to be in one piece, and any block."""
EMPTY, HALF, QUARTER = 10.0, 0.55, 0.3
"""The last page is filled to the first share by wish; under the second it costs EMPTY."""
TOPIC, UNUSED = 4.0, 52.0
"""What it costs to begin a panel inside a topic, and to leave one without words."""
FOLDED = 12.0
"""How much more it costs to part a block over a fold than over a page."""


Pages = tuple[tuple[int, int], ...]
"""The first and the last slice of each page, by their numbers in the galley."""


class Fit(NamedTuple):
    """A way to break a galley into pages, with its penalties; the lower, the better."""

    rules: int
    """How many rules its pages break: most of all those that part what is bound."""
    total: int
    """How many pages there are."""
    cost: float
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
    """The slices that a page may end with, breaking no rule."""
    feet: list[float]
    """How far down each of those ends, in points."""
    costs: list[float]
    """What it costs to end a page with each slice of the galley."""


@lru_cache(maxsize=256)
def fit(galley: Galley, rooms: Rooms) -> Fit:
    """Return the pages that break fewest rules, then are fewest, then cost least.

    They are remembered: one leaflet is often as high for all clinics.
    """
    ends = endings(galley)
    best = {0: _Way(0, 0, 0.0, 0)}
    for start in range(galley.total):
        if here := best.get(start):
            high = rooms[min(here.total, len(rooms) - 1)]
            for end, short in reached(galley, ends, start, high):
                rules = here.rules + galley.rules[end]
                cost = here.cost + page_cost(galley, (start, end), (high, short))
                if end < galley.stops[start]:
                    cost += ends.costs[end]
                way = _Way(rules, here.total + 1, cost, start)
                best[end + 1] = min(way, best.get(end + 1, way))
    return _followed(best, galley.total)


@lru_cache(maxsize=64)
def spread(galley: Galley, rooms: Rooms) -> Fit | None:
    """Return the content of up to so many panels that breaks fewest rules, then costs least.

    All panels are seen at once: they are filled alike, and a topic begins one where it can. None
    if the panels are too few.
    """
    ends = endings(galley)
    best = {(0, 0): _Way(0, 0, 0.0, 0)}
    for count, high in enumerate(rooms):
        for start in [at for at, used in best if used == count and at < galley.total]:
            here = best[start, count]
            for end, short in within(galley, ends, start, high):
                cost = here.cost + WHITE * (max(short, 0.0) / high) ** 2
                if end < galley.stops[start]:
                    cost += FOLDED * ends.costs[end] + TOPIC * (not galley.topics[end + 1])
                way = _Way(here.rules + galley.rules[end], count + 1, cost, start)
                place = (end + 1, count + 1)
                best[place] = min(way, best.get(place, way))
    ways = [way for (end, _), way in best.items() if end == galley.total]
    ways = [way._replace(cost=way.cost + UNUSED * (len(rooms) - way.total)) for way in ways]
    ways.sort(key=lambda way: (way.rules, way.cost))
    return _panels(best, ways[0], galley.total) if ways else None


def _panels(best: dict[tuple[int, int], _Way], way: _Way, end: int) -> Fit:
    """Follow the best ways back from the last panel to the first."""
    found, pages = way, []
    for count in range(found.total, 0, -1):
        pages.append((way.start, end - 1))
        end, way = way.start, best[way.start, count - 1]
    return Fit(found.rules, found.total, found.cost, tuple(pages[::-1]))


def within(galley: Galley, ends: Ends, start: int, high: float) -> list[tuple[int, float]]:
    """Return all slices that a panel from `start` may end with, and the white that each leaves."""
    numbers, feet, _ = ends
    until = bisect_right(numbers, galley.stops[start])
    top = galley.tops[start] - galley.heads[start]
    until = min(until, bisect_right(feet, top + high / (1 - SHRINKS)))
    shorts = [
        (end, high - galley.high(start, end))
        for end in numbers[bisect_left(numbers, start) : until]
    ]
    fitting = [(end, short) for end, short in shorts if _fits(galley, start, end, short)]
    return fitting or _parting(galley, start, high)


def endings(galley: Galley) -> Ends:
    """Return where pages may end, and what that parts."""
    numbers = [number for number, rules in enumerate(galley.rules) if not rules]
    costs = [
        PARTED * wished + INSIDE * (after == place + 1)
        for wished, (place, after) in zip(
            galley.wished, pairwise([*galley.places, -1]), strict=True
        )
    ]
    return Ends(numbers, [galley.feet[number] for number in numbers], costs)


def _followed(best: dict[int, _Way], end: int) -> Fit:
    """Follow the best ways back from the end of the galley; each is known by where it ends."""
    pages = []
    rules, total, cost, _ = best[end]
    while end:
        start = best[end].start
        pages.append((start, end - 1))
        end = start
    return Fit(rules, total, cost, tuple(pages[::-1]))


def reached(galley: Galley, ends: Ends, start: int, high: float) -> list[tuple[int, float]]:
    """Return the slices that a page from `start` may end with, and the white left of `high` points.

    They are those that break no rule and fill the page, and the last that parts no panel; or where
    there is none all that fit, but for what is bound, if any can; or `start`, which is too high.
    """
    numbers, feet, _ = ends
    top, stop = galley.tops[start] - galley.heads[start], galley.stops[start]
    # No page shrinks by more than if all of it were white.
    until = min(bisect_right(numbers, stop), bisect_right(feet, top + high / (1 - SHRINKS)))
    found: list[tuple[int, float]] = []
    is_clean = False
    for end in reversed(numbers[bisect_left(numbers, start) : until]):
        short = high - galley.high(start, end)
        if not _fits(galley, start, end, short):
            continue
        is_early = short - galley.grows(start, end) > EVEN
        if is_early and is_clean:
            break
        parts = galley.wished[end] and end < stop
        if not (is_early and found and parts):
            found.append((end, short))
            is_clean |= not parts
    return found or _parting(galley, start, high)


def _parting(galley: Galley, start: int, high: float) -> list[tuple[int, float]]:
    """Return the ends of a page within what should be whole; within what is bound only by need."""
    end, fitting = start, []
    while end <= galley.stops[start]:
        short = high - galley.high(start, end)
        if end > start and not _fits(galley, start, end, short):
            break
        fitting.append((end, short))
        end += 1
    return [one for one in fitting if galley.rules[one[0]] < STRANDED] or fitting[-1:]


def _fits(galley: Galley, start: int, end: int, short: float) -> bool:
    """Return whether a page is not overfull that ends `short` points above its foot."""
    return short > -0.001 or short + galley.shrinks(start, end) > -0.001


def page_cost(galley: Galley, page: tuple[int, int], room: tuple[float, float]) -> float:
    """Return the penalty of a page but for what it parts; `room` = (height, white left), points."""
    (start, end), (high, short) = page, room
    if end == galley.total - 1:
        return _emptiness(1 - short / high) if start else 0.0
    if end == galley.stops[start]:
        return 0.0
    grows, shrinks = galley.grows(start, end), galley.shrinks(start, end)
    given = max(-shrinks, min(short, grows))
    share = given / ((grows if given > 0 else shrinks) or 1.0)
    return float(GIVEN * share**2 + WHITE * ((short - given) / high) ** 2)


def _emptiness(share: float) -> float:
    """Return the penalty for white on the last page."""
    return EMPTY * (share < QUARTER) + 8 * max(0.0, HALF - share)
