"""The bands of ages or weights of doses neither overlap nor leave a gap.

A child of 4 years is in both "2 to 4 years" and "4 to 6 years", and in neither "1 to 3 years" nor
"5 to 8 years", so that parents guess. "2 to 4 years" and "5 to 8 years" follow on, as people count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from leaflet.blocks.table import Table
from leaflet.content import bands
from leaflet.content.bands import Band
from leaflet.content.inline import Text
from leaflet.editor.prose import medicine as medicines
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
    r"\b\d[\d.,]* ?(?:mg|ml|mL|micrograms?|g|units?|tablets?|capsules?|puffs?|drops?|sprays?"
    r"|sachets?|spoonfuls?|teaspoons?|suppositor(?:y|ies))\b"
    r"|\b(?:one|two|three|half a|a) (?:[\d.]+ ml )?(?:tablets?|capsules?|puffs?|drops?|sprays?"
    r"|sachets?|spoonfuls?|teaspoons?|suppositor(?:y|ies))\b",
    re.IGNORECASE,
)
_DOSED = re.compile(r"\b(?:doses?|amount|how much|ml|mg|tablets?)\b", re.IGNORECASE)
"""What the head of a column of doses says."""
_UNIT = re.compile(r"\b(?P<unit>months|years|kg)\b", re.IGNORECASE)
_SPAN = re.compile(r"\d{1,3}(?:\.\d)?(?: ?[-–] ?| to )\d{1,3}(?:\.\d)?")
_BEFORE = re.compile(
    r"(?:^|[:;(,.]|\b(?:aged?|child(?:ren)?|bab(?:y|ies)|infants?|toddlers?|adults?|people|boys|girls"
    r"|anyone|patients|weigh(?:s|ing)?|old|of|from|is|are|and|at|those|who|one|than|women|men))"
    r"[ \u00a0(]{0,2}$",
    re.IGNORECASE,
)
"""What stands before an age or a weight, not before how long: "for 3 to 5 months"."""

_BABIES = re.compile(
    r"\b(?:bab(?:y|ies)|infants?|newborns?|aged?|ages)\b[^.;]{0,15}$", re.IGNORECASE
)
_SHORT = re.compile(r"\b(?:days?|weeks?)\b", re.IGNORECASE)
"""Times that are of an age only where the column says so."""
_AGES = re.compile(
    r"\b(?:aged?|ages) (?P<low>\d{1,2})(?: ?[-–] ?| to )(?P<high>\d{1,2})\b"
    r"(?!\.\d| ?(?:days|weeks|months|years|kg|lb|ml|mg)\b)",
    re.IGNORECASE,
)
"""Ages whose unit is not said are years."""


_AGED = re.compile(
    r"\b(?:aged?|ages|of) (?P<low>\d{1,2})(?: (?:and|or) (?:over|older|above|up)|\+)", re.IGNORECASE
)
_WITHOUT_UNIT = re.compile(
    r"\b(?:those|people|children|adults|anyone|patients|aged?|babies)(?: who are| aged)?"
    r" (?P<side>under|below|over|above) (?P<age>\d{1,2})\b"
    r"(?!\.\d| ?(?:days|weeks|months|years|kg|lb))",
    re.IGNORECASE,
)
"""Ages in years, without the word."""
_OVER = re.compile(
    r"\b(?:over|above|older than|more than|heavier than) (?P<low>\d{1,3})"
    r" ?(?P<unit>months|years|kg)\b(?! ago\b)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:ages?|aged|old|born|bab(?:y|ies)|child(?:ren)?|weighs?|weight)\b", re.IGNORECASE
)
"""What the head of a column of ages in days or weeks says."""


_UP_TO = re.compile(
    r"\b(?:up to|no more than|not over|to the age of)(?: (?:the )?age(?: of)?)? (?P<up>\d{1,3})"
    r" ?(?P<unit>weeks?|months?|years?|kg)\b|\b(?P<and>\d{1,3}) ?(?P<of>weeks?|months?|years?|kg)"
    r"(?: old)? (?:and|or) (?:under|younger|below|less|lighter)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom (?:the age of )?(?P<low>\d{1,3}) ?(?P<unit>months?|years?|kg)\b"
    r"(?! (?:to|until|up to|and over|or over|ago|old to|after)\b| ?[-–])",
    re.IGNORECASE,
)
_OF_COURSE = re.compile(
    r"\b(?:doses?|jabs?|boosters?|first|second|third|next)(?: \w+){0,3}(?: \([^)]*\))? at $",
    re.IGNORECASE,
)
"""What stands before the age at which one of several doses of a vaccine is given."""
_BEGINS = re.compile(
    r"(?:(?:babies|infants|toddlers|children|adults|people)(?: (?:of|aged|who are))? )?"
    rf"(?:{bands.BAND.pattern})",
    re.IGNORECASE,
)
"""A band at the start of an item."""
_YEARS = re.compile(r"\bages?\b", re.IGNORECASE)
"""The head of a column of ages, which are in years where it says no unit."""
_BARE = re.compile(r"(?:under |over )?\d{1,3}(?: (?:and|or) (?:over|older|above|up))?|\d{1,3}\+")


class PlacedBand(NamedTuple):
    """A band with its place in a text."""

    band: Band
    passage: Passage
    span: tuple[int, int]
    slack: Decimal = Decimal(0)
    """By how much it may begin later: over 12 years is from 12 or from 13 on."""
    early: Decimal = Decimal(0)
    """By how much the next may begin earlier: after 12 months, at 1 year."""
    medicine: str = ""
    """The last that the text names before it."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield each band that does not follow on from the one before it."""
    in_lists = {id(passage) for items in manuscript.lists for passage in items}
    for items in manuscript.lists:
        dosed = sum(bool(_DOSE.search(item.said)) for item in items)
        begin = all(bands.BAND.match(item.said) for item in items)
        yield from _clashing(
            [
                each
                for item in items
                for each in _in_text(item, listed=dosed > 1 or (begin and dosed > 0))
            ]
        )
    for section in manuscript.sections:
        yield from _in_paragraphs(
            each
            for each in section.passages
            if each.is_prose and id(each) not in in_lists and each.role != "TD"
        )
    for table in manuscript.of_kind("table"):
        if isinstance(table, Table):
            for number in range(table.columns):
                yield from _clashing([*_in_column(table, number, manuscript)])


