"""No word is written twice by mistake.

It is the slip that eyes skip, above all where a line ends between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "error"
SOURCE = "Leaflet’s own rule"
_TWICE = re.compile(r"(?<![\w’'-])([^\W\d_]+)\s+(\1)(?![\w’'-])", re.IGNORECASE)
_RIGHT = {
    "en": frozenset(
        ["had", "that", "on", "in", "very", "no", "bye", "her", "there", "so", "far", "many"]
    ),
    "de": frozenset(["die", "der", "das", "sie"]),
    "fr": frozenset(["nous", "vous"]),
    "nl": frozenset(["dat", "die", "je", "er"]),
}
"""Words that may follow themselves, by language: "carry on on Monday"."""
_DOUBLING = (
    *("bn", "fa", "gu", "ha", "hi", "id", "km", "lo", "mr", "ms", "my", "ne", "pa", "ps"),
    *("si", "so", "sw", "ta", "th", "tl", "tr", "ur", "vi", "yo", "zu"),
)
"""Languages that write words twice to say much, many or slowly."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield words that follow themselves, but for those that may."""
    language = manuscript.document.language.primary
    if language in _DOUBLING:
        return
    right = _RIGHT.get(language, frozenset())
    for passage in manuscript.spoken:
        for found in passage.finds(_TWICE):
            is_name = found[1][0].isupper() and found[2][0].isupper()
            if found[1].lower() not in right and not is_name:
                problem = f"`{found[1]}` is written twice"
                yield passage.flaw(problem, "delete one of the two", *found.span())
