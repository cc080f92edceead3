"""Cuts a paragraph into units: shaped text that stays on one line where it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, groupby, pairwise, takewhile
from operator import attrgetter, itemgetter
from typing import NamedTuple

import msgspec

from leaflet.text import bidi, directions
from leaflet.text.breaks import LINE_SEPARATOR, line_ends, opportunities, soft_places
from leaflet.text.fonts import Family, Font, drawn, extends
from leaflet.text.run import Run, Script
from leaflet.text.shape import ALONE, Neighbours, Piece, piece, shape, small

AFTER_SHORT_WORD = (0.0, 0.6, 0.2)
"""The penalty for ending a line after a word of so many letters: a, I, w; of, in, do."""
_SPACES = (" ", "\u00a0")
_LAST_CASED = "\u0590"
"""Scripts before it have short words; in others as many letters may be a whole word."""
GIVEN_WAY = 2.0
"""That for ending it inside an address, or between words that belong together but do not fit."""


class RunPiece(NamedTuple):
    """A piece of shaped text that comes from one run."""

    run: int
    font: Font
    piece: Piece
    level: int = 0
    edge: int = -1
    """The level of the edge of an isolate before it, if that is lower than both its sides."""


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


# ── text to units ────────────────────────────────────────────────────────────────────────────


class RunText(NamedTuple):
    """The part of a unit that comes from one run."""

    run: int
    bold: bool
    script: Script
    language: str
    """That of the text, where it is not that of the paragraph."""
    text: str
    level: int = 0
    """Even where the text runs to the right, odd where it runs to the left (UAX #9)."""
    edge: int = -1


def units_of(runs: tuple[Run, ...], family: Family, language: str) -> list[Unit]:
    """Return the units of a paragraph, shaped."""
    if directions.runs_left(language) or any(bidi.has_rtl(run.text) for run in runs):
        return [_unit(spans, family, language) for spans in _levelled(runs, language)]
    if len(runs) == 1:  # most paragraphs
        (run,) = runs
        cuts = pairwise(_cuts(runs))
        return [_word(run.text[start:end], _look(run), family, language) for start, end in cuts]
    return [_unit(spans, family, language) for spans in _spans(runs)]


def _levelled(runs: tuple[Run, ...], language: str) -> Iterator[tuple[RunText, ...]]:
    """Yield the spans of each unit, cut where the level changes and before blanks at the end."""
    levels, between = directions.levels_of(runs, language)
    at = 0
    for spans in _spans(runs):
        cut: list[RunText] = []
        for span in spans:
            for level, edge, text in _alike(span.text, at, levels, between):
                cut.append(span._replace(text=text, level=level, edge=edge))
            at += len(span.text)
        yield tuple(_rejoined(cut))


def _alike(
    text: str, start: int, levels: Sequence[int], between: Mapping[int, int]
) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a text of one level each, cut at blanks and at the edges of isolates."""
    edges = accumulate(at in between for at in range(start, start + len(text)))
    looks = zip(levels[start:], map(" ".__eq__, text), edges, strict=False)
    at = start
    for (level, *_), alike in groupby(looks):
        end = at + len([*alike])
        yield level, between.get(at, -1), text[at - start : end - start]
        at = end


def _rejoined(spans: list[RunText]) -> Iterator[RunText]:
    """Yield spans with words and the blanks between them joined again; not those at the end."""
    while len(spans) > 1:
        one, other = spans[:2]
        is_last = len(spans) == 2 and other.text.isspace()
        is_other = one._replace(text="", edge=-1) != other._replace(text="")
        if is_other or is_last:
            yield spans.pop(0)
        else:
            spans[:2] = [one._replace(text=one.text + other.text)]
    yield from spans


def stretches(units: list[Unit]) -> Iterator[list[Unit]]:
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
    text = "".join(span.text for span in spans)
    if any(span.level for span in spans):
        parts = [*_directed(spans, family, language)]
    else:
        parts = [*_plain(spans, family, language)]
    return _measured(parts, _cost(text))._replace(ends=text.endswith(LINE_SEPARATOR))


def _plain(spans: tuple[RunText, ...], family: Family, language: str) -> Iterator[RunPiece]:
    """Yield the pieces of spans that all run to the right."""
    for (bold, script, own), alike in groupby(spans, attrgetter("bold", "script", "language")):
        same = list(alike)
        given = "".join(span.text for span in same), family, bold, own or language
        pieces = tuple(small(*given, script)) if script else shape(*given)
        yield from _owned(pieces, same)


def _directed(spans: tuple[RunText, ...], family: Family, language: str) -> Iterator[RunPiece]:
    """Yield the pieces of spans of several directions; letters join across the looks of runs."""
    for number, span in enumerate(spans):
        given = span.text, family, span.bold, span.language or language
        if span.script:
            pieces = tuple(small(*given, span.script))
        else:
            goes_left = bool(span.level % 2)
            before, after = (
                "".join(s.text for s in part) for part in (spans[:number], spans[number + 1 :])
            )
            pieces = shape(
                *given, False, goes_left, Neighbours(before, after) if goes_left else ALONE
            )
        if span.level and not span.level % 2:
            pieces = tuple(map(_held, pieces))
        for behind, made in enumerate(pieces):
            edge = -1 if behind else span.edge
            yield RunPiece(span.run, made.font, made, span.level, edge)


def _held(piece: Piece) -> Piece:
    """Return a number with spaces that say that they are no-break spaces.

    Readers that put words into the order of a line would part the number at its spaces.
    """
    if any(char.isalpha() for char in piece.text):
        return piece
    glyphs = (g._replace(text="\u00a0") if g.text == " " else g for g in piece.glyphs)
    return msgspec.structs.replace(piece, glyphs=tuple(glyphs))


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
    """Yield the parts, with neighbours of one run, one font and one level joined."""
    for (run, font, level), alike in groupby(parts, itemgetter(0, 1, 3)):
        pieces = [part.piece for part in alike]
        glyphs = tuple(chain.from_iterable(part.glyphs for part in pieces))
        made = piece(font, glyphs, pieces[0].script, goes_left=pieces[0].goes_left)
        yield RunPiece(run, font, made, level)


def _measured(parts: list[RunPiece], cost: float) -> Unit:
    backwards = chain.from_iterable(reversed(part.piece.glyphs) for part in reversed(parts))
    space = sum(g.advance for g in takewhile(lambda glyph: glyph.text in _SPACES, backwards))
    return Unit(tuple(parts), sum(part.piece.advance for part in parts) - space, space, cost)


def _cost(text: str) -> float:
    """Return the penalty for ending a line after `text`."""
    word = text.rstrip(" ")
    is_short = word.isalpha() and len(word) < len(AFTER_SHORT_WORD) and word < _LAST_CASED
    return AFTER_SHORT_WORD[len(word)] if is_short else 0.0


def _clusters(part: RunPiece) -> Iterator[RunPiece]:
    """Yield the part cut into clusters, never between a letter and its marks."""
    glyphs = part.piece.glyphs
    heads = (i for i, g in enumerate(glyphs) if i and g.text and not extends(g.text[0]))
    for start, end in pairwise([0, *heads, len(glyphs)]):
        own = part.piece
        made = piece(part.font, glyphs[start:end], own.script, goes_left=own.goes_left)
        yield part._replace(piece=made)


# ── units wider than the measure ─────────────────────────────────────────────────────────────


def fitting(unit: Unit, measure: float) -> list[Unit]:
    """Return the unit, or the smaller units that it may be broken into to fit."""
    if unit.ink <= measure:
        return [unit]
    chunks = [part for word in _words(unit) for part in _soft_parts(word, measure)]
    units = [_measured([*_joined(chunk)], GIVEN_WAY) for chunk in chunks]
    return [*units[:-1], units[-1]._replace(cost=unit.cost, ends=unit.ends)]


@lru_cache(maxsize=8_192)
def widest_word(unit: Unit) -> float:
    """Return the ems of the widest part of a unit that nothing breaks."""
    text = text_of(unit.parts).rstrip(" ")
    if " " not in text and not soft_places(text):
        return unit.ink
    return max(part.ink for part in fitting(unit, 0.0))


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
    places = soft_places(text_of(word))
    start = offset = 0
    for i, cluster in enumerate(word, 1):
        offset += len(cluster.piece.text)
        if offset in places or i == len(word):
            yield word[start:i]
            start = i


def text_of(parts: Iterable[RunPiece]) -> str:
    """Return the text of pieces."""
    return "".join(part.piece.text for part in parts)
