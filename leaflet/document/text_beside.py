"""Sets text beside a picture, or under it where there is no room for both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from typing import Annotated, Literal

from msgspec import Meta

from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.layout.strips import bound_to_next, hung_beside, trimmed

PictureSide = Annotated[
    Literal["start", "end"] | None,
    Meta(description="Where the picture stands: before the text of its `body`, or after it."),
]
Beside = Annotated[
    tuple[Block, ...], Meta(description="Blocks beside it, which are never parted from it.")
]
Draw = Callable[[Column, bool], Iterable[Slice]]
"""What draws a picture on a column, and is told whether it is to fill its width."""

COLUMNS, SMALLEST = 4, 48 * MM
"""Columns of the grid that a picture takes beside text, and its least width there."""
LEAST = 65 * MM
"""The least width of text beside a picture; where there is less the picture stands above it."""


def set_beside(
    column: Column, body: tuple[Block, ...], side: str | None, draw: Draw
) -> Iterator[Slice]:
    """Yield the body beside its picture, or under it where a word would have no room."""

    def beside(column: Column) -> Iterator[Slice]:
        return _beside(column, body, side, draw)

    def above(column: Column) -> Iterator[Slice]:
        return _above(column, body, draw)

    has_room = column.abreast and SMALLEST <= _across(column) <= _most(column)
    drawn = column.first_fitting(*([beside] if has_room else []), above)
    over = [*takewhile(lambda slice: slice.white, drawn)]
    yield from over if _parted(body)[0] else []
    yield from trimmed(drawn)
    yield from column.gap(2 * column.look.quarter)


def read_beside(voice: Voice, body: tuple[Block, ...], picture: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the heading that the body begins with, then the picture, then the rest."""
    heads, rest = _parted(body)
    yield from voice.flow(heads)
    yield from picture
    for head in heads:
        voice = voice._replace(level=head.level_after(voice))
    yield from voice.flow(rest)


def _beside(
    column: Column, body: tuple[Block, ...], side: str | None, draw: Draw
) -> Iterator[Slice]:
    """Yield the body with the picture beside it, its top level with that of the capitals.

    A heading stands where all do: over both if the picture is at the start.
    """
    heads, rest = _parted(body)
    across = _across(column)
    away = column.width - across
    if side == "start":
        yield from bound_to_next(column.flow(heads))
        text, place = column.inset(column.width - away + column.grid.gutter), column.inset(0, away)
        above: list[Slice] = []
    else:
        text, place = column._replace(width=away - column.grid.gutter), column.inset(away)
        above = [*text.flow(heads)]
    picture = trimmed(draw(place, False))
    yield from hung_beside(picture, [*above, *_under(heads, text).flow(rest)], text.x)


def _across(column: Column) -> float:
    """Return the width of a picture beside text, less where headings narrow the text."""
    wide = column.grid.width(COLUMNS)
    return min(wide, _most(column)) if column.margin else wide


def _most(column: Column) -> float:
    """Return the greatest width that a picture may take from the text beside it."""
    return column.width - column.grid.gutter - LEAST


def _above(column: Column, body: tuple[Block, ...], draw: Draw) -> Iterator[Slice]:
    """Yield the picture over its body, under a heading that this begins with."""
    heads, rest = _parted(body)
    yield from bound_to_next(column.flow(heads))
    yield from column.gap(column.look.quarter)
    yield from bound_to_next(draw(column, True))
    yield from bound_to_next(column.gap(2 * column.look.quarter))
    yield from _under(heads, column).flow(rest)


def _parted(body: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the heading that a body begins with, if it does, and what follows."""
    has_head = body[0].word == "heading"
    return body[:has_head], body[has_head:]


def _under(heads: tuple[Block, ...], column: Column) -> Column:
    for head in heads:
        column = column._replace(level=head.level_after(column))
    return column
