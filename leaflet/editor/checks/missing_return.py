"""A form says what becomes of it.

Whoever has filled it in needs to know whether to bring it, to send it, or to keep it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "warning"
SOURCE = "Leaflet’s own rule"
_GOES = re.compile(
    r"\b(?:bring|take|give|hand|send|post|return|email|e-mail|keep|show|pass|leave|fax)\b"
    r"[^.?]{0,50}\b(?:it|this|these|form|sheet|copy|page|part|slip|diary|chart|them|questionnaire"
    r"|card|back|plan)\b"
    r"|\b(?:form|sheet|copy|slip|diary|questionnaire|it|this)\b[^.?]{0,40}\b(?:stays|goes|is kept"
    r"|will be kept|be returned|comes back|in your (?:notes|record))\b"
    r"|\b(?:drop|put|pop|leave|upload|file|scan|hold on to|store)\b[^.?]{0,50}\b(?:it|this"
    r"|these|form|sheet|slip|diary"
    r"|page|box|tray|desk|reception)\b|\breturn to\b|\bto be (?:kept|returned|handed|sent"
    r"|filed|brought)\b"
    r"|\b(?:we|the (?:nurse|doctor|clinic|team|ward)|reception)\b[^.?]{0,20}\b(?:collects?"
    r"|keeps?|files?|takes?|needs?|reads?|will (?:collect|keep|"
    r"file|take|read|go through))\b"
    r"|\b(?:own|your|our|the) (?:records?|file|copy)\b|\bhand(?:ed)? (?:it )?(?:in|over)\b"
    r"|\b(?:to|at) (?:the|your|our) (?:desk|reception|nurse|doctor|GP|ward|address)\b"
    r"|\bcopy (?:for|to)\b|\bwith you to\b|\bat your (?:next )?(?:visit|appointment)\b",
    re.IGNORECASE,
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the form that says neither to whom it goes nor that it is kept."""
    if not manuscript.is_english or topic.about(manuscript) != "form":
        return
    if not any(_GOES.search(passage.said) for passage in manuscript.spoken):
        problem = "nothing here says what to do with the form once it is filled in"
        hint = "add a sentence such as “Bring this form to your visit”"
        yield manuscript.flaw(problem, hint)
