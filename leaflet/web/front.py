"""Routes of the first page: the leaflets to choose from, and what is kept about whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from leaflet.content import language as languages
from leaflet.document.document import Document
from leaflet.source.value import LanguageTag
from leaflet.web import catalogue, page, problem, view
from leaflet.web.call import Call, used_lately
from leaflet.web.catalogue import FoundCard, Query, ShelfCard
from leaflet.web.shelf import ShelvedLeaflet

LONGEST = 80
"""Letters that are looked for; what is longer is cut."""
FILTERS = {"about": "Kind", "tag": "Subject", "language": "Language"}
"""The further filters by the word in the address."""
KEPT = (
    ("Clinic details, logo", "This computer, in the program’s folder", "Until you delete them"),
    ("Leaflets and copies of them", "The leaflet folder", "Until a writer deletes them"),
    ("What is typed and not saved", "In the memory of the program", "Until it is stopped"),
    ("Which clinic and leaflets you used last", "In this browser", "A year, or until you log out"),
)


async def shelf(call: Call) -> Response:
    """Show the leaflets that the address asks for, 48 a page."""
    query = _query(call)
    cards, replaced = await call.office.work(_cards, call)
    shown = [card for card in cards if card.id not in replaced]
    found = catalogue.found(shown, query)
    first = (query.page - 1) * catalogue.PAGE
    if first >= len(found):
        query, first = query._replace(page=1), 0
    lately = [FoundCard(card) for card in _lately(call, shown)] if query.is_plain else []
    said, call.visit.said = call.visit.said, ""
    return page.render(
        "shelf",
        visit=call.visit,
        said=said,
        query=query,
        cards=found[first : first + catalogue.PAGE],
        total=len(found),
        first=first + 1,
        size=catalogue.PAGE,
        lately=lately if query.page == 1 else [],
        near=[] if found or not query.words else catalogue.close(shown, query.words),
        shows=catalogue.SHOWS,
        counts=catalogue.counts(shown),
        tongues=(tongues := _named(cards)),
        filters=_filters(shown, tongues),
        replaced=[FoundCard(card) for card in cards if card.id in replaced],
        aside=[path.name for path in call.office.shelf.aside()],
        deleted=await call.office.work(call.office.clinics.deleted),
    )


async def data(call: Call) -> Response:
    """Show what is kept, where and for how long."""
    return page.render("data", visit=call.visit, kept=KEPT)


def _query(call: Call) -> Query:
    """Return what the address asks for; what cannot be understood asks for nothing."""
    said = call.request.query_params
    number, show = said.get("page", ""), said.get("show", "")
    return Query(
        words=said.get("q", "").strip()[:LONGEST],
        show=show if show in catalogue.SHOWS else "",
        about=said.get("about", "")[:LONGEST],
        tag=said.get("tag", "")[:LONGEST],
        language=said.get("language", "")[:LONGEST],
        page=max(1, int(number)) if re.fullmatch("[0-9]{1,5}", number) else 1,
    )


def _cards(call: Call) -> tuple[list[ShelfCard], set[str]]:
    """Return a card of each leaflet, and the ids of ours in whose place copies are."""
    entries = call.office.entries()
    replaced = call.office.shelf.replaced(entries)
    return [card_of(call, entry) for entry in entries], replaced


def card_of(call: Call, entry: ShelvedLeaflet) -> ShelfCard:
    """Return the card of a leaflet."""
    document = entry.read.document
    original = call.office.shelf.original(entry)
    today, newer = call.office.previews.today(), view.newer(entry, original)
    state = catalogue.state(document, today, is_copy=bool(original), is_example=entry.is_example)
    if newer:
        state = catalogue.Standing("due", f"The original is newer: version {newer}")
    card = ShelfCard(
        entry.id,
        entry.title,
        document.subtitle.literal if document and document.subtitle else "",
        state,
        digest=entry.digest[:12],
        is_broken=not document,
        is_copy=bool(original),
        is_example=entry.is_example,
    )
    return card if not document else card._replace(**_said(call, entry, document))


def _said(call: Call, entry: ShelvedLeaflet, document: Document) -> dict[str, Any]:
    """Return what a leaflet says of itself, and all its words."""
    return {
        "about": document.about or "",
        "code": document.code.text if document.code else "",
        "keywords": tuple(word.text for word in document.keywords),
        "languages": tuple(call.office.shelf.in_languages(entry)),
        "text": " ".join(text.literal for text in document.texts),
    }


def _named(cards: Iterable[ShelfCard]) -> dict[str, str]:
    """Return the own names of the languages of leaflets by tag."""
    found = {}
    for tag in {tag for card in cards for tag in card.languages}:
        language, _ = problem.attempt(languages.load, LanguageTag(tag))
        if language:
            found[tag] = language.name.text
    return found


def _lately(call: Call, cards: Iterable[ShelfCard]) -> list[ShelfCard]:
    """Return the leaflets that this browser used last."""
    known = {card.id: card for card in cards}
    return [known[id] for id in used_lately(call) if id in known]


def _filters(
    cards: Iterable[ShelfCard], tongues: Mapping[str, str]
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the choices of the further filters, only those that some leaflet is of."""
    abouts, tags = set[str](), set[str]()
    for card in cards:
        abouts.add(card.about)
        tags.update(card.keywords)
    kinds = [(key, words) for key, words in catalogue.KINDS.items() if key in abouts]
    subjects = [(tag, tag) for tag in sorted(tags, key=str.casefold)]
    named = sorted(tongues.items(), key=lambda each: each[1])
    choices = {"about": kinds, "tag": subjects, "language": named}
    return [(key, FILTERS[key], known) for key, known in choices.items() if known]
