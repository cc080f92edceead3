"""Reads doses in sentences: how much is taken, how often, and the most in a day."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from leaflet.editor.prose.near import before
from leaflet.editor.prose.wordlist import sets
from leaflet.source import named
from leaflet.source.model import Struct
from leaflet.source.value import Line

if TYPE_CHECKING:
    from leaflet.editor.prose.passage import Passage

DAY, AWAKE = 24, 16
"""Hours."""
_COUNT = {
    word: float(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
} | {"eleven": 11.0, "twelve": 12.0, "a": 1.0, "an": 1.0, "half a": 0.5}
_NUMBER = rf"(?:\d[\d,]{{0,9}}(?:\.\d{{1,3}})?|{'|'.join(sorted(_COUNT, key=len, reverse=True))})"
_TO = r"(?: to | or | ?[-–] ?)"
_SIZE = rf"(?P<low>{_NUMBER})(?:{_TO}(?P<high>{_NUMBER}))?"
_MILLIGRAMS = {"mg": 1.0, "milligram": 1.0, "g": 1000.0, "gram": 1000.0, "microgram": 0.001}
_WEIGHT = r"(?:mg|milligrams?|g|grams?|micrograms?|ml|millilitres?)"
_COUNTED = (
    r"(?:tablets?|capsules?|caplets?|pills?|puffs?|patch(?:es)?|sachets?|doses?|drops?|sprays?"
    r"|spoonfuls?|teaspoons?|lozenges?|suppositor(?:y|ies)|units?)"
)
_FEW_WORDS = (
    rf"(?: (?!(?:and|or|to|a|an|the|of|in|times|every|hours?|days?|weeks?|take|then|with|by)\b)"
    rf"(?:(?P<each>{_NUMBER}) ?(?P<each_unit>mg|g|micrograms?)\b|\d{{1,2}}/\d{{3}}\b"
    rf"|[a-z][\w’-]{{0,24}})){{0,3}}?"
)
_PART = (
    r"(?:mornings?|mid-?day|noon|lunch(?:time)?|afternoons?|tea(?:time)?|evenings?|night|bedtime"
    r"|breakfast|dinner|supper)"
)
_TAKEN_DAILY = (
    r"(?:(?:a|each|every|per|in a|in any|in one) day|daily(?! (?:limit|max|dose|most))"
    r"|(?:in|over|within)(?: any)? 24 hours)"
)
_OFTEN = re.compile(
    rf"\b(?:every (?P<least>{_NUMBER})(?:{_TO}(?P<most>{_NUMBER}))? hours"
    rf"|(?P<hourly>{_NUMBER})[ -]hourly|(?P<other>every other hour)"
    r"|(?P<half>every half[ -]hour|half[ -]hourly)"
    rf"|(?P<hour>every hour|each hour|hourly|an hour)"
    rf"|(?:(?P<twice>once|twice)|(?P<low>{_NUMBER})(?:{_TO}(?P<high>{_NUMBER}))? times)"
    rf" {_TAKEN_DAILY}"
    r"|(?P<meals>(?:with|after|before|at) (?:(?:each|every|all|your) )?(?:main )?"
    r"(?:meals?|mealtimes))"
    r"(?P<bed> and (?:at )?(?:bedtime|night))?"
    rf"|(?P<parts>{_PART}(?:(?:,| and|, and|, then) (?:(?:in|at|with|before|after|the|every|your) )"
    rf"{{0,3}}{_PART}){{1,4}})"
    rf"|(?P<daily>{_TAKEN_DAILY}))\b",
    re.IGNORECASE,
)
_AWAKE = re.compile(r"[^.;]{0,20}\b(?:awake|waking|daytime|during the day|by day)\b", re.IGNORECASE)
_MOST_BEFORE = re.compile(
    r"\b(?:more than|at most|up to|max(?:imum)?|(?:the|your) (?:most|limit)|exceed|go over)"
    r"(?:(?:,? [\w’]+){0,8})?:? $",
    re.IGNORECASE,
)
_MOST_DIRECT = re.compile(
    r"\b(?:more than|at most|up to|exceed|go over) (?:a total of )?$", re.IGNORECASE
)
_MOST_BEHIND = re.compile(r"[^.;]{0,12}\b(?:is|are) the (?:most|maximum|limit)\b", re.IGNORECASE)
_OF_DAY = re.compile(r"\b(?:day|daily|24 hours)\b", re.IGNORECASE)
_NOT_TOLD = re.compile(
    r"\b(?:do not|don[’']t|never|not|cannot) (?:take|use|give|have|drink) $", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:take|takes|taking|have|use|give|only|than|most|up to|is|of|maximum|exceed) $",
    re.IGNORECASE,
)
_RATIO = re.compile(r" ?/|(?: in| per) (?:each|every|\d|1|one)\b")
_STRENGTH = re.compile(
    r"\b(?P<before>\d[\d,]{0,6}(?:\.\d{1,3})?) ?(?P<unit>mg|g|micrograms?) (?:[a-z-]+ )?"
    r"(?:tablets|capsules|caplets|tablet|capsule)\b"
    r"|\b(?:tablet|capsule|caplet)s? (?:is|are|contains?|has|have|holds?) (?:about )?"
    r"(?P<after>\d[\d,]{0,6}(?:\.\d{1,3})?) ?(?P<after_unit>mg|g|micrograms?)\b",
    re.IGNORECASE,
)
_LIQUID = re.compile(
    r"\b(?P<mg>\d[\d,]{0,6}(?:\.\d+)?) ?mg ?(?:/|in(?: each| every)?|per)"
    r" ?(?P<ml>\d[\d.]{0,4})? ?ml\b",
    re.IGNORECASE,
)
_WHOM = re.compile(
    r"\b(?:child(?:ren)?|bab(?:y|ies)|adults?|elderly|under \d+|over \d+|aged? \d+)\b",
    re.IGNORECASE,
)


class Medicine(Struct, frozen=True):
    """A medicine with the most that an adult takes in a day; `words/medicines.yaml`."""

    id: Line
    names: tuple[Line, ...]
    most: Line
    """In milligrams."""
    source: Line
    tablet: Line | None = None
    """The milligrams of its usual tablet."""


class Medicines(Struct, frozen=True):
    """All medicines with a limit."""

    medicines: tuple[Medicine, ...]


class HowMany(NamedTuple):
    """How many, from `low` to `high`."""

    low: float
    high: float

    def by(self, other: HowMany | float) -> HowMany:
        """Return the product of both."""
        factor = other if isinstance(other, HowMany) else HowMany(other, other)
        return HowMany(self.low * factor.low, self.high * factor.high)


class Dose(NamedTuple):
    """An amount of a medicine and how often it is taken, or the most of it in a day."""

    size: HowMany
    unit: str
    """Such as `tablet`; nothing where only a number is said."""
    milligrams: HowMany | None
    """Of the amount; None where the strength is not known."""
    often: HowMany
    """Times a day."""
    is_most: bool
    """Whether it is the most in a day, not what to take."""
    medicine: str
    """Its name, or nothing."""
    whom: str
    """For whom it is, or nothing."""
    start: int
    end: int


class _Often(NamedTuple):
    times: HowMany
    is_day: bool
    start: int
    end: int


@functools.cache
def medicines() -> dict[str, Medicine]:
    """Return the medicines with a limit, by each of their names."""
    found = named.load("word", "medicines", Medicines).medicines
    return {name.text: each for each in found for name in (each.id, *each.names)}


@functools.cache
def _names() -> re.Pattern[str]:
    """Return a pattern of the names of all known medicines."""
    known = {*medicines(), *sets("known")["medicines"]}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(known)))})\b", re.IGNORECASE)


@functools.cache
def _amount() -> re.Pattern[str]:
    """Return a pattern of amounts: by weight, by pieces, by a name alone, or a bare number."""
    names = "|".join(map(re.escape, sorted(medicines())))
    return re.compile(
        rf"(?<![\w.,/-]){_SIZE}(?:[ -]?(?P<weight>{_WEIGHT})\b"
        rf"|(?: x)?{_FEW_WORDS} (?P<unit>{_COUNTED})\b| (?P<name>{names})\b(?! \d)"
        rf"|(?= (?:every|in (?:any |a |one )?(?:24|day)|(?:a|per|each) day|daily"
        rf"|(?:up to )?{_NUMBER} times)\b))",
        re.IGNORECASE,
    )


def medicine_in(text: str) -> str:
    """Return the only medicine that a text names, or nothing."""
    found = {_medicine(each[0]) for each in _names().finditer(text)}
    return found.pop() if len(found) == 1 else ""


def most_in_day(medicine: str) -> float:
    """Return the most milligrams of a medicine in a day; 0 where no limit is known."""
    known = medicines().get(medicine)
    return float(known.most.text) if known else 0


def doses(passage: Passage, context: str = "") -> Iterator[Dose]:
    """Yield the doses of a passage; `context` is the medicine that stands over it."""
    mentions = [(found.start(), _medicine(found[0])) for found in _names().finditer(passage.said)]
    every = {name for _, name in mentions}
    only = every.pop() if len(every) == 1 else "" if every else context
    for sentence in passage.sentences:
        yield from _in_sentence(passage.said, (sentence.start, sentence.end), mentions, only)


def _in_sentence(
    said: str, span: tuple[int, int], mentions: list[tuple[int, str]], only: str
) -> Iterator[Dose]:
    often = [_often(found) for found in _OFTEN.finditer(said, *span)]
    amounts = [*_amounts(said, span)]
    whom = _WHOM.search(said, *span)
    starts = [each.start for each in often]
    for (amount, extra), after in pairwise([*amounts, (None, None)]):
        end = after[0].start() if after[0] else span[1]
        if amount is None or before(_NOT_TOLD, said, amount.start()):
            continue
        first, last = bisect_right(starts, amount.end() - 1), bisect_right(starts, end)
        own = often[first:last] or (often[:first] if amount is amounts[0][0] else [])
        medicine = _nearest(mentions, amount, own[0].end if own else amount.end()) or only
        made = _made(amount, extra, own, medicine, whom[0].lower() if whom else "")
        if made:
            yield made


def _amounts(
    said: str, span: tuple[int, int]
) -> Iterator[tuple[re.Match[str], re.Match[str] | None]]:
    """Yield the amounts of a sentence, each with what is said of its weight behind it."""
    last: re.Match[str] | None = None
    extra: re.Match[str] | None = None
    for found in _amount().finditer(said, *span):
        if _RATIO.match(said, found.end()) or _is_bare(found):
            continue
        if last and said[last.end() : found.start()] in (" (", " of ", " (of ", ", ", " at "):
            extra = extra or found
            continue
        if last:
            yield last, extra
        last, extra = found, None
    if last:
        yield last, extra


def _is_bare(found: re.Match[str]) -> bool:
    """Return whether a number alone is no amount: nobody is told to take so many."""
    if found["unit"] or found["weight"] or found["name"]:
        return False
    return not before(_TOLD, found.string, found.start()) or found["low"].lower() in ("a", "an")


def _made(
    amount: re.Match[str], extra: re.Match[str] | None, own: list[_Often], medicine: str, whom: str
) -> Dose | None:
    is_most = _is_most(amount, own)
    if not own and not is_most:
        return None
    times = min((each.times for each in own), default=HowMany(1, 1), key=lambda each: each.high)
    return Dose(
        _range(amount),
        _unit(amount),
        _milligrams(amount, extra, medicine),
        HowMany(1, 1) if is_most else times,
        is_most,
        medicine,
        whom,
        amount.start(),
        max(amount.end(), own[0].end if own else 0),
    )


def _is_most(amount: re.Match[str], own: list[_Often]) -> bool:
    """Return whether an amount is the most in a day: "no more than 8 tablets in 24 hours"."""
    said, start = amount.string, amount.start()
    if any(not each.is_day for each in own):
        return False
    if own and (before(_MOST_DIRECT, said, start) or _MOST_BEHIND.match(said, own[-1].end)):
        return True
    found = before(_MOST_BEFORE, said, start)
    return bool(found and (own or _OF_DAY.search(said[max(0, found.start() - 30) : start])))


def _nearest(mentions: list[tuple[int, str]], amount: re.Match[str], end: int) -> str:
    """Return the medicine named from an amount to how often it is taken, or the last before it."""
    number = bisect_right(mentions, (amount.start(), ""))
    if number < len(mentions) and mentions[number][0] < max(end, amount.end()):
        return mentions[number][1]
    return mentions[number - 1][1] if number else ""


def _milligrams(
    amount: re.Match[str], extra: re.Match[str] | None, medicine: str
) -> HowMany | None:
    """Return the weight of an amount: its own, or its count by the strength."""
    size, weight = _range(amount), amount["weight"]
    if weight and weight.lower().startswith(("ml", "millil")):
        each = _in_millilitre(amount.string)
        return size.by(each) if each else None
    if weight:
        return size.by(_MILLIGRAMS[weight.lower().rstrip("s")])
    if extra and extra["weight"]:
        whole = _milligrams(extra, None, medicine)
        return whole if whole and _is_whole(extra, whole, medicine) else whole and size.by(whole)
    each = _strength(amount, medicine)
    return size.by(each) if each else None


def _is_whole(extra: re.Match[str], weight: HowMany, medicine: str) -> bool:
    """Return whether a weight in brackets is that of all the tablets: "2 tablets (1 g)"."""
    said = extra.string
    if said[extra.start() - 1] != "(" or not said.startswith(")", extra.end()):
        return False
    known = medicines().get(medicine)
    return not (known and known.tablet and float(known.tablet.text) == weight.high)


def _strength(amount: re.Match[str], medicine: str) -> float:
    """Return the milligrams of one tablet: those said, or those of the usual one; 0 if unknown."""
    if amount["each"]:
        return _value(amount["each"]) * _MILLIGRAMS[amount["each_unit"].lower().rstrip("s")]
    if _unit(amount) not in ("tablet", "capsule", ""):
        return 0
    if said := _stated(amount.string):
        return said
    known = medicines().get(medicine)
    return float(known.tablet.text) if known and known.tablet else 0


@functools.lru_cache(64)
def _stated(text: str) -> float:
    """Return the milligrams of one tablet that a text says, or 0."""
    found = _STRENGTH.search(text)
    if not found:
        return 0
    number, unit = found["before"] or found["after"], found["unit"] or found["after_unit"]
    return _value(number) * _MILLIGRAMS[unit.lower().rstrip("s")]


@functools.lru_cache(64)
def _in_millilitre(text: str) -> float:
    """Return the milligrams in a millilitre that a text says, or 0."""
    found = _LIQUID.search(text)
    return _value(found["mg"]) / (_value(found["ml"] or "1") or 1) if found else 0


def _often(found: re.Match[str]) -> _Often:
    return _Often(_times(found), bool(found["daily"]), *found.span())


def _times(found: re.Match[str]) -> HowMany:
    """Return how many times a day: every 4 to 6 hours is 4 to 6 times."""
    hours = AWAKE if _AWAKE.match(found.string, found.end()) else DAY
    if least := found["least"] or found["hourly"]:
        most = _value(found["most"] or least)
        return HowMany(_in(hours, most), _in(hours, _value(least)))
    for name, each in (("other", 2.0), ("half", 0.5), ("hour", 1.0)):
        if found[name]:
            return HowMany(_in(hours, each), _in(hours, each))
    if found["low"]:
        return HowMany(_value(found["low"]), _value(found["high"] or found["low"]))
    return HowMany(*[_named_times(found)] * 2)


def _named_times(found: re.Match[str]) -> float:
    if found["meals"]:
        return 4 if found["bed"] else 3
    if found["parts"]:
        return len(re.findall(_PART, found["parts"], re.IGNORECASE))
    return 2 if (found["twice"] or "").lower() == "twice" else 1


def _in(hours: int, each: float) -> float:
    """Return how often a time fits into some hours."""
    return hours // each if 0 < each <= hours else hours / (each or hours)


def _range(found: re.Match[str]) -> HowMany:
    return HowMany(_value(found["low"]), _value(found["high"] or found["low"]))


def _value(number: str) -> float:
    return _COUNT.get(number.lower()) or float(number.replace(",", "").rstrip("."))


def _unit(amount: re.Match[str]) -> str:
    """Return the unit of an amount in the singular; tablets, caplets and pills are one."""
    written = (amount["unit"] or amount["weight"] or (amount["name"] and "tablet") or "").lower()
    unit = {"patches": "patch", "suppositories": "suppository"}.get(written, written.rstrip("s"))
    return "tablet" if unit in ("caplet", "pill") else unit


def _medicine(name: str) -> str:
    known = medicines().get(name.lower())
    return known.id.text if known else name.lower()