def _are_doses(items: Sequence[Passage]) -> bool:
    """Return whether a list is one of doses, though an item may have none: “under 1: none”."""
    dosed = sum(bool(_DOSE.search(item.said)) for item in items)
    return dosed > 1 or (dosed > 0 and all(_BEGINS.match(item.said) for item in items))


def _in_paragraphs(passages: Iterable[Passage]) -> Iterator[Flaw]:
    """Yield the flaws of paragraphs; those with one band each, in a row, are of one series."""
    series: list[PlacedBand] = []
    for passage in passages:
        found = [*_in_text(passage)]
        if len(found) == 1:
            series += found
            continue
        yield from _clashing(series)
        yield from _clashing(found)
        series = []
    yield from _clashing(series)


def _in_text(passage: Passage, *, listed: bool = False) -> Iterator[PlacedBand]:
    """Yield the bands of ages and weights that a text with doses names, or an item among such."""
    begins = listed and _BEGINS.match(passage.said)
    if not _DOSE.search(passage.said) and not begins:
        return
    mentions = [*medicines.names().finditer(passage.said)]
    undosed = [
        (part.start, part.end)
        for part in passage.sentences
        if not (listed or _DOSE.search(part.text) or bands.BAND.match(part.text))
    ]
    for each in _all_in(passage):
        if any(start <= each.span[0] < end for start, end in undosed):
            continue
        names = [found[0].lower() for found in mentions if found.end() <= each.span[0]]
        yield each._replace(medicine=names[-1] if len({*names}) and len(mentions) > 1 else "")


def _all_in(passage: Passage) -> Iterator[PlacedBand]:
    for ages in _AGES.finditer(passage.said):
        if read := bands.read(f"{ages['low']} to {ages['high']} years"):
            yield PlacedBand(read, passage, ages.span())
    for aged in _AGED.finditer(passage.said):
        if read := bands.read(f"{aged['low']} years and over"):
            yield PlacedBand(read, passage, aged.span())
    for bare in _WITHOUT_UNIT.finditer(passage.said):
        is_under = bare["side"].lower() in ("under", "below")
        written = f"under {bare['age']} years" if is_under else f"{bare['age']} years and over"
        if read := bands.read(written):
            yield PlacedBand(read, passage, bare.span(), Decimal(0 if is_under else 366))
    for found in bands.BAND.finditer(passage.said):
        unit = (found["high_unit"] or found["low_unit"] or found["end_unit"] or "").lower()
        is_band = found["high"] or found["above"] or found["below"]
        band = bands.of_match(found, loosely=True) if is_band and _is_of_people(found) else None
        is_age = unit.startswith(("month", "year", "kg")) or _is_of_babies(found)
        if band and is_age:
            yield PlacedBand(band, passage, found.span())
    yield from _over(passage)
    yield from _up_to(passage)
    for found in _FROM.finditer(passage.said):
        if band := bands.read(f"{found['low']} {found['unit']} and over"):
            yield PlacedBand(band, passage, found.span())


def _up_to(passage: Passage) -> Iterator[PlacedBand]:
    """Yield the bands that begin at birth: “up to 4 years”, “4 years and under”."""
    for found in _UP_TO.finditer(passage.said):
        before = passage.said[: found.start()].rstrip()
        is_weeks = (found["unit"] or found["of"]).lower().startswith("week")
        if before.endswith(tuple("0123456789")) or (is_weeks and not _is_of_babies(found)):
            continue
        much, unit = found["up"] or found["and"], (found["unit"] or found["of"]).lower()
        whole = bands.read(f"0 to {much} {unit}")
        until = bands.read(f"under {much} {unit}")
        if whole and until and much != "0":
            text = f"up to {whole.text.partition(' to ')[2]}"
            band = whole._replace(text=text, is_loose=unit == "kg")
            yield PlacedBand(band, passage, found.span(), early=whole.end - until.end)


