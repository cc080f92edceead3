"""Gives a table that is too wide for an upright page one that is turned, wider than high."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from leaflet.composition.furniture import Furniture
from leaflet.composition.room import Slices
from leaflet.content.sheet import MM, Sheet
from leaflet.errors import Fault, note
from leaflet.layout.column import Column, Landscape
from leaflet.layout.pages import DrawFurniture, Frame, assemble, paginate
from leaflet.layout.slices import BOUND, Mark, Page, Slice

if TYPE_CHECKING:
    from leaflet.document.document import Document


class Sideways(NamedTuple):
    """What a turned page has: the room on it, its frame, and its head and foot."""

    room: Landscape
    frame: Frame
    furniture: Furniture


def sideways(document: Document, column: Column, sheet: Sheet, top: float) -> Sideways | None:
    """Return the turned page of a sheet, or None if its paper cannot be turned: if it is folded.

    `column` is the whole width of an upright page, and `top` where the text of those begins.
    """
    if sheet.fold or sheet.most:
        return None
    margins = sheet.margins
    wide = column._replace(width=sheet.height - (margins.start + margins.end) * MM)
    foot = sheet.width - margins.bottom * MM
    low = sheet.width - (sheet.height - sheet.lines.foot * MM)
    furniture = Furniture(wide, low)
    frame = Frame(top, foot - furniture.foot_height)
    return Sideways(Landscape(wide.width, frame.height), frame, furniture)


def paginated(
    head: list[Slice], main: list[Slice], frames: tuple[Frame, Frame, Frame]
) -> list[Slices]:
    """Return the pages of a body, some of them turned; `frames` = (first, upright, turned).

    What leads to a turned table, such as its heading, stands on its page. `head` is the cover.
    """
    first, later, turned = frames
    start, *others = _sections(main)
    if any(slice.turned for slice in start):
        pages = [*paginate(head, first), *paginate(start, turned)]
    else:
        pages = paginate([*head, *start], first, later)
    for section in others:
        pages += paginate(section, turned if any(s.turned and s.marks for s in section) else later)
    return pages


def notes(main: list[Slice], document: Document) -> Iterator[Fault]:
    """Yield a note if a turned table comes first, so that nothing stands under the cover."""
    if any(slice.turned for slice in next(_sections(main))):
        problem = "the first page has its title alone: a table on a turned page comes first"
        hint = "begin with a paragraph or with key points, or put the table after other words"
        yield note("landscape-first", problem, document.place("body"), hint)


def _sections(slices: list[Slice]) -> Iterator[list[Slice]]:
    """Yield the slices of upright and of turned pages, in turn."""
    starts = [0]
    marked = [number for number, slice in enumerate(slices) if slice.marks]
    for before, start in pairwise(marked):
        if slices[start].turned != slices[before].turned:
            while start > starts[-1] and _leads(slices[start - 1]):
                start -= 1
            starts.append(start)
    for start, end in pairwise([*starts, len(slices)]):
        if start < end:
            yield slices[start:end]


def _leads(slice: Slice) -> bool:
    """Return whether a slice is bound to what follows it, or says nothing."""
    return slice.keep_with_next >= BOUND or not slice.marks


def assembled(
    pages: list[Slices], frames: tuple[Frame, Frame], furniture: DrawFurniture, sideways: Sideways
) -> Iterator[Page]:
    """Yield the finished pages, each with its head and foot; `frames` = (first, upright)."""
    turned = {n for n, page in enumerate(pages, 1) if any(slice.turned for slice in page)}

    def drawn(page: int, total: int) -> tuple[Iterable[Mark], Iterable[Mark]]:
        return (sideways.furniture if page in turned else furniture)(page, total)

    for page in assemble(pages, *frames, drawn):
        yield page._replace(turned=page.number in turned)
