"""Defines what a rule found in a PDF."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from leaflet.measure.print_lines import PrintedLine

MM = 72 / 25.4
"""Points in a millimetre."""

OK, NOTE, FAILS, UNMEASURED = "ok", "note", "fails", "not measured"
"""The verdicts: only one of them is a fault."""


class Found(NamedTuple):
    """One place that a rule reports."""

    page: int
    """From 1."""
    text: str
    """The words that stand there."""
    value: str
    fails: bool = True
    """False for what is only noted."""


class Measured(NamedTuple):
    """A rule's verdict on a PDF."""

    rule: str
    value: str
    """What was measured, for people."""
    wanted: str
    verdict: str
    source: str
    """Whose rule it is."""
    findings: tuple[Found, ...] = ()
    """The places that break it, the worst first."""
    figures: tuple[tuple[str, float], ...] = ()
    """What was measured, for programs: name and number."""


class Requirement(NamedTuple):
    """A rule: its name, what it demands, and the source of that."""

    name: str
    wanted: str
    source: str

    def found(self, value: str, findings: Iterable[Found] = (), **figures: float) -> Measured:
        """Return the verdict on these findings; the worst comes first and decides it."""
        places = tuple(findings)
        fails = any(place.fails for place in places)
        verdict = FAILS if fails else NOTE if places else OK
        numbers = tuple((name, round(float(number), 2)) for name, number in figures.items())
        return Measured(self.name, value, self.wanted, verdict, self.source, places, numbers)

    def unmeasured(self, why: str) -> Measured:
        """Return the verdict that nothing could be measured, with the reason."""
        return Measured(self.name, why, self.wanted, UNMEASURED, self.source)


def at(line: PrintedLine, value: str, fails: bool = True) -> Found:
    """Return a finding at a line."""
    return Found(line.page, line.text, value, fails)
