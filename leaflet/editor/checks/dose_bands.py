"""The bands of ages or weights of doses neither overlap nor leave a gap.

A child of 4 years is in both "2 to 4 years" and "4 to 6 years", and in neither "1 to 3 years" nor
"5 to 8 years", so that parents guess. "2 to 4 years" and "5 to 8 years" follow on, as people count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from leaflet.blocks.table import Table
from leaflet.content import bands
from leaflet.content.bands import Band
from leaflet.content.inline import Text
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "safety"
SEVERITY = "error"
SOURCE = (
    "MHRA, Best practice guidance on the labelling and packaging of medicines: "
    "https://www.gov.uk/guidance/medicines-packaging-labelling-and-patient-information-leaflets"
)
LANGUAGES = ("en",)
_DOSE = re.compile(
    r"\b\d[\d.,]* ?(?:mg|ml|mL|micrograms?|g|units|tablets?|capsules?|puffs?|drops|sachets?"
    r"|spoonfuls?|teaspoons?|suppositor(?:y|ies))\b"
    r"|\b(?:one|two|three|half a|a) (?:[\d.]+ ml )?(?:tablets?|capsules?|puffs?|sachets?"
    r"|spoonfuls?|teaspoons?|suppositor(?:y|ies))\b",
    re.IGNORECASE,
)
_DOSED = re.compile(r"\b(?:doses?|amount|how much|ml|mg|tablets?)\b", re.IGNORECASE)
"""What the head of a column of doses says."""
_UNIT = re.compile(r"\b(?P<unit>months|years|kg)\b", re.IGNORECASE)
_SPAN = re.compile(r"\d{1,3}(?:\.\d)?(?: ?[-–] ?| to )\d{1,3}(?:\.\d)?")
_BEFORE = re.compile(
    r"(?:^|[:;(,.]|\b(?:aged?|child(?:ren)?|bab(?:y|ies)|infants?|toddlers?|adults?|people|boys|girls"
    r"|anyone|patients|weigh(?:s|ing)?|old|of|from|is|are|and))[ \u00a0(]{0,2}$",
    re.IGNORECASE,
)
"""What stands before an age or a weight, not before how long: "for 3 to 5 months"."""

_SHORT = re.compile(r"\b(?:days?|weeks?)\b", re.IGNORECASE)
"""Times that are of an age only where the column says so."""
_AGES = re.compile(
    r"\b(?:aged?|ages) (?P<low>\d{1,2})(?: ?[-–] ?| to )(?P<high>\d{1,2})\b"
    r"(?!\.\d| ?(?:days|weeks|months|years|kg|lb|ml|mg)\b)",
    re.IGNORECASE,
)
"""Ages whose unit is not said are years."""


_OVER = re.compile(
    r"\b(?:over|above|older than|more than|heavier than) (?P<low>\d{1,3})"
    r" ?(?P<unit>months|years|kg)\b(?! ago\b)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:ages?|aged|old|born|bab(?:y|ies)|child(?:ren)?|weighs?|weight)\b", re.IGNORECASE
)
"""What the head of a column of ages in days or weeks says."""


class PlacedBand(NamedTuple):
    """A band with its place in a text."""

    band: Band
    passage: Passage
    span: tuple[int, int]
    slack: Decimal = Decimal(0)
    """By how much it may begin later: over 12 years is from 12 or from 13 on."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield each band that does not follow on from the one before it."""
    listed = {id(passage) for items in manuscript.lists for passage in items}
    for items in manuscript.lists:
        yield from _clashing([placed for item in items for placed in _in_text(item)])
    for passage in manuscript.prose:
        if id(passage) not in listed and passage.role != "TD":
            yield from _clashing([*_in_text(passage)])
    for table in manuscript.of_kind("table"):
        if isinstance(table, Table):
            for number in range(table.columns):
                yield from _clashing([*_in_column(table, number, manuscript)])


