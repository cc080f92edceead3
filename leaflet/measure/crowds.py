"""Measures crowds of people: how close they stand, their two tones, and the number that is said."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from leaflet.graphics.colour import RGB, lch
from leaflet.measure.ground import unpacked
from leaflet.measure.measured import MM, Found, Measured, Requirement
from leaflet.measure.printed import Print
from leaflet.measure.seen import Leaf, Thing

CLOSE = 6.6
"""Millimetres from one person to the next, at least; dots may be closer."""
TONES = 30.0
"""How much lighter the pale people are than the dark, in L*, so that a grey copy tells them."""
FEWEST = 10
"""People in a crowd, at least: fewer pictures in rows are signs."""
SAME = 0.3
"""Points by which two people of a crowd may differ in size and place."""
ROUND = 0.03
"""The share by which the sides of a dot may differ."""
BODY = 0.7
"""How far down a person the middle of the body is, as a share of the height."""
OPEN = 20.0
"""How much lighter than its colour, in L*, the middle of an outline is."""
_NUMBERS = re.compile(r"\d+(?:[,.\u00a0\u202f ]\d{3})*")


class _Person(NamedTuple):
    """One person of a crowd: its place, its colour, and whether it is an outline."""

    left: float
    top: float
    fill: RGB
    hollow: bool


class _Crowd(NamedTuple):
    """The people of one figure on a page."""

    leaf: Leaf
    people: tuple[_Person, ...]
    dots: bool

    @property
    def pitch(self) -> float:
        """Millimetres from one person to the next in a row."""
        tops = Counter(round(person.top) for person in self.people)
        first = min(tops)
        row = sorted(p.left for p in self.people if round(p.top) == first)
        return min((b - a for a, b in pairwise(row)), default=0.0) / MM

    @property
    def tones(self) -> tuple[float, ...]:
        """The lightness of each colour, from dark to pale."""
        return tuple(sorted({round(lch(person.fill)[0], 1) for person in self.people}))

    @property
    def dark(self) -> int:
        """How many people have the dark colour and are filled."""
        darkest = min(lch(person.fill)[0] for person in self.people)
        return sum(
            not person.hollow and lch(person.fill)[0] < darkest + 1 for person in self.people
        )

    def found(self, value: str) -> Found:
        """Return a finding at the crowd."""
        return Found(self.leaf.number, "", value)


def close_people(found: Print) -> Measured:
    """Find crowds whose people stand so close that they cannot be counted."""
    rule = Requirement("close-people", f"at least {CLOSE:g} mm from one to the next", "Leaflet")
    crowds = [crowd for crowd in _crowds(found) if not crowd.dots]
    if not crowds:
        return rule.found("no crowd of people")
    least = min(crowd.pitch for crowd in crowds)
    findings = [c.found(f"{c.pitch:.1f} mm") for c in crowds if c.pitch < CLOSE - 0.05]
    return rule.found(f"{least:.1f} mm", findings, least=least)


def alike_people(found: Print) -> Measured:
    """Find crowds whose dark and pale people look alike in a grey copy."""
    wanted = f"two tones at least {TONES:g} L* apart"
    rule = Requirement("alike-people", wanted, "page design for print in grey")
    apart = [(c, c.tones[-1] - c.tones[0]) for c in _crowds(found) if len(c.tones) > 1]
    if not apart:
        return rule.found("no crowd of two tones")
    least = min(each for _, each in apart)
    findings = [crowd.found(f"{each:.0f} L*") for crowd, each in apart if each < TONES - 0.5]
    return rule.found(f"{least:.0f} L*", findings, least=least)


def unsaid_number(found: Print) -> Measured:
    """Find crowds of which the page does not say how many are dark."""
    wanted = "the page says how many people of a crowd are dark"
    rule = Requirement("unsaid-number", wanted, "Trevena and others, 2013")
    crowds = [*_crowds(found)]
    if not crowds:
        return rule.found("no crowd of people")
    said = {leaf.number: _numbers(found, leaf) for leaf in found.leaves}
    findings = [
        crowd.found(f"{crowd.dark} of {len(crowd.people)} are dark, and no {crowd.dark} is said")
        for crowd in crowds
        if crowd.dark not in said[crowd.leaf.number]
    ]
    return rule.found(str(len(findings) or "none"), findings, crowds=len(crowds))


def _numbers(found: Print, leaf: Leaf) -> set[int]:
    """Return the whole numbers that the content of a page says."""
    words = " ".join(line.text for line in found.content if line.page == leaf.number)
    return {int(re.sub(r"\D", "", number)) for number in _NUMBERS.findall(words)}


def _crowds(found: Print) -> Iterator[_Crowd]:
    """Yield the figures that are made of many shapes of one size, in rows."""
    for leaf in found.leaves:
        figures: dict[tuple[int, ...], list[Thing]] = defaultdict(list)
        for thing in leaf.things:
            if thing.block and thing.block.role == "Figure" and thing.fill:
                figures[thing.block.places].append(thing)
        for things in figures.values():
            if len(things) >= FEWEST and _is_crowd(things):
                wide, tall = _size(things[0])
                people = tuple(_person(leaf, thing) for thing in things)
                yield _Crowd(leaf, people, abs(wide - tall) <= ROUND * wide)


def _is_crowd(things: list[Thing]) -> bool:
    """Return whether all shapes have one size and stand in rows."""
    wide, tall = _size(things[0])
    alike = all(abs(w - wide) < SAME and abs(t - tall) < SAME for w, t in map(_size, things))
    rows = Counter(round(thing.box.top) for thing in things)
    across = max(rows.values())
    return alike and (len(rows) - 1) * across < len(things) <= len(rows) * across


def _size(thing: Thing) -> tuple[float, float]:
    left, top, right, bottom = thing.box
    return right - left, bottom - top


def _person(leaf: Leaf, thing: Thing) -> _Person:
    """Return a person with what is painted in the middle of the body."""
    left, top, right, bottom = thing.box
    scale = leaf.ground.scale
    x, y = round((left + right) / 2 * scale), round((top + (bottom - top) * BODY) * scale)
    red, green, blue = unpacked(leaf.ground).crop((x, y, x + 1, y + 1)).tobytes()
    fill = thing.fill or (0.0, 0.0, 0.0)
    seen = lch((red / 255, green / 255, blue / 255))[0]
    return _Person(left, top, fill, seen > lch(fill)[0] + OPEN)
