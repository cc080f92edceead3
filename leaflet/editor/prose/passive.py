"""Finds English passive verbs: a form of "be" and a participle."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from leaflet.editor.prose.wordlist import sets

_BE = r"(?:\b(?:am|is|are|was|were|be|been|being|(?:is|are|was|were)n[’']t)|[’']re)"
_BETWEEN = r"(?: (?:not|never|always|often|also|then|only|usually|sometimes|soon|now|first|\w+ly))*"
_ACCUSTOMED = re.compile(r"\b(?:I|you|we|they|people|patients|who) (?:am|are|were)$", re.IGNORECASE)
"""Who "is used to" something; a needle is used to do something."""
_DENIED = re.compile(r"un(?!der)\w+ed")
"""Unchanged, unaffected: nobody does that."""


def passives(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each passive verb of a text."""
    for found in _passive().finditer(text):
        if not _is_state(found, text):
            yield found.span("whole")


def _is_state(found: re.Match[str], text: str) -> bool:
    """Return whether the participle is an adjective: "is worried", but not "is trained by"."""
    verb, kinds = found["verb"].lower(), sets("passive")
    if verb == "used" and text.startswith(" to ", found.end("whole")):
        return bool(_ACCUSTOMED.search(text[: found.start("verb") - 1]))
    if verb in kinds["others"]:
        return True
    return not found["by"] and (verb in kinds["adjectives"] or bool(_DENIED.fullmatch(verb)))


@functools.cache
def _passive() -> re.Pattern[str]:
    irregular = "|".join(sorted(sets("passive")["irregular"]))
    return re.compile(
        rf"(?P<whole>{_BE}{_BETWEEN} (?P<verb>\w+ed|{irregular})\b)"
        r"(?! (?:about|of|up of|as)\b)(?P<by> by\b)?",
        re.IGNORECASE,
    )
