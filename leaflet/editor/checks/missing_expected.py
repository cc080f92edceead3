"""A leaflet on aftercare says what is normal, and for how long.

Someone who was not told that a bruise takes two weeks worries, and calls; someone who was not told
how long is too long does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "warning"
SOURCE = "NICE, Patient experience in adult NHS services (CG138), 2012: https://www.nice.org.uk/guidance/cg138"
_LONG = re.compile(
    r"\b(?:\d+|an?|one|two|three|four|five|six|seven|ten|few|several|couple of|first|next)"
    r"(?:[ -](?:to|or|and)[ -]\w+)? (?:hours?|days?|weeks?|months?|nights?)\b"
    r"|\b(?:overnight|straight away|until (?:tomorrow|the next))\b",
    re.IGNORECASE,
)

_OURS = re.compile(
    r"\b(?:we|the nurse|your (?:nurse|GP|surgeon|dentist)) (?:will )?(?:take|remove|see"
    r"|call|ring|phone|check"
    r"|change|send|write)\b[^.;]{0,60}"
    r"|\b(?:open|appointment|take (?:it|them|\d+|one|two|your))\b[^.;]{0,60}",
    re.IGNORECASE,
)
"""What staff do after a time, or how a medicine is taken, which says nothing of how it heals."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet on aftercare that names no time in which something passes or heals."""
    if not manuscript.is_english or topic.about(manuscript) != "aftercare":
        return
    if not any(_LONG.search(_OURS.sub(" ", words)) for words in manuscript.aloud):
        problem = "nothing here says how long it takes to get better"
        hint = "say what is normal, and for how many days or weeks"
        yield manuscript.flaw(problem, hint)
