"""Yields what a leaflet says, as roles and texts in reading order, without layout.

It is the other way to the same list that a reader of the PDF finds in its structure tree; the
tests hold the two against each other. An entry is a structure type (ISO 32000-1, 14.8.4) and the
whole text under it; after it stand its links, each with its own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaflet.content.clinic import Clinic
from leaflet.content.language import Language
from leaflet.document import citation
from leaflet.document.block import SLIP
from leaflet.document.imprint import imprint
from leaflet.document.voice import Entry, Voice

if TYPE_CHECKING:
    from leaflet.document.document import Document


def reading(
    document: Document, clinic: Clinic, language: Language, state: str = ""
) -> Iterator[Entry]:
    """Yield all roles and texts of the leaflet, without page furniture.

    `state` is what the imprint says first where the sheet has no furniture, such as "Draft".
    """
    filling = citation.filling(document, clinic)._replace(
        phones=language.phones, signs=language.signs
    )
    voice = Voice(clinic, filling, language, is_fillable=document.fillable)
    yield "Document", ""
    if clinic.logo:
        yield "Figure", ""
    if clinic.shows_name:
        yield from voice.says("P", clinic.name.text)
    yield from voice.says("H1", document.title)
    if document.cover and document.cover.picture:
        yield "Figure", ""
    if document.subtitle:
        yield from voice.says("P", document.subtitle)
    *others, last = document.body
    slip = (last,) if last.word == SLIP else ()
    yield from voice.flow(others if slip else document.body)
    if not last.ends_alone:
        for words in imprint(document, language, state):
            yield from voice.says("P", words)
    yield from voice.flow(slip)
