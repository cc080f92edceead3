"""How often a medicine is taken, in words and as a number of times a day."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Self

from leaflet.source.value import Line

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node

DAY = 24
"""Hours."""
_WORDS = ("once", "twice", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPELT = {word: number for number, word in enumerate(_WORDS, 1)} | {"one": 1, "two": 2}
_TIMES = (
    r"(?P<upto>up to )?(?:(?P<word>once|twice)|(?P<least>\d{1,2})(?: to (?P<most>\d{1,2}))? times?)"
    r"(?: (?:(?:a|each|every|per|in a) )?(?P<day>day|daily|week|weekly)| in (?:any )?24 hours)"
)
_HOURS = r"every (?P<low>\d{1,2})(?: to (?P<high>\d{1,2}))? hours"
_FORMS = (
    re.compile(_TIMES),
    re.compile(rf"{_HOURS}(?:,? {_TIMES})?"),
    re.compile(r"(?P<once>once only|every \d{1,2} (?:days|weeks)|every other day)"),
)


class Often(Line):
    """How often: `up to 4 times a day`, `every 4 to 6 hours`, `once a week`."""

    __slots__ = ()
    what = "how often"
    code = "not-how-often"
    hint = (
        "write it such as `3 times a day`, `up to 4 times a day`, `every 4 to 6 hours`, "
        "`once a week` or `once only`, and more about it under `when`"
    )
    limit = 80
    is_read = True
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["up to 4 times a day"]}

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read how often from `node`; None and a fault if it does not say so."""
        made = super().from_node(node, reader)
        if not made or made.is_unread:
            return made
        often = cls(_plain(made.text), node.span, made.printed)
        if not often._found:
            problem = f"`{reader.shown(made.written)}` does not say how often"
            reader.fault(node.span, cls.code, problem, cls.hint)
            return None
        if not often.least or not often.most or often.least > often.most:
            problem = f"`{reader.shown(made.written)}` cannot be in {DAY} hours"
            reader.fault(node.span, "out-of-range", problem, cls.hint)
            return None
        return often

    @property
    def _found(self) -> re.Match[str] | None:
        return next((found for form in _FORMS if (found := form.fullmatch(self.text))), None)

    @property
    def said(self) -> str:
        """The words as they are printed: numbers stay with what they count."""
        return self.printed or re.sub(r"(?<=\d) (?=times|hours|days|weeks)", "\u00a0", self.text)

    @property
    def is_open(self) -> bool:
        """Whether it leaves to the reader how often it is in a day at most."""
        return self.least != self.most

    @property
    def least(self) -> Decimal:
        """How many times a day it is at least, where the reader takes all of it."""
        times, (_, high) = self._times, self._hours
        return times or (Decimal(DAY // high) if high else Decimal(1))

    @property
    def most(self) -> Decimal:
        """How many times a day it is at most."""
        times, (low, _) = self._times, self._hours
        slots = Decimal(DAY // low) if low else times
        if times and times > slots:
            return Decimal(0)
        return times or slots or Decimal(1)

    @property
    def _times(self) -> Decimal:
        """How many times a day it says; 0 if it says hours alone, 1 if less than each day."""
        found = self._found.groupdict() if self._found else {}
        if (found.get("day") or "").startswith("week"):
            return Decimal(1)
        counted = found.get("most") or found.get("least") or _SPELT.get(found.get("word") or "", 0)
        return Decimal(counted)

    @property
    def _hours(self) -> tuple[int, int]:
        """From how many hours to how many it is to the next time; zeros if it does not say."""
        found = self._found.groupdict() if self._found else {}
        low = int(found.get("low") or 0)
        return low, int(found.get("high") or low)


def _plain(text: str) -> str:
    """Write numbers as digits, and `daily` as `a day`."""
    text = " ".join(text.lower().replace("\u00a0", " ").split())
    text = re.sub(r"(\d) ?[-–] ?(?=\d)", r"\1 to ", text)
    text = re.sub(r"\b[a-z]+(?= (?:to [a-z]+ )?times)|(?<=to )[a-z]+(?= times)", _digit, text)
    text = re.sub(r" (?:daily|each day|every day|per day|in a day)$", " a day", text)
    return re.sub(r" (?:weekly|each week|every week|per week)$", " a week", text)


def _digit(found: re.Match[str]) -> str:
    return str(_SPELT.get(found[0], found[0]))
