"""A dose has at most one range.

"2 to 3 tablets every 4 to 6 hours" leaves the reader to work out the most in a day, and the highest
of both may be too much. A limit for 24 hours beside it says it.
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
_NUMBER = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|half)"
_RANGE = rf"{_NUMBER} ?(?:-|–|to|or) ?{_NUMBER}"
_DOSE = re.compile(
    rf"\b{_RANGE} (?:[a-z]{{1,12}} )?(?:tablets?|capsules?|puffs?|drops?|mg|ml|g|sachets?|sprays?"
    rf"|lozenges|units|spoonfuls|pills)\b[^.;]{{0,30}}?\b(?:every {_RANGE} hours"
    rf"|{_RANGE} times (?:a|each|per) day)",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:no more than|not (?:take|use|give|have) more than|at most|maximum|the most)\b"
    r"[^.;]{0,60}\b(?:24 hours|day)\b",
    re.IGNORECASE,
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield doses with two ranges in passages that tell no limit for a day."""
    if not manuscript.is_english:
        return
    for passage in manuscript.prose:
        for found in passage.finds(_DOSE):
            if not _LIMIT.search(passage.said):
                hint = "say the most in 24 hours"
                yield passage.flaw("this dose has two ranges and no limit", hint, *found.span())
