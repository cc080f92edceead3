"""Reads how often something is taken: every 4 hours, twice a day, with meals."""

from __future__ import annotations

import re
from typing import NamedTuple

from leaflet.editor.prose import number
from leaflet.editor.prose.number import TAKEN, TO, HowMany

DAY, AWAKE = 24, 16
"""Hours."""
_PART = (
    r"(?:mornings?|mid-?day|noon|lunch(?:time)?|afternoons?|tea(?:time)?|evenings?|night|bedtime"
    r"|breakfast|dinner|supper)"
)
_TAKEN_DAILY = (
    r"(?:(?:a|each|every|per|in a|in any|in one) day|daily(?! (?:limit|max|dose|most))"
    r"|(?:in|over|within)(?: any)? 24 hours)"
)
_OFTEN = re.compile(
    rf"\b(?:every (?P<least>{TAKEN})(?:{TO}(?P<most>{TAKEN}))? hours"
    rf"|(?P<hourly>{TAKEN})[ -]hourly|(?P<other>every other hour)"
    r"|(?P<half>every half[ -]hour|half[ -]hourly)"
    rf"|(?P<hour>every hour|each hour|hourly|an hour)"
    rf"|(?:(?P<twice>once|twice)|(?P<low>{TAKEN})(?:{TO}(?P<high>{TAKEN}))? times)"
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


class DailyCount(NamedTuple):
    """How many times a day, with its place; `is_day` where only the day is said."""

    times: HowMany
    is_day: bool
    start: int
    end: int


def all_in(said: str, span: tuple[int, int]) -> list[DailyCount]:
    """Return how often things are taken, in the order of a part of a text."""
    return [_often(found) for found in _OFTEN.finditer(said, *span)]


def _often(found: re.Match[str]) -> DailyCount:
    return DailyCount(_times(found), bool(found["daily"]), *found.span())


def _times(found: re.Match[str]) -> HowMany:
    """Return how many times a day: every 4 to 6 hours is 4 to 6 times."""
    hours = AWAKE if _AWAKE.match(found.string, found.end()) else DAY
    if least := found["least"] or found["hourly"]:
        most = number.value(found["most"] or least)
        return HowMany(_in(hours, most), _in(hours, number.value(least)))
    for name, each in (("other", 2.0), ("half", 0.5), ("hour", 1.0)):
        if found[name]:
            return HowMany(_in(hours, each), _in(hours, each))
    if found["low"]:
        return HowMany(number.value(found["low"]), number.value(found["high"] or found["low"]))
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
