"""Puts the parts of a line where they stand on it, in the order of their directions."""

from __future__ import annotations

from itertools import chain, groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from leaflet.text import bidi, directions
from leaflet.text.fonts import Font
from leaflet.text.run import Script
from leaflet.text.shape import Glyph, Piece
from leaflet.text.units import RunPiece, Unit, text_of


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


def line_of(units: list[Unit], size: float, measure: float, way: ParagraphWay) -> SetLine:
    """Return the line of some units; `size` in points, `measure` in ems."""
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
