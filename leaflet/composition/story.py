"""Story: the leaflet's own words as slices; the contact panel and what follows it stand apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.layout.strips import bound_to_next, settled

if TYPE_CHECKING:
    from leaflet.document.block import Block
    from leaflet.document.document import Document

Progress = Callable[[int, int], None]
"""Called with (blocks laid out, blocks in all) while a leaflet is composed."""

Blocks = tuple["Block", ...]

ABOVE_IMPRINT = 8.0
"""White over who publishes the leaflet, in points."""


def parted(blocks: Blocks) -> tuple[Blocks, Blocks]:
    """The blocks before the contact panel, and that with what follows; () where there is none."""
    places = [n for n, one in enumerate(blocks) if one.word == "contact"]
    end = places[-1] if places else len(blocks)
    return blocks[:end], blocks[end:]


def whole(document: Document, column: Column, progress: Progress) -> list[Slice]:
    """All slices of the body, and who publishes the leaflet under them."""
    body = [*settled(column.flow(_counted(document.body, progress)), column.x)]
    return _published(body, document, column)


def in_two(
    document: Document, blocks: Blocks, column: Column, progress: Progress
) -> tuple[list[Slice], list[Slice]]:
    """The slices of `blocks` before the contact panel, and those from there on."""
    head, tail = parted(blocks)
    last = column
    for one in head:
        last = last._replace(level=one.level_after(last))
    before = [*settled(column.flow(_counted(head, progress)), column.x)]
    if not tail:
        return _published(before, document, column), []
    after = [*settled(last.flow(tail), column.x)]
    return before, _published(after, document, last)


def _counted(blocks: Blocks, progress: Progress) -> Iterator[Block]:
    """Yield the blocks, and tell how far they are."""
    for done, one in enumerate(blocks):
        progress(done, len(blocks))
        yield one
    progress(len(blocks), len(blocks))


def _published(body: list[Slice], document: Document, column: Column) -> list[Slice]:
    """The slices with who publishes the leaflet under them; never alone on a page."""
    words = column.language.imprint(document.publisher, document.authors)
    if not words:
        return body
    last = max(number for number, slice in enumerate(body) if not slice.white)
    imprint = (*column.gap(ABOVE_IMPRINT), *column.text(words, "furniture"))
    return [*body[:last], *bound_to_next(body[last:]), *imprint]
