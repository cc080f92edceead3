"""Numbers the references that texts cite by an id, in the order of first citation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from leaflet.content.inline import Filling
from leaflet.content.reference import Reference
from leaflet.errors import Fault
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.content.clinic import Clinic
    from leaflet.document.document import Document

NO_BREAK_SPACE = "\u00a0"


def filling(document: Document, clinic: Clinic) -> Filling:
    """Return what fills a document's texts: the clinic's details and citation numbers."""
    return Filling(clinic.details(), numbers(document))


def numbers(document: Document) -> dict[str, Run]:
    """Return the number that fills each `[^id]`, in order, after a no-break space."""
    return {
        name: Run(f"{NO_BREAK_SPACE}[{number}]", keep=True, source=name)
        for number, name in enumerate(_named(document), 1)
    }


def _named(document: Document) -> dict[str, None]:
    known = {source.id.text for source in document.sources if source.id}
    named = (name for text in document.texts for name in text.cited)
    return dict.fromkeys(name for name in named if name in known)


def in_order(sources: tuple[Reference, ...], citations: Mapping[str, Run]) -> tuple[Reference, ...]:
    """Return the cited references by number, then the others."""
    places = {name: place for place, name in enumerate(citations)}
    last = len(places)
    return tuple(sorted(sources, key=lambda s: places.get(s.id.text, last) if s.id else last))


def faults(document: Document) -> Iterator[Fault]:
    """Yield a fault for each id that two references have."""
    seen = set()
    for name in (source.id for source in document.sources if source.id):
        if name in seen:
            problem = f"`{name}` is the id of two sources"
            yield Fault("duplicate-id", problem, name.span and name.span.place)
        seen.add(name)
