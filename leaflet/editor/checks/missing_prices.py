"""A leaflet on fees says what things cost.

Someone who has to ask for a price may not dare to, and stays away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "General Dental Council, Standards for the Dental Team, 2.4: https://standards.gdc-uk.org/"
_PRICE = re.compile(
    r"[£$€]\s?\d|\d\s?(?:€|p\b|pounds?\b|euros?\b|dollars?\b|GBP\b|EUR\b|USD\b|kr\b|zł)"
    r"|\b(?:ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|hundred|thousand"
    r"|two|three|four|five|six|seven|eight|nine) (?:pounds?|pence|euros?|dollars?)\b"
    r"|\b(?:EUR|GBP|USD|CHF)\s?\d",
    re.IGNORECASE,
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet on fees in which no amount of money stands."""
    if topic.about(manuscript) != "fees":
        return
    if not any(_PRICE.search(words) for words in manuscript.aloud):
        problem = "nothing here says what anything costs"
        yield manuscript.flaw(problem, "add a table with each price, such as £45")
