"""Finds quantities in a text: times, amounts, prices, ages, clock times, days, how often."""

from __future__ import annotations

import re
from typing import NamedTuple

from leaflet.editor.prose import number
from leaflet.editor.prose.number import TAKEN
from leaflet.editor.prose.stem import stem
from leaflet.editor.prose.wordlist import sets

HOURS = {
    "second": 1 / 3600,
    "minute": 1 / 60,
    "min": 1 / 60,
    "hour": 1.0,
    "day": 24.0,
    "night": 24.0,
    "week": 168.0,
    "fortnight": 336.0,
    "month": 730.5,
    "year": 8766.0,
}
"""The length of each unit of time."""
SIZES = {
    "kg": ("weight", 1.0),
    "kilo": ("weight", 1.0),
    "kilogram": ("weight", 1.0),
    "g": ("weight", 0.001),
    "gram": ("weight", 0.001),
    "mg": ("weight", 1e-6),
    "ml": ("volume", 0.001),
    "millilitre": ("volume", 0.001),
    "litre": ("volume", 1.0),
    "pint": ("volume", 0.568),
    "mm": ("length", 0.001),
    "cm": ("length", 0.01),
    "centimetre": ("length", 0.01),
    "m": ("length", 1.0),
    "metre": ("length", 1.0),
    "km": ("length", 1000.0),
    "kilometre": ("length", 1000.0),
    "mile": ("length", 1609.0),
}
"""What each unit measures, and its size."""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NOON, MIDNIGHT = 12.0, 24.0
_TIMES = "|".join(sorted(HOURS, key=len, reverse=True))
_SIZED = "|".join(sorted(SIZES, key=len, reverse=True))
_RANGE = rf"(?P<low>{TAKEN})(?:(?: to | or | and | ?[-–] ?)(?P<high>{TAKEN}))?"
_PER = (
    r"(?: (?:a|an|each|every|per|in a|in any|in one|in) (?:single )?"
    r"(?:24 hours|hour|day|night|week|fortnight|month|year)| daily| nightly| weekly)"
)
_CLOCK = (
    r"(?:(?P<{0}h>\d{{1,2}})(?:[:.](?P<{0}m>[0-5]\d))? ?(?P<{0}half>[ap])\.?m\b\.?"
    r"|(?P<{0}h24>[01]?\d|2[0-3]):(?P<{0}m24>[0-5]\d)|(?P<{0}word>noon|midday|midnight))"
)
_DAY = rf"(?:{'|'.join(DAYS)})"
_PATTERNS = (
    ("phone", re.compile(r"(?<![\w£])(?:\+44 ?\d|0\d)[\d ]{7,12}\d\b")),
    (
        "clock",
        re.compile(
            rf"\b{_CLOCK.format('a')}(?:(?: to | and | until | ?[-–] ?){_CLOCK.format('b')})?",
            re.IGNORECASE,
        ),
    ),
    ("money", re.compile(r"[£$€] ?(?P<low>\d[\d,]{0,9}(?:\.\d\d)?)")),
    ("percent", re.compile(r"(?<=\bby )(?P<low>\d{1,3}) ?(?:%|per cent\b)")),
    (
        "temperature",
        re.compile(
            r"\b(?P<low>\d{2,3}(?:\.\d)?)(?:(?: to | ?[-–] ?)(?P<high>\d{2,3}(?:\.\d)?))?"
            r" ?(?:°|º|degrees)(?: ?(?P<unit>[CF])\b)?",
            re.IGNORECASE,
        ),
    ),
    (
        "rate",
        re.compile(
            rf"\bevery (?P<other>other )?(?:{_RANGE}[ -])?(?P<unit>{_TIMES})s?\b"
            rf"|\b(?:(?P<word>once|twice)|{_RANGE.replace('low', 'few').replace('high', 'many')}"
            rf" times)(?P<per>{_PER})",
            re.IGNORECASE,
        ),
    ),
    (
        "age",
        re.compile(
            r"\b(?P<who>(?:people|women|men|everyone|anyone|adults?|children|those|all)"
            r"(?: who are| are)? (?=from|over|aged))?"
            r"(?:(?:from )?(?:the )?ages? of|aged?|(?(who)(?:from|over|aged)|(?!))) "
            r"(?P<low>\d{1,3})"
            r"(?:(?: to | ?[-–] ?)(?P<high>\d{1,3}))?"
            r"(?: (?P<unit>months|weeks|days))?"
            r"(?! ?(?:[ap]\.?m|%|minutes|hours|mg|ml|kg|cm|people))"
            r"(?P<up> (?:and|or) (?:over|older|above|up))?"
            r"|\b(?P<old>\d{1,3}) (?:years )?(?:and|or) (?:over|older|above)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "time",
        re.compile(
            rf"\b{_RANGE}(?: (?:full|whole|working|more))?[ -](?P<unit>{_TIMES})s?\b(?!-)"
            rf"['’]?(?P<per>{_PER})?",
            re.IGNORECASE,
        ),
    ),
    (
        "size",
        re.compile(rf"(?<![\w.]){_RANGE} ?-?(?P<unit>{_SIZED})s?\b(?P<per>{_PER})?", re.IGNORECASE),
    ),
    (
        "place",
        re.compile(
            r"\b(?P<what>room|ward|floor|level|desk|gate|bay|suite|entrance|door|zone|clinic room)"
            r" (?:number )?(?P<which>[A-Z]?\d{1,3}[A-Z]?|[A-Z])\b"
            r"|\b(?P<nth>ground|first|second|third|fourth|fifth|\d(?:st|nd|rd|th)) (?P<of>floor)\b"
        ),
    ),
    ("weekday", re.compile(rf"\b{_DAY}s?\b(?:(?: to |, | and | or | ?[-–] ?){_DAY}s?\b)*", re.I)),
    (
        "count",
        re.compile(
            rf"(?<![\w.,/£$€-]){_RANGE}(?! ?(?:%|/|in \d|out of|of \d|mg|am\b|pm\b))"
            rf"(?P<words>(?: [a-z][\w’'-]*){{1,3}})",
            re.IGNORECASE,
        ),
    ),
)
_RATE = re.compile(rf"(?: of [\w-]+)?(?P<per>{_PER})", re.IGNORECASE)
_ONE = (
    "tablet",
    "capsule",
    "dose",
    "puff",
    "drop",
    "spray",
    "session",
    "visit",
    "jab",
    "injection",
)
"""What may be one without being the last word."""
_BEFORE_ARTICLE = re.compile(
    r"\b(?:for|after|in|within|about|takes?|lasts?|off|until|wait|only|least|most|over|than|be|is"
    r"|nearly|up to|around|by|give|spend) $",
    re.IGNORECASE,
)
"""What stands before “a week” where it is a time, not a rate."""
_PLURAL = re.compile(r"[a-z][\w'’-]*[^s’']s$|[a-z]+(?:sses|xes)$", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"\b(?:first|last|next|past|further|every|each|another|chapter|page|step|part|type|stage|day"
    r"|week|month|figure|number|version|grade|year|every other) $",
    re.IGNORECASE,
)
"""What stands before a number that numbers something or is one of a course."""
_OF_STAGE = re.compile(
    r"\b(?:first|last|next|past|further|another|extra) $"
    r"|\b(?:day|week|month|year|stage|step|part|page) (?:\d+ )?$",
    re.IGNORECASE,
)


class HowMuch(NamedTuple):
    """So much of something."""

    kind: str
    """What is measured or counted, with the rate: `time`, `count:tablet a day`."""
    low: float
    high: float
    unit: str
    words: str
    start: int
    end: int
    which: frozenset[str] = frozenset()
    """Where it is no number: days of the week, a room, a phone number."""

    def differs(self, other: HowMuch) -> bool:
        """Return whether both cannot be right; times in two units may differ a little."""
        if self.which or other.which:
            return not self.which & other.which
        if self.kind == "clock" and self.low != self.high and other.low != other.high:
            return (self.low, self.high) != (other.low, other.high)
        slack = 1.1 if self.unit != other.unit else 1.0
        return self.low > other.high * slack or self.high * slack < other.low


_ANY = re.compile(
    rf"\d|\b(?:once|twice|half|every|noon|midday|midnight|an?|{number.SMALL}|{_DAY}s?"
    r"|(?:ground|first|second|third|fourth|fifth) floor|(?:room|ward|floor|desk|bay) [A-Z])\b",
    re.IGNORECASE,
)
"""What each quantity has."""


def all_in(said: str, start: int, end: int) -> list[HowMuch]:
    """Return the quantities of a part of a text, in order; each character is of one at most."""
    found: list[HowMuch] = []
    if not _ANY.search(said, start, end):
        return found
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(said, start, end):
            made = _made(kind, match)
            if made and not any(e.start < made.end and made.start < e.end for e in found):
                found.append(made)
    return sorted(found, key=lambda each: each.start)


def _made(kind: str, found: re.Match[str]) -> HowMuch | None:
    if kind in ("time", "count", "size") and _is_of_stage(kind, found):
        return None
    read = _READERS[kind](found)
    if read is None:
        return None
    name, low, high, unit, which = read
    start, end = found.span()
    if kind == "count":
        end = found.start("words")
    if kind == "age" and found["who"]:
        start = found.end("who")
    words = found.string[start : found.end()].strip()
    return HowMuch(name, low, max(low, high), unit, words, start, end, which)


def _is_of_stage(kind: str, found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 24) : found.start()]
    return bool((_NOT_BEFORE if kind == "count" else _OF_STAGE).search(before))


