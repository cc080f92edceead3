"""Reads days and times of opening hours in English, if they can be understood."""

from __future__ import annotations

import itertools
import operator
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

_SHUT = re.compile(r"\b(?:closed|shut)\b")
_EXCEPT = re.compile(r"\b(?:except|apart from|other than)\b")


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


_Token = list[int] | tuple[Time, Time] | None
"""Days, a time span, or nothing for closed."""


def openings(line: str) -> tuple[Opening, ...]:
    """Read a line day by day; nothing if it has more than days and times."""
    rest = _TIMES.sub(" ", _WHEN.sub(" ", line.lower()))
    return _paired(line) if _REST.fullmatch(rest) else ()


def said_in(line: str) -> tuple[Opening, ...]:
    """Read days and times out of a line that says more; nothing unless each time is sure."""
    return () if _EXCEPT.search(line.lower()) else _paired(line)


def _paired(line: str) -> tuple[Opening, ...]:
    """Return the opening times of each day: "Mon to Fri 9am to 5pm, Sat 9am to noon".

    Days stand before their times, or all of them behind. Nothing where a time may be read in two
    ways, or has no day.
    """
    tokens = _tokens(line)
    if not tokens or not all(_is_sure(each) for each in tokens):
        return ()
    groups = [[*group] for _, group in itertools.groupby(tokens, key=_is_day)]
    if len(groups) > 2 and len(groups) % 2 and groups[-2][-1] is None:
        groups[-2:] = [groups[-2][:-1], groups[-1], [None]]
    if len(groups) % 2 or not all(groups):
        return ()
    if not _is_day(tokens[0]):
        groups = [group for pair in _pairs(groups) for group in reversed(pair)]
    return tuple(_in_groups(groups))


def _in_groups(groups: list[list[_Token]]) -> Iterator[Opening]:
    """Yield the openings of groups of days, each followed by its times."""
    for days, times in _pairs(groups):
        for time, day in itertools.product(times, days):
            if isinstance(day, list) and not isinstance(time, list):
                span = time and (time[0].minutes, time[1].minutes)
                yield from (Opening(each, span) for each in day)


def _pairs(groups: list[list[_Token]]) -> Iterator[tuple[list[_Token], list[_Token]]]:
    return zip(groups[::2], groups[1::2], strict=True)


def _tokens(line: str) -> list[_Token]:
    """Return the days, the times and the words for closed of a line, in its order."""
    said = line.lower()
    spans = zip((found.start() for found in _TIMES.finditer(said)), spans_of(line), strict=True)
    found: list[tuple[int, _Token]] = [*spans]
    found += ((day.start(), _between(day[1], day[2])) for day in _WHEN.finditer(said))
    found += ((shut.start(), None) for shut in _SHUT.finditer(said))
    return [token for _, token in sorted(found, key=operator.itemgetter(0))]


def _is_day(token: _Token) -> bool:
    return isinstance(token, list)


def _is_sure(token: _Token) -> bool:
    return not isinstance(token, tuple) or all(time.is_sure for time in token)


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
