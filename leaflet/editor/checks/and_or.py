"""“And/or” and words with (s) say plainly what is meant.

The reader has to try both ways to find out what is true. "Tablets or cream, or both" says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: https://service-manual.nhs.uk/content/formatting-and-punctuation"
)
LANGUAGES = ("en",)
_CHOICES = re.compile(
    r"\band ?/ ?or\b|\b(?:he ?/ ?she|she ?/ ?he|s/he|his/her|him/her|her/his|he or she/they)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}+\((?:e?s|ies)\)(?!\w)", re.IGNORECASE)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield “and/or”, “he/she” and plurals in brackets."""
    for passage in manuscript.spoken:
        for found in passage.finds(_CHOICES):
            both = found[0].lower().startswith("and")
            hint = "write “or”, or “… or …, or both”" if both else "write “they” or “you”"
            yield passage.flaw(f"`{found[0]}` makes the reader choose", hint, *found.span())
        for found in passage.finds(_PLURAL):
            hint = "write the plural alone; it says one too"
            yield passage.flaw(f"`{found[0]}` is two words in one", hint, *found.span())
