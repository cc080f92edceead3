"""Reads days and times of opening hours in English, if they can be understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NOON, DAY = 12 * 60, 24 * 60
"""Minutes."""
_GROUPS = {"weekday": range(5), "weekend": range(5, 7), "every day": range(7), "daily": range(7)}
_NAME = rf"(?:{'|'.join((*DAYS, *_GROUPS))}|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)"
_WHEN = re.compile(rf"\b({_NAME})s?\b\.?(?:\s*(?:to|until|-|–)\s*({_NAME})s?\b\.?)?")
_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?)?|noon|midday|midnight)"
_TIMES = re.compile(rf"(?<![\d.:])({_CLOCK})\s*(?:to|until|till|-|–)\s*({_CLOCK})(?![\d:])")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])?")
_HALF = re.compile(r"[apn]")
"""A letter of am, pm, noon, midday or midnight."""
_REST = re.compile(r"(?:\b(?:and|from|on|open|closed|the)\b|[\s,;:&.-]|–)*")
"""What may stand between days and times; anything else says more than we understand."""


class Opening(NamedTuple):
    """The opening times of one day, in minutes; None if it is closed."""

    day: int
    """0 for Monday."""
    times: tuple[int, int] | None


class Time(NamedTuple):
    """A time of day as it is written."""

    text: str
    minutes: int
    is_sure: bool
    """Whether morning or afternoon is said: by am, pm, a word, or the 24-hour clock."""


def openings(line: str) -> tuple[Opening, ...]:
    """Read a line day by day; nothing if it has more than days and times."""
    said = line.lower()
    days = [day for found in _WHEN.finditer(said) for day in _between(found[1], found[2])]
    spans = [*spans_of(line)]
    rest = _TIMES.sub(" ", _WHEN.sub(" ", said))
    if not days or not _REST.fullmatch(rest):
        return ()
    if re.search(r"\bclosed\b", said):
        return () if spans else tuple(Opening(day, None) for day in days)
    if not all(first.is_sure and last.is_sure for first, last in spans):
        return ()
    return tuple(
        Opening(day, (first.minutes, last.minutes)) for first, last in spans for day in days
    )


def said_in(line: str) -> tuple[Opening, ...]:
    """Read days and times out of a line that says more; nothing unless each time is sure."""
    said = line.lower()
    days = [day for found in _WHEN.finditer(said) for day in _between(found[1], found[2])]
    spans = [*spans_of(line)]
    if not spans and re.search(r"\b(?:closed|shut)\b", said):
        return tuple(Opening(day, None) for day in days)
    if not all(first.is_sure and last.is_sure for first, last in spans):
        return ()
    return tuple(
        Opening(day, (first.minutes, last.minutes)) for first, last in spans for day in days
    )


def spans_of(line: str) -> Iterator[tuple[Time, Time]]:
    """Yield the first and last time of each time span in a line.

    Where one of them can only be of the 24-hour clock, so is the other.
    """
    for found in _TIMES.finditer(line.lower()):
        first, last = _time(found[1]), _time(found[2])
        if (first.is_sure or last.is_sure) and not _HALF.search(found[0]):
            first, last = first._replace(is_sure=True), last._replace(is_sure=True)
        yield first, last


def is_a_time(text: str) -> bool:
    """Return whether a time exists: not 25:00, 9:75 or 13pm."""
    found = _TIME.match(text.lower())
    if not found:
        return True
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    return minute < 60 and (1 <= hour <= 12 if half else hour < 24 or (hour, minute) == (24, 0))


def _time(text: str) -> Time:
    text = text.strip()
    found = _TIME.match(text)
    if not found:
        return Time(text, DAY if text == "midnight" else NOON, True)
    hour, minute, half = found.groups()
    minutes = int(hour) * 60 + int(minute or 0)
    if half:
        minutes = minutes % NOON + (NOON if half == "p" else 0)
    clock = minute is not None and (hour[0] == "0" or int(hour) > 12)
    return Time(text, minutes, bool(half) or clock)


def _between(first: str, last: str | None) -> list[int]:
    """Return the days of a name, or from one day to another, even over the weekend."""
    start, end = _days(first), _days(last or first)
    count = (end[-1] - start[0]) % 7 + 1
    return [(start[0] + step) % 7 for step in range(count)]


def _days(name: str) -> list[int]:
    if name in _GROUPS:
        return [*_GROUPS[name]]
    return [next(number for number, day in enumerate(DAYS) if day.startswith(name[:3]))]
