"""A dose, taken as often as it says, stays under the most in a day.

2 tablets every 4 hours are 12 in a day, whatever the next sentence says of 8. The limit is the one
of the text, or that of the label of a common medicine for adults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from leaflet.blocks.doses import Doses
from leaflet.blocks.table import Table
from leaflet.content import dose_sums
from leaflet.editor.prose import dosage
from leaflet.editor.prose import medicine as medicines
from leaflet.editor.prose.dosage import Dose
from leaflet.editor.prose.manuscript import Manuscript, Section
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "safety"
SEVERITY = "error"
SOURCE = "NHS, medicines A to Z: https://www.nhs.uk/medicines/"
LANGUAGES = ("en",)
_MOST = re.compile(r"\b(?:most|max\w*|limit|no more than)\b", re.IGNORECASE)
"""What stands over a column of limits."""
_WARNING = re.compile(
    r"\b(?:dangerous|harm\w*|poison\w*|too much|overdose|(?:not|never|un)(?: be)? ?safe"
    r"|damage\w*|kill\w*|hurt your liver|liver failure)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[A-Z][\w’ -]{1,40}: ")
"""What begins an item that has a medicine or people of its own: “Night: 2 tablets”."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield doses that add up to more than the limit of the section or of the label."""
    title = medicines.medicine_in(manuscript.document.title.literal)
    for section in manuscript.sections:
        context = medicines.medicine_in(section.heading.said) or title
        yield from _too_much([*_told(section, context)])
    for block in manuscript.of_kind("doses", "table"):
        if isinstance(block, Doses):
            yield from _over_in_doses(block, manuscript)
        if isinstance(block, Table):
            yield from _too_much([*_in_rows(block, manuscript, title)])


class PlacedDose(NamedTuple):
    """A dose with its passage, and the text that it shares its limit with."""

    passage: Passage
    dose: Dose
    place: int


def _told(section: Section, context: str) -> Iterator[PlacedDose]:
    """Yield the doses of a section; they share a limit where all are of one medicine."""
    texts = [each for each in section.passages if each.is_prose and not each.is_short]
    is_whole = not any(each.is_heading or _LABEL.match(each.said) for each in section.passages)
    names = {name for each in texts if (name := medicines.medicine_in(each.said))}
    for passage in texts:
        alone = names.copy().pop() if len(names) == 1 and is_whole else ""
        for dose in dosage.doses(passage, context or alone):
            if _is_warned_of(passage, dose):
                continue
            yield PlacedDose(passage, dose, id(section if is_whole and len(names) < 2 else passage))


def _is_warned_of(passage: Passage, dose: Dose) -> bool:
    """Return whether a sentence warns of so much: “taking 5 g in 24 hours is dangerous”."""
    return any(
        _WARNING.search(part.text)
        for part in passage.sentences
        if part.start <= dose.start < part.end
    )


def _too_much(told: list[PlacedDose]) -> Iterator[Flaw]:
    limits = _limits(told)
    for passage, dose, place in told:
        problem = "" if dose.is_most else _over_limit(dose, limits, place)
        if problem := problem or _over_label_in_text(dose, limits, place):
            yield passage.flaw(problem, "correct the dose, or the limit", dose.start, dose.end)


DayLimits = dict[tuple[str, str, str | int], float]
"""The lowest of the limits of each medicine, or text without one, by unit and by whom."""


def _limits(told: list[PlacedDose]) -> DayLimits:
    limits: DayLimits = {}
    for _, dose, place in told:
        if dose.is_most:
            units = [(dose.unit, dose.size.high)]
            units += [("milligram", dose.milligrams.high)] if dose.milligrams else []
            for unit, count in units:
                key = (unit, dose.whom, dose.medicine or place)
                limits[key] = min(count, limits.get(key, count))
    return limits


def _over_limit(dose: Dose, limits: DayLimits, place: int) -> str:
    """Return how much a dose is above a limit of the text at the least that it asks for."""
    taken = {"dose": dose.often.low, dose.unit: dose.size.by(dose.often).low}
    taken[""] = taken[dose.unit]
    if dose.milligrams:
        taken["milligram"] = dose.milligrams.by(dose.often).low
    for unit, much in taken.items():
        most = _limit(limits, unit, dose, place)
        if most is not None and much > most:
            return f"this adds up to {much:,g} in a day, and the limit is {most:,g}"
    return ""


def _limit(limits: DayLimits, unit: str, dose: Dose, place: int) -> float | None:
    of = dose.medicine or place
    return limits.get((unit, dose.whom, of), limits.get((unit, "", of)))


def _over_label_in_text(dose: Dose, limits: DayLimits, place: int) -> str:
    """Return how much a dose is above the label.

    That is at the most, unless the text has a limit or `dose-range` asks for one.
    """
    if not dose.milligrams or not dose.medicine:
        return ""
    is_limited = any(
        _limit(limits, unit, dose, place) is not None
        for unit in ("milligram", dose.unit, "", "dose")
    )
    taken = dose.milligrams.by(dose.often)
    has_two = dose.size.low < dose.size.high and dose.often.low < dose.often.high
    much = taken.low if is_limited or has_two else taken.high
    is_open = dose.is_hourly and not is_limited and medicines.has_lower_label(dose.medicine)
    return _over_label(much, dose.medicine, is_open=is_open)


def _in_rows(block: Table, manuscript: Manuscript, context: str) -> Iterator[PlacedDose]:
    """Yield the doses of each row of a table, whose cells say one after another what to take."""
    heads = [cell.literal for cell in block.head for _ in range(cell.span)]
    for row in block.rows:
        parts = [_part(cell.literal, *heads[place : place + 1]) for place, cell in enumerate(row)]
        said = " ".join(parts)
        starts = [sum(len(part) + 1 for part in parts[:place]) for place in range(len(parts))]
        for dose in dosage.doses_in(said, [*_spans(said)], context):
            place = max(n for n, start in enumerate(starts) if start <= dose.start)
            for passage in manuscript.of_text(row[place].said):
                at = dose._replace(start=0, end=len(passage.said))
                yield PlacedDose(passage, at, id(row))


def _part(said: str, head: str = "") -> str:
    """Return what a cell says: a dose, or the most in a day."""
    return f". The most in a day is {said}" if _MOST.search(head) else said


def _spans(said: str) -> Iterator[tuple[int, int]]:
    """Yield the part of a row that says what to take, and the one that limits it."""
    most = said.find(". The most in a day")
    yield 0, len(said) if most < 0 else most
    if most >= 0:
        yield most + 2, len(said)


def _over_in_doses(block: Doses, manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the rows of a table of doses that add up to more than the label of the medicine."""
    for row in block.rows:
        if row.amount:
            strength = row.strength or block.strength
            most = dose_sums.weight_in_day(row.amount, row.often, row.most, strength)
            milligrams = float((most or 0) / 1000)
            medicine = medicines.medicine_in(block.medicine.literal)
            if problem := _over_label(milligrams, medicine):
                yield manuscript.flaw(problem, "correct the dose", row.amount)


def _over_label(milligrams: float, medicine: str, *, is_open: bool = False) -> str:
    """Return how much is above the most; taken by the hour without a limit, all of it is."""
    most = medicines.most_in_day(medicine)
    if most and (milligrams > most or (is_open and milligrams == most)):
        return (
            f"this adds up to {milligrams:,g} mg of {medicine} in a day, and the most is {most:,g}"
        )
    return ""
