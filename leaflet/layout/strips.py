"""Combines slices: side by side, bound together, and clear of the margin column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from leaflet.layout.slices import (
    BOUND,
    LOOSE,
    WHOLE,
    Blank,
    Fill,
    Mark,
    PlacedPicture,
    Shape,
    Slice,
    Stroke,
    Words,
    height,
    moved,
)

NEARLY = 9.0
"""Points by which two baselines that are not one are apart at least."""


def firm(slice: Slice, keep: int) -> Slice:
    """Return the slice bound to the next at least so firmly; much faster than `_replace`."""
    if slice.keep_with_next >= keep:
        return slice
    return Slice(slice.height, slice.marks, keep, *slice[3:])


def held(slices: Iterable[Slice], keep: int) -> Iterator[Slice]:
    """Yield the slices, each but the last bound to the next at least so firmly."""
    last: Slice | None = None
    for slice in slices:
        if last:
            yield firm(last, keep)
        last = slice
    if last:
        yield last


def whole(slices: Iterable[Slice], keep: int = WHOLE) -> Iterator[Slice]:
    """Yield the slices as one piece, at least so firmly, not held to what follows."""
    slices = list(slices)
    end = max((number for number, slice in enumerate(slices, 1) if not slice.white), default=0)
    yield from held(slices[:end], keep)
    yield from slices[end:]


def unread(slices: Iterable[Slice]) -> Iterator[Slice]:
    """Yield the slices as artifacts, for what is repeated, so that nothing is read twice."""
    for slice in slices:
        marks = (_unread(mark) for mark in slice.marks if not isinstance(mark, Blank))
        yield slice._replace(marks=tuple(marks))


def _unread(mark: Mark) -> Mark:
    match mark:
        case Words():
            return mark._replace(node=None, link="")
        case Shape() | PlacedPicture():
            return mark._replace(node=None)
        case _:
            return mark


def trimmed(slices: Iterable[Slice]) -> list[Slice]:
    """Return the slices without white space at either end."""
    slices = list(slices)
    while slices and slices[-1].white:
        slices.pop()
    while slices and slices[0].white:
        slices.pop(0)
    return slices


def begun(slices: Iterable[Slice]) -> Iterator[Slice]:
    """Yield the slices of a heading; a topic begins with the first."""
    for number, slice in enumerate(slices):
        yield slice if number else slice._replace(topic=True)


def paired(slices: list[Slice]) -> list[Slice]:
    """Return the slices with the first two and the last two that are not white bound."""
    solid = [number for number, slice in enumerate(slices) if not slice.white]
    bound = {*solid[:1], *solid[-2:-1]}
    return [firm(slice, BOUND) if n in bound else slice for n, slice in enumerate(slices)]


def bound_to_next(slices: Iterable[Slice]) -> Iterator[Slice]:
    """Yield the slices, all of them bound to what follows."""
    for slice in slices:
        yield firm(slice, BOUND)


def side_by_side(*cells: Iterable[Slice]) -> Slice:
    """Return one slice of cells side by side, as high as the highest of them."""
    marks: list[Mark] = []
    tallest = 0.0
    for cell in cells:
        top = 0.0
        for slice in cell:
            marks += (moved(mark, 0, top) for mark in slice.marks)
            top += slice.height
        tallest = max(tallest, top)
    return Slice(tallest, tuple(marks))


def collapsed(slices: Iterable[Slice]) -> Iterator[Slice]:
    """Yield the slices with one white space where several follow each other: the highest."""
    kept: Slice | None = None
    for slice in slices:
        is_plain = slice.white and not (slice.marks or slice.breaks)
        if not is_plain:
            if kept:
                yield kept
            kept = None
            yield slice
        elif not kept or (slice.height, bool(slice.elastic)) > (kept.height, bool(kept.elastic)):
            kept = slice
    if kept:
        yield kept


BELOW = 1.0
"""How far under the top of a slice a card begins, in points, that stands beside words above it."""
LARGE = 2.5
"""From so many times the height of a heading's capitals on, type is a picture of a number."""
LEAST_CARD = 60.0
"""The width in points from which a ground or a picture is no bullet or sign."""
THICKEST_RULE = 4.0
"""Points: what is no higher is a rule."""


