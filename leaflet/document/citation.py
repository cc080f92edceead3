"""Citations: sources that texts name by an id, numbered in the order they are first named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from leaflet.content.reference import Reference
from leaflet.errors import Fault
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.content.clinic import Clinic
    from leaflet.document.document import Document

NO_BREAK_SPACE = "\u00a0"


def details(document: Document, clinic: Clinic) -> dict[str, Run]:
    """What fills every field of a document's texts."""
    return clinic.details() | marks(document)


def marks(document: Document) -> dict[str, Run]:
    """What fills `[^id]`, in order of number: a no-break space and the number in brackets."""
    return {
        f"^{name}": Run(f"{NO_BREAK_SPACE}[{number}]", keep=True, source=name)
        for number, name in enumerate(_named(document), 1)
    }


def _named(document: Document) -> dict[str, None]:
    known = {source.id.text for source in document.sources if source.id}
    named = (name[1:] for text in document.texts for name in text.fields if name[:1] == "^")
    return dict.fromkeys(name for name in named if name in known)


def in_order(sources: tuple[Reference, ...], details: dict[str, Any]) -> tuple[Reference, ...]:
    """The sources that texts name, by number, and then the others."""
    numbers = {key: number for number, key in enumerate(details) if key[0] == "^"}
    return tuple(sorted(sources, key=lambda s: numbers.get(f"^{s.id}", len(details))))


def faults(document: Document) -> Iterator[Fault]:
    """Yield ids that are given twice; what names no source is found where fields are filled."""
    seen = set()
    for source in document.sources:
        if source.id in seen:
            yield Fault(
                f"`{source.id}` is the id of two sources", source.id.span and source.id.span.place
            )
        if source.id:
            seen.add(source.id)
