"""No run of words is in capitals.

Capitals have no shape to go by, are read more slowly, and look like shouting.
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
_CAPITAL = "[A-ZÀ-ÖØ-ÞĄĆČĎĐĒĘĚĞĢĪĶŁĻŃŅŇŐŒŘŚŞŠŤŪŮŰŹŻŽİȘȚΆΈ-ΏΑ-ΩЀ-ЯҐ]"
_WORD = rf"{_CAPITAL}+(?:’{_CAPITAL}+)?"
_RUN = re.compile(rf"(?<!\w){_WORD}(?:[ ,–-]+{_WORD}(?!\w)){{2,}}(?!\w)")
LONG = 4
"""Letters that one word at least has; fewer is mostly an abbreviation."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield three words or more in capitals that are not all abbreviations."""
    known = {line.text for line in manuscript.profile.known}
    for passage in manuscript.spoken:
        for found in passage.finds(_RUN):
            words = re.findall(rf"{_CAPITAL}+", found[0])
            if any(len(word) >= LONG and word not in known for word in words):
                hint = "write small letters; use **bold** or a callout for what matters"
                yield passage.flaw(f"`{found[0]}` is in capitals", hint, *found.span())