def _over(passage: Passage) -> Iterator[PlacedBand]:
    """Yield the bands without an end: “over 7 years”, “more than 60 kg”."""
    for found in _OVER.finditer(passage.said):
        if band := bands.read(f"{found['low']} {found['unit']} and over"):
            unit = bands.read(f"0 to under 1 {found['unit']}")
            yield PlacedBand(band, passage, found.span(), unit.end if unit else Decimal(0))


def _is_of_people(found: re.Match[str]) -> bool:
    """Return whether a band is of ages or weights, not of a time that something takes."""
    before = found.string[: found.start()]
    return bool(_BEFORE.search(before)) and not _OF_COURSE.search(before[-60:])


def _is_of_babies(found: re.Match[str]) -> bool:
    """Return whether days or weeks are of an age: “babies of 2 to 12 weeks”."""
    return bool(_BABIES.search(found.string[: found.start()][-40:]))


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
            of = unit["unit"] if unit else "years" if heads and _YEARS.search(heads[number]) else ""
            yield from _in_cell(row[number].said, of, manuscript)


def _in_cell(cell: Text, unit: str, manuscript: Manuscript) -> Iterator[PlacedBand]:
    """Yield the band of a cell, in the unit of its column where it says none."""
    for passage in manuscript.of_text(cell):
        if open_ended := [*_up_to(passage), *_over(passage)]:
            yield open_ended[0]
            continue
        said = passage.said
        found = bands.BAND.search(said)
        if unit and (bare := _with_unit(said.strip(), unit)):
            found = bands.BAND.fullmatch(bare)
        band = bands.of_match(found, loosely=True) if found else None
        if band and found and _is_of_people(found):
            yield PlacedBand(band, passage, (0, len(said)))


def _with_unit(said: str, unit: str) -> str:
    """Return a cell of numbers with the unit of its column; nothing if it is none."""
    if _SPAN.fullmatch(said):
        return f"{said} {unit}"
    if _BARE.fullmatch(said.lower()):
        number = re.sub(r"(\d+)", rf"\1 {unit}", said.lower())
        return re.sub(r"^over (.*)$", r"\1 and over", number).replace("+", " and over")
    return ""


def _clashing(placed: list[PlacedBand]) -> Iterator[Flaw]:
    """Yield a flaw for each two neighbours of a series that overlap or leave a gap."""
    for series in _series(placed):
        for first, second in pairwise(series):
            one, other = first.band, second.band
            pair = f"`{one.text}` and `{other.text}`"
            hint = "correct one of them, so that each is in one band"
            early = first.early if _unit_of(one) != _unit_of(other) else 0
            if other.low + second.slack + early < one.end:
                yield second.passage.flaw(f"{pair} overlap", hint, *second.span)
            elif other.low > _latest(one) and not (_is_single(one) and _is_single(other)):
                problem = f"between {pair} no dose is given"
                yield second.passage.flaw(problem, hint, *second.span)


def _unit_of(band: Band) -> str:
    """Return the last word of a band, which is its unit, without its ending."""
    return band.text.replace(" and over", "").replace("\u00a0", " ").split()[-1].rstrip("s")


def _is_single(band: Band) -> bool:
    """Return whether it is one age only, as in a plan of vaccines: 2 months, 4 months."""
    return " to " not in band.text and band.end < bands.FOREVER and "up" not in band.text


def _latest(band: Band) -> Decimal:
    """Return where the next band begins at the latest: after whole kilograms, at the next."""
    return band.end + (1 if band.is_loose else bands.TENTH)


def _series(placed: Iterable[PlacedBand]) -> Iterator[list[PlacedBand]]:
    """Yield the bands of each medicine: those that rise or fall from one to the next."""
    series: list[PlacedBand] = []
    for each in sorted(placed, key=lambda each: each.medicine):
        if series and not _goes_on(series, each):
            yield _rising(series)
            series = []
        series.append(each)
    yield _rising(series)


def _goes_on(series: list[PlacedBand], each: PlacedBand) -> bool:
    """Return whether a band is of the scale of a series and goes on in its direction."""
    last = series[-1].band
    if each.medicine != series[-1].medicine:
        return False
    if each.band.scale != last.scale or each.band.low == last.low:
        return False
    if len(series) < 2:
        return True
    rises = last.low > series[-2].band.low
    return (each.band.low > last.low) == rises


def _rising(series: list[PlacedBand]) -> list[PlacedBand]:
    return sorted(series, key=lambda each: each.band.low)
