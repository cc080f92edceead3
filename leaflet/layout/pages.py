"""Slices → pages: where pages break, and what stands on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from leaflet.layout.slices import BOUND, Fill, Mark, Page, Slice, Stroke, height, moved

ENOUGH = 0.8
"""A page is not left emptier than this share of its height to keep a panel in one piece."""


class Frame(NamedTuple):
    """The part of a page that its content fills; points from the page's top."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """The room there is."""
        return self.bottom - self.top


def paginate(slices: Sequence[Slice], first: Frame, later: Frame) -> list[tuple[Slice, ...]]:
    """The slices of each page; what opens and closes a panel at a break is put in.

    A slice that is higher than a whole page is given one to itself and is too high for it: the
    caller refuses it.
    """
    pages: list[tuple[Slice, ...]] = []
    start = _past_white(slices, 0)
    while start < len(slices):
        room = (later if pages else first).height
        end = _break(slices, start, room)
        pages.append(_closed(slices, start, end))
        start = _past_white(slices, end)
    return pages


def _past_white(slices: Sequence[Slice], start: int) -> int:
    while start < len(slices) and slices[start].white:
        start += 1
    return start


def _break(slices: Sequence[Slice], start: int, room: float) -> int:
    """The end of the page that begins at `start`.

    Best is the last end that parts nothing, then one that parts a panel, then one that parts what
    is bound; but a page that would stay emptier than ENOUGH parts a panel first. A slice that
    breaks ends the page whatever it holds to.
    """
    used = height(slices[start].above)
    best, end, keep = (False, False, 0, start + 1), start, 0
    for last in slices[start:]:
        end += 1
        used += last.height
        if used > room and not last.white:
            return best[-1]
        # White falls away at a break: to end after it is to end before it.
        keep = max(keep, last.keep_with_next) if last.white else last.keep_with_next
        if last.white or used + height(last.below) <= room:
            if last.breaks and end > start + 1:
                return end
            best = max(best, (keep < BOUND, used >= room * ENOUGH, -keep, end))
    return end


def _closed(slices: Sequence[Slice], start: int, end: int) -> tuple[Slice, ...]:
    """The slices from `start` to `end`, a panel cut by either opened or closed."""
    foot = slices[end - 1].below if end < len(slices) else ()
    while slices[end - 1].white:  # nothing follows it here, and it may be drawn: a rule
        end -= 1
    return (*slices[start].above, *slices[start:end], *foot)


Furniture = Callable[[int, int], tuple[Iterable[Mark], Iterable[Mark]]]
"""(page, pages) → the marks of its head and foot, at their final place; pages count from 1."""


def assemble(pages: list[tuple[Slice, ...]], first: Frame, later: Frame, furniture: Furniture):
    """Yield the finished pages."""
    for number, slices in enumerate(pages, 1):
        head, foot = furniture(number, len(pages))
        top = (first if number == 1 else later).top
        marks = [*head, *_placed(slices, top), *foot]
        yield Page(number, tuple(_painted(marks)))


def _placed(slices: Iterable[Slice], top: float) -> Iterator[Mark]:
    for slice in slices:
        for mark in slice.marks:
            yield moved(mark, 0, top)
        top += slice.height


def _painted(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield tints first, then rules and pictures, then words, each in their order."""
    yield from _joined(mark for mark in marks if isinstance(mark, Fill))
    yield from (mark for mark in marks if isinstance(mark, Stroke))
    yield from (mark for mark in marks if not isinstance(mark, Fill | Stroke))


def _joined(fills: Iterable[Fill]) -> Iterator[Fill]:
    """Yield the tints, the strips of one panel as one, so that no seam shows between them."""
    whole: list[Fill] = []
    ends: dict[tuple, int] = {}
    for fill in fills:
        key = (fill.x, fill.width, fill.colour, fill.line)
        above = ends.get(key)
        if above is not None and abs(whole[above].y + whole[above].height - fill.y) < 0.01:
            grown = fill.y + fill.height - whole[above].y
            whole[above] = whole[above]._replace(height=grown, lower=fill.lower)
        else:
            ends[key] = len(whole)
            whole.append(fill)
    yield from whole


def too_high(pages: Iterable[Iterable[Slice]], first: Frame, later: Frame) -> float:
    """By how many points the fullest page overflows; 0 where all fit."""
    over = (
        height(slices) - (first if number == 0 else later).height
        for number, slices in enumerate(pages)
    )
    return max(0.0, *over)
