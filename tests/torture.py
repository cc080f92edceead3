"""What `make torture` tries all of, and `make test` a share."""

import os
from collections.abc import Sequence
from typing import TypeVar

F = TypeVar("F")
S = TypeVar("S")

IS_LONG = "LEAFLET_TORTURE" in os.environ
"""Whether this is `make torture`."""
TIMES = 20 if IS_LONG else 1
"""How many times as many examples a property is tried with."""


def share(seconds: Sequence[S], count: int, turn: int) -> list[S]:
    """`count` of some things, others at each turn; all of them in `make torture`."""
    if IS_LONG:
        return [*seconds]
    places = (turn * count + step for step in range(min(count, len(seconds))))
    return [seconds[place % len(seconds)] for place in places]


def pairs(firsts: Sequence[F], seconds: Sequence[S], count: int) -> list[tuple[F, S]]:
    """Each of the first with `count` of the second, so that each of the second has its turn."""
    each = [(one, share(seconds, count, turn)) for turn, one in enumerate(firsts)]
    found = [(one, other) for one, others in each for other in others]
    assert {other for _, other in found} == {*seconds}, "too few pairs for each to have its turn"
    return found
