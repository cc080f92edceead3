"""The leaflet does not contradict itself in times and amounts.

"Do not drive for 24 hours" on one page and for 48 hours on another leaves the reader to choose, and
the safer choice is seldom made. Where two times are both right, say for whom or for what each is.
Times of what patients are told to do or to leave are compared by subject, in whatever words; ages,
prices, doses and all else where both sentences name one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from leaflet.editor.prose import conflict, number, statement, wordlist
from leaflet.editor.prose import medicine as medicines
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.number import TAKEN
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.sentence import Sentence
from leaflet.editor.prose.statement import Scope

GROUP = "safety"
SEVERITY = "warning"
SOURCE = "Leaflet's own rule"
LANGUAGES = ("en",)
HOURS = {
    "minute": 1 / 60,
    "hour": 1,
    "day": 24,
    "night": 24,
    "week": 168,
    "month": 730,
    "time": 0,
    "session": 0,
    "visit": 0,
    "appointment": 0,
    "jab": 0,
    "tablet": 0,
    "capsule": 0,
    "puff": 0,
    "litre": 0,
    "glass": 0,
    "glasse": 0,
}
"""The length of each unit; amounts have none, and are compared with amounts of one unit."""
NOWHERE = Scope("", "", frozenset())
FAR = 60
"""Times that differ more are of two things: 20 minutes of a sport, and none for 3 weeks."""
_AMOUNT = re.compile(
    rf"(?<!every )(?<!times )\b(?P<low>{TAKEN})(?: ?(?:to|or|–|-) ?(?P<high>{TAKEN}))?[ -]"
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
    r"(?:with|without) (?!you\b|us\b|your\b|the\b|an?\b|it\b|water\b)\w+|"
    r"children|child|adults|babies|baby|toddlers?|pregnant|diabet\w+|elderly|"
    r"over \d+|under \d+|aged|older|younger|men|women|left|right|first|second|third|morning|"
    r"\w+ (?:drivers|workers|players|riders|pilots|staff)|"
    r"(?:people|anyone|those|patients|some|others|women|men) (?:who|with|on)|"
    r"afternoon|evening|some people|most people|others?|another|sometimes|or longer|usually)\b",
    re.IGNORECASE,
)
_WHEREFORE = re.compile(
    r"\b(?:sedation|general|local|spinal|anaesthetic|gas and air|keyhole|open|surgery|desk|office|"
    r"manual|heavy|light|short|long|solid|milk|clear|water|tea|gum|food|lorry|bus|motorbike|abroad|"
    r"abdomen|finger|hand|face|scalp|knee|leg|foot|arm|blood|urine|biopsy|x-ray|mri|ct|dry|chang\w+|replac\w+)\b",
    re.IGNORECASE,
)
_ONLY = {
    **dict.fromkeys(("tablet", "capsule", "puff"), ("taking", "sessions")),
    "time": ("exercising",),
    **dict.fromkeys(("session", "visit", "appointment", "jab"), ("sessions",)),
}
"""The subjects of amounts that are counted; times have none of these."""
_COUNTED = frozenset(name for names in _ONLY.values() for name in names)
_SEQUENCE = re.compile(
    r"\b(?:then|next|later|start|starts|begin|begins|from (?:day|week|month)|(?:day|week|month) \d+"
    r"|increase[sd]?|build up|reduce|after (?:that|this|a|\d+|one|two)|once|now|instead|extra|more"
    r"|another|at most|no more|up to|at least|maximum)\b",
    re.IGNORECASE,
)
"""What makes of two amounts in a row a course of them, or a limit."""
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
    sentence: str
    phrase: str
    """The words that name the subject."""

    @property
    def words(self) -> str:
        """The time or the amount as it is printed."""
        return self.passage.said[self.start : self.end]


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield each time or amount that differs from an earlier one for the same thing."""
    hint = "make them the same, or say for whom or for what each is"
    told: dict[str, list[Told]] = {}
    for section in manuscript.sections:
        for passage in section.passages:
            if passage.is_prose and passage.role != "TD" and not passage.is_short:
                for each in _told(passage, section.heading.said):
                    told.setdefault(each.subject, []).append(each)
    seen = set()
    for all_of_one in told.values():
        found = {later: earlier for earlier, later in _differing(all_of_one)}
        for later, earlier in found.items():
            problem = f"“{later.words}” here, and “{earlier.words}” elsewhere, for {later.subject}"
            seen.add(id(later.passage))
            yield later.passage.flaw(problem, hint, later.start, later.end)
    for one, other in conflict.conflicts(manuscript):
        if id(other.passage) not in seen:
            amount = other.quantity
            problem = f"“{amount.words}” here, and “{one.quantity.words}” elsewhere"
            yield other.passage.flaw(problem, hint, amount.start, amount.end)
    for order, opposite in conflict.opposites(manuscript):
        problem, part = f"this says the opposite of “{order.part.text}”", opposite.part
        yield opposite.passage.flaw(problem, hint, part.start, part.end)


