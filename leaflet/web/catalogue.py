"""Catalogue: the leaflets on the shelf as cards, searched, filtered and put in order."""

from __future__ import annotations

import datetime
import difflib
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from leaflet.content.about import ABOUTS
from leaflet.document.document import Document
from leaflet.web import copies

PAGE = 48
"""Cards on one page of the list."""
CLOSE = 3
"""Titles that are offered where nothing is found."""
SOON = datetime.timedelta(days=60)
"""How long before its review a leaflet is said to be due."""
AROUND = 30
"""Letters that are shown on each side of a word found inside."""
SHOWS = {
    "": "All",
    "ready": "Ready to print",
    "due": "Review due",
    "copies": "Your copies",
    "examples": "Examples",
    "mend": "Needs mending",
}
"""What the first row of filters shows, by the word in the address."""
KINDS = {about: about.replace("-", " ").capitalize() for about in ABOUTS}
"""The kinds of leaflets by the word in `about:`."""


class Standing(NamedTuple):
    """What became of a leaflet: the kind of its mark, and the words beside it."""

    kind: str
    words: str

    @property
    def is_ready(self) -> bool:
        """Whether it may be printed as it is."""
        return self.kind in ("approved", "due", "copy", "plain")


class ShelfCard(NamedTuple):
    """A leaflet as the shelf shows it."""

    id: str
    title: str
    subtitle: str
    state: Standing
    about: str = ""
    code: str = ""
    keywords: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """Tags of the languages that it is there in."""
    digest: str = ""
    is_broken: bool = False
    is_copy: bool = False
    is_example: bool = False
    text: str = ""
    """All its words, to be searched."""


class Query(NamedTuple):
    """What is looked for, as the address says it."""

    words: str = ""
    show: str = ""
    about: str = ""
    tag: str = ""
    language: str = ""
    page: int = 1

    @property
    def is_plain(self) -> bool:
        """Whether it asks for all leaflets."""
        return not any((self.words, self.show, self.about, self.tag, self.language))


class FoundCard(NamedTuple):
    """A card that was found, with the words around what was found inside it."""

    card: ShelfCard
    inside: str = ""


def state(
    document: Document | None, today: datetime.date, *, is_copy: bool, is_example: bool
) -> Standing:
    """Return the state of a leaflet, by its dates and by whose it is."""
    if not document:
        return Standing("broken", "Needs mending")
    review = document.next_review
    if is_example:
        return Standing("example", "Example, not approved")
    if review and review < today:
        return Standing("expired", f"Out of date since {day(review)}")
    if review and review <= today + SOON:
        return Standing("due", f"Review due {day(review)}")
    version = document.version.text if document.version else ""
    if is_copy:
        number = copies.number(version)
        of = f" {number} of version {copies.base(version)}" if number else ""
        return Standing("copy", f"Your copy{of}")
    return Standing("plain", f"Review by {day(review)}" if review else "No date for its review")


def day(date: datetime.date) -> str:
    """Return a date in words."""
    return f"{date.day} {date:%B %Y}"


def counts(cards: Iterable[ShelfCard]) -> dict[str, int]:
    """Return how many leaflets each of the first filters shows."""
    known = [*cards]
    return {show: sum(_is_shown(card, show) for card in known) for show in SHOWS}


def found(cards: Iterable[ShelfCard], query: Query) -> list[FoundCard]:
    """Return what a query finds, the best first and then by title.

    A title that begins with the words comes first, then a title that has them, a code, a keyword,
    and words inside the leaflet.
    """
    ranked = []
    for card in cards:
        if _is_shown(card, query.show) and _is_kind(card, query):
            place = _place(card, _folded(query.words))
            if place is not None:
                ranked.append((place[0], _folded(card.title), FoundCard(card, place[1])))
    return [each for *_, each in sorted(ranked, key=lambda one: one[:2])]


def close(cards: Iterable[ShelfCard], words: str) -> list[ShelfCard]:
    """Return the leaflets whose titles come nearest to words that are found nowhere."""
    wanted = _folded(words)
    rated = [(max(_likeness(wanted, word) for word in _words(card.title)), card) for card in cards]
    near = sorted((one for one in rated if one[0] > 0.6), key=lambda one: (-one[0], one[1].title))
    return [card for _, card in near[:CLOSE]]


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _words(title: str) -> list[str]:
    return [*_folded(title).split(), _folded(title)]


def _is_shown(card: ShelfCard, show: str) -> bool:
    match show:
        case "ready":
            return card.state.is_ready
        case "due":
            return card.state.kind in ("due", "expired")
        case "copies":
            return card.is_copy
        case "examples":
            return card.is_example
        case "mend":
            return card.is_broken
    return True


def _is_kind(card: ShelfCard, query: Query) -> bool:
    """Return whether a card is of the kind, the subject and the language that are asked for."""
    return (
        query.about in ("", card.about)
        and (not query.tag or query.tag in card.keywords)
        and (not query.language or query.language in card.languages)
    )


def _place(card: ShelfCard, words: str) -> tuple[int, str] | None:
    """Return how well words fit a card, the best is 0, and what stands around them inside it."""
    title = _folded(card.title)
    if not words or title.startswith(words):
        return 0, ""
    if all(any(part.startswith(word) for part in title.split()) for word in words.split()):
        return 1, ""
    if words in title:
        return 2, ""
    if words == _folded(card.code) or (card.code and _folded(card.code).startswith(words)):
        return 3, ""
    if any(words in _folded(word) for word in (*card.keywords, card.subtitle)):
        return 4, ""
    inside = _around(card.text, words)
    return (5, inside) if inside else None


def _around(text: str, words: str) -> str:
    """Return the words of a text around those that are looked for; nothing if they are not there.

    Letters are folded one by one, so that places in the folded text are places in the text.
    """
    folded = "".join(_folded(letter) or letter for letter in text)
    at = folded.find(words)
    if at < 0 or len(folded) != len(text):
        return "" if at < 0 else words
    start = text.rfind(" ", 0, max(at - AROUND, 0)) + 1 if at > AROUND else 0
    end = text.find(" ", at + len(words) + AROUND)
    return text[start : end if end > 0 else len(text)].strip()


def _folded(text: str) -> str:
    """Return a text without capitals, accents and white around it."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
