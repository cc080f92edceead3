"""Opening hours are possible and agree with each other.

People come to a closed door when the hours are wrong. A misspelt day, an end before the start, or a
day that is named twice is nearly always a slip. Lines that say more than days and times are left
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from leaflet.blocks.table import Table
from leaflet.content.inline import Text
from leaflet.editor.prose import hours
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.source.value import Line
from leaflet.source.walk import walk

GROUP = "clinic"
SEVERITY = "warning"
SOURCE = "Leaflet's own rule"
LANGUAGES = ("en",)

_EVENING, _MORNING = 17 * 60 + 30, 10 * 60
"""An end before the start is a night where it starts so late and ends so early, in minutes; 5pm to
9am is 9am to 5pm turned round."""
_KNOWN = {*hours.DAYS, *(f"{day}s" for day in hours.DAYS), "today", "someday", "midday", "noonday"}


_OPEN = re.compile(
    r"\b(?:we are|we[’']re|the (?:clinic|surgery|practice|desk) is|our (?:clinic|surgery"
    r"|practice) is"
    r"|when we are) (?:[\w ]{0,20} )?open\b|\bopening (?:hours|times)\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b(?:opening (?:hours|times)|(?:clinic|surgery|our|desk) (?:hours|times)|when we are open"
    r"|we are open)\b",
    re.IGNORECASE,
)
"""The caption of a table that gives the clinic's hours, not those of visits or doses."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield what cannot be so, line by line, and days whose hours overlap."""
    clinic = manuscript.own_clinic
    if not clinic:
        return
    for line in clinic.hours:
        yield from _misspelt(line, manuscript)
        yield from _impossible(line, manuscript)
    yield from _twice(clinic.hours, manuscript)
    yield from _told_otherwise(clinic.hours, manuscript)


def _told_otherwise(lines: tuple[Line, ...], manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield sentences and tables that give the clinic other hours than its details do."""
    openings = [opening for line in lines for opening in hours.openings(line.text)]
    if not openings:
        return
    for passage, said in (*_sentences(manuscript), *_rows(manuscript)):
        for day, times in hours.said_in(said):
            own = [each.times for each in openings if each.day == day]
            if times not in own and (own or times):
                name = hours.DAYS[day].title()
                problem = f"the hours of {name} are not those of the clinic’s details"
                yield passage.flaw(problem, "give the hours once, or make them the same")
                break


def _sentences(manuscript: Manuscript) -> Iterator[tuple[Passage, str]]:
    for passage in manuscript.prose:
        for sentence in passage.sentences if passage.kind != "table" else ():
            if _OPEN.search(sentence.text):
                yield passage, sentence.text


def _rows(manuscript: Manuscript) -> Iterator[tuple[Passage, str]]:
    """Yield each row of a table of opening hours at its first cell; two times make a span."""
    for table in walk(manuscript.document.body, Table):
        caption = table.caption.literal if table.caption else ""
        for row in table.rows if _HOURS.search(caption) else ():
            cells = [cell.literal for cell in walk(row, Text)]
            passages = [each for cell in walk(row, Text) for each in manuscript.of_text(cell)]
            if passages and len(cells) > 1:
                yield passages[0], f"{cells[0]} {' to '.join(cells[1:])}"


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