_Reading = tuple[str, float, float, str, frozenset[str]]
_NONE: frozenset[str] = frozenset()


def _range(found: re.Match[str], low: str = "low", high: str = "high") -> tuple[float, float]:
    first = number.value(found[low])
    groups = found.re.groupindex
    return first, number.value(found[high]) if high in groups and found[high] else first


def _phone(found: re.Match[str]) -> _Reading:
    return "phone", 0, 0, "", frozenset([re.sub(r"\D", "", found[0]).removeprefix("44")[-10:]])


def _clock(found: re.Match[str]) -> _Reading:
    low = _hour(found, "a", found["bhalf"])
    high = _hour(found, "b", "") if found["bh"] or found["bh24"] or found["bword"] else low
    return "clock", low, high, "", _NONE


def _hour(found: re.Match[str], name: str, half: str | None) -> float:
    if word := found[f"{name}word"]:
        return MIDNIGHT if word.lower() == "midnight" else NOON
    if found[f"{name}h24"]:
        return float(found[f"{name}h24"]) + float(found[f"{name}m24"]) / 60
    hour = float(found[f"{name}h"]) % 12 + float(found[f"{name}m"] or 0) / 60
    return hour + (12 if (found[f"{name}half"] or half or "a").lower() == "p" else 0)


def _money(found: re.Match[str]) -> _Reading:
    return ("money", *_range(found), found[0][0], _NONE)


