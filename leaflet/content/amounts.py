"""Amounts of medicines and strengths, read exactly, and written so that nobody misreads them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from leaflet.content.dose_forms import mended
from leaflet.source.value import Line

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node

MASSES = {"microgram": Decimal(1), "mg": Decimal(1000), "g": Decimal(1_000_000)}
"""Micrograms of each unit that medicines are weighed in."""
ACTIVE = (*MASSES, "unit", "mmol")
"""What the active part of a medicine is counted in; all else counts what is taken."""
PLURALS = {
    "microgram": "micrograms",
    "unit": "units",
    "tablet": "tablets",
    "capsule": "capsules",
    "puff": "puffs",
    "spray": "sprays",
    "drop": "drops",
    "sachet": "sachets",
    "patch": "patches",
    "lozenge": "lozenges",
    "suppository": "suppositories",
    "pessary": "pessaries",
    "pen": "pens",
    "dose": "doses",
}
ALIKE = ("mg", "g", "mmol", "ml", "mL")
"""Units that have no plural."""
_SINGULAR = {plural: single for single, plural in PLURALS.items()}
_UNITS = "|".join(sorted((*PLURALS, *_SINGULAR, *ALIKE), key=len, reverse=True))
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,4})?"
_MEASURED = re.compile(
    rf"(?:(?P<half>half an? )"
    rf"|(?P<low>{_NUMBER})(?P<more> and a half)?(?: to (?P<high>{_NUMBER}))? )"
    rf"(?P<unit>{_UNITS})"
)
_PAIR = re.compile(r"(?P<first>[^()]+?)(?: \((?P<second>[^()]+)\))?")
_WIDE = str.maketrans({"（": " (", "）": ")"})
HALF = Decimal("0.5")


class Portion(NamedTuple):
    """So much of something, or from so much to so much: `2.5 ml`, `1 to 2 tablets`."""

    low: Decimal
    high: Decimal
    unit: str
    """In the singular."""

    @property
    def kind(self) -> str:
        """What it can be compared with: all that is weighed, or what has the same unit."""
        return "weight" if self.unit in MASSES else self.unit.lower()

    @property
    def size(self) -> Portion:
        """The same in the smallest unit of its kind."""
        times = MASSES.get(self.unit, Decimal(1))
        return Portion(self.low * times, self.high * times, self.kind)

    @property
    def units(self) -> str:
        """The name of many of its unit: tablets."""
        return PLURALS.get(self.unit, self.unit)

    @property
    def is_range(self) -> bool:
        """Whether the reader may choose how much."""
        return self.low != self.high

    @property
    def is_active(self) -> bool:
        """Whether it counts the active part of a medicine, not what is taken."""
        return self.unit in ACTIVE

    @property
    def said(self) -> str:
        """The number and its unit as they are printed, never parted."""
        if not self.is_range and self.low % 1 == HALF and self.unit not in (*ALIKE, *ACTIVE):
            whole = f"{_counted(self.low - HALF)} and a half" if self.low > 1 else "half a"
            return f"{whole} {_plural(self.unit, self.low)}".replace(" ", "\u00a0")
        span = f"{_counted(self.low)} to " if self.is_range else ""
        return f"{span}{_counted(self.high)}\u00a0{_plural(self.unit, self.high)}"

    def times(self, count: Decimal) -> Portion:
        """Return so many times of it."""
        return Portion(self.low * count, self.high * count, self.unit)


class _Dosed(Line):
    """A line of numbers with units, each in the one form that is not misread."""

    __slots__ = ()
    code = "not-a-dose"
    limit = 80
    is_read = True
    schema: ClassVar[dict[str, Any]] = {"type": "string"}

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read a line from `node`; None and a fault if it is wrong, or easily misread."""
        made = super().from_node(node, reader)
        if not made or made.is_unread:
            return made
        if (right := mended(made.text)) != made.text.replace("\u00a0", " "):
            problem = f"`{reader.shown(made.written)}` is easily misread"
            hint = f"write it in the form of `{right}`" if made.printed else f"write `{right}`"
            reader.fault(node.span, "misread-dose", problem, hint)
            return None
        problem, hint = cls(right).refused
        if problem:
            reader.fault(
                node.span, cls.code, f"`{reader.shown(made.printed or right)}` {problem}", hint
            )
            return None
        return cls(right, node.span, made.printed)

    @property
    def refused(self) -> tuple[str, str]:
        """What is wrong with it, and a way out; nothing if it can be read."""
        raise NotImplementedError


