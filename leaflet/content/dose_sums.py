"""Sums of doses: does an amount follow from its strength, and the most in a day from both?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from leaflet.source.span import Span

if TYPE_CHECKING:
    from leaflet.content.amounts import Amount, Portion, Strength
    from leaflet.content.often import Often

SumFaults = Iterator[tuple[str | Span, str, str, str]]
"""The place, the code, the problem and the hint of each fault."""


def strength_faults(amount: Amount, strength: Strength) -> SumFaults:
    """Yield what is wrong with an amount for a medicine of a strength."""
    taken, active = amount.taken, amount.active
    where = amount.span or "rows"
    if taken and taken.kind != strength.taken.kind:
        problem = f"the amount is in {taken.units}, and the strength in {strength.taken.units}"
        yield where, "mixed-units", problem, "write both in the same unit"
    elif active and active.kind != strength.active.kind:
        problem = f"the amount is in {active.units}, and the strength in {strength.active.units}"
        yield where, "mixed-units", problem, "write both in the same unit"
    elif taken and active and not strength.fits(active, taken):
        problem = f"`{amount}` does not follow from the strength, {strength.said}"
        yield where, "wrong-dose", problem, "correct the amount or the strength"


def limit_faults(
    amount: Amount, often: Often, limit: Amount, strength: Strength | None
) -> SumFaults:
    """Yield what is wrong with the most in a day, beside an amount and how often it is taken."""
    where = limit.span or "rows"
    hint = "correct the amount, how often, or the most in a day"
    for part in limit.parts:
        given = _comparable(part, amount, strength)
        if given is None:
            problem = f"`{part.said}` cannot be compared with `{amount}`"
            yield where, "mixed-units", problem, "write the most in a day in the unit of the amount"
            continue
        dose, most = given
        if most < dose * Fraction(often.least):
            problem = f"`{amount}` {often} is more than the most in a day, `{part.said}`"
            yield where, "wrong-dose", problem, hint
        elif most > dose * Fraction(often.most):
            problem = f"`{amount}` {often} is less than the most in a day, `{part.said}`"
            yield where, "wrong-dose", problem, hint


def _comparable(
    limit: Portion, amount: Amount, strength: Strength | None
) -> tuple[Fraction, Fraction] | None:
    """Return the highest dose and the limit in one unit; None if they have none."""
    if limit.unit == "dose":
        return Fraction(1), Fraction(limit.high)
    for part in amount.parts:
        if part.kind == limit.kind:
            return Fraction(part.size.high), Fraction(limit.size.high)
    most = _active(limit, strength)
    doses = (_active(part, strength) for part in amount.parts)
    dose = next((each for each in doses if each is not None), None)
    return None if dose is None or most is None else (dose, most)


def _active(part: Portion, strength: Strength | None) -> Fraction | None:
    """Return how much of the active part is in an amount, in the smallest unit, if known."""
    if not strength:
        return None
    if part.kind == strength.active.kind:
        return Fraction(part.size.high)
    if part.kind == strength.taken.kind:
        share = Fraction(strength.active.size.low) / Fraction(strength.taken.size.low)
        return Fraction(part.size.high) * share
    return None


def weight_in_day(
    amount: Amount, often: Often | None, limit: Amount | None, strength: Strength | None
) -> Fraction | None:
    """Return the most micrograms that are taken in a day; None if that is not known."""
    of_dose = (_weight(part, strength) for part in amount.parts)
    dose = next((each for each in of_dose if each is not None), None)
    if limit is None:
        return None if dose is None or often is None else dose * Fraction(often.most)
    for part in limit.parts:
        if part.unit == "dose":
            return None if dose is None else dose * Fraction(part.high)
        if (most := _weight(part, strength)) is not None:
            return most
    return None


def _weight(part: Portion, strength: Strength | None) -> Fraction | None:
    """Return the micrograms of the active part in an amount, if it is weighed."""
    if part.kind == "weight":
        return Fraction(part.size.high)
    is_weighed = strength and strength.active.kind == "weight"
    return _active(part, strength) if is_weighed else None
