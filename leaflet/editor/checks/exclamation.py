"""There are no exclamation marks.

They shout, they sell, or they make light of things. A callout says better what matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.editor.prose.spans import Spans

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: https://service-manual.nhs.uk/content/formatting-and-punctuation"
)
_MARK = re.compile(r"(?<!\w)\w++[”’)]?!+|[!！]+")

_QUOTED = re.compile("“[^”]*+")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the exclamation marks, but none of a quotation: somebody else said those."""
    for passage in (each for each in manuscript.spoken if each.kind != "quote"):
        quoted = Spans(found.span() for found in _QUOTED.finditer(passage.said))
        for found in passage.finds(_MARK):
            if not quoted.meet(found.start(), found.start() + 1):
                yield passage.flaw(f"`{found[0]}` shouts", "write a full stop", *found.span())
