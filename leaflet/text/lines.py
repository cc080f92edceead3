"""Breaks a paragraph into the best set of lines, by Knuth and Plass's total fit, ragged right.

D. E. Knuth, M. F. Plass: Breaking paragraphs into lines, 1981. Here the right edge is ragged:
spaces keep their width, and what is minimised is the unevenness of the edge. Words are never
hyphenated and never torn: one that is wider than the measure stands out of it, and is told.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from leaflet.text import directions
from leaflet.text.fonts import Family
from leaflet.text.run import Run
from leaflet.text.set_line import ParagraphWay, SetLine, line_of
from leaflet.text.units import (
    GIVEN_WAY,
    Unit,
    fitting,
    stretches,
    text_of,
    units_of,
    widest_word,
)

# Costs: a line that ends 4 em short costs 1, one that ends 8 em short costs 8.
STRETCH = 4.0
LINE = 1e6
"""One more line: evenness is never bought with paper, the lines are as few as they can be."""
LONE = 1e4
"""The last line is a single word."""
SINGLE = 6.0
"""A line that is not the last is a single word, though more fit on it."""
RUNT = 6.0
"""The last line is narrower than a share of the measure."""
RUNT_SHARE = 0.15
MID_PHRASE = 4.0
"""A line of a title ends elsewhere than after a punctuation mark."""

BALANCED = 0.4
"""The share of the longest line that the last line of a title has, where its words allow it."""
TITLE = 60
"""Units that a title has at most; a longer one is set as a paragraph is."""

TOLERANCE = 1e-6
"""Ems that rounding may add: text set in a column of its natural width stays on one line."""


class Extent(NamedTuple):
    """The lengths of text that stays on one line where it fits; in points."""

    ink: float
    """Up to the space that ends it."""
    space: float
    word: float
    """The widest word in it; a narrower column cannot hold it."""
    words: int
    ends: bool
    """Whether a line ends after it in any case."""


@lru_cache(maxsize=4096)
def set_lines(
    runs: tuple[Run, ...],
    family: Family,
    size: float,
    width: float,
    language: str = "en",
    *,
    balanced: bool = False,
) -> tuple[SetLine, ...]:
    """Break a paragraph into lines of at most `width`; size and width in points.

    The fragments' texts joined are `drawn` of the runs' texts joined: nothing is lost or added,
    and a line that ends at a space has it as its last glyph. Runs of spaces must have been
    collapsed by the caller. Only a line that is a single word, its `outside`, may be wider. The
    lines of `balanced` text, such as a title, are about as long as each other.
    """
    measure = width / size + TOLERANCE
    units = units_of(runs, family, language)
    if any(unit.ink > measure for unit in units):
        units = [part for unit in units for part in fitting(unit, measure)]
    best_ends = _balanced_ends if balanced else _best_ends
    way = ParagraphWay(directions.base_level("".join(run.text for run in runs), language), language)
    return tuple(
        line_of(stretch[start:end], size, measure, way)
        for stretch in stretches(units)
        for start, end in pairwise([0, *best_ends(stretch, measure)])
    )


@lru_cache(maxsize=4096)
def natural_width(
    runs: tuple[Run, ...], family: Family, size: float, language: str = "en"
) -> float:
    """Return the width in points of the paragraph if lines end only where they have to."""
    units = stretches(units_of(runs, family, language))
    totals = (sum(unit.ink + unit.space for unit in each) - each[-1].space for each in units)
    return max(totals, default=0.0) * size


@lru_cache(maxsize=4096)
def least_width(runs: tuple[Run, ...], family: Family, size: float, language: str = "en") -> float:
    """Return the width of the widest text that stays on one line where it fits, in points."""
    return max((unit.ink for unit in units_of(runs, family, language)), default=0.0) * size


@lru_cache(maxsize=4096)
def extents(
    runs: tuple[Run, ...], family: Family, size: float, language: str = "en"
) -> tuple[Extent, ...]:
    """Return the lengths of each text that stays on one line where it fits, in order."""
    return tuple(
        Extent(
            *(unit.ink * size, unit.space * size, widest_word(unit) * size),
            *(len(text_of(unit.parts).split()), unit.ends),
        )
        for unit in units_of(runs, family, language)
    )


# ── units to lines ───────────────────────────────────────────────────────────────────────────


def _best_ends(units: list[Unit], measure: float) -> list[int]:
    """Return after how many units each line ends, for the least total penalty.

    Dynamic programming over the unit that ends a line: the window of those that may begin it
    moves along, so the work grows with units times units in a line. Of equals the longer line wins.
    """
    left = list(accumulate((unit.ink + unit.space for unit in units), initial=0.0))
    if units and left[-2] + units[-1].ink <= measure:
        return [len(units)]
    lone = _last_word(units)
    total = [0.0]  # the least cost of setting so many units
    begin = [0]  # and the unit that begins the last line of that
    first = 0
    for end, unit in enumerate(units, 1):
        right = left[end - 1] + unit.ink
        while right - left[first] > measure and first < end - 1:
            first += 1
        if end == len(units):
            best, start = min(
                (total[start] + _runt_cost(right - left[start], start, lone, measure), start)
                for start in range(first, end)
            )
        else:
            best, start = _best_line(total, left, measure - right, first)
        total.append(best + LINE + unit.cost)
        begin.append(start)
    return _traced(begin)


def _best_line(total: list[float], left: list[float], room: float, first: int) -> tuple[float, int]:
    """Return the least penalty of a line that ends after the last total, and its first unit.

    It begins with `first` or later; `room` is the measure less where the line ends.
    """
    best, best_start = total[first] + _ragged(room + left[first]), first
    if first == 0:  # any other start takes one more line
        return best, best_start
    least = min(total[first:])
    single = len(total) - 1
    for start in range(first + 1, len(total)):
        ragged = _ragged(room + left[start]) + SINGLE * (start == single)
        if least + ragged >= best:
            break  # and shorter lines only cost more
        if total[start] + ragged < best:
            best, best_start = total[start] + ragged, start
    return best, best_start


def _ragged(short: float) -> float:
    """Return the penalty of a line that ends so many ems short: the cube of the shortfall.

    Not by `**`, whose last bit differs from one machine to the next.
    """
    stretches = short / STRETCH
    return stretches * stretches * stretches


def _runt_cost(width: float, start: int, lone: int, measure: float) -> float:
    """Return the penalty of a last line that is short, or that begins at the `lone` word."""
    if start == 0:
        return 0.0
    return LONE * (start >= lone) + RUNT * (width < RUNT_SHARE * measure)


def _last_word(units: list[Unit]) -> int:
    """Return the first unit from which on there is but one word, or the number of units.

    No word is alone where the last line may begin without a space before it, as in Chinese.
    """
    start = len(units)
    while start and " " not in text_of(units[start - 1].parts).rstrip(" "):
        start -= 1
        if start == 0 or units[start - 1].space:
            break
        if units[start - 1].cost < GIVEN_WAY:
            return len(units)
    return start


def _traced(begin: list[int]) -> list[int]:
    """Return the ends of the lines, traced back from the beginnings of the best lines."""
    ends = []
    end = len(begin) - 1
    while end:
        ends.append(end)
        end = begin[end]
    return ends[::-1]


# ── titles ───────────────────────────────────────────────────────────────────────────────────


def _balanced_ends(units: list[Unit], measure: float) -> list[int]:
    """Return after how many units each line of a title ends, for lines of about one length.

    They are as few as they can be. Of those, the last is not a single word; then it has its share
    of the longest; then the unevenness is least.
    """
    ends = _best_ends(units, measure)
    if len(ends) == 1 or len(units) > TITLE:
        return ends
    lone, upper = _last_word(units), len(ends) - 1
    best = _evenest(units, len(ends), measure, measure)
    if not best or (best[1][upper - 1] < lone and _is_even(units, best[1])):
        return best[1] if best else ends
    tried = []
    for start in range(upper, len(units)):
        last = _evenest(units[start:], 1, measure, measure)
        bounds = (min(measure, _ink(units[start:]) / BALANCED), measure)
        for short, most in enumerate(bounds if last else ()):
            if last and (above := _evenest(units[:start], upper, most, measure)):
                worth = (start >= lone, short, last[0] + above[0])
                tried.append((worth, [*above[1], len(units)]))
                break
    return min(tried)[1]


def _is_even(units: list[Unit], ends: list[int]) -> bool:
    """Return whether the last line has its share of the longest."""
    inks = [_ink(units[start:end]) for start, end in pairwise([0, *ends])]
    return inks[-1] >= BALANCED * max(inks)


def _evenest(
    units: list[Unit], count: int, most: float, measure: float
) -> tuple[float, list[int]] | None:
    """Return the least penalty of so many lines of at most `most`, and their ends."""
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for _ in range(count):
        longer: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, ends) in best.items():
            left = 0.0
            for end, unit in enumerate(units[start:], start + 1):
                if (ink := left + unit.ink) > most:
                    break
                left = ink + unit.space
                is_end = _closes(unit) or any(map(_opens, units[end : end + 1]))
                found = cost + _ragged(measure - ink) + unit.cost + MID_PHRASE * (not is_end)
                if end not in longer or found < longer[end][0]:
                    longer[end] = found, [*ends, end]
        best = longer
    return best.get(len(units))


def _closes(unit: Unit) -> bool:
    """Return whether the unit ends with a punctuation mark."""
    return text_of(unit.parts).rstrip(" ").endswith((",", ";", ":", ".", "?", "!", "–", "—", ")"))


def _opens(unit: Unit) -> bool:
    """Return whether the unit begins with a bracket or an opening quotation mark."""
    return text_of(unit.parts).startswith(("(", "[", "“", "‘"))


def _ink(units: list[Unit]) -> float:
    """Return the ems of units on one line."""
    return sum(unit.ink + unit.space for unit in units) - units[-1].space
