"""Finds figures in a text: numbers and shares of people, and times to recover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from leaflet.editor.prose.manuscript import Manuscript
    from leaflet.editor.prose.passage import Passage

_WORDS = "two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|thousand|million"
_NUMBER = r"\d(?:[\d,.]*\d)?"
_WHO = (
    r"(?:people|persons?|patients?|adults?|women|men|children|babies|participants?|users?|"
    r"individuals?|volunteers?|treatments?|pregnancies|births|operations|tests)"
)
_RATE = re.compile(
    rf"(?<![\w.,/])(?P<part>{_NUMBER}|one|{_WORDS})(?: {_WHO})?(?: in| out of|,? of every)"
    rf" (?P<whole>{_NUMBER}|{_WORDS})(?: (?P<unit>million|thousand|hundred))?\b"
    r"(?!\s*(?:minutes?|hours?|days?|weeks?|months?|years?|mg|ml|g|mm|cm|litres?|pounds?|or|to"
    r"|steps?|stages?|parts?|times|goes|sets?|sips|(?:\w+ )?(?:road|street|lane|avenue|way))\b)"
    r"(?![-–:/]\d)",
    re.IGNORECASE,
)
_OF_EVERY = re.compile(
    rf"\b(?:(?:(?:out )?of|in|for) (?:every|each) (?P<each>{_NUMBER})(?: {_WHO})?"
    rf"|(?:(?:out )?of|take|among|in) (?P<whole>{_NUMBER}) {_WHO})\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"(?<![\w.,]){_NUMBER} ?(?:%|per ?cent\b)", re.IGNORECASE)
_COUNT = re.compile(
    r"(?<![\w.,/])(?P<count>\d{1,3}(?:,\d{3})+|\d{2,})(?: [a-z]+)? (?:people|patients|adults|women|"
    r"men|participants|volunteers|trials|studies|pregnancies)\b",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"\b(?:In|Since|Until|By) (?:19|20)\d\d ")
"""What begins a sentence with a year: “In 2025 people waited longer”."""
_LASTING = re.compile(
    r"\b(?:eas(?:e|es|ing)|(?:gets?|feels?|getting|feeling|be|is|are) (?:much )?better|heals?|"
    r"healing|recovers?|improves?|settles?|goes away|go away|fades?|clears? up|wears? off|lasts?)"
    r"(?: [a-z]+){0,3}? (?P<time>(?:in|within|after|for|over|by)"
    r"(?: about| around| just| only| up to| at least| a| the first)*"
    r" \d+(?: ?(?:to|or|and|-|–) ?\d+)? (?:days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
_BAND = re.compile(
    r"\b(?:up to|more than|fewer than|less than|between|between [^,.;]{1,30} and|under|over"
    r"|at least|\d to)(?: about)? $",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:steps?|days?|weeks?|pages?|parts?|rooms?|exercises?|types?|phase|stage|grade|ward|floor|"
    r"take|drink|do) $",
    re.IGNORECASE,
)
"""What a number may belong to that counts no people: "step 1 in 3"."""
_NOT_RISK = re.compile(
    r"\b(?:solution|cream|gel|alcohol|cotton|vinegar|strength|saline|bleach|discount|deposit|price"
    r"|fee|off|fat|grip|effort|full|speed)\b",
    re.IGNORECASE,
)

_SOLUTION = re.compile(r" (?:bleach|solution|dilution|mix|mixture)\b", re.IGNORECASE)

_SCORED = re.compile(
    r"\b(?:is|are|was|of|at|to|above|below|under|over|than|as|score|scored) "
    r"(?:(?:about|around|more than|less than|up to|only) )*$",
    re.IGNORECASE,
)
"""What stands before a mark: “if the pain is more than 4 out of 10”."""
_FELT = re.compile(r"\b(?:pain|sore\w*|effort|score\w*|scale|itch\w*|breathless\w*)\b", re.I)


class Figure(NamedTuple):
    """A number or share of people, or a time to recover; offsets in its text."""

    start: int
    end: int
    whole: int = 0
    """Of how many, such as 100 in "9 in 100"; 0 where the text does not say."""
    is_band: bool = False
    """Whether it bounds a group of risks: "up to 1 in 10"."""


def rates(text: str) -> tuple[Figure, ...]:
    """Yield rates such as "9 in 100" or "of every 1,500 people, about 10"."""
    found = [
        Figure(*match.span(), whole, bool(_BAND.search(text[: match.start()])))
        for match in _RATE.finditer(text)
        if (whole := _whole(match))
        and _value(match["part"]) <= whole
        and not _COUNTED.search(text[: match.start()])
        and not _SOLUTION.match(text, match.end())
        and not _is_score(match, text)
    ]
    found += [
        Figure(*match.span(), _value(number))
        for match in _OF_EVERY.finditer(text)
        if not _is_year(number := match["each"] or match["whole"])
        and _value(number) > 9
        and re.search(r"\d|\b(?:one|two|half)\b", text[match.end() :])
        and not any(figure.start < match.end() and match.start() < figure.end for figure in found)
    ]
    return tuple(sorted(found))


def percents(text: str) -> tuple[Figure, ...]:
    """Yield percentages of people, but no strengths of a solution and no discounts."""
    return tuple(
        Figure(*match.span(), 100)
        for match in _PERCENT.finditer(text)
        if not _NOT_RISK.search(text[match.end() : match.end() + 22])
    )


def all_in(text: str) -> tuple[Figure, ...]:
    """Return every figure that needs a source."""
    found = [*rates(text), *percents(text)]
    for match in _COUNT.finditer(text):
        is_year = _IN_YEAR.match(text, max(0, text.rfind(" ", 0, match.start() - 1) + 1))
        known = any(figure.start <= match.start() < figure.end for figure in found)
        if not known and not is_year:
            found.append(Figure(*match.span()))
    found += (Figure(*match.span("time")) for match in _LASTING.finditer(text))
    return tuple(sorted(found))


def is_cited(passage: Passage, manuscript: Manuscript) -> bool:
    """Return whether the passage, or the lead-in of its list, cites a source."""
    if passage.cited:
        return True
    if not passage.block:
        return False
    return any(
        other.cited or other.field == "source"
        for other in _beside(passage, manuscript)
        if other.field in ("intro", "caption", "title", "head", "source", "evidence", "text")
    )


def _beside(passage: Passage, manuscript: Manuscript) -> Iterator[Passage]:
    """Yield passages whose citations count too: the list's lead-in, the rest of the card."""
    for part in _parts(passage):
        held = {id(getattr(part, name)) for name in part.__struct_fields__}
        for other in manuscript.passages:
            if id(other.text) in held and other is not passage:
                yield other


