"""Doses are written so that nobody reads ten times as much.

A point is lost in a copy: ".5 mg" becomes 5 and "1.0 mg" becomes 10. "mcg" is taken for mg, and a U
for a nought. A unit has one form throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "safety"
SEVERITY = "error"
SOURCE = (
    "Institute for Safe Medication Practices: "
    "https://www.ismp.org/recommendations/error-prone-abbreviations-list"
)
_UNIT = (
    r"(?:mg|g|ml|mL|l|(?:milli|micro)?grams?|(?:milli)?litres?|(?:milli)?liters?|units?|tablets?"
    r"|capsules?|puffs?|drops?|spoonfuls?)"
)
_WRONG = (
    (re.compile(rf"(?<![\w.,])\.\d+ ?{_UNIT}\b"), "write a nought before the point"),
    (re.compile(rf"(?<![\w.,])\d+\.0+ ?{_UNIT}\b"), "leave out the point and the nought"),
    (re.compile(r"\b\d[\d,.]* ?(?:mcg|mcgs|[µμ]g|ug)\b"), "write “micrograms”"),
    (re.compile(r"\b\d+ ?(?:[Uu]|IU|iu)\b(?! ?/)"), "write “units”"),
    (re.compile(rf"(?<![\w.,])\d+,\d{{1,2}} ?{_UNIT}\b"), "write a point, not a comma"),
    (re.compile(r"(?<![\w.,])\d{4,}+ ?(?:units?|mg|micrograms?)\b"), "write a comma: 10,000"),
    (re.compile(r"\b\d[\d,.]* ?(?:mgs|mls|mLs|gms?|cc)\b"), "write “mg”, “ml” or “g”"),
)
_BIG, _SMALL = re.compile(r"\d ?mL\b"), re.compile(r"\d ?ml\b")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield doses in a form that is misread, and the second form of a millilitre."""
    for passage in manuscript.prose:
        for pattern, hint in _WRONG:
            for found in passage.finds(pattern):
                yield passage.flaw(f"`{found[0]}` is easily misread", hint, *found.span())
    both = [[(p, f) for p in manuscript.prose for f in p.finds(form)] for form in (_BIG, _SMALL)]
    if all(both):
        passage, found = min(both, key=len)[0]
        yield passage.flaw(
            "ml and mL both stand here", "write one of them throughout", *found.span()
        )
