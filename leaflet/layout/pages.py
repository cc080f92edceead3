"""Makes pages of slices, with what stands on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from leaflet.graphics.colour import RGB
from leaflet.layout.fit import Pages, Rooms, fit, spread
from leaflet.layout.galley import Galley, galley, justified
from leaflet.layout.slices import Fill, Mark, Page, Slice, Stroke, StructureNode, moved
from leaflet.layout.strips import lead, leads

RISE = 9.0
"""Points by which what stands over the first line of a page, such as a rule, may rise over its
frame, so that the line is level with those of other pages."""


class Frame(NamedTuple):
    """The part of a page that its content may fill; points from the page's top."""

    top: float
    bottom: float
    first: float = 0.0
    """How far under its top the first line of text stands, if that is the same on every page."""
    caps: float = 0.0
    """How far over that line the top of a card or a picture is."""

    @property
    def height(self) -> float:
        """Height of the frame, in points."""
        return self.bottom - self.top


def paginate(slices: Sequence[Slice], *frames: Frame) -> list[tuple[Slice, ...]]:
    """Return the slices of each page, with what opens and closes a panel at a break.

    The last of the frames, which are those of the first pages, holds for all further pages. White
    between blocks gives a little, so that pages end at one height where they can. A slice that
    is higher than a whole page is given one to itself: the caller refuses it.
    """
    column = _dropped(slices, frames)
    if not column.total:
        return []
    rooms = tuple(frame.height for frame in frames)
    return _all_made(slices, column, fit(column, rooms).pages, rooms)


def share(slices: Sequence[Slice], frames: Sequence[Frame]) -> list[tuple[Slice, ...]] | None:
    """Return the slices of each panel, at most one for each frame; None if those are too few.

    What is on them is chosen over all panels at once, so that they are filled alike.
    """
    column = _dropped(slices, frames)
    if not column.total:
        return []
    rooms = tuple(frame.height for frame in frames)
    found = spread(column, rooms)
    return _all_made(slices, column, found.pages, rooms) if found else None


def _dropped(slices: Sequence[Slice], frames: Sequence[Frame]) -> Galley:
    """Return the galley of slices with the white over those that begin a page."""
    frame, begun = frames[-1], False
    drops = []
    for slice, then in zip(slices, leads(slices, frame.caps), strict=True):
        is_cover = not (begun or frames[0].first)
        begun |= not slice.white
        drop = frame.first - (lead(slice.above, frame.caps, then) or 0.0)
        drops.append(0.0 if is_cover or drop < -RISE else drop)
    return galley(slices, drops)


def _all_made(
    slices: Sequence[Slice], column: Galley, pages: Pages, rooms: Rooms
) -> list[tuple[Slice, ...]]:
    """Return the slices of all pages, their white stretched or shrunk to the heights of `rooms`.

    A page is filled as far as its white allows. The last one, and one that ends by order, is where
    that fills it, or where something stands at its foot.
    """
    made = []
    for number, (start, end) in enumerate(pages):
        white = rooms[min(number, len(rooms) - 1)] - column.high(start, end)
        is_short = end == column.stops[start] and not column.footed[end]
        if is_short and white > column.grows(start, end):
            white = min(white, 0.0)
        made.append(_made(slices, column, (start, end), white))
    return made


def _made(
    slices: Sequence[Slice], column: Galley, page: tuple[int, int], white: float
) -> tuple[Slice, ...]:
    """Return the slices of a page with cut panels closed and so much white space added."""
    start, end = page
    own = slices[column.places[start] : column.places[end] + 1]
    foot = own[-1].below if end < column.total - 1 else ()
    drop = (Slice(column.drops[start]),) if column.drops[start] else ()
    return (*drop, *own[0].above, *justified(own, white), *foot)


DrawFurniture = Callable[[int, int], tuple[Iterable[Mark], Iterable[Mark]]]
"""(page, pages) → the marks of its head and foot, at their final place; pages count from 1."""


def assemble(
    pages: list[tuple[Slice, ...]], first: Frame, later: Frame, furniture: DrawFurniture
) -> Iterator[Page]:
    """Yield finished pages: slices at their places with head and foot."""
    ranks: dict[StructureNode, int] = {}
    for number, slices in enumerate(pages, 1):
        head, foot = furniture(number, len(pages))
        top = (first if number == 1 else later).top
        body = list(_placed(slices, top))
        ranks = ranks or _ranks(body)
        grounds = (mark for mark in body if isinstance(mark, Fill | Stroke))
        marks = [*head, *grounds, *_in_reading_order(body, ranks), *foot]
        yield Page(number, tuple(_painted(marks)))


def _placed(slices: Iterable[Slice], top: float) -> Iterator[Mark]:
    for slice in slices:
        for mark in slice.marks:
            yield moved(mark, 0, top)
        top += slice.height


def _ranks(marks: Iterable[Mark]) -> dict[StructureNode, int]:
    """Return the rank in reading order of every node in the tree that the marks belong to."""
    node = next((node for mark in marks if (node := _node(mark))), None)
    while node and node.parent:
        node = node.parent
    ranks: dict[StructureNode, int] = {}
    waiting = [node] if node else []
    while waiting:
        node = waiting.pop()
        ranks[node] = len(ranks)
        waiting += reversed(node.children)
    return ranks


def _in_reading_order(marks: Iterable[Mark], ranks: dict[StructureNode, int]) -> Iterator[Mark]:
    """Yield words, pictures and signs as they are read, so that copied text is in order too.

    Lines of cells side by side come cell by cell. The parts of one paragraph stay as they are, and
    decoration stays behind the mark that it follows.
    """
    kept = [mark for mark in marks if not isinstance(mark, Fill | Stroke)]
    own = {node for mark in kept if (node := _node(mark))}
    keys, key = [], -1
    for mark in kept:
        if node := _node(mark):
            key = ranks[node.parent if node.parent in own else node]
        keys.append(key)
    yield from (kept[at] for at in sorted(range(len(kept)), key=keys.__getitem__))


def _node(mark: Mark) -> StructureNode | None:
    """Return the structure node of a mark, or None for decoration."""
    return getattr(mark, "node", None)


def _painted(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield tints first, then rules and pictures, then words, each in their order."""
    yield from _joined(mark for mark in marks if isinstance(mark, Fill))
    yield from (mark for mark in marks if isinstance(mark, Stroke))
    yield from (mark for mark in marks if not isinstance(mark, Fill | Stroke))


def _joined(fills: Iterable[Fill]) -> Iterator[Fill]:
    """Yield the tints, the strips of one panel as one, so that no seam shows between them."""
    whole: list[Fill] = []
    ends: dict[tuple[float, float, RGB, RGB | None], int] = {}
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
