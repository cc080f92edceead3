"""Refuses words that are wider than the place they stand in: none is torn, and none cut off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from leaflet.content.inline import Text
from leaflet.content.sheet import Sheet
from leaflet.errors import Fault, LeafletError, Place, shown
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice, TooWide, too_wide
from leaflet.source.value import Line
from leaflet.source.walk import walk

if TYPE_CHECKING:
    from leaflet.document.document import Document


def refuse_too_wide(
    slices: Iterable[Slice], document: Document, column: Column, sheet: Sheet
) -> None:
    """Raise LeafletError with a fault for each word that is too wide for its place on the sheet."""
    faults = dict.fromkeys(_faults(slices, document, column, sheet))
    if faults:
        raise LeafletError(*faults)


def _faults(
    slices: Iterable[Slice], document: Document, column: Column, sheet: Sheet
) -> Iterator[Fault]:
    name, _, _ = sheet.title.text.partition(",")
    hint = "write a shorter word, or one with a hyphen, or take a wider sheet"
    for word in too_wide(slices):
        problem = f"the word `{shown(word.word)}` is too wide for its place on the sheet {name}"
        yield Fault("word-too-wide", problem, _place(word, document, column), hint)


def _place(outside: TooWide, document: Document, column: Column) -> Place | None:
    """Return where the word is written: in the text that has it, or else where it is first."""
    word, span = outside
    if span and word in span.source.text[span.start : span.end]:
        return span.find(word)
    for said in walk((document, column.clinic), (Text, Line)):
        words = said.literal if isinstance(said, Text) else said.text
        if said.span and word in words:
            return said.span.find(word)
    return span.place if span else None
