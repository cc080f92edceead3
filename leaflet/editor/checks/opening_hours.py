"""Opening hours are possible and agree with each other.

People come to a closed door when the hours are wrong. A misspelt day, an end before the start, or a
day that is named twice is nearly always a slip. Lines that say more than days and times are left
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from leaflet.editor.prose import hours
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.value import Line

GROUP = "clinic"
SEVERITY = "warning"
SOURCE = "Leaflet's own rule"

_EVENING, _MORNING = 17 * 60, 10 * 60
"""An end before the start is a night where it starts so late and ends so early; minutes."""
_KNOWN = {*hours.DAYS, *(f"{day}s" for day in hours.DAYS), "today", "someday", "midday", "noonday"}


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield what cannot be so, line by line, and days whose hours overlap."""
    clinic = manuscript.own_clinic
    if not clinic or not manuscript.is_english:
        return
    for line in clinic.hours:
        yield from _misspelt(line, manuscript)
        yield from _impossible(line, manuscript)
    yield from _twice(clinic.hours, manuscript)


def _misspelt(line: Line, manuscript: Manuscript) -> Iterator[Flaw]:
    for word in re.findall(r"[A-Za-z]{5,}", line.text):
        near = get_close_matches(word.lower(), hours.DAYS, n=1, cutoff=0.8)
        if near and word.lower() not in _KNOWN:
            yield manuscript.flaw(f"“{word}” is no day", f"write {near[0].title()}", line, word)


def _impossible(line: Line, manuscript: Manuscript) -> Iterator[Flaw]:
    for first, last in hours.spans_of(line.text):
        wrong = [time.text for time in (first, last) if not hours.is_a_time(time.text)]
        for text in wrong:
            yield manuscript.flaw(f"“{text}” is no time of day", "correct it", line, text)
        if not wrong and first.is_sure and last.is_sure and _is_backward(first, last):
            problem = f"{first.text} to {last.text} ends before it begins"
            yield manuscript.flaw(problem, "look at am and pm", line, line.text)


def _is_backward(first: hours.Time, last: hours.Time) -> bool:
    if first.minutes % hours.DAY < last.minutes or first.text == last.text == "midnight":
        return False
    return not (first.minutes >= _EVENING and last.minutes <= _MORNING)


def _twice(lines: tuple[Line, ...], manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield each line that names a day again whose hours another line gives otherwise."""
    seen: dict[int, list[tuple[int, int] | None]] = {}
    for line in lines:
        again = []
        for day, times in hours.openings(line.text):
            if any(_overlap(times, other) for other in seen.get(day, ())):
                again.append(hours.DAYS[day].title())
            seen.setdefault(day, []).append(times)
        if again:
            problem = f"the hours of {again[0]} are given twice, and they overlap"
            yield manuscript.flaw(problem, "give each day its hours once", line, line.text)


def _overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is None or other is None or (one[0] < other[1] and other[0] < one[1])