def _differing(told: list[Told]) -> Iterator[tuple[Told, Told]]:
    for earlier, later in combinations(told[: conflict.COMPARED], 2):
        if _are_of_one(earlier, later) and (later.low > earlier.high or later.high < earlier.low):
            yield earlier, later


def _are_of_one(one: Told, other: Told) -> bool:
    """Return whether both are said of one subject, for the same people and cause."""
    if (one.unit, one.for_whom) != (other.unit, other.for_whom) or one.sentence == other.sentence:
        return False
    if one.passage is other.passage and one.phrase != other.phrase:
        return False
    if statement.is_staged(one.sentence) or statement.is_staged(other.sentence):
        return False
    is_near = one.passage is other.passage or one.unit
    if is_near and any(_SEQUENCE.search(each.sentence) for each in (one, other)):
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
            near = None if _is_rate(amount) else _nearest(_fit(subjects, _unit(amount)), amount)
            if near:
                yield _said(near, amount, passage, sentence, heading)


def _fit(subjects: list[wordlist.Match], unit: str) -> list[wordlist.Match]:
    """Return the subjects that may have an amount in a unit."""
    only = _ONLY.get(unit)
    return [
        each for each in subjects if (each.words in only if only else each.words not in _COUNTED)
    ]


def _is_rate(amount: re.Match[str]) -> bool:
    """Return whether a time is one of a rate, such as 20 minutes a day."""
    return bool(amount["rate"] and HOURS[_unit(amount)])


def _nearest(subjects: list[wordlist.Match], amount: re.Match[str]) -> wordlist.Match | None:
    """Return the subject that a length of time belongs to: the last before it, or the next."""
    earlier = [each for each in subjects if each.end <= amount.start()]
    if earlier:
        return earlier[-1]
    later = next((each for each in subjects if each.start >= amount.end()), None)
    between = amount.string[amount.end() : later.start] if later else ","
    return None if _APART.search(between) else later


def _said(
    near: wordlist.Match, amount: re.Match[str], passage: Passage, sentence: Sentence, heading: str
) -> Told:
    unit = _unit(amount)
    hours = HOURS[unit]
    low, high, rate = _sizes(amount)
    around = _around(sentence.text) or _around(_lead_in(passage)) or _around(heading)
    medicine = medicines.medicine_in(sentence.text) or medicines.medicine_in(heading)
    return Told(
        f"{near.words} {medicine}" if near.words == "taking" and medicine else near.words,
        around,
        low * (hours or 1),
        high * (hours or 1),
        "" if hours else f"{unit}{rate}",
        frozenset(word.lower() for word in _FOR_WHOM.findall(sentence.text))
        | statement.conditions(sentence.text, NOWHERE, amount[0]),
        frozenset(word.lower() for word in _WHEREFORE.findall(sentence.text)),
        passage,
        *amount.span(),
        sentence.text,
        passage.said[near.start : near.end].lower(),
    )


def _sizes(amount: re.Match[str]) -> tuple[float, float, str]:
    """Return the least and the most of an amount, and per what it is."""
    low = number.value(amount["low"])
    return (
        low,
        number.value(amount["high"]) if amount["high"] else low,
        (amount["rate"] or "").lower(),
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
