"""Galley: a whole leaflet in one long column, which gives the height of any stretch of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import floor
from typing import NamedTuple

from leaflet.layout.slices import BOUND, WHOLE, WISHED, Elastic, Slice, height

RIGID = Elastic(0.0, 0.0, 1.0)
"""What does not give."""
STRANDED = 1000
"""The rules that a page breaks which parts what is bound; one that parts what is whole breaks 1."""


class Galley(NamedTuple):
    """The slices that are not white space, by number; lengths in points from the galley's head."""

    places: tuple[int, ...]
    """Where each of them is among all slices."""
    tops: tuple[float, ...]
    feet: tuple[float, ...]
    heads: tuple[float, ...]
    """The height of what is repeated above each where it begins a page, with the white over it."""
    drops: tuple[float, ...]
    """The white over each where it begins a page."""
    tails: tuple[float, ...]
    """The height of what closes a panel under each where it ends a page."""
    grown: tuple[float, ...]
    """By how much all white over each may grow."""
    shrunk: tuple[float, ...]
    """By how much all white over each may shrink."""
    wished: tuple[bool, ...]
    """Whether each is wished to be on one page with the next."""
    rules: tuple[int, ...]
    """How many rules a page breaks that ends with each."""
    topics: tuple[bool, ...]
    """Whether a topic begins with each."""
    footed: tuple[bool, ...]
    """Whether each stands at the foot of its page."""
    stops: tuple[int, ...]
    """For each, the first from there on that ends a page in any case."""

    @property
    def total(self) -> int:
        """Number of slices."""
        return len(self.places)

    def high(self, start: int, end: int) -> float:
        """Return the height of a page from its first slice to its last."""
        tail = self.tails[end] if end < self.total - 1 else 0.0
        return self.heads[start] + self.feet[end] - self.tops[start] + tail

    def grows(self, start: int, end: int) -> float:
        """Return by how much the white space of that page may grow."""
        return self.grown[end] - self.grown[start]

    def shrinks(self, start: int, end: int) -> float:
        """Return by how much the white space of that page may shrink."""
        return self.shrunk[end] - self.shrunk[start]


def galley(slices: Sequence[Slice], drops: Sequence[float] = ()) -> Galley:
    """Make the galley of slices; `drops` is the white over each where it begins a page."""
    drops = drops or [0.0] * len(slices)
    places = [number for number, slice in enumerate(slices) if not slice.white]
    solid = [slices[place] for place in places]
    last = len(solid) - 1
    ended = [
        number == last or any(slice.breaks for slice in slices[place:after])
        for number, (place, after) in enumerate(pairwise([*places, len(slices)]))
    ]
    down = [0.0, *accumulate(slice.height for slice in slices)]
    elastic = [slice.elastic or RIGID for slice in slices]
    grown = [0.0, *accumulate(each.grows for each in elastic)]
    shrunk = [0.0, *accumulate(each.shrinks for each in elastic)]
    return Galley(
        places=tuple(places),
        tops=tuple(down[place] for place in places),
        feet=tuple(down[place + 1] for place in places),
        heads=tuple(height(slices[place].above) + drops[place] for place in places),
        drops=tuple(drops[place] for place in places),
        tails=tuple(height(slice.below) for slice in solid),
        grown=tuple(grown[place] for place in places),
        shrunk=tuple(shrunk[place] for place in places),
        wished=tuple(slice.keep_with_next == WISHED for slice in solid),
        rules=tuple(0 if ends else _rules(slice) for slice, ends in zip(solid, ended, strict=True)),
        topics=tuple(slice.topic for slice in solid),
        footed=tuple(slice.footed for slice in solid),
        stops=tuple(_next(ended)),
    )


def _rules(slice: Slice) -> int:
    """Return how many rules a page breaks that ends with the slice."""
    return {WHOLE: 1, BOUND: STRANDED}.get(slice.keep_with_next, 0)


def _next(ended: list[bool]) -> list[int]:
    """Return for each index the first index from there on that is true."""
    found, stop = [], len(ended) - 1
    for number in range(len(ended) - 1, -1, -1):
        stop = number if ended[number] else stop
        found.append(stop)
    return found[::-1]


def justified(slices: Sequence[Slice], more: float) -> tuple[Slice, ...]:
    """Return the slices of a page, stretched by up to `more` points, or shrunk if it is negative.

    White that gives does so in equal parts, as far as it may, in whole steps.
    """
    given = [slice.elastic for slice in slices if slice.elastic]
    given = [each for each in given if not each.is_last] or given
    if not given:
        return tuple(slices)
    each = more / len(given)
    return tuple(
        slice._replace(height=slice.height + _given(slice.elastic, each))
        if slice.elastic in given
        else slice
        for slice in slices
    )


def _given(elastic: Elastic | None, more: float) -> float:
    """Return how much white gives of `more` points: whole steps, never too little to shrink."""
    if not elastic:
        return 0.0
    steps = floor(more / elastic.step + 0.001) * elastic.step
    return max(-elastic.shrinks, min(steps, elastic.grows))
