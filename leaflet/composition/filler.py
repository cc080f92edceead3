"""Filler: blocks that an author gives for the room that is left over on pages and panels."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from leaflet.composition.story import parted
from leaflet.document.document import Document
from leaflet.errors import Fault, note


def plain(document: Document) -> Document:
    """Return the document without its filler."""
    return msgspec.structs.replace(document, filler=()) if document.filler else document


def filled(document: Document) -> Iterator[tuple[Document, tuple[Fault, ...]]]:
    """Yield the document with all of its filler before the contact panel, then with less of it.

    With each comes a note about what is not on it.
    """
    before, after = parted(document.body)
    for count in range(len(document.filler), 0, -1):
        body = (*before, *document.filler[:count], *after)
        yield msgspec.structs.replace(document, body=body, filler=()), left_out(document, count)


def left_out(document: Document, count: int = 0) -> tuple[Fault, ...]:
    """Return a note about the filler behind the first `count` blocks, if there is any."""
    names = ", ".join(f"`{block.word}`" for block in document.filler[count:])
    if not names:
        return ()
    problem = f"there is no room left over for {names} of `filler`, so that is not printed"
    return (note("no-room-for-filler", problem, key="filler"),)
