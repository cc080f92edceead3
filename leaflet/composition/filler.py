"""Filler: blocks that an author gives for the room that is left over on a folded sheet."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from leaflet.composition.story import parted
from leaflet.document.document import Document


def plain(document: Document) -> Document:
    """Return the document without its filler."""
    return msgspec.structs.replace(document, filler=()) if document.filler else document


def filled(document: Document) -> Iterator[Document]:
    """Yield the document with all of its filler before the contact panel, then with less of it."""
    before, after = parted(document.body)
    for count in range(len(document.filler), 0, -1):
        body = (*before, *document.filler[:count], *after)
        yield msgspec.structs.replace(document, body=body, filler=())
