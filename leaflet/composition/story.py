"""Lays out the body as slices, with the contact panel and what follows it apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from leaflet.layout.column import Column
from leaflet.layout.slices import WISHED, Slice
from leaflet.layout.strips import firm, settled

if TYPE_CHECKING:
    from leaflet.document.block import Block
    from leaflet.document.document import Document

Progress = Callable[[int, int], None]
"""Called with (blocks laid out, blocks in all) while a leaflet is composed."""

Blocks = tuple["Block", ...]

ABOVE_IMPRINT = 8.0
"""White over who publishes the leaflet, in points."""


def parted(blocks: Blocks) -> tuple[Blocks, Blocks]:
    """Split the blocks at the contact panel; the second part is () where there is none."""
    places = [n for n, one in enumerate(blocks) if one.word == "contact"]
    end = places[-1] if places else len(blocks)
    return blocks[:end], blocks[end:]


def whole(document: Document, column: Column, progress: Progress) -> list[Slice]:
    """Return all slices of the body with the publisher's line under them."""
    body = [*settled(column.flow(_counted(document.body, progress)), column.x)]
    return _published(body, document, column)


def in_two(
    document: Document, blocks: Blocks, column: Column, progress: Progress
) -> tuple[list[Slice], list[Slice]]:
    """Return the slices before the contact panel, and those from there on."""
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
    """Yield the blocks and report progress after each."""
    for done, one in enumerate(blocks):
        progress(done, len(blocks))
        yield one
    progress(len(blocks), len(blocks))


def _published(body: list[Slice], document: Document, column: Column) -> list[Slice]:
    """Add the publisher's line under the slices; it begins no page where there is another way."""
    words = column.language.imprint(document.publisher, document.authors)
    if not words:
        return body
    last = max(number for number, slice in enumerate(body) if not slice.white)
    imprint = (*column.gap(ABOVE_IMPRINT), *column.text(words, "furniture"))
    return [*body[:last], *(firm(slice, WISHED) for slice in body[last:]), *imprint]
