"""Deals with too few or too many pages: fills them with lines, or refuses the leaflet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import ceil
from typing import TYPE_CHECKING

from leaflet.content.inline import Text
from leaflet.content.sheet import MM
from leaflet.errors import Fault, LeafletError, note
from leaflet.layout import blanks
from leaflet.layout.column import Column
from leaflet.layout.pages import Frame
from leaflet.layout.slices import Slice, height
from leaflet.source.walk import walk

if TYPE_CHECKING:
    from leaflet.document.block import Block

LINE = 25.0
"""From one writing line to the next, in points: room for large handwriting."""
NAMED = 3
"""So many of the longest blocks are named where a leaflet is too long."""
LESS = "the clinic’s details fill it: leave some out, such as the website beside a booking page"

Slices = tuple[Slice, ...]


def ruled(column: Column, frame: Frame) -> Slices:
    """Return a page of lines to write on under a heading; all of it is an artifact."""
    style = column.look.styles["topic"]
    head = [*column.lines(column.language.label("notes"), style, None), Slice(style.after)]
    lines = int((frame.height - height(head)) / LINE)
    return (*head, *(blanks.ruled(column, "", LINE) for _ in range(lines)))


def refuse_too_high(slices: Iterable[Slice], frame: Frame, column: Column) -> None:
    """Raise LeafletError if a slice is higher than any page, because nothing is ever cut off."""
    highest = max((slice.height for slice in slices), default=0.0)
    if highest > frame.height + 0.01:
        over = ceil((highest - frame.height) / _leading(column))
        problem = f"a part of the leaflet is {highest / MM:.0f} mm high, which cannot be parted"
        hint = f"a page has {frame.height / MM:.0f} mm: shorten the longest table row or card"
        raise LeafletError(Fault("too-high", problem, None, hint, lines_over=over))


def lines_over(count: Callable[[float], int], most: int, column: Column, high: float) -> int:
    """Return by how many lines the last page would have to grow for everything to fit.

    `count` says how many pages there are if it is so many points higher, and `high` is how high
    all of them are together. It is 0 where even that would not help: for ends of pages that the
    content asks for.
    """
    leading = _leading(column)
    low, enough = 0, 1
    while count(enough * leading) > most:
        if enough * leading > high:
            return 0
        low, enough = enough, 2 * enough
    while enough - low > 1:
        middle = (low + enough) // 2
        if count(middle * leading) > most:
            low = middle
        else:
            enough = middle
    return enough


def overfull(blocks: Iterable[Block], column: Column, over: int, room: str) -> LeafletError:
    """Return the error for a leaflet that is `over` lines too long for its `room`."""
    lines = "1 line" if over == 1 else f"{over} lines"
    problem = f"the leaflet is {lines} too long for {room}"
    hint = "leave some out with `except:`, or give texts a `short:` form"
    if not over:
        problem = f"the leaflet has more pages than {room}"
        hint = "a `page_break` begins a new one: leave it out with `except: short`"
    fault = Fault("does-not-fit", problem, None, hint, lines_over=over)
    return LeafletError(fault, *_longest(blocks, column))


def _leading(column: Column) -> float:
    return column.look.styles["body"].leading


def _longest(blocks: Iterable[Block], column: Column) -> Iterator[Fault]:
    """Yield a fault for each of the longest blocks, the longest first."""
    leading = _leading(column)
    measured = [(_height(one, column), one) for one in _apart(blocks)]
    for high, one in sorted(measured, key=lambda pair: -pair[0])[:NAMED]:
        span = next((text.span for text in walk(one, Text) if text.span), None)
        place = span.place if span else None
        hint = LESS if one.word == "contact" else ""
        yield Fault(
            "long-block", f"`{one.word}` is long: {ceil(high / leading - 0.01)} lines", place, hint
        )


def _apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks; in place of a `columns` block, the blocks inside it."""
    for one in blocks:
        if parts := (*getattr(one, "first", ()), *getattr(one, "second", ())):
            yield from _apart(parts)
        else:
            yield one


def _height(one: Block, column: Column) -> float:
    """Return the height of a block, measured on a structure node that is thrown away."""
    return height(one.layout(column.trial))


def empty(count: int, pages: int, what: str) -> Fault:
    """Return a note that so many pages or panels are empty."""
    are = "is empty and has" if count == 1 else "are empty and have"
    return note("empty-pages", f"{count} of {pages} {what} {are} lines for notes")
