"""Bands of ages and weights, read exactly, and whether each age or weight is in one of them.

An age counts whole days, weeks, months or years as people do: "2 to 4 years" ends on the day of the
fifth birthday. A weight is measured, so that "10 to 14.9 kg" ends where 15 kg begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from leaflet.source.value import Line

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node

FOREVER = Decimal("Infinity")
TENTH = Decimal("0.1")
"""Scales show tenths of a kilogram or pound."""
MONTH = Decimal("30.4375")
"""Days: a twelfth of a year with its share of a leap day."""
AGES = {"day": Decimal(1), "week": Decimal(7), "month": MONTH, "year": 12 * MONTH}
"""Days of each unit of an age."""
WEIGHTS = ("kg", "lb")
UNIT = r"(?:days?|weeks?|months?|years?|kg|lb)"
_GAP = r"[ \u00a0\u202f]"
_NUMBER = r"\d{1,3}(?:\.\d{1,2})?"
_TO = rf"(?:{_GAP}?[-–—]{_GAP}?|{_GAP}to{_GAP})"
_OLD = rf"(?:{_GAP}(?:old|of{_GAP}age))?"
_BELOW = rf"(?:under|below|less{_GAP}than|younger{_GAP}than|lighter{_GAP}than|<){_GAP}?"
_ABOVE = rf"(?:{_GAP}(?:and|or){_GAP}(?:over|older|above|more|heavier|up)|{_GAP}?\+)"
BAND = re.compile(
    rf"(?P<below>{_BELOW})(?P<end>{_NUMBER}){_GAP}?(?P<end_unit>{UNIT}){_OLD}"
    rf"|(?P<low>{_NUMBER})(?:{_GAP}?(?P<low_unit>{UNIT}){_OLD})?"
    rf"(?:{_TO}(?P<until>{_BELOW})?(?P<high>{_NUMBER}){_GAP}?(?P<high_unit>{UNIT}){_OLD}"
    rf"|(?P<above>{_ABOVE}))?",
    re.IGNORECASE,
)
"""A band as people write one."""


class Band(NamedTuple):
    """The ages or weights from `low` up to, but without, `end`; in days, kilograms or pounds."""

    low: Decimal
    end: Decimal
    scale: str
    """What is counted: `age`, `kg` or `lb`."""
    text: str
    """How it is written in a leaflet: `6 months to under 2 years`."""
    is_loose: bool = False
    """Whether it is of whole kilograms or pounds, between which a body may weigh."""


class Clash(NamedTuple):
    """Two bands of which the later does not begin where the earlier ends."""

    first: Band
    second: Band

    @property
    def is_gap(self) -> bool:
        """Whether something between them is in neither; else something is in both."""
        return self.second.low > self.first.end


class AgeBand(Line):
    """Ages that have the same dose: `3 to 5 months`, `6 months to under 2 years`."""

    __slots__ = ()
    what = "a band of ages"
    code = "not-a-band"
    hint = "write it such as `3 to 5 months`, `6 months to under 2 years` or `12 years and over`"
    limit = 60
    is_read = True
    scales: ClassVar[tuple[str, ...]] = ("age",)
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["3 to 5 months"]}

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read a band from `node`; None and a fault if it is none, or may be read in two ways."""
        made = super().from_node(node, reader)
        if not made or made.is_unread:
            return made
        band = read(made.text)
        if not band or band.scale not in cls.scales:
            problem = f"`{reader.shown(made.written)}` is not {cls.what}"
            reader.fault(node.span, cls.code, problem, cls.hint)
            return None
        return cls(band.text, node.span, made.printed)

    @property
    def said(self) -> str:
        """The band as it is printed."""
        return self.printed or self.text

    @property
    def band(self) -> Band:
        """The ages or weights themselves."""
        found = read(self.text)
        if not found:
            raise ValueError(f"{self.text!r} is no band")
        return found


class WeightBand(AgeBand):
    """Weights that have the same dose: `10 to 14.9 kg`, `under 10 kg`."""

    __slots__ = ()
    what = "a band of weights"
    hint = "write it such as `10 to 14.9 kg`, `10 to under 15 kg` or `50 kg and over`"
    scales = WEIGHTS
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["10 to 14.9 kg"]}


def read(written: str) -> Band | None:
    """Return the band that a text is; None if it is none, or may be read in two ways."""
    found = BAND.fullmatch(written.strip())
    return of_match(found) if found else None


def of_match(found: re.Match[str], *, loosely: bool = False) -> Band | None:
    """Return the band of a match of `BAND`; None where it may be read in two ways.

    Loosely read, "6 months to 2 years" ends at the second birthday.
    """
    if found["below"]:
        return _below(found["end"], _unit(found["end_unit"]))
    if found["high"]:
        return _between(found, loosely=loosely)
    unit = _unit(found["low_unit"] or "")
    if not unit:
        return None
    low = found["low"]
    if found["above"]:
        return Band(_value(low, unit), FOREVER, _scale(unit), f"{_said(low, unit)} and over")
    return Band(_value(low, unit), _after(low, unit), _scale(unit), _said(low, unit))


def clashes(bands: Iterable[Band]) -> Iterator[Clash]:
    """Yield each two neighbours that leave something out, or share something."""
    for first, second in pairwise(sorted(bands, key=lambda band: band[:2])):
        if first.end != second.low and not _follows(first, second):
            yield Clash(first, second)


def _follows(first: Band, second: Band) -> bool:
    """Return whether a band of a measured weight begins within a tenth of where one ends."""
    return first.scale != "age" and 0 <= second.low - first.end < TENTH


def _below(end: str, unit: str) -> Band:
    return Band(Decimal(0), _value(end, unit), _scale(unit), f"under {_said(end, unit)}")


def _between(found: re.Match[str], *, loosely: bool) -> Band | None:
    """Return the band from one number to another; "6 months to 2 years" is one loosely only."""
    low, high, unit = found["low"], found["high"], _unit(found["high_unit"])
    first = _unit(found["low_unit"] or unit)
    is_mixed = first != unit and not found["until"]
    if _scale(first) != _scale(unit) or (is_mixed and not loosely):
        return None
    is_open = found["until"] or is_mixed
    end = _value(high, unit) if is_open else _after(high, unit)
    begin = low if first == unit else _said(low, first)
    under = "under " if found["until"] else ""
    band = Band(_value(low, first), end, _scale(unit), f"{begin} to {under}{_said(high, unit)}")
    loose = _scale(unit) != "age" and not found["until"] and "." not in high
    return band._replace(is_loose=loose) if band.low < band.end else None


def _unit(written: str) -> str:
    return written.lower().rstrip("s")


def _scale(unit: str) -> str:
    return "age" if unit in AGES else unit


def _value(number: str, unit: str) -> Decimal:
    return Decimal(number) * AGES.get(unit, Decimal(1))


def _after(number: str, unit: str) -> Decimal:
    """Return where a band ends that holds a number: at the next whole month, or the next tenth."""
    if unit in WEIGHTS:
        digits = len(number.partition(".")[2])
        return Decimal(number) + min(TENTH, Decimal(1).scaleb(-digits))
    return _value(number, unit) + AGES[unit]


def _said(number: str, unit: str) -> str:
    """Write a number with its unit as one word."""
    plural = "" if unit in WEIGHTS or Decimal(number) == 1 else "s"
    return f"{number}\u00a0{unit}{plural}"
