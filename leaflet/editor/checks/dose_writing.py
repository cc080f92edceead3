"""Doses are written so that nobody reads ten times as much.

A point is lost in a copy: ".5 mg" becomes 5 and "1.0 mg" becomes 10. "mcg" is taken for mg, and a U
for a nought. A unit has one form throughout.
"""

from __future__ import annotations

import functools
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
_ENGLISH = (
    (re.compile(r"\b\d[\d,.]* ?(?:mcg|mcgs|[µμ]g|ug)\b"), "write “micrograms”"),
    (re.compile(r"\b\d+ ?(?:[Uu]|IU|iu)\b(?! ?/)"), "write “units”"),
    (re.compile(r"(?<![\w.,])\d{4,}+ ?(?:units?|mg|micrograms?)\b"), "write a comma: 10,000"),
    (re.compile(r"\b\d[\d,.]* ?(?:mgs|mls|mLs|gms?|cc)\b"), "write “mg”, “ml” or “g”"),
)
_BIG, _SMALL = re.compile(r"\d ?mL\b"), re.compile(r"\d ?ml\b")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield doses in a form that is misread, and the second form of a millilitre."""
    wrong = (*_fractions(manuscript.language.decimal), *(_ENGLISH if manuscript.is_english else ()))
    for passage in manuscript.prose:
        for pattern, hint in wrong:
            for found in passage.finds(pattern):
                yield passage.flaw(f"`{found[0]}` is easily misread", hint, *found.span())
    both = [[(p, f) for p in manuscript.prose for f in p.finds(form)] for form in (_BIG, _SMALL)]
    if all(both):
        passage, found = min(both, key=len)[0]
        yield passage.flaw(
            "ml and mL both stand here", "write one of them throughout", *found.span()
        )


@functools.cache
def _fractions(point: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return patterns for fractions that are misread, where `point` begins a fraction."""
    name, other, mark = ("point", "comma", ",") if point == "." else ("comma", "point", r"\.")
    point = re.escape(point)
    return (
        (re.compile(rf"(?<![\w.,]){point}\d+ ?{_UNIT}\b"), f"write a nought before the {name}"),
        (
            re.compile(rf"(?<![\w.,])\d+{point}0+ ?{_UNIT}\b"),
            f"leave out the {name} and the nought",
        ),
        (
            re.compile(rf"(?<![\w.,])\d+{mark}\d{{1,2}} ?{_UNIT}\b"),
            f"write a {name}, not a {other}",
        ),
    )
