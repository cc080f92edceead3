"""A leaflet for carers says where they get help themselves.

Who cares for somebody is often tired and ill, and does not ask. They have a right to an assessment
of what they need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "warning"
SOURCE = "NICE, Supporting adult carers (NG150), 2020: https://www.nice.org.uk/guidance/ng150"
_HELP = re.compile(
    r"\bcarer(?:’s|'s|s’|s')? (?:assessment|support|centre|allowance|passport|break|group|line|UK)"
    r"|\bcarers (?:UK|Trust|First)\b|\brespite\b|\btake (?:a break|breaks)\b"
    r"|\b(?:help|support|advice) for (?:you|yourself|carers)\b"
    r"|\blook(?:ing)? after yourself\b|\bif you (?:are|feel) (?:tired|worn|unable|ill)\b"
    r"|\byou (?:can|may) (?:also )?(?:get|have|ask for) (?:help|support|a break)\b",
    re.IGNORECASE,
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet for carers that names no help for them."""
    if manuscript.document.audience != "carer" or not manuscript.is_english:
        return
    if not any(_HELP.search(passage.said) for passage in manuscript.spoken):
        problem = "nothing here says where a carer gets help for themselves"
        yield manuscript.flaw(problem, "name a carer’s assessment, a break, or a carers’ helpline")