def _in_text(passage: Passage) -> Iterator[PlacedBand]:
    """Yield the bands of ages and weights that a text with doses names."""
    if not _DOSE.search(passage.said):
        return
    for ages in _AGES.finditer(passage.said):
        if read := bands.read(f"{ages['low']} to {ages['high']} years"):
            yield PlacedBand(read, passage, ages.span())
    for found in bands.BAND.finditer(passage.said):
        unit = (found["high_unit"] or found["low_unit"] or found["end_unit"] or "").lower()
        is_band = found["high"] or found["above"] or found["below"]
        band = bands.of_match(found, loosely=True) if is_band and _is_of_people(found) else None
        if band and unit.startswith(("month", "year", "kg")):
            yield PlacedBand(band, passage, found.span())
    yield from _over(passage)


def _over(passage: Passage) -> Iterator[PlacedBand]:
    """Yield the bands without an end: “over 7 years”, “more than 60 kg”."""
    for found in _OVER.finditer(passage.said):
        if band := bands.read(f"{found['low']} {found['unit']} and over"):
            unit = bands.read(f"0 to under 1 {found['unit']}")
            yield PlacedBand(band, passage, found.span(), unit.end if unit else Decimal(0))


def _is_of_people(found: re.Match[str]) -> bool:
    """Return whether a band is of ages or weights, not of a time that something takes."""
    return bool(_BEFORE.search(found.string[: found.start()]))


def _in_column(table: Table, number: int, manuscript: Manuscript) -> Iterator[PlacedBand]:
    """Yield the bands of a column of a table whose rows have doses."""
    heads = [cell.literal for cell in table.head for _ in range(cell.span)]
    dosed = any(_DOSED.search(head) for n, head in enumerate(heads) if n != number)
    unit = _UNIT.search(heads[number]) if heads else None
    for row in table.rows:
        others = " | ".join(cell.literal for n, cell in enumerate(row) if n != number)
        if not (_DOSE.search(others) or (dosed and re.search(r"\d", others))):
            continue
        if (
            unit
            or not heads
            or _PEOPLE.search(heads[number])
            or not _SHORT.search(row[number].literal)
        ):
            yield from _in_cell(row[number].said, unit["unit"] if unit else "", manuscript)


def _in_cell(cell: Text, unit: str, manuscript: Manuscript) -> Iterator[PlacedBand]:
    """Yield the band of a cell, in the unit of its column where it says none."""
    for passage in manuscript.of_text(cell):
        said = passage.said
        found = bands.BAND.search(said)
        if unit and _SPAN.fullmatch(said.strip()):
            found = bands.BAND.fullmatch(f"{said.strip()} {unit}")
        band = bands.of_match(found, loosely=True) if found else None
        if band and found and _is_of_people(found):
            yield PlacedBand(band, passage, (0, len(said)))


def _clashing(placed: list[PlacedBand]) -> Iterator[Flaw]:
    """Yield a flaw for each two neighbours of a series that overlap or leave a gap."""
    for series in _series(placed):
        for first, second in pairwise(series):
            one, other = first.band, second.band
            pair = f"`{one.text}` and `{other.text}`"
            hint = "correct one of them, so that each is in one band"
            if other.low + second.slack < one.end:
                yield second.passage.flaw(f"{pair} overlap", hint, *second.span)
            elif other.low > _latest(one):
                problem = f"between {pair} no dose is given"
                yield second.passage.flaw(problem, hint, *second.span)


def _latest(band: Band) -> Decimal:
    """Return where the next band begins at the latest: after whole kilograms, at the next."""
    return band.end + (1 if band.is_loose else bands.TENTH)


def _series(placed: Iterable[PlacedBand]) -> Iterator[list[PlacedBand]]:
    """Yield the bands of each medicine: those that rise or fall from one to the next."""
    series: list[PlacedBand] = []
    for each in placed:
        if series and not _goes_on(series, each):
            yield _rising(series)
            series = []
        series.append(each)
    yield _rising(series)


def _goes_on(series: list[PlacedBand], each: PlacedBand) -> bool:
    """Return whether a band is of the scale of a series and goes on in its direction."""
    last = series[-1].band
    if each.band.scale != last.scale or each.band.low == last.low:
        return False
    if len(series) < 2:
        return True
    rises = last.low > series[-2].band.low
    return (each.band.low > last.low) == rises


def _rising(series: list[PlacedBand]) -> list[PlacedBand]:
    return sorted(series, key=lambda each: each.band.low)
