"""Breaks a paragraph into the best set of lines, by Knuth and Plass's total fit, ragged right.

D. E. Knuth, M. F. Plass: Breaking paragraphs into lines, 1981. Here the right edge is ragged:
spaces keep their width, and what is minimised is the unevenness of the edge. Words are never
hyphenated and never torn: one that is wider than the measure stands out of it, and is told.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, chain, groupby, pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from leaflet.text import bidi, directions
from leaflet.text.fonts import Family, Font
from leaflet.text.run import Run, Script
from leaflet.text.shape import Glyph, Piece
from leaflet.text.units import (
    GIVEN_WAY,
    RunPiece,
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


class Fragment(NamedTuple):
    """A stretch of a line with one font from one run; lengths in points."""

    x: float
    """From the start of the line."""
    font: Font
    pieces: tuple[Piece, ...]
    run: int
    """Which of the paragraph's runs it comes from."""
    advance: float
    """With the space that ends a line, where there is one."""

    @property
    def script(self) -> Script:
        """`sub` or `super` where the stretch is small and below or above the line."""
        return self.pieces[0].script

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The glyphs of all pieces, in ems."""
        return tuple(chain.from_iterable(piece.glyphs for piece in self.pieces))

    @property
    def text(self) -> str:
        """The text of the line."""
        return "".join(piece.text for piece in self.pieces)


class SetLine(NamedTuple):
    """One line; `width` in points, without the space that ends it."""

    fragments: tuple[Fragment, ...]
    width: float
    outside: str = ""
    """The word that the line is, where it is wider than the measure."""


class ParagraphWay(NamedTuple):
    """Which way a paragraph runs."""

    base: int
    """Its level (UAX #9, P3): 0 where it has no letter that runs to the left."""
    language: str


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
        _line(stretch[start:end], size, measure, way)
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


# ── lines ────────────────────────────────────────────────────────────────────────────────────


def _line(units: list[Unit], size: float, measure: float, way: ParagraphWay) -> SetLine:
    fragments: list[Fragment] = []
    x = 0.0
    parts = [*chain.from_iterable(map(attrgetter("parts"), units))]
    space = units[-1].space * size
    if any(part.level for part in parts) or directions.runs_left(way.language):
        fragments, x = _ordered(parts, size, space, way)
    else:
        for (run, font), alike in groupby(parts, itemgetter(0, 1)):
            pieces = tuple(map(attrgetter("piece"), alike))
            advance = sum(map(attrgetter("advance"), pieces)) * size
            fragments.append(Fragment(x, font, pieces, run, advance))
            x += advance
    width = x - space
    return SetLine(tuple(fragments), width, _bare(units[0]) if width > measure * size else "")


def _ordered(
    parts: list[RunPiece], size: float, space: float, way: ParagraphWay
) -> tuple[list[Fragment], float]:
    """Return the fragments in the order of the text, each where it stands on the line; its width.

    Places count from the edge where lines of the language begin; `space` is that at the end.
    """
    level = [part.level for part in parts]
    for number in reversed(range(len(parts))):  # L1
        if parts[number].piece.text.strip(" \u00a0"):
            break
        level[number] = way.base
    placed: list[tuple[int, Fragment]] = []
    x = 0.0

    def direction(number: int) -> tuple[int, Font | None, int, bool]:
        if number < 0:
            return number, None, 0, False
        part = parts[number]
        return part.run, part.font, level[number] % 2, part.piece.goes_left

    for (run, font, *_), alike in groupby(_visual(parts, level), direction):
        if font is None:
            continue
        numbers = sorted(alike)
        pieces = tuple(parts[number].piece for number in numbers)
        advance = sum(map(attrgetter("advance"), pieces)) * size
        placed.append((numbers[0], Fragment(x, font, pieces, run, advance)))
        x += advance
    if directions.runs_left(way.language):
        edge = x if way.base else x - space
        placed = [(n, each._replace(x=edge - each.x - each.advance)) for n, each in placed]
    return [each for _, each in sorted(placed, key=itemgetter(0))], x


def _visual(parts: list[RunPiece], level: list[int]) -> list[int]:
    """Return the numbers of the parts from left to right, and numbers below 0 for edges."""
    numbers: list[int] = []
    seen: list[int] = []
    for number, part in enumerate(parts):
        if number and part.edge >= 0:
            numbers.append(-number)
            seen.append(part.edge)
        numbers.append(number)
        seen.append(level[number])
    return [numbers[place] for place in bidi.order(seen)]


def _bare(unit: Unit) -> str:
    """Return the word of a unit without the punctuation marks around it."""
    word = text_of(unit.parts).strip()
    return word.strip(",;:.?!()[]“”‘’\"'") or word
