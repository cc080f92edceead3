"""The leaflet does not contradict itself in times and amounts.

"Do not drive for 24 hours" on one page and for 48 hours on another leaves the reader to choose, and
the safer choice is seldom made. Where two times are both right, say for whom or for what each is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from leaflet.editor.prose import wordlist
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.sentence import Sentence

GROUP = "safety"
SEVERITY = "warning"
SOURCE = "Leaflet's own rule"
HOURS = {
    "minute": 1 / 60,
    "hour": 1,
    "day": 24,
    "night": 24,
    "week": 168,
    "month": 730,
    "session": 0,
    "visit": 0,
    "tablet": 0,
    "capsule": 0,
    "puff": 0,
    "litre": 0,
    "glass": 0,
    "glasse": 0,
}
"""The length of each unit; amounts have none, and are compared with amounts of one unit."""
FAR = 60
"""Times that differ more are of two things: 20 minutes of a sport, and none for 3 weeks."""
_COUNT = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"), 1
    )
} | {"twelve": 12, "a": 1, "an": 1, "half an": 0.5}
_NUMBER = rf"\d+(?:\.\d+)?|{'|'.join(sorted(_COUNT, key=len, reverse=True))}"
_AMOUNT = re.compile(
    rf"(?<!every )(?<!times )\b(?P<low>{_NUMBER})(?: ?(?:to|or|–|-) ?(?P<high>{_NUMBER}))?[ -]"
    rf"(?P<unit>{'|'.join(HOURS)})(?:e?s)?\b"
    r"(?P<rate>(?: of [\w-]+)? (?:a|each|every|per) \w+)?",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\b(?P<before>before|until|beforehand|prior to|early)\b"
    r"|\b(?P<after>after|afterwards|following)\b",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(
    r"\b(?:(?:if|unless|when) (?!you (?:cannot|can.t|need to|want|wish|have to|must|feel))"
    r"[^,.;:]{1,60}|"
    r"with (?!you\b|us\b|your\b|the\b|an?\b|it\b|water\b)\w+|"
    r"children|child|adults|babies|baby|toddlers?|pregnant|diabet\w+|elderly|"
    r"over \d+|under \d+|aged|older|younger|men|women|left|right|first|second|third|morning|"
    r"afternoon|evening|some people|most people|others?|another|sometimes|or longer|usually)\b",
    re.IGNORECASE,
)
_WHEREFORE = re.compile(
    r"\b(?:sedation|general|local|spinal|anaesthetic|gas and air|keyhole|open|surgery|desk|office|"
    r"manual|heavy|light|short|long|solid|milk|clear|water|tea|gum|food|lorry|bus|motorbike|abroad|"
    r"abdomen|finger|hand|face|scalp|knee|leg|foot|arm|blood|urine|biopsy|x-ray|mri|ct|dry|chang\w+|replac\w+)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"[,;:]| and | but | or (?=do|drive|drink|eat|smoke)| then ")


class Told(NamedTuple):
    """What the leaflet says of a subject: for how long, or how much."""

    subject: str
    around: str
    """Before or after what happens, or nothing."""
    low: float
    high: float
    """In hours, or in the unit of the amount."""
    unit: str
    """The unit of an amount; nothing for a time."""
    for_whom: frozenset[str]
    wherefore: frozenset[str]
    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        """The time or the amount as it is printed."""
        return self.passage.said[self.start : self.end]


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield each time or amount that differs from an earlier one for the same thing."""
    if not manuscript.is_english:
        return
    hint = "make them the same, or say for whom or for what each is"
    told: dict[str, list[Told]] = {}
    for section in manuscript.sections:
        for passage in section.passages:
            if passage.is_prose and passage.role != "TD" and not passage.is_short:
                for each in _told(passage, section.heading.said):
                    told.setdefault(each.subject, []).append(each)
    for all_of_one in told.values():
        found = {later: earlier for earlier, later in _differing(all_of_one)}
        for later, earlier in found.items():
            problem = f"“{later.words}” here, and “{earlier.words}” elsewhere, for {later.subject}"
            yield later.passage.flaw(problem, hint, later.start, later.end)


def _differing(told: list[Told]) -> Iterator[tuple[Told, Told]]:
    for earlier, later in combinations(told, 2):
        if _are_of_one(earlier, later) and (later.low > earlier.high or later.high < earlier.low):
            yield earlier, later


def _are_of_one(one: Told, other: Told) -> bool:
    """Return whether both are said of one subject, for the same people and cause."""
    if (one.unit, one.for_whom) != (other.unit, other.for_whom) or one.passage is other.passage:
        return False
    if one.around and other.around and one.around != other.around:
        return False
    if one.wherefore and other.wherefore and one.wherefore != other.wherefore:
        return False
    return max(one.high, other.high) < FAR * min(one.low, other.low)


def _told(passage: Passage, heading: str) -> Iterator[Told]:
    for sentence in passage.sentences:
        subjects = [*wordlist.subjects().matches(sentence.words)]
        for amount in _AMOUNT.finditer(passage.said, sentence.start, sentence.end):
            if subjects and not (amount["rate"] and HOURS[_unit(amount)]):
                near = _nearest(subjects, amount)
                if near:
                    yield _said(near, amount, passage, sentence, heading)


def _nearest(subjects: list[wordlist.Match], amount: re.Match[str]) -> str:
    """Return the subject that a length of time belongs to: the last before it, or the next."""
    earlier = [each for each in subjects if each.end <= amount.start()]
    if earlier:
        return earlier[-1].words
    later = next((each for each in subjects if each.start >= amount.end()), None)
    between = amount.string[amount.end() : later.start] if later else ","
    return "" if later is None or _APART.search(between) else later.words


def _said(
    subject: str, amount: re.Match[str], passage: Passage, sentence: Sentence, heading: str
) -> Told:
    unit = _unit(amount)
    hours = HOURS[unit]
    low = _value(amount["low"])
    high = _value(amount["high"]) if amount["high"] else low
    around = _around(sentence.text) or _around(_lead_in(passage)) or _around(heading)
    return Told(
        subject,
        around,
        low * (hours or 1),
        high * (hours or 1),
        "" if hours else f"{unit}{(amount['rate'] or '').lower()}",
        frozenset(word.lower() for word in _FOR_WHOM.findall(sentence.text)),
        frozenset(word.lower() for word in _WHEREFORE.findall(sentence.text)),
        passage,
        *amount.span(),
    )


def _around(said: str) -> str:
    found = _AROUND.search(said)
    return (found.lastgroup or "") if found else ""


def _lead_in(passage: Passage) -> str:
    """Return what leads in to the list that a passage is an item of, and its title."""
    names = ("intro", "title", "question")
    texts = (
        getattr(holder, name, None) for holder in (passage.block, passage.holder) for name in names
    )
    return " ".join(text.literal for text in texts if text is not None and text is not passage.text)


def _unit(amount: re.Match[str]) -> str:
    return amount["unit"].lower()


def _value(number: str) -> float:
    return _COUNT.get(number.lower()) or float(number)