def lead(slices: Iterable[Slice], caps: float, then: float | None = None) -> float | None:
    """Return how far under their top the first line of text of slices stands, in points.

    A card, a picture or a large number at the top counts for a line whose capitals, which are
    `caps` high, begin there; a line to write on is one of text, and so is one in a cell so low that
    it would nearly stand there. Where they have none, `then` is that of what follows; None if there
    is none at all.
    """
    top = 0.0
    for slice in slices:
        cards = [mark.y for mark in slice.marks if _is_card(mark)]
        lines = [_level(mark, caps) for mark in slice.marks if isinstance(mark, Words | Stroke)]
        is_led = lines and (min(cards, default=0.0) > BELOW or _is_low(cards, lines, caps))
        if cards and not is_led:
            return top + caps
        if lines:
            return top + min(lines)
        top += slice.height
    return None if then is None else top + then


def _is_low(cards: Sequence[float], lines: Sequence[float], caps: float) -> bool:
    """Return whether words in a card would nearly, but not quite, be on the line that it begins."""
    return bool(cards and caps) and abs(min(lines) - min(cards) - caps) < NEARLY


def leads(slices: Sequence[Slice], caps: float) -> list[float | None]:
    """Return the lead of each slice together with all that follow it."""
    found: list[float | None] = []
    for slice in reversed(slices):
        found.append(lead((slice,), caps, found[-1] if found else None))
    return found[::-1]


def _level(mark: Words | Stroke, caps: float) -> float:
    """Return the baseline of words; of a large number that of capitals level with its top."""
    if isinstance(mark, Stroke):
        return mark.y
    if not caps or mark.size < LARGE * caps:
        return mark.baseline
    return mark.y - mark.font.cap_height * mark.size + caps


def _is_card(mark: Mark) -> bool:
    if not isinstance(mark, Fill | PlacedPicture | Shape):
        return False
    return mark.width >= LEAST_CARD and mark.height > THICKEST_RULE


def levelled(cells: list[list[Slice]], caps: float) -> list[list[Slice]]:
    """Return cells beside each other with their first lines on one baseline."""
    tops = [lead(cell, caps) or 0.0 for cell in cells]
    return [
        [Slice(max(tops) - own, keep_with_next=BOUND), *cell]
        for own, cell in zip(tops, cells, strict=True)
    ]


UNDER_HANGING = 9.0
"""White under what hangs in the margin, in points, where nothing stands beside its end."""
TALL, SLIGHT = 170.0, 25.0
"""What hangs so tall ends between two blocks if so few points of it would reach into the second.

The second would be bound to the first for that alone.
"""


def settled(slices: Iterable[Slice], edge: float) -> Iterator[Slice]:
    """Yield the slices so that none is parted from, or runs into, what hangs in the margin.

    What begins before `edge`, where the text column starts, takes the margin too and must wait;
    so must a new page. A heading with nothing beside it leads to what waits, and holds to it.
    Beside what hangs far down a page may end if it has room for all of that.
    """
    hanging, hung, is_alone = 0.0, 0.0, True
    for slice in _hooked([*slices], edge):
        if hanging > 0:
            if slice.elastic:
                yield Slice(hanging, keep_with_next=BOUND if is_alone else LOOSE)
                hanging = 0.0
            elif slice.hang or slice.breaks or _leftmost(slice) < edge:
                keep = BOUND if is_alone else LOOSE
                yield Slice(hanging + UNDER_HANGING, keep_with_next=keep)
                hanging = 0.0
            elif slice.white and hung >= TALL and hanging <= slice.height + SLIGHT:
                yield Slice(hanging)
                slice = slice._replace(height=max(0.0, slice.height - hanging))
                hanging = 0.0
            elif hanging > slice.height and hung < TALL:
                slice = firm(slice, BOUND)._replace(white=False)
            elif hanging > slice.height and not slice.white:
                slice = slice._replace(below=(*slice.below, Slice(hanging - slice.height)))
        is_alone = (bool(slice.hang) and slice.topic) or (is_alone and not slice.marks)
        hanging, hung = max(hanging - slice.height, slice.hang), slice.hang or hung
        yield slice
    if hanging > 0:
        yield Slice(hanging)


