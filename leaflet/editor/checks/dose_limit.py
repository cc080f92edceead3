"""A dose, taken as often as it says, stays under the most in a day.

2 tablets every 4 hours are 12 in a day, whatever the next sentence says of 8. The limit is the one
of the text, or that of the usual label of paracetamol and ibuprofen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.blocks.doses import Doses
from leaflet.content import dose_sums
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "safety"
SEVERITY = "error"
SOURCE = "NHS, medicines A to Z: https://www.nhs.uk/medicines/"
_UNIT = r"(?P<unit>tablets?|capsules?|mg|g|ml|puffs?|doses|sachets?)"
_OFTEN = (
    r"(?:every (?:(?P<hours>\d{1,2})(?: (?:to|or) \d{1,2})? hours)"
    r"|(?:up to )?(?P<times>\d{1,2}) times (?:a|each|per|in a) day)"
)
_TAKEN = re.compile(
    rf"\b(?P<count>\d[\d,]*)(?: (?:to|or) \d+)? ?(?:x (?P<each>\d+) mg )?{_UNIT}"
    rf"(?P<between>[^.;]{{0,60}}?) {_OFTEN}",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:no more than|more than|at most|the most you can take is|maximum (?:of|is)) "
    r"(?P<count>\d[\d,]*) ?(?P<unit>tablets?|capsules?|mg|g|ml|puffs?|doses|sachets?)?"
    r"[^.;]{0,20}\b(?:24 hours|day)\b",
    re.IGNORECASE,
)
_DAILY = re.compile(
    r"\b(?:take|have|use|give) (?:up to )?(?P<count>\d[\d,]*) ?(?P<unit>mg|g) of \w+ "
    r"(?:a|each|per|every) day\b",
    re.IGNORECASE,
)
_STRENGTH = re.compile(r"(?P<strength>\d[\d,]*) ?mg\b", re.IGNORECASE)
LABELS = {"paracetamol": 4000, "ibuprofen": 2400}
"""The most in a day for adults, in milligrams: 8 tablets of 500 mg of paracetamol, and 600 mg of
ibuprofen 4 times, which is for a doctor to prescribe (nhs.uk/medicines/ibuprofen-for-adults)."""
DAY = 24


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield doses that add up to more than the limit of the passage or of the label."""
    if not manuscript.is_english:
        return
    for passage in manuscript.prose:
        for found in passage.finds(_TAKEN):
            if problem := _too_much(found, passage.said):
                yield passage.flaw(problem, "correct the dose, or the limit", *found.span())
        for found in passage.finds(_DAILY):
            if problem := _over_label(_milligrams(found), passage.said):
                yield passage.flaw(problem, "correct the dose", *found.span())
    for block in manuscript.of_kind("doses"):
        if isinstance(block, Doses):
            yield from _over_in_table(block, manuscript)


def _over_in_table(block: Doses, manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the rows of a table of doses that add up to more than the label of the medicine."""
    for row in block.rows:
        if row.amount:
            strength = row.strength or block.strength
            most = dose_sums.weight_in_day(row.amount, row.often, row.most, strength)
            milligrams = int((most or 0) / 1000)
            if problem := _over_label(milligrams, block.medicine.literal):
                yield manuscript.flaw(problem, "correct the dose", row.amount)


def _too_much(found: re.Match[str], said: str) -> str:
    count, unit = _number(found["count"]), found["unit"].lower().rstrip("s")
    times = int(found["times"]) if found["times"] else DAY // max(1, int(found["hours"]))
    for most in _MOST.finditer(said):
        limit, of = _number(most["count"]), (most["unit"] or unit).lower().rstrip("s")
        taken = times if of == "dose" else count * times
        if of in (unit, "dose") and taken > limit:
            return f"this adds up to {taken:,} in a day, and the limit is {limit:,}"
    strength = found["each"] or (s["strength"] if (s := _STRENGTH.search(said)) else "0")
    each = count if unit in ("mg", "g") else count * _number(strength)
    return _over_label(each * times * (1000 if unit == "g" else 1), said)


def _over_label(milligrams: int, said: str) -> str:
    for name, most in LABELS.items():
        if name in said.lower() and milligrams > most:
            return f"this adds up to {milligrams:,} mg of {name} in a day, and the most is {most:,}"
    return ""


def _milligrams(found: re.Match[str]) -> int:
    return _number(found["count"]) * (1000 if found["unit"].lower() == "g" else 1)


def _number(written: str) -> int:
    return int(written.replace(",", ""))
