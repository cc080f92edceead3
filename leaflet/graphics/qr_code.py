"""QR codes (ISO/IEC 18004) as outlines."""

from __future__ import annotations

import functools
from itertools import groupby

from leaflet.errors import Fault, LeafletError
from leaflet.graphics.outline import Outline

MASK = 5
"""Of the eight masks (ISO/IEC 18004, 7.8). To score them all takes longer than to write a page, and
readers take any: of 60 codes seen at 80 by 80 pixels and askew, more were read with this one than
with those that the scores preferred."""
QUIET = 4
"""Modules of white on every side."""
LONGEST = 300
"""Characters of an address: more make a code of over 38 mm that old phones cannot read."""


@functools.lru_cache(16)  # each takes 130 KB, and a clinic of a run has a code of its own
def outline(address: str) -> Outline:
    """Return the code with its quiet zone, one unit a module; LeafletError if it is too long.

    Its error level is Q or better: a quarter of it may be lost to a fold or a stain.
    """
    import segno

    if len(address) > LONGEST:
        problem, hint = too_long(address)
        raise LeafletError(Fault("too-long", problem, None, hint))
    rows = segno.make(address, error="q", micro=False, mask=MASK).matrix
    across = len(rows) + 2 * QUIET
    path: list[tuple[str, tuple[float, ...]]] = []
    for y, row in enumerate(rows, QUIET):
        x = QUIET
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                path.append(("R", (x, y, length, 1)))
            x += length
    return Outline(across, across, tuple(path))


def too_long(address: str) -> tuple[str, str]:
    """Return the problem and the hint for an address of more than LONGEST characters."""
    problem = f"this address is {len(address):,} characters long; a QR code takes {LONGEST} here"
    return problem, "give the page a shorter address"
