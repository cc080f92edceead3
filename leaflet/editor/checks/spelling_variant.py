"""A British leaflet has British spelling, an American one American.

Spelling of the other country looks like a leaflet copied from elsewhere, and readers wonder what
else in it is not meant for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import wordlist
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.sentence import Word

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: https://service-manual.nhs.uk/content/a-to-z-of-nhs-health-writing"
)
LANGUAGES = ("en",)
_MIXED = ("en-CA",)
"""Languages that mix the two."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the words in the spelling of the other country, but no names."""
    if manuscript.document.language.text in _MIXED:
        return
    spelling = manuscript.profile.spelling
    other = "American" if spelling == "british" else "British"
    lookup = wordlist.variants(spelling)
    for passage in manuscript.spoken:
        for match in lookup.matches(_words(passage)):
            words = passage.said[match.start : match.end]
            if words.lower() not in manuscript.own.allowed:
                hint = f"write “{match.instead}”"
                yield passage.flaw(f"`{words}` is {other}", hint, match.start, match.end)


def _words(passage: Passage) -> list[Word]:
    """Return the words of a passage without names, addresses and other languages."""
    starts = {sentence.start for sentence in passage.sentences}
    return [
        Word(found[0], *found.span())
        for found in passage.finds(_WORD)
        if found[0][0].islower() or found.start() in starts
    ]


_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
