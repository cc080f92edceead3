"""Paper: the column, the frames and the furniture that a sheet gives a leaflet, and its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from leaflet import limits
from leaflet.errors import Fault, LeafletError, shown
from leaflet.layout.column import Column
from leaflet.layout.cover import cover
from leaflet.layout.furniture import Furniture
from leaflet.layout.pages import Frame, assemble, paginate
from leaflet.layout.slices import Image, Page, Slice
from leaflet.layout.strips import settled
from leaflet.sheet import MM, Sheet

if TYPE_CHECKING:
    from leaflet.block import Block
    from leaflet.document import Document

Progress = Callable[[int, int], None]
"""Called with (blocks laid out, blocks in all) while a leaflet is composed."""
INSET = 6 * MM
"""From the edge of the cover band's text column to its words."""
ABOVE_IMPRINT = 8.0
"""White over who publishes the leaflet, in points."""
SHARP = 200.0
"""The pixels of a picture that a printed inch needs."""


def column_of(sheet: Sheet) -> tuple[float, float, float]:
    """Where the text column begins, its width, and the width of its margin column, in points."""
    margin = sheet.margin_column * MM
    start = sheet.margins.start * MM + margin
    return start, sheet.width - sheet.margins.end * MM - start, margin


def pages(document: Document, column: Column, sheet: Sheet, progress: Progress) -> Iterator[Page]:
    """Yield the finished pages of a document that is drawn on `column`."""
    top, bottom = sheet.margins.top * MM, sheet.height - sheet.margins.bottom * MM
    furniture = Furniture(document, column.wide, top, bottom)
    foot = bottom - furniture.foot_height
    first = Frame(sheet.band * MM, foot)
    later = Frame(top + furniture.head_height, foot)
    band = (sheet.band * MM, sheet.width - 2 * sheet.band * MM)
    column = column._replace(room=later.height)
    body = settled(column.flow(_counted(document.body, progress)), column.x)
    slices = [*cover(document, column.wide.inset(INSET), band), *body, *_imprint(document, column)]
    _refuse_too_high(slices, later)
    broken = paginate(slices, first, later)
    if len(broken) > limits.PAGES:
        problem = f"the leaflet has {len(broken)} pages; at most {limits.PAGES} are allowed"
        raise LeafletError(Fault(problem, None, "make several leaflets of it"))
    yield from assemble(broken, first, later, furniture)


def _imprint(document: Document, column: Column) -> Iterator[Slice]:
    """Yield who publishes the leaflet and who wrote it, under everything else."""
    words = column.language.imprint(document.publisher, document.authors)
    if words:
        yield from column.gap(ABOVE_IMPRINT)
        yield from column.text(words, "furniture")


def blurred(pages: Iterable[Page]) -> Iterator[str]:
    """Yield a note for each picture that has fewer than SHARP pixels to a printed inch."""
    coarse: dict[str, float] = {}
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, Image):
                name, dots = mark.picture.name, mark.picture.width / mark.width * 72
                coarse[name] = min(dots, coarse.get(name, SHARP))
    for name, dots in coarse.items():
        if dots < SHARP:
            few = f"`{shown(name)}` has {dots:.0f} dots to a printed inch"
            yield f"{few}; under {SHARP:.0f} it looks blurred: use a larger picture"


def _refuse_too_high(slices: list[Slice], frame: Frame) -> None:
    """Nothing is ever cut off: what no page can hold is an error."""
    highest = max(slice.height for slice in slices)
    if highest > frame.height:
        problem = f"a part of the leaflet is {highest / MM:.0f} mm high, which cannot be parted"
        hint = f"a page has {frame.height / MM:.0f} mm: shorten the longest table row or card"
        raise LeafletError(Fault(problem, None, hint))


def _counted(blocks: tuple[Block, ...], progress: Progress) -> Iterator[Block]:
    """Yield the blocks, and tell how far they are."""
    for done, block in enumerate(blocks):
        progress(done, len(blocks))
        yield block
    progress(len(blocks), len(blocks))