def _parts(passage: Passage) -> Iterator[object]:
    """Yield the block, or its card, that has the passage."""
    cards = [
        item
        for item in getattr(passage.block, "items", ())
        if hasattr(item, "evidence")
        and any(text is passage.text for text in (item.title, item.text))
    ]
    yield from cards or [passage.block]


def _whole(match: re.Match[str]) -> int:
    """Return the denominator; 0 if it is a year or no group of people."""
    whole = _value(match["whole"]) * {"million": 10**6, "thousand": 1000, "hundred": 100}.get(
        (match["unit"] or "").lower(), 1
    )
    return 0 if _is_year(match["whole"]) or whole < 2 else whole


def _value(number: str) -> int:
    words = dict(
        zip(f"one|{_WORDS}".split("|"), (*range(1, 11), 20, 100, 1000, 10**6), strict=True)
    )
    return words.get(number.lower()) or int(float(number.replace(",", "")))


def _is_score(match: re.Match[str], text: str) -> bool:
    """Return whether it is a score out of 10, not a number of people."""
    if not re.search(r"out of (?:10|ten)$", match[0], re.I) or re.search(_WHO, match[0], re.I):
        return False
    if re.match(rf" {_WHO}\b", text[match.end() :], re.I):
        return False
    felt = _FELT.search(text) or re.match(r"\W*(?:if|when|once|until|stop|keep)\b", text, re.I)
    return bool(felt and _SCORED.search(text[: match.start()]))


def _is_year(number: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", number))
