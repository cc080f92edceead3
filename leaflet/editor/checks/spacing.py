"""Blanks stand singly, after a mark and not before it.

A blank before a comma may end up at the start of a line, comma and all. A missing one runs two
sentences together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = "Leaflet’s own rule"
_BEFORE = re.compile(r"(?<=[\w)”’]) +(?=[,;:!?.](?![\w.]))")
_BLANK = re.compile(" ")
_DOUBLE = re.compile(r"  +")
_INSIDE = re.compile(r"(?<![\w_])\( +(?=\w)|(?<=[\w.]) +\)")
_MISSING = re.compile(r"(?<=[a-z]{2})[.!?](?=[A-Z][a-z])|(?<=[^\W\d]{2})[,;](?=[^\W\d]{2})")
_FRENCH = ("fr",)
"""Languages that set a blank before high marks."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield a blank before a mark, a missing one after it, and two in a row that print."""
    spaced = manuscript.document.language.primary in _FRENCH
    for passage in manuscript.spoken:
        blanks = [found.end() for found in _BLANK.finditer(passage.said)]
        for found in passage.finds(_DOUBLE):
            start, end = max(0, found.start() - 1), found.end() + 1
            yield passage.flaw("two blanks stand in a row here", "keep one of them", start, end)
        for found in () if spaced else passage.finds(_BEFORE):
            mark = passage.said[found.end()]
            start, end = _word_before(blanks, found.start()), found.end() + 1
            yield passage.flaw(f"a blank stands before the `{mark}`", "delete it", start, end)
        for found in passage.finds(_INSIDE):
            yield passage.flaw("a blank stands inside the brackets", "delete it", *found.span())
        for found in passage.finds(_MISSING):
            start, end = _word_before(blanks, found.start()), found.end() + 1
            yield passage.flaw(f"there is no blank after the `{found[0]}`", "add one", start, end)


def _word_before(blanks: list[int], end: int) -> int:
    """Return the start of the word that ends at `end`, from the ends of all blanks."""
    number = bisect_right(blanks, end)
    return blanks[number - 1] if number else 0
