"""Galley: a whole leaflet in one long column, which gives the height of any stretch of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from leaflet.layout.slices import BOUND, WHOLE, WISHED, Slice, height

SPACE = 5.0
"""White of so many points parts blocks, and may give; less parts the items of a list."""
GROWS, SHRINKS = 0.4, 0.25
"""The shares of its height by which such white may grow and shrink."""
MOST = 6.0
"""Points by which it grows at most."""
STRANDED = 1000
"""The rules that a page breaks which parts what is bound; one that parts what is whole breaks 1."""


class Galley(NamedTuple):
    """The slices that are not white space, by number; lengths in points from the galley's head."""

    places: tuple[int, ...]
    """Where each of them is among all slices."""
    tops: tuple[float, ...]
    feet: tuple[float, ...]
    heads: tuple[float, ...]
    """The height of what is repeated above each where it begins a page."""
    tails: tuple[float, ...]
    """The height of what closes a panel under each where it ends a page."""
    given: tuple[float, ...]
    """By how much all white over each may grow."""
    wished: tuple[bool, ...]
    """Whether each is wished to be on one page with the next."""
    rules: tuple[int, ...]
    """How many rules a page breaks that ends with each."""
    topics: tuple[bool, ...]
    """Whether a topic begins with each."""
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
        return self.given[end] - self.given[start]

    def shrinks(self, start: int, end: int) -> float:
        """Return by how much the white space of that page may shrink."""
        return self.grows(start, end) * SHRINKS / GROWS


def galley(slices: Sequence[Slice]) -> Galley:
    """Make the galley of a sequence of slices."""
    places = [number for number, slice in enumerate(slices) if not slice.white]
    solid = [slices[place] for place in places]
    last = len(solid) - 1
    ended = [
        number == last or any(slice.breaks for slice in slices[place:after])
        for number, (place, after) in enumerate(pairwise([*places, len(slices)]))
    ]
    down = [0.0, *accumulate(slice.height for slice in slices)]
    given = [0.0, *accumulate(growth(slice) for slice in slices)]
    return Galley(
        places=tuple(places),
        tops=tuple(down[place] for place in places),
        feet=tuple(down[place + 1] for place in places),
        heads=tuple(height(slice.above) for slice in solid),
        tails=tuple(height(slice.below) for slice in solid),
        given=tuple(given[place] for place in places),
        wished=tuple(slice.keep_with_next == WISHED for slice in solid),
        rules=tuple(0 if ends else _rules(slice) for slice, ends in zip(solid, ended, strict=True)),
        topics=tuple(slice.topic for slice in solid),
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


def growth(slice: Slice) -> float:
    """Return by how much a slice may grow, in points: white between blocks a little, others not.

    White that is bound, as under a heading, belongs to what it holds together.
    """
    if not slice.white or slice.marks or slice.keep_with_next == BOUND or slice.height < SPACE:
        return 0.0
    return min(GROWS * slice.height, MOST)


def justified(slices: Sequence[Slice], more: float) -> tuple[Slice, ...]:
    """Return the slices of a page, stretched by `more` points, or shrunk if it is negative.

    Its white gives, all in proportion, as far as it may.
    """
    room = sum(map(growth, slices))
    if not room:
        return tuple(slices)
    share = min(1.0, max(more / room, -SHRINKS / GROWS))
    return tuple(
        slice._replace(height=slice.height + share * grows) if (grows := growth(slice)) else slice
        for slice in slices
    )