def _hooked(slices: list[Slice], edge: float) -> Iterator[Slice]:
    """Yield the slices with each heading in the margin on the first baseline beside it."""
    for number, slice in enumerate(slices):
        if not (slice.hang and slice.marks):
            yield slice
            continue
        marked = (each for each in islice(slices, number + 1, None) if each.marks)
        if _leftmost(next(marked, slice)) < edge:
            yield slice
            continue
        after = lead(islice(slices, number + 1, None), _caps(slice))
        lower = (after or 0.0) - (lead([slice], 0.0) or 0.0)
        marks = tuple(moved(mark, 0, max(0.0, lower)) for mark in slice.marks)
        yield slice._replace(marks=marks, hang=slice.hang + max(0.0, lower))
        if lower < 0:
            yield Slice(-lower, keep_with_next=BOUND)


def _caps(slice: Slice) -> float:
    """Return the height of the capitals of the words of a slice, in points."""
    words = (mark for mark in slice.marks if isinstance(mark, Words))
    return max((mark.font.cap_height * mark.size for mark in words), default=0.0)


def _leftmost(slice: Slice) -> float:
    """Return the least x of the slice's marks, less a tolerance of 0.5 points."""
    return min((mark.x + 0.5 for mark in slice.marks), default=float("inf"))


def stacked(slices: Iterable[Slice], top: float) -> Iterator[Mark]:
    """Yield the marks of slices stacked from `top` down."""
    for slice in slices:
        yield from (moved(mark, 0, top) for mark in slice.marks)
        top += slice.height


def unstranded(items: list[list[Slice]]) -> Iterator[Slice]:
    """Yield the slices of a list; neither its first nor its last item stands alone on a page."""
    for number, slices in enumerate(items, 1):
        alone = number < len(items) and number in (1, len(items) - 1)
        yield from bound_to_next(slices) if alone else slices


def hung_beside(picture: Sequence[Slice], body: Iterable[Slice], edge: float) -> Iterator[Slice]:
    """Yield `body` with a picture beside its beginning, both of them at the top of its capitals.

    A card begins level with the picture. `edge` is where the text of the body starts; a heading
    may hang in the margin before it.
    """
    waiting = [slice._replace(hang=0.0) for slice in settled(body, edge)]
    while waiting and waiting[0].white:
        yield waiting.pop(0)
    is_card = any(_is_card(mark) for slice in waiting[:1] for mark in slice.marks)
    top = 0.0 if is_card else cap_top(waiting)
    hanging = top + height(picture)
    marks = tuple(stacked(picture, top))
    for slice in waiting or [Slice(0.0)]:
        if hanging > slice.height:
            slice = firm(slice, BOUND)._replace(white=False)
        elif hanging and slice.white:
            slice = slice._replace(height=hanging, white=False)
        hanging = max(0.0, hanging - slice.height)
        yield slice._replace(marks=(*slice.marks, *marks))
        marks = ()
    if hanging:
        yield Slice(hanging)


def cap_top(slices: Iterable[Slice]) -> float:
    """Return the depth of the top of the first line's capitals, in points; 0 without words."""
    marks = (mark for mark in stacked(slices, 0) if isinstance(mark, Words))
    return next((mark.y - mark.font.cap_height * mark.size for mark in marks), 0.0)


def beside(first: Iterable[Slice], others: Iterable[Slice]) -> Iterator[Slice]:
    """Yield two cells side by side, line by line, as many slices as the longer one has."""
    for one, other in zip_longest(first, others):
        if one and other:
            keep = max(one.keep_with_next, other.keep_with_next)
            tall = max(one.height, other.height)
            yield Slice(tall, (*one.marks, *other.marks), keep)
        else:
            yield one or other