def _percent(found: re.Match[str]) -> _Reading:
    return ("percent", *_range(found), "", _NONE)


def _temperature(found: re.Match[str]) -> _Reading:
    low, high = _range(found)
    if (found["unit"] or "C").upper() == "F":
        low, high = (round((each - 32) / 1.8, 1) for each in (low, high))
    return "temperature", low, high, found["unit"] or "", _NONE


def _rate(found: re.Match[str]) -> _Reading | None:
    if unit := found["unit"]:
        hours = HOURS[unit.lower()] * (2 if found["other"] else 1)
        low, high = _range(found) if found["low"] else (1.0, 1.0)
        return "often", 24 / (high * hours), 24 / (low * hours), unit, _NONE
    if found["word"]:
        low = high = 2.0 if found["word"].lower() == "twice" else 1.0
    else:
        low, high = _range(found, "few", "many")
    per = _per(found)
    day = 24 / HOURS[per] if per in HOURS else 1
    return "often", low * day, high * day, "time", _NONE


def _age(found: re.Match[str]) -> _Reading:
    if found["old"]:
        return "age", float(found["old"]), float(found["old"]), "", _NONE
    years = HOURS[found["unit"].rstrip("s")] / HOURS["year"] if found["unit"] else 1
    low, high = _range(found)
    return "age", low * years, high * years, "", _NONE


def _time(found: re.Match[str]) -> _Reading | None:
    before = found.string[max(0, found.start() - 12) : found.start()]
    if found["low"].lower() in ("a", "an") and not _BEFORE_ARTICLE.search(before):
        return None
    hours = HOURS[found["unit"].lower()]
    low, high = _range(found)
    per = _per(found)
    if found.string.startswith((" old", " of age"), found.end()):
        return "age", low * hours / HOURS["year"], high * hours / HOURS["year"], "", _NONE
    kind = f"time a {per}" if per else "time"
    return kind, low * hours, high * hours, found["unit"].lower(), _NONE


def _size(found: re.Match[str]) -> _Reading:
    kind, size = SIZES[found["unit"].lower()]
    low, high = _range(found)
    per = _per(found)
    return f"{kind} a {per}" if per else kind, low * size, high * size, found["unit"], _NONE


def _place(found: re.Match[str]) -> _Reading:
    what, which = found["what"] or found["of"], found["which"] or found["nth"]
    return f"place:{what}", 0, 0, "", frozenset([which.lower()])


def _weekday(found: re.Match[str]) -> _Reading | None:
    days = [day.lower() for day in re.findall(_DAY, found[0], re.IGNORECASE)]
    if re.search(r" to |[-–]", found[0]) and len(days) == 2:
        first, last = (DAYS.index(day) for day in days)
        days = [DAYS[n % 7] for n in range(first, last + 1 + 7 * (last < first))]
    return "weekday", 0, 0, "", frozenset(days)


def _count(found: re.Match[str]) -> _Reading | None:
    low, high = _range(found)
    if found["low"].lower() in ("a", "an"):
        return None
    words, uncounted = [*re.finditer(r"[\w’'-]+", found["words"])], sets("unspecific")["uncounted"]
    for word in words:
        noun = stem(word[0])
        if word[0].lower() in uncounted or noun in uncounted:
            return None
        if _PLURAL.search(word[0]) or (high == 1 and len(words) == 1) or word[0] in _ONE:
            rate = _RATE.match(found.string, found.start("words") + word.end())
            per = _per(rate) if rate else ""
            return f"count:{noun}{per and ' a ' + per}", low, high, "", _NONE
    return None


def _per(found: re.Match[str]) -> str:
    """Return the unit of time of a rate: day, week; nothing where none is said."""
    words = (found["per"] or "").lower().split()
    if not words:
        return ""
    last = {"daily": "day", "nightly": "day", "weekly": "week", "hours": "day"}.get(words[-1])
    return last or words[-1]


_READERS = {
    "phone": _phone,
    "clock": _clock,
    "money": _money,
    "percent": _percent,
    "temperature": _temperature,
    "rate": _rate,
    "age": _age,
    "time": _time,
    "size": _size,
    "place": _place,
    "weekday": _weekday,
    "count": _count,
}
