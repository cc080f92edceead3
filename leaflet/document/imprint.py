"""Says what a leaflet is and who answers for it: code, version, dates, publisher and authors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaflet.content.language import Language
from leaflet.content.number_words import NO_BREAK_SPACE

if TYPE_CHECKING:
    from leaflet.document.document import Document


def imprint(document: Document, language: Language, state: str = "") -> tuple[str, ...]:
    """Return the paragraphs of the imprint; `state` is what is said first, such as "Draft"."""
    identified = language.listed(identity(document, language))
    said = language.sentences(state, identified, language.listed(_dates(document, language)))
    published = language.imprint(document.publisher, document.authors)
    credit = document.cover and document.cover.credit
    picture = language.label("cover_picture", name=credit) if credit else ""
    return tuple(filter(None, (said, published, picture)))


def brief(document: Document, language: Language) -> Iterator[str]:
    """Yield what identifies a leaflet on one line: with its dates, without, by its code alone."""
    facts = [*identity(document, language)]
    for said in ([*facts, *_dates(document, language)], facts, facts[:1]):
        if said:
            yield language.listed(said)


def identity(document: Document, language: Language) -> Iterator[str]:
    """Yield the code of the leaflet and its version."""
    if document.code:
        yield document.code.text
    if document.version:
        yield _whole(language.label("version", version=document.version))


def _dates(document: Document, language: Language) -> Iterator[str]:
    if document.issued:
        yield _whole(language.label("issued", date=language.written(document.issued)))
    if document.next_review:
        yield _whole(language.label("next_review", date=language.written(document.next_review)))


def _whole(words: str) -> str:
    """Return words that stay on one line."""
    return words.replace(" ", NO_BREAK_SPACE)
