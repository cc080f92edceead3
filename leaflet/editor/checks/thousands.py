"""Numbers over 999 have a comma.

1,500 is taken in at a glance; 1500 must be counted out, and looks like a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.near import before
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: "
    "https://service-manual.nhs.uk/content/numbers-measurements-dates-time"
)
LANGUAGES = ("en",)
_LONG = re.compile(
    r"(?<![\w.,:/£$€+#–-])[1-9]\d{3,6}(?= (?P<next>[a-z]{2,}))"
    r"|(?:(?<=count is )|(?<=total is )|(?<=£))[1-9]\d{3,6}\b"
)
_CALLED = re.compile(
    r"\b(?:call|phone|ring|dial|text|code|number|room|ext\.?|extension|line|form|ref|\d+)[: ]+$",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"\b(?:In|Since|Until|By) $")
"""What begins a sentence with a year: “In 2025 people waited longer”."""
_YEARS = range(1500, 2201)
_COUNTED = re.compile(
    "people|patients|men|women|children|adults|babies|births|cases|times|units|calories|steps|"
    "participants|volunteers|mg|ml|metres|micrograms|hours|days"
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the long numbers that count; a year counts nothing, nor does a phone number."""
    for passage in manuscript.prose:
        for found in passage.finds(_LONG):
            number, follows = int(found[0]), found["next"] or "people"
            said, start = passage.said, found.start()
            counts = _COUNTED.fullmatch(follows) and not before(_IN_YEAR, said, start)
            is_year = number in _YEARS and not counts
            if not is_year and not before(_CALLED, said, start):
                problem = f"`{found[0]}` has no comma"
                yield passage.flaw(problem, f"write {number:,}", *found.span())
