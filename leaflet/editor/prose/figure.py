"""Finds figures in a text: numbers and shares of people, and times to recover."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from leaflet.blocks.bars import Bar
from leaflet.blocks.benefits import Benefit
from leaflet.editor.prose import number
from leaflet.editor.prose.near import before
from leaflet.editor.prose.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.document.block import Block
    from leaflet.editor.prose.manuscript import Manuscript
    from leaflet.editor.prose.passage import Passage

_VALUES = {word: int(value) for word, value in number.WORDS.items()}
_WORDS = "|".join(word for word in _VALUES if word != "one")
_DIGITS = 15
_NUMBER = r"\d(?:[\d,.]*\d)?"
_WHO = (
    r"(?:people|persons?|patients?|adults?|women|men|children|babies|participants?|users?|"
    r"individuals?|volunteers?|treatments?|pregnancies|births|operations|tests)"
)
_RATE = re.compile(
    rf"(?<![\w.,/])(?P<part>{_NUMBER}|one|{_WORDS})(?: {_WHO})?(?: in"
    rf"| of(?= \d[\d,]* {_WHO})| (?:out of|in) every|,? out of|,? of every)"
    rf" (?P<whole>{_NUMBER}|{_WORDS})(?: (?P<unit>million|thousand|hundred))?\b"
    r"(?!\s*(?:minutes?|hours?|days?|weeks?|months?|years?|mg|ml|g|mm|cm|litres?|pounds?|or|to"
    r"|steps?|stages?|parts?|times|goes|sets?|sips|(?:\w+ )?(?:road|street|lane|avenue|way))\b)"
    r"(?![-–:/]\d)",
    re.IGNORECASE,
)
_OF_EVERY = re.compile(
    rf"\b(?:(?:(?:out )?of|in|for) (?:every|each) (?P<each>{_NUMBER})(?: {_WHO})?"
    rf"|(?:(?:out )?of|take|among|in|for)(?: the| these| a group of)? (?P<whole>{_NUMBER})"
    rf" (?:{_WHO}|[a-z]+s(?=(?: [a-z]+){{0,2}},? (?:about |only |just )?\d)))\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"(?<![\w.,])(?P<part>{_NUMBER}) ?(?:%|per ?cent\b)", re.IGNORECASE)
_COUNT = re.compile(
    r"(?<![\w.,/])(?P<count>\d{1,3}(?:,\d{3})+|\d{2,})"
    r"(?: (?!for\b|to\b|at\b|and\b|as\b|by\b)[a-z]+)?"
    r" (?:people|patients|adults|women|"
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
    r"|at least|\d to|\d ?(?:–|-))(?: about)? ?$",
    re.IGNORECASE,
)
_BAND_BEHIND = re.compile(
    rf"(?: {_WHO})?(?: or (?:more|fewer|less)\b| ?(?:to|and|–|-) ?(?:about )?\d[\d,]* in \d)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:steps?|days?|weeks?|pages?|parts?|rooms?|exercises?|types?|phase|stage|grade|ward|floor|"
    r"take|drink|do) $",
    re.IGNORECASE,
)
"""What a number may belong to that counts no people: "step 1 in 3"."""
_NOT_RISK = re.compile(
    r"\b(?:chlorhexidine|peroxide|salicylic|lidocaine|clotrimazole|miconazole|urea|iodine|solution|cream|gel|alcohol|cotton|vinegar|strength|saline|bleach|discount|deposit|price"
    r"|fee|off|fat|grip|effort|full|speed|weight|body weight|best|peak flow|dose|water|oxygen"
    r"|humidity|slope|hydrocortisone|protein|cocoa|sugar|moisture|battery|charge|pressure)\b",
    re.IGNORECASE,
)
_NOT_RISK_BEFORE = re.compile(
    r"\b(?:deposit|discount|fee|strength|alcohol|gel|cream|peak flow|slope|gradient|oxygen|humidity"
    r"|solution|weight|charge|score|battery|saturation|vat|interest|sats)"
    r"(?: (?:of|is|at|to|below|above|level|levels|about|reads|falls|drops|bearing|only|up|no|more"
    r"|less|than|through|your|the)){0,5} $",
    re.IGNORECASE,
)
_SLOPE = re.compile(
    r"\b(?:slope|gradient|ramp|hill|dilute[ds]?|diluted|dilution|cleaner|bleach|mix|mixed|scale|ratio|yourself|score"
    r"|rate|mark)(?: (?:is|of|at|by|about|it|them|than|to|be|the|steeper|no|more|below|must|should"
    r"|has|have|yours?|pain|cream|the|your|out|a)){0,4} $",
    re.IGNORECASE,
)
"""What stands before a slope, a dilution or a mark: "a ramp of 1 in 12"."""
_DEFINES = re.compile(
    r"\b(?:very common|common|uncommon|rare|very rare|unlikely|likely)\b[^.;]{0,30}"
    r"(?:\bmeans?\b|\(|:|\bis\b|[–-]|=)",
    re.IGNORECASE,
)
"""What says the meaning of a word for how often."""
_SHARE = re.compile(
    r"\b(?P<share>(?:about |around |nearly |almost |over |more than |less than |roughly |up to )?"
    r"(?:half|(?:a|one) (?:third|quarter|fifth|tenth)|(?:two|three|four)[ -]"
    r"(?:thirds|quarters|fifths))"
    r"(?: of)?(?: (?:all|the|our|those|these|adults and|older|young|pregnant|British))*"
    rf" {_WHO})\b",
    re.IGNORECASE,
)
_MANIFOLD = re.compile(
    r"\b(?:(?:two|three|four|five|six|ten|\d+)-?fold"
    r"|(?:(?:twice|(?:three|four|five|six|ten|\d+) times) (?:as|more) likely)"
    r"|(?:halves|doubles|trebles|triples|halved|doubled|tripled)(?: the| your| their)?"
    r" (?:chances?|risks?|odds|likelihood))\b",
    re.IGNORECASE,
)
"""How many times a risk is another."""

_RESEARCHED = re.compile(
    r"\b(?:research\w*|stud(?:y|ies)|trials?|surveys?|scientists|experts|statistics|data)\b"
    r"[^.;]{0,60}?\b(?:shows?|showed|shown|found|finds?|suggests?|says?|proves?|proved|puts?|reports?"
    r"|reported|means?|averages?)\b[^.;]{0,120}?(?<![\w.,])(?P<number>\d[\d.,]*+(?: [a-z]+)?)"
    r"|\b(?:on average|an average of|the average)\b[^.;]{0,60}?(?<![\w.,])"
    r"(?P<average>\d[\d.,]*+ [a-z]+)(?=[^.;]{0,80}\b(?:research\w*|stud(?:y|ies)|trials?)\b)",
    re.IGNORECASE,
)
"""A number that is credited to research."""
_SOLUTION = re.compile(r" (?:bleach|solution|dilution|mix|mixture)\b", re.IGNORECASE)

_SCORED = re.compile(
    r"\b(?:is|are|was|of|at|to|above|below|under|over|than|as|score|scored) "
    r"(?:(?:about|around|more than|less than|up to|only) ){0,3}$",
    re.IGNORECASE,
)
"""What stands before a mark: “if the pain is more than 4 out of 10”."""
_FELT = re.compile(r"\b(?:pain|sore\w*|effort|score\w*|scale|itch\w*|breathless\w*)\b", re.I)


_CONDITION = re.compile(r"\W{0,20}(?:if|when|once|until|stop|keep)\b", re.IGNORECASE)
_OUT_OF_TEN = re.compile(r"out of (?:10|ten)$", re.IGNORECASE)
_PEOPLE, _BEHIND = (re.compile(words, re.IGNORECASE) for words in (_WHO, rf" {_WHO}\b"))
_COUNTS = re.compile(r"\d|\b(?:one|two|half)\b")
LEADS = ("intro", "caption", "title", "head", "source", "evidence", "text", "label")
"""Keys whose texts stand for what they lead in to."""


class Quantity(NamedTuple):
    """A number or share of people, or a time to recover; offsets in its text."""

    start: int
    end: int
    whole: int = 0
    """Of how many, such as 100 in "9 in 100"; 0 where the text does not say."""
    is_band: bool = False
    """Whether it bounds a group of risks: "up to 1 in 10"."""
    part: int = -1
    """How many of them, such as 9 in "9 in 100"; -1 where the text does not say it there."""


@functools.lru_cache(512)
def rates(text: str) -> tuple[Quantity, ...]:
    """Return rates such as "9 in 100" or "of every 1,500 people, about 10"."""
    felt = bool(_FELT.search(text) or _CONDITION.match(text))
    found = [
        Quantity(*match.span(), whole, _is_band(match), _value(match["part"]))
        for match in _RATE.finditer(text)
        if (whole := _whole(match))
        and _value(match["part"]) <= whole
        and not before(_COUNTED, text, match.start())
        and not _SOLUTION.match(text, match.end())
        and not (felt and _is_score(match))
        and not before(_SLOPE, text, match.start())
    ]
    taken = _spans(found)
    found += [
        Quantity(*match.span(), _value(number))
        for match in _OF_EVERY.finditer(text)
        if not _is_year(number := match["each"] or match["whole"])
        and _value(number) > 9
        and _COUNTS.search(text, match.end())
        and not taken.meet(*match.span())
    ]
    return tuple(sorted(found))


def percents(text: str) -> tuple[Quantity, ...]:
    """Yield percentages of people, but no strengths of a solution and no discounts."""
    return tuple(
        Quantity(*match.span(), 100, part=_value(match["part"]) if "." not in match["part"] else -1)
        for match in _PERCENT.finditer(text)
        if not _NOT_RISK.search(text[match.end() : match.end() + 22])
        and not before(_NOT_RISK_BEFORE, text, match.start())
    )


def in_words(text: str) -> tuple[int, ...]:
    """Return the numbers that a text says in words: nine."""
    return tuple(_VALUES[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _VALUES)


def all_in(text: str) -> tuple[Quantity, ...]:
    """Return every figure that needs a source; what defines a word for how often needs none."""
    if is_definition(text):
        return ()
    found = [*rates(text), *percents(text)]
    found += (Quantity(*match.span("share")) for match in _SHARE.finditer(text))
    found += (Quantity(*match.span()) for match in _MANIFOLD.finditer(text))
    taken = _spans(found)
    for match in _COUNT.finditer(text):
        is_year = _IN_YEAR.match(text, max(0, text.rfind(" ", 0, match.start() - 1) + 1))
        if not taken.meet(match.start(), match.start() + 1) and not is_year:
            found.append(Quantity(*match.span()))
    found += (Quantity(*match.span("time")) for match in _LASTING.finditer(text))
    found += (
        Quantity(*match.span("number" if match["number"] else "average"))
        for match in _RESEARCHED.finditer(text)
        if not _is_year((match["number"] or match["average"]).split()[0])
    )
    return tuple(sorted(found))


def _spans(figures: list[Quantity]) -> Spans:
    return Spans((figure.start, figure.end) for figure in figures)


def is_definition(text: str) -> bool:
    """Return whether a text says what a word for how often means: "rare: up to 1 in 1,000"."""
    return bool(_DEFINES.search(text))


def is_cited(passage: Passage, manuscript: Manuscript) -> bool:
    """Return whether the passage, or the lead-in of its list, cites a source."""
    if passage.cited:
        return True
    return any(
        other.cited or other.field == "source"
        for part in _parts(passage)
        for name in part.__struct_fields__
        for other in manuscript.of_text(getattr(part, name))
        if other is not passage and other.field in LEADS
    )


def _parts(passage: Passage) -> Iterator[Benefit | Bar | Block]:
    """Yield what has the passage: the card of a block, or a bar and its block, or the block."""
    card = passage.holder
    if isinstance(card, Benefit) and passage.text in (card.title, card.text):
        yield card
        return
    if isinstance(card, Bar):
        yield card
    if passage.block:
        yield passage.block


def _whole(match: re.Match[str]) -> int:
    """Return the denominator; 0 if it is a year or no group of people."""
    whole = _value(match["whole"]) * {"million": 10**6, "thousand": 1000, "hundred": 100}.get(
        (match["unit"] or "").lower(), 1
    )
    return 0 if _is_year(match["whole"]) or whole < 2 else whole


def _value(number: str) -> int:
    """Return the whole part of a number, or that of its first 15 digits."""
    return _VALUES.get(number.lower()) or int(number.replace(",", "").partition(".")[0][:_DIGITS])


def _is_band(match: re.Match[str]) -> bool:
    """Return whether a rate bounds a group of risks, or begins or ends a range of them."""
    text, (start, end) = match.string, match.span()
    return bool(before(_BAND, text, start) or _BAND_BEHIND.match(text, end))


def _is_score(match: re.Match[str]) -> bool:
    """Return whether it is a score out of 10, not a number of people."""
    if not _OUT_OF_TEN.search(match[0]) or _PEOPLE.search(match[0]):
        return False
    if _BEHIND.match(match.string, match.end()):
        return False
    return before(_SCORED, match.string, match.start()) is not None


def _is_year(number: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", number))
