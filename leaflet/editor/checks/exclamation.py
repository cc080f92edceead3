"""There are no exclamation marks.

They shout, they sell, or they make light of things. A callout says better what matters.
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
_MARK = re.compile(r"\w+[”’)]?!+|!+")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the exclamation marks, but none of a quotation: somebody else said those."""
    for passage in (each for each in manuscript.spoken if each.kind != "quote"):
        for found in passage.finds(_MARK):
            quoted = passage.said[: found.start()].rpartition("“")[2]
            if "“" not in passage.said[: found.start()] or "”" in quoted:
                yield passage.flaw(f"`{found[0]}` shouts", "write a full stop", *found.span())
