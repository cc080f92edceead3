"""Breaks a paragraph into the best set of lines, by Knuth and Plass's total fit, ragged right.

D. E. Knuth, M. F. Plass: Breaking paragraphs into lines, 1981. Here the right edge is ragged:
spaces keep their width, and what is minimised is the unevenness of the edge. Words are never
hyphenated and never torn: one that is wider than the measure stands out of it, and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, chain, groupby, pairwise, takewhile
from operator import attrgetter, itemgetter
from typing import NamedTuple

from leaflet.text.breaks import LINE_SEPARATOR, line_ends, opportunities, soft_places
from leaflet.text.fonts import Family, Font, drawn, extends
from leaflet.text.run import Run, Script
from leaflet.text.shape import Glyph, Piece, piece, shape, small

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
AFTER_SHORT_WORD = (0.0, 0.6, 0.2)
"""A line ends after a word of so many letters: a, I, w; of, in, do."""
GIVEN_WAY = 2.0
"""A line ends inside an address, or between words that belong together, as they do not fit."""
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
    units = _units(runs, family, language)
    if any(unit.ink > measure for unit in units):
        units = [part for unit in units for part in _fitting(unit, measure)]
    best_ends = _balanced_ends if balanced else _best_ends
    return tuple(
        _line(stretch[start:end], size, measure)
        for stretch in _stretches(units)
        for start, end in pairwise([0, *best_ends(stretch, measure)])
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
    """Return the width of the widest text that stays on one line where it fits, in points."""
    return max((unit.ink for unit in _units(runs, family, language)), default=0.0) * size


@lru_cache(maxsize=4096)
def extents(
    runs: tuple[Run, ...], family: Family, size: float, language: str = "en"
) -> tuple[Extent, ...]:
    """Return the lengths of each text that stays on one line where it fits, in order."""
    return tuple(
        Extent(
            *(unit.ink * size, unit.space * size, _widest_word(unit) * size),
            *(len(_text(unit.parts).split()), unit.ends),
        )
        for unit in _units(runs, family, language)
    )


# ── text to units ────────────────────────────────────────────────────────────────────────────


class RunText(NamedTuple):
    """The part of a unit that comes from one run."""

    run: int
    bold: bool
    script: Script
    language: str
    """That of the text, where it is not that of the paragraph."""
    text: str


def _units(runs: tuple[Run, ...], family: Family, language: str) -> list[Unit]:
    if len(runs) == 1:  # most paragraphs
        (run,) = runs
        cuts = pairwise(_cuts(runs))
        return [_word(run.text[start:end], _look(run), family, language) for start, end in cuts]
    return [_unit(spans, family, language) for spans in _spans(runs)]


def _stretches(units: list[Unit]) -> Iterator[list[Unit]]:
    """Yield the units up to each that ends a line in any case."""
    start = 0
    for end, unit in enumerate(units, 1):
        if unit.ends or end == len(units):
            yield units[start:end]
            start = end


@lru_cache(maxsize=8_192)
def _word(text: str, look: tuple[bool, Script, str], family: Family, language: str) -> Unit:
    """Return the unit of a word in a paragraph of a single run."""
    return _unit((RunText(0, *look, text),), family, language)


def _look(run: Run) -> tuple[bool, Script, str]:
    """Return what changes the shape of letters from run to run."""
    return run.bold, run.script, run.language


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
            RunText(i, *_look(runs[i]), runs[i].text[max(0, start - borders[i]) : end - borders[i]])
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
    for (bold, script, own), alike in groupby(spans, attrgetter("bold", "script", "language")):
        same = list(alike)
        given = "".join(span.text for span in same), family, bold, own or language
        pieces = tuple(small(*given, script)) if script else shape(*given)
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
        glyphs = chain.from_iterable(part.glyphs for part in pieces)
        yield RunPiece(run, font, piece(font, tuple(glyphs), pieces[0].script))


def _measured(parts: list[RunPiece], cost: float) -> Unit:
    backwards = chain.from_iterable(reversed(part.piece.glyphs) for part in reversed(parts))
    space = sum(g.advance for g in takewhile(lambda glyph: glyph.text == " ", backwards))
    return Unit(tuple(parts), sum(part.piece.advance for part in parts) - space, space, cost)


def _cost(text: str) -> float:
    """Return the penalty for ending a line after `text`."""
    word = text.rstrip(" ")
    is_short = word.isalpha() and len(word) < len(AFTER_SHORT_WORD)
    return AFTER_SHORT_WORD[len(word)] if is_short else 0.0


def _clusters(part: RunPiece) -> Iterator[RunPiece]:
    """Yield the part cut into clusters, never between a letter and its marks."""
    glyphs = part.piece.glyphs
    heads = (i for i, g in enumerate(glyphs) if i and g.text and not extends(g.text[0]))
    for start, end in pairwise([0, *heads, len(glyphs)]):
        yield part._replace(piece=piece(part.font, glyphs[start:end], part.piece.script))


# ── units wider than the measure ─────────────────────────────────────────────────────────────


def _fitting(unit: Unit, measure: float) -> list[Unit]:
    """Return the unit, or the smaller units that it may be broken into to fit."""
    if unit.ink <= measure:
        return [unit]
    chunks = [part for word in _words(unit) for part in _soft_parts(word, measure)]
    units = [_measured([*_joined(chunk)], GIVEN_WAY) for chunk in chunks]
    return [*units[:-1], units[-1]._replace(cost=unit.cost, ends=unit.ends)]


@lru_cache(maxsize=8_192)
def _widest_word(unit: Unit) -> float:
    """Return the ems of the widest part of a unit that nothing breaks."""
    text = _text(unit.parts).rstrip(" ")
    if " " not in text and not soft_places(text):
        return unit.ink
    return max(part.ink for part in _fitting(unit, 0.0))


def _words(unit: Unit) -> Iterator[list[RunPiece]]:
    """Yield the clusters of each word of the unit, with the spaces that end it."""
    clusters = [cluster for part in unit.parts for cluster in _clusters(part)]
    space = [cluster.piece.text == " " for cluster in clusters]
    ends = (i for i, (one, other) in enumerate(pairwise(space), 1) if one and not other)
    for start, end in pairwise([0, *ends, len(clusters)]):
        yield clusters[start:end]


def _soft_parts(word: list[RunPiece], measure: float) -> Iterator[list[RunPiece]]:
    """Yield a word whole; an address that does not fit is parted at its soft places."""
    if _measured(word, 0).ink <= measure:
        yield word
        return
    places = soft_places(_text(word))
    start = offset = 0
    for i, cluster in enumerate(word, 1):
        offset += len(cluster.piece.text)
        if offset in places or i == len(word):
            yield word[start:i]
            start = i


def _text(parts: Iterable[RunPiece]) -> str:
    return "".join(part.piece.text for part in parts)


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
    """Return the first unit from which on there is but one word, or the number of units."""
    start = len(units)
    while start and " " not in _text(units[start - 1].parts).rstrip(" "):
        start -= 1
        if start == 0 or units[start - 1].space:
            break
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
    return _text(unit.parts).rstrip(" ").endswith((",", ";", ":", ".", "?", "!", "–", "—", ")"))


def _opens(unit: Unit) -> bool:
    """Return whether the unit begins with a bracket or an opening quotation mark."""
    return _text(unit.parts).startswith(("(", "[", "“", "‘"))


def _ink(units: list[Unit]) -> float:
    """Return the ems of units on one line."""
    return sum(unit.ink + unit.space for unit in units) - units[-1].space


# ── lines ────────────────────────────────────────────────────────────────────────────────────


def _line(units: list[Unit], size: float, measure: float) -> SetLine:
    fragments: list[Fragment] = []
    x = 0.0
    parts = chain.from_iterable(map(attrgetter("parts"), units))
    for (run, font), alike in groupby(parts, itemgetter(0, 1)):
        pieces = tuple(map(attrgetter("piece"), alike))
        advance = sum(map(attrgetter("advance"), pieces)) * size
        fragments.append(Fragment(x, font, pieces, run, advance))
        x += advance
    width = x - units[-1].space * size
    return SetLine(tuple(fragments), width, _bare(units[0]) if width > measure * size else "")


def _bare(unit: Unit) -> str:
    """Return the word of a unit without the punctuation marks around it."""
    word = _text(unit.parts).strip()
    return word.strip(",;:.?!()[]“”‘’\"'") or word
