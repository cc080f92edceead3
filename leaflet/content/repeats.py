"""Defines how often and how long an exercise is done, and writes it in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from leaflet.source.value import Line

if TYPE_CHECKING:
    from leaflet.content.language import Language
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node

_NUMBER = r"([1-9]\d{0,2})(?: ?(?:to|-|–) ?([1-9]\d{0,2}))?"


class Repeats(Line):
    """A whole number, or the least and the most: `10`, `8 to 12`."""

    __slots__ = ()
    what = "a whole number, or two with `to` between them"
    code = "not-a-number"
    hint = "write it such as 10, or 8 to 12"
    limit = 60
    most: ClassVar[int] = 200
    pattern = re.compile(_NUMBER)
    schema: ClassVar[dict[str, Any]] = {"type": ["string", "integer"], "examples": ["8 to 12"]}

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read it from `node`; None and a fault where it is none, or is too much."""
        made = super().from_node(node, reader)
        if not made:
            return None
        if made.first > made.last or made.last > cls.most:
            problem = f"`{reader.shown(made.text)}` is not a number from 1 to {cls.most}"
            hint = "write the smaller number first" if made.first > made.last else cls.hint
            reader.fault(node.span, "out-of-range", problem, hint)
            return None
        return made

    @property
    def first(self) -> int:
        """The number, or the least."""
        return self._numbers[0]

    @property
    def last(self) -> int:
        """The number, or the most."""
        return self._numbers[1]

    @property
    def _numbers(self) -> tuple[int, int]:
        found = self.pattern.fullmatch(self.text) if self.pattern else None
        if not found:
            raise ValueError(self.text)
        return int(found[1]), int(found[2] or found[1])

    def spelt(self, language: Language) -> str:
        """Write the number, or the least and the most."""
        if self.first == self.last:
            return str(self.first)
        return language.label("from_to", first=self.first, last=self.last)


class ExerciseSets(Repeats):
    """How many times the repeats are done in a row."""

    __slots__ = ()
    most = 20


class TimesADay(Repeats):
    """How many times a day it is done."""

    __slots__ = ()
    most = 24


class Hold(Repeats):
    """How long a position is held: `5` or `5 seconds`, `5 to 10 seconds`, `1 minute`."""

    __slots__ = ()
    what = "a time in seconds or minutes"
    hint = "write it such as 5 seconds, 5 to 10 seconds or 1 minute"
    most = 120
    pattern = re.compile(rf"{_NUMBER}(?: ?(s|secs?|seconds?|(m|mins?|minutes?)))?", re.IGNORECASE)
    schema: ClassVar[dict[str, Any]] = {"type": ["string", "integer"], "examples": ["5 seconds"]}

    def words(self, language: Language) -> str:
        """Write the time, with its unit."""
        found = self.pattern.fullmatch(self.text)
        unit = "minutes" if found and found[4] else "seconds"
        return counted(self, unit, language)


class HowOften(NamedTuple):
    """What of sets, repeats, holding and times a day is known of an exercise."""

    sets: ExerciseSets | None
    repeats: Repeats | None
    hold: Hold | None
    times_a_day: TimesADay | None

    def words(self, language: Language) -> str:
        """Write it as one line: `3 sets of 10, hold 5 seconds, twice a day`."""
        parts = [self._sets(language)]
        if self.hold:
            parts.append(language.label("hold", time=self.hold.words(language)))
        if self.times_a_day:
            parts.append(counted(self.times_a_day, "times_a_day", language))
        return language.begun(language.listed(filter(None, parts)))

    def _sets(self, language: Language) -> str:
        sets, repeats = self.sets, self.repeats
        if not sets:
            return counted(repeats, "repeats", language) if repeats else ""
        said = counted(sets, "sets", language)
        each = repeats.spelt(language) if repeats else ""
        return language.label("sets_of", sets=said, repeats=each) if each else said


def counted(number: Repeats, label: str, language: Language) -> str:
    """Write a number with what it counts; one of it, or two, may have a label of their own."""
    exact = number.last if number.first == number.last else 0
    known = {1: f"{label}_one", 2: f"{label}_two"}.get(exact, label)
    return language.label(known if language.has_label(known) else label, n=number.spelt(language))
