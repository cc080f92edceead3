"""A dose, taken as often as it says, stays under the most in a day.

2 tablets every 4 hours are 12 in a day, whatever the next sentence says of 8. The limit is the one
of the text, or that of the label of a common medicine for adults.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.blocks.doses import Doses
from leaflet.content import dose_sums
from leaflet.editor.prose import dosage
from leaflet.editor.prose.dosage import Dose
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "safety"
SEVERITY = "error"
SOURCE = "NHS, medicines A to Z: https://www.nhs.uk/medicines/"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield doses that add up to more than the limit of the section or of the label."""
    if not manuscript.is_english:
        return
    title = dosage.medicine_in(manuscript.document.title.literal)
    for section in manuscript.sections:
        context = dosage.medicine_in(section.heading.said) or title
        told = [
            (passage, dose)
            for passage in section.passages
            if passage.is_prose and not passage.is_short
            for dose in dosage.doses(passage, context)
        ]
        yield from _too_much(told)
    for block in manuscript.of_kind("doses"):
        if isinstance(block, Doses):
            yield from _over_in_table(block, manuscript)


def _too_much(told: list[tuple[Passage, Dose]]) -> Iterator[Flaw]:
    limits = _limits(told)
    for passage, dose in told:
        problem = "" if dose.is_most else _over_limit(dose, limits, id(passage))
        if problem := problem or _over_label_in_text(dose, limits, id(passage)):
            yield passage.flaw(problem, "correct the dose, or the limit", dose.start, dose.end)


DayLimits = dict[tuple[str, str, str | int], float]
"""The lowest of the limits of each medicine, or passage without one, by unit and by whom."""


def _limits(told: list[tuple[Passage, Dose]]) -> DayLimits:
    limits: DayLimits = {}
    for passage, dose in told:
        if dose.is_most:
            units = [(dose.unit, dose.size.high)]
            units += [("milligram", dose.milligrams.high)] if dose.milligrams else []
            for unit, count in units:
                key = (unit, dose.whom, dose.medicine or id(passage))
                limits[key] = min(count, limits.get(key, count))
    return limits


def _over_limit(dose: Dose, limits: DayLimits, passage: int) -> str:
    """Return how much a dose is above a limit of the text at the least that it asks for."""
    taken = {"dose": dose.often.low, dose.unit: dose.size.by(dose.often).low}
    taken[""] = taken[dose.unit]
    if dose.milligrams:
        taken["milligram"] = dose.milligrams.by(dose.often).low
    for unit, much in taken.items():
        most = _limit(limits, unit, dose, passage)
        if most is not None and much > most:
            return f"this adds up to {much:,g} in a day, and the limit is {most:,g}"
    return ""


def _limit(limits: DayLimits, unit: str, dose: Dose, passage: int) -> float | None:
    of = dose.medicine or passage
    return limits.get((unit, dose.whom, of), limits.get((unit, "", of)))


def _over_label_in_text(dose: Dose, limits: DayLimits, passage: int) -> str:
    """Return how much a dose is above the label.

    That is at the most, unless the text has a limit or `dose-range` asks for one.
    """
    if not dose.milligrams or not dose.medicine:
        return ""
    is_limited = any(
        _limit(limits, unit, dose, passage) is not None
        for unit in ("milligram", dose.unit, "", "dose")
    )
    taken = dose.milligrams.by(dose.often)
    has_two = dose.size.low < dose.size.high and dose.often.low < dose.often.high
    return _over_label(taken.low if is_limited or has_two else taken.high, dose.medicine)


def _over_in_table(block: Doses, manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the rows of a table of doses that add up to more than the label of the medicine."""
    for row in block.rows:
        if row.amount:
            strength = row.strength or block.strength
            most = dose_sums.weight_in_day(row.amount, row.often, row.most, strength)
            milligrams = float((most or 0) / 1000)
            medicine = dosage.medicine_in(block.medicine.literal)
            if problem := _over_label(milligrams, medicine):
                yield manuscript.flaw(problem, "correct the dose", row.amount)


def _over_label(milligrams: float, medicine: str) -> str:
    most = dosage.most_in_day(medicine)
    if most and milligrams > most:
        return (
            f"this adds up to {milligrams:,g} mg of {medicine} in a day, and the most is {most:,g}"
        )
    return ""
