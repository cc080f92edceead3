"""Dates in the text exist, have the right weekday, and lie ahead where they announce something.

"We move on 1 March 2024" is of no use in 2026, and a patient who comes on a Friday that is a
Saturday comes for nothing.
"""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from collections.abc import Iterator

from leaflet.content.language import Language
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "currency"
SEVERITY = "warning"
SOURCE = "Leaflet's own rule"
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {
    "spring": 5,
    "summer": 8,
    "autumn": 11,
    "winter": 12,
    "the end of": 12,
    "early": 3,
    "late": 12,
}
_EACH_DAY, _EACH_SEASON = "|".join(_DAYS), "|".join(_SEASONS)
_EACH_MONTH = "|".join(["sept", *(rf"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)])
_NTH = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:(?P<weekday>{_EACH_DAY}),? )?(?:the )?(?:(?P<day>\d{{1,2}}){_NTH}(?: of)? )?"
    rf"(?P<month>{_EACH_MONTH})(?: (?P<late_day>\d{{1,2}}){_NTH}(?=,? 20))?,? (?P<year>20\d\d)\b"
    rf"|\b(?P<season>{_EACH_SEASON}) (?P<late>20\d\d)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|opens?|reopens?|starts?|begins?|moves?|meets?|closes?|ends?|runs?|next|until"
    r"|from|join us"
    r"|come|book|before|by|due|closed|shut|reply|free|our first|is on|are on|to be|in time for)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:since|was|were|had|has|have been|did|opened|moved|started|ended|closed on|changed"
    r"|found|born"
    r"|turned|looked|asked|written|printed in 20|between|survey|study|trial|if you|anyone"
    r"|people who"
    r"|who had|came|became|published|updated|reviewed|version|issued|review)\b",
    re.IGNORECASE,
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield dates that do not exist, have another weekday, or are past where they announce.

    In other languages than English, those that do not exist.
    """
    hint = "look it up in a calendar, and correct it"
    for passage in manuscript.prose:
        if not manuscript.is_english:
            for problem, start, end in _impossible(passage.said, manuscript.language):
                yield passage.flaw(problem, hint, start, end)
            continue
        for sentence in passage.sentences:
            for found in _DATE.finditer(sentence.text):
                if problem := _wrong(found, sentence.text, manuscript.today):
                    start, end = (sentence.start + offset for offset in found.span())
                    yield passage.flaw(problem, hint, start, end)


def _impossible(said: str, language: Language) -> Iterator[tuple[str, int, int]]:
    """Yield what is wrong with the dates of a text that are as a language writes them."""
    for found in _written(language).finditer(said):
        month = 1 + [each.text.casefold() for each in language.months].index(
            found["month"].casefold()
        )
        try:
            datetime.date(int(found["year"]), month, int(found["day"]))
        except ValueError:
            yield f"there is no {found[0]}", *found.span()


@functools.lru_cache(4)
def _written(language: Language) -> re.Pattern[str]:
    """Return a pattern for the dates of a language, of this century."""
    months = sorted((re.escape(each.text) for each in language.months), key=len, reverse=True)
    slots = {"day": r"\d{1,2}", "month": "|".join(months), "year": r"20\d\d"}
    said = re.escape(language.date.text).replace(r"\ ", r"\s*")
    for name, form in slots.items():
        said = said.replace(rf"\{{{name}\}}", f"(?P<{name}>{form})")
    return re.compile(rf"(?<!\d){said}(?!\d)", re.IGNORECASE)


def _wrong(found: re.Match[str], sentence: str, today: datetime.date) -> str:
    try:
        date = _last_day(found)
    except ValueError:
        return f"there is no {found[0]}"
    weekday = _DAYS[date.weekday()]
    if _day(found) and found["weekday"] and found["weekday"].lower() != weekday:
        return f"{_day(found)} {found['month']} {found['year']} is a {weekday.title()}"
    if date < today and _announces(found, sentence):
        return f"{found[0]} has passed"
    return ""


def _announces(found: re.Match[str], sentence: str) -> bool:
    """Return whether a sentence speaks of something to come, not of what has been."""
    if re.search(r"\bwill\b|\bnext\b|\bdue\b", sentence):
        return not re.search(r"\b(?:born|since)\b", sentence, re.IGNORECASE)
    return bool(_AHEAD.search(sentence)) and not _BEHIND.search(sentence)


def _last_day(found: re.Match[str]) -> datetime.date:
    """Return the day meant; the last of a month or season that has no day; ValueError if none."""
    if found["season"]:
        month, year = _SEASONS[found["season"].lower()], int(found["late"])
    else:
        month, year = _month(found["month"]), int(found["year"])
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, int(_day(found) or last))


def _day(found: re.Match[str]) -> str:
    """Return the day of the month, before it or, as in America, behind it; nothing if none."""
    return found["day"] or found["late_day"] or ""


def _month(name: str) -> int:
    """Return the number of a month, by its first 3 letters."""
    return next(n for n, month in enumerate(_MONTHS, 1) if month[:3] == name[:3].lower())
