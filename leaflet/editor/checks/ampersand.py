"""“And” is written as a word.

Not all readers know the sign &, and who listens hears "ampersand". In names such as
A&E it stays.
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
_SIGN = re.compile(r"(?<![\w’-])(?P<left>[\w’-]++),? (?P<sign>&|\+) (?P<right>[\w’-]+)")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the signs for “and” between words of which one at least is no name."""
    for passage in manuscript.spoken:
        for found in passage.finds(_SIGN):
            words = found["left"], found["right"]
            if any(word[0].islower() for word in words) and not any(w.isdigit() for w in words):
                problem = f"`{found[0]}` has the sign {found['sign']}"
                yield passage.flaw(problem, "write “and”", *found.span())