class Amount(_Dosed):
    """How much is taken: `2.5 ml (60 mg)`, `2.5 ml`, `60 mg` or `1 to 2 tablets`."""

    __slots__ = ()
    may_count: ClassVar[bool] = False
    """Whether it may be so many doses."""
    what = "an amount"
    hint = "write it such as `2.5 ml (60 mg)`, `1 tablet` or `500 mg`"
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["2.5 ml (60 mg)"]}

    @property
    def refused(self) -> tuple[str, str]:
        """What is wrong with it, and a way out."""
        found = _PAIR.fullmatch(self.text)
        read = self.parts
        if not found or len(read) != len([*filter(None, found.groups())]):
            return f"is not {self.what}", self.hint
        if any(part.low <= 0 or part.low > part.high for part in read):
            return "has no amount, or begins with the higher one", self.hint
        if not self.may_count and any(part.unit == "dose" for part in read):
            return "does not say how much a dose is", self.hint
        if len(read) == 2 and read[0].is_active == read[1].is_active:
            hint = "write how much is taken, and in brackets how much is in it: `2.5 ml (60 mg)`"
            return "says one thing twice", hint
        return "", ""

    @property
    def parts(self) -> tuple[Portion, ...]:
        """What it says, outside and inside brackets."""
        found = _PAIR.fullmatch(self.text)
        read = map(measured, filter(None, found.groups() if found else ()))
        return tuple(part for part in read if part)

    @property
    def shown(self) -> tuple[str, ...]:
        """How much is taken, and how much of the active part that is, as they are printed."""
        if not self.printed:
            return tuple(part.said for part in (self.taken, self.active) if part)
        found = _PAIR.fullmatch(self.printed.translate(_WIDE))
        said = tuple(filter(None, found.groups())) if found else (self.printed,)
        is_swapped = self.taken and _digits(said[0]) != _digits(self.taken.said)
        return said[::-1] if is_swapped else said

    @property
    def taken(self) -> Portion | None:
        """How much is taken, if it says that: 2.5 ml."""
        return next((part for part in self.parts if not part.is_active), None)

    @property
    def active(self) -> Portion | None:
        """How much of the active part that is, if it says so: 60 mg."""
        return next((part for part in self.parts if part.is_active), None)


class DayLimit(Amount):
    """The most in a day: `4 doses`, `10 ml (240 mg)`, `8 tablets`."""

    __slots__ = ()
    may_count = True
    what = "the most in a day"
    hint = "write it such as `4 doses`, `10 ml` or `8 tablets`"
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["4 doses"]}

    @property
    def refused(self) -> tuple[str, str]:
        """What is wrong with it, and a way out."""
        problem, hint = super().refused
        if not problem and any(part.is_range for part in self.parts):
            return "is a range, and a limit is one amount", self.hint
        return problem, hint

    @property
    def said(self) -> str:
        """The limit as it is printed."""
        if self.printed:
            return self.printed
        first, *more = (part.said for part in self.parts)
        return f"{first} ({more[0]})" if more else first


class Strength(_Dosed):
    """How much is in what is taken: `120 mg in 5 ml`, `500 mg in 1 tablet`."""

    __slots__ = ()
    what = "a strength"
    hint = "write it such as `120 mg in 5 ml` or `500 mg in 1 tablet`"
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["120 mg in 5 ml"]}

    @property
    def refused(self) -> tuple[str, str]:
        """What is wrong with it, and a way out."""
        halves = self._halves
        if self.text.count(" in ") != 1 or len(halves) != 2:
            return f"is not {self.what}", self.hint
        active, taken = halves
        is_one = not any(half.is_range or not half.low for half in halves)
        if is_one and active.is_active and not taken.is_active and taken.unit != "dose":
            return "", ""
        return f"is not {self.what}", self.hint

    @property
    def active(self) -> Portion:
        """How much of the active part: 120 mg."""
        return self._halves[0]

    @property
    def taken(self) -> Portion:
        """What that is in: 5 ml."""
        return self._halves[1]

    @property
    def _halves(self) -> tuple[Portion, ...]:
        return tuple(part for half in self.text.split(" in ") if (part := measured(half)))

    @property
    def said(self) -> str:
        """How it is printed."""
        return self.printed or f"{self.active.said} in {self.taken.said}"

    def fits(self, active: Portion, taken: Portion) -> bool:
        """Return whether so much is in so much, exactly; both are of its kinds."""
        share = (self.active.size.low, self.taken.size.low)
        ends = zip(active.size[:2], taken.size[:2], strict=True)
        return all(have * share[1] == take * share[0] for have, take in ends)


def _digits(text: str) -> str:
    """Return the digits of a text, in whichever script."""
    return "".join(str(int(char)) for char in text if char.isdecimal())


def measured(text: str) -> Portion | None:
    """Return how much a text says; None if it says none in a right form."""
    found = _MEASURED.fullmatch(text)
    if not found:
        return None
    unit = _SINGULAR.get(found["unit"], found["unit"])
    if found["half"]:
        return Portion(HALF, HALF, unit)
    low = _number(found["low"]) + (HALF if found["more"] else 0)
    return Portion(low, _number(found["high"]) if found["high"] else low, unit)


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def _counted(number: Decimal) -> str:
    """Write a number with commas for thousands and without noughts at its end."""
    return f"{number.normalize():,f}"


def _plural(unit: str, number: Decimal) -> str:
    return PLURALS.get(unit, unit) if number > 1 else unit
