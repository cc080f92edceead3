"""Shares out the width of a table among its columns; all lengths in points."""

from __future__ import annotations

from collections.abc import Sequence


def shared(room: float, shares: Sequence[float], floors: Sequence[float]) -> list[float]:
    """Divide `room` by `shares`, no part under its floor; floors that do not fit are cut first."""
    floors = _cut(room, floors)
    widths: dict[int, float] = {}  # of the columns that stand on their floors
    while True:
        rest = room - sum(widths.values())
        free = [i for i in range(len(shares)) if i not in widths]
        total = sum(shares[i] for i in free)
        small = {i: floors[i] for i in free if rest * shares[i] < floors[i] * total}
        if not small or len(small) == len(free):
            widths |= small or {i: rest * shares[i] / total for i in free}
            return [widths[i] for i in range(len(shares))]
        widths |= small


def _cut(room: float, floors: Sequence[float]) -> list[float]:
    """Lower the highest floors to one level at which all fit into `room`."""
    for place, floor in enumerate(sorted(floors)):
        level = room / (len(floors) - place)
        if floor > level:
            return [min(floor, level) for floor in floors]
        room -= floor
    return list(floors)
