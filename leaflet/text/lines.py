"""Breaks a paragraph into the best set of lines, by Knuth and Plass's total fit, ragged right.

D. E. Knuth, M. F. Plass: Breaking paragraphs into lines, 1981. Here the right edge is ragged:
spaces keep their width, and what is minimised is the unevenness of the edge. Words are never
hyphenated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, chain, groupby, pairwise, takewhile
from operator import attrgetter, itemgetter
from typing import NamedTuple

from leaflet.text.breaks import LINE_SEPARATOR, line_ends, opportunities
from leaflet.text.fonts import Family, Font, drawn, extends
from leaflet.text.run import Run
from leaflet.text.shape import Glyph, Piece, shape

# Costs: a line that ends 4 em short costs 1, one that ends 8 em short costs 8.
STRETCH = 4.0
LINE = 1000.0
"""One more line: evenness is never bought with paper, the lines are as few as they can be."""
RUNT = 6.0
"""The last line is a stranded short word: narrower than a share of the measure, or than some em."""
RUNT_SHARE, RUNT_EMS = 0.15, 3.0
AFTER_SHORT_WORD = (0.0, 0.6, 0.2)
"""A line ends after a word of so many letters: a, I, w; of, in, do."""
AFTER_HYPHEN = 0.5
EMERGENCY = 2.0
"""A line ends where only a word wider than the measure forces it to."""

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


class RunPiece(NamedTuple):
    """A piece of shaped text that comes from one run."""

    run: int
    font: Font
    piece: Piece


class Unit(NamedTuple):
    """The text between two break opportunities, and the penalty for ending a line after it."""

    parts: tuple[RunPiece, ...]
    ink: float
    """Ems up to the space that ends it."""
    space: float
    """Ems of that space, which is not measured at the end of a line."""
    cost: float
    ends: bool = False
    """Whether a line ends after it in any case."""


@lru_cache(maxsize=4096)
def set_lines(
    runs: tuple[Run, ...], family: Family, size: float, width: float, language: str = "en"
) -> tuple[SetLine, ...]:
    """Break a paragraph into lines of at most `width`; size and width in points.

    The fragments' texts joined are `drawn` of the runs' texts joined: nothing is lost or added,
    and a line that ends at a space has it as its last glyph. Runs of spaces must have been
    collapsed by the caller. Only a single character wider than `width` stands out of it.
    """
    measure = width / size + TOLERANCE
    units = _units(runs, family, language)
    if any(unit.ink > measure for unit in units):
        units = [part for unit in units for part in _fitting(unit, measure)]
    return tuple(
        _line(stretch[start:end], size)
        for stretch in _stretches(units)
        for start, end in pairwise([0, *_best_ends(stretch, measure)])
    )


@lru_cache(maxsize=4096)
def natural_width(
    runs: tuple[Run, ...], family: Family, size: float, language: str = "en"
) -> float:
    """Return the width in points of the paragraph if lines end only where they have to."""
    stretches = _stretches(_units(runs, family, language))
    totals = (sum(unit.ink + unit.space for unit in each) - each[-1].space for each in stretches)
    return max(totals, default=0.0) * size


@lru_cache(maxsize=4096)
def least_width(runs: tuple[Run, ...], family: Family, size: float, language: str = "en") -> float:
    """Return the width of the widest word, in points; a narrower column would break it."""
    return max((unit.ink for unit in _units(runs, family, language)), default=0.0) * size


# ── text to units ────────────────────────────────────────────────────────────────────────────


class RunText(NamedTuple):
    """The part of a unit that comes from one run."""

    run: int
    bold: bool
    text: str


def _units(runs: tuple[Run, ...], family: Family, language: str) -> list[Unit]:
    if len(runs) == 1:  # most paragraphs
        (run,) = runs
        cuts = pairwise(_cuts(runs))
        return [_word(run.text[start:end], run.bold, family, language) for start, end in cuts]
    return [_unit(spans, family, language) for spans in _spans(runs)]


def _stretches(units: list[Unit]) -> Iterator[list[Unit]]:
    """Yield the units up to each that ends a line in any case."""
    start = 0
    for end, unit in enumerate(units, 1):
        if unit.ends or end == len(units):
            yield units[start:end]
            start = end


@lru_cache(maxsize=8_192)
def _word(text: str, bold: bool, family: Family, language: str) -> Unit:
    """Return the unit of a word in a paragraph of a single run."""
    return _unit((RunText(0, bold, text),), family, language)


def _spans(runs: tuple[Run, ...]) -> Iterator[tuple[RunText, ...]]:
    """Yield the spans of each unit."""
    borders = list(accumulate((len(run.text) for run in runs), initial=0))
    first = 0
    for start, end in pairwise(_cuts(runs)):
        while borders[first + 1] <= start:
            first += 1
        last = first
        while borders[last + 1] < end:
            last += 1
        yield tuple(
            RunText(i, runs[i].bold, runs[i].text[max(0, start - borders[i]) : end - borders[i]])
            for i in range(first, last + 1)
            if runs[i].text
        )


def _cuts(runs: tuple[Run, ...]) -> list[int]:
    """Return where units begin and end: the break opportunities that no run forbids."""
    text = "".join(run.text for run in runs)
    kept: set[int] = set()
    end = 0
    for run in runs:
        start, end = end, end + len(run.text)
        if run.keep:
            kept.update(range(start + 1, end))
    kept.difference_update(line_ends(text))
    return [0, *(cut for cut in opportunities(text) if cut not in kept), len(text)] if text else []


@lru_cache(maxsize=8_192)
def _unit(spans: tuple[RunText, ...], family: Family, language: str) -> Unit:
    parts: list[RunPiece] = []
    for bold, alike in groupby(spans, attrgetter("bold")):
        same = list(alike)
        pieces = shape("".join(span.text for span in same), family, bold, language)
        parts += _owned(pieces, same)
    text = "".join(span.text for span in spans)
    return _measured(parts, _cost(text))._replace(ends=text.endswith(LINE_SEPARATOR))


def _owned(pieces: tuple[Piece, ...], spans: list[RunText]) -> list[RunPiece]:
    """Yield the pieces, cut where another run begins; a cluster belongs to its first run."""
    parts = [RunPiece(spans[0].run, piece.font, piece) for piece in pieces]
    if len(spans) == 1:
        return parts
    owners = [span.run for span in spans for _ in drawn(span.text)]
    clusters = [cluster for part in parts for cluster in _clusters(part)]
    starts = accumulate((len(cluster.piece.text) for cluster in clusters), initial=0)
    owned = (c._replace(run=owners[start]) for c, start in zip(clusters, starts, strict=False))
    return [*_joined(owned)]


def _joined(parts: Iterable[RunPiece]) -> Iterator[RunPiece]:
    """Yield the parts, with neighbours of one run and one font joined."""
    for (run, font), alike in groupby(parts, itemgetter(0, 1)):
        pieces = [part.piece for part in alike]
        glyphs = chain.from_iterable(piece.glyphs for piece in pieces)
        yield RunPiece(run, font, _piece(font, tuple(glyphs)))


def _piece(font: Font, glyphs: tuple[Glyph, ...]) -> Piece:
    text = "".join(glyph.text for glyph in glyphs)
    return Piece(font, glyphs, text, sum(glyph.advance for glyph in glyphs))


def _measured(parts: list[RunPiece], cost: float) -> Unit:
    backwards = chain.from_iterable(reversed(part.piece.glyphs) for part in reversed(parts))
    space = sum(g.advance for g in takewhile(lambda glyph: glyph.text == " ", backwards))
    return Unit(tuple(parts), sum(part.piece.advance for part in parts) - space, space, cost)


def _cost(text: str) -> float:
    """Return the penalty for ending a line after `text`."""
    word = text.rstrip(" ")
    if word == text:
        return AFTER_HYPHEN
    is_short = word.isalpha() and len(word) < len(AFTER_SHORT_WORD)
    return AFTER_SHORT_WORD[len(word)] if is_short else 0.0


def _clusters(part: RunPiece) -> Iterator[RunPiece]:
    """Yield the part cut into clusters, never between a letter and its marks."""
    glyphs = part.piece.glyphs
    heads = (i for i, g in enumerate(glyphs) if i and g.text and not extends(g.text[0]))
    for start, end in pairwise([0, *heads, len(glyphs)]):
        yield part._replace(piece=_piece(part.font, glyphs[start:end]))


# ── units wider than the measure ─────────────────────────────────────────────────────────────

_SOFT_PLACES = (re.compile(r"[ ]++"), re.compile(r"[/.,?&=_:@-]++"))
"""After what an overlong unit is broken first (kept text at its spaces, addresses), then second."""


def _fitting(unit: Unit, measure: float) -> list[Unit]:
    """Yield the unit, or the smaller units it must be broken into to fit."""
    if unit.ink <= measure:
        return [unit]
    clusters = [cluster for part in unit.parts for cluster in _clusters(part)]
    chunks = _chunks(clusters, measure, _SOFT_PLACES)
    units = [_measured([*_joined(chunk)], EMERGENCY) for chunk in chunks]
    return [*units[:-1], units[-1]._replace(cost=unit.cost, ends=unit.ends)]


def _chunks(
    clusters: list[RunPiece], measure: float, places: tuple[re.Pattern[str], ...]
) -> Iterator[list[RunPiece]]:
    """Yield a unit broken at the best kind of place that makes it fit, at worst anywhere."""
    if _measured(clusters, 0).ink <= measure:
        yield clusters
    elif places:
        for chunk in _split(clusters, places[0]):
            yield from _chunks(chunk, measure, places[1:])
    else:
        yield from _filled(clusters, measure)


def _split(clusters: list[RunPiece], place: re.Pattern[str]) -> Iterator[list[RunPiece]]:
    text = "".join(cluster.piece.text for cluster in clusters)
    ends = {match.end() for match in place.finditer(text)}
    start = offset = 0
    for i, cluster in enumerate(clusters, 1):
        offset += len(cluster.piece.text)
        if offset in ends or i == len(clusters):
            yield clusters[start:i]
            start = i


def _filled(clusters: list[RunPiece], measure: float) -> Iterator[list[RunPiece]]:
    start, room = 0, measure
    for i, (_, _, piece) in enumerate(clusters):
        if piece.advance > room and i > start and piece.text != " ":
            yield clusters[start:i]
            start, room = i, measure
        room -= piece.advance
    yield clusters[start:]


# ── units to lines ───────────────────────────────────────────────────────────────────────────


def _best_ends(units: list[Unit], measure: float) -> list[int]:
    """Return after how many units each line ends, for the least total penalty.

    Dynamic programming over the unit that ends a line: the window of those that may begin it
    moves along, so the work grows with units times units in a line. Of equals the longer line wins.
    """
    left = list(accumulate((unit.ink + unit.space for unit in units), initial=0.0))
    if units and left[-2] + units[-1].ink <= measure:
        return [len(units)]
    total = [0.0]  # the least cost of setting so many units
    begin = [0]  # and the unit that begins the last line of that
    first = 0
    for end, unit in enumerate(units, 1):
        right = left[end - 1] + unit.ink
        while right - left[first] > measure and first < end - 1:
            first += 1
        if end == len(units):
            best, start = min(
                (total[start] + _runt_cost(right - left[start], start, end, measure), start)
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
    for start in range(first + 1, len(total)):
        ragged = _ragged(room + left[start])
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


def _runt_cost(width: float, start: int, end: int, measure: float) -> float:
    """Return the penalty of the last line: none unless it is a stranded short word."""
    is_lone = end - start == 1 and width < RUNT_EMS
    return RUNT if start > 0 and (is_lone or width < RUNT_SHARE * measure) else 0.0


def _traced(begin: list[int]) -> list[int]:
    """Return the ends of the lines, traced back from the beginnings of the best lines."""
    ends = []
    end = len(begin) - 1
    while end:
        ends.append(end)
        end = begin[end]
    return ends[::-1]


def _line(units: list[Unit], size: float) -> SetLine:
    fragments: list[Fragment] = []
    x = 0.0
    parts = chain.from_iterable(map(attrgetter("parts"), units))
    for (run, font), alike in groupby(parts, itemgetter(0, 1)):
        pieces = tuple(map(attrgetter("piece"), alike))
        advance = sum(map(attrgetter("advance"), pieces)) * size
        fragments.append(Fragment(x, font, pieces, run, advance))
        x += advance
    return SetLine(tuple(fragments), x - units[-1].space * size)
