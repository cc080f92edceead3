"""Finds dates, codes and names that leaflets print small, such as `Review date: May 2024`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

_MONTHS = "january february march april may june july august september october november december"
_MONTH = {name[:3]: number for number, name in enumerate(_MONTHS.split(), 1)}
_DATE = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}/\d{4}"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?[ -])?(?:" + "|".join(_MONTH) + r")[a-z]*\.?,?[ -]\d{2,4})"
)
_NUMBER = r"(?: ?(?:no|number))?\.?"
_LABELS = {
    "next_review": r"(?:(?:date (?:of|for) )?(?:next )?review(?: date| due)?(?: by| on)?"
    r"|(?:due )?for review|to be reviewed(?: by)?)",
    "issued": r"(?:(?:date (?:of )?)?(?:issued?|publi(?:shed|cation)|produced|production|written"
    r"|approved|last updated)(?: date| on| in)?|date)",
    "version": rf"(?:version|edition|revision){_NUMBER}",
    "code": r"(?:(?:leaflet|document|publication|patient information)?\s?"
    rf"(?:code|ref(?:erence)?)|leaflet){_NUMBER}",
}
"""What stands before a fact, in the order in which they are looked for."""
_VALUES = {
    "next_review": f"(?i:{_DATE})",
    "issued": f"(?i:{_DATE})",
    "version": r"(?i:v?\d+(?:\.\d+){0,3}[a-z]?)",
    "code": r"(?=[^\s\d]*[ ]?\S*\d)[A-Z][A-Z0-9]*(?:[-/_ .][A-Z0-9]+){0,4}",
}
_FACTS = tuple(
    (
        key,
        re.compile(
            rf"(?<!\w)(?P<label>(?i:{_LABELS[key]}))(?:\s*[:–-]\s*|\s+)(?P<value>{value})(?!\w)"
        ),
    )
    for key, value in _VALUES.items()
)
_BETWEEN = re.compile(r"[\s|•·,;./–—-]*")


class ImprintFact(NamedTuple):
    """A fact for a key of the leaflet, as it was written."""

    key: str
    value: str
    label: str
    check: str = ""


def found(text: str) -> tuple[list[ImprintFact], bool]:
    """Return the facts in a text, and whether it says nothing else."""
    facts: list[ImprintFact] = []
    rest = text
    for key, pattern in _FACTS:
        for match in [*pattern.finditer(rest)]:
            if fact := _fact(key, match):
                facts.append(fact)
                rest = rest.replace(match[0], "\n", 1)
    return facts, bool(facts) and bool(_BETWEEN.fullmatch(rest))


def _fact(key: str, match: re.Match[str]) -> ImprintFact | None:
    value, label = match["value"], match["label"]
    if key in ("issued", "next_review"):
        return next((ImprintFact(key, day, label, check) for day, check in _day(value)), None)
    if key == "version":
        value = value.removeprefix("v").removeprefix("V")
    return ImprintFact(key, value, label)


def _day(written: str) -> Iterator[tuple[str, str]]:
    """Yield the date that is written, in the form of a leaflet, and what was guessed of it."""
    said = f"written as “{written}”"
    numbers = [int(each) for each in re.findall(r"\d+", written)]
    month = next((number for name, number in _MONTH.items() if name in written.lower()), 0)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
            yield datetime.date.fromisoformat(written).isoformat(), ""
        elif month and len(numbers) == 2:
            yield datetime.date(_year(numbers[1]), month, numbers[0]).isoformat(), ""
        elif month:
            yield datetime.date(_year(numbers[0]), month, 1).isoformat(), f"{said}, without a day"
        elif len(numbers) == 2:
            yield datetime.date(numbers[1], numbers[0], 1).isoformat(), f"{said}, without a day"
        elif len(numbers) == 3:
            day = datetime.date(_year(numbers[2]), numbers[1], numbers[0])
            yield day.isoformat(), f"{said}: day or month first?"
    except ValueError:
        return


def _year(number: int) -> int:
    return number + 2000 if number < 100 else number
