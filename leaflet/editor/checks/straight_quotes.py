"""Quotation marks and apostrophes are the curly ones.

’ and “ ” are what print has; ' and " are left over from the typewriter, where they also mean feet
and inches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "note"
SOURCE = "Leaflet’s own rule"
_STRAIGHT = re.compile(r"(?<!\S)(?P<word>\S*)(?P<mark>(?<!\d)[\"'])(?P<rest>\w*)")


_MARKED = ("he", "yi")
"""Languages that write the two as signs of abbreviations, inside words."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield each passage with straight quotes once, at the first; feet and inches may stay."""
    if manuscript.document.language.primary in _MARKED:
        return
    for passage in manuscript.spoken:
        found = next(passage.finds(_STRAIGHT), None)
        if found:
            hint = "write ’" if found["mark"] == "'" else "write “ ” or what your language has"
            yield passage.flaw(
                f"`{found[0]}` has a straight `{found['mark']}`", hint, *found.span()
            )
