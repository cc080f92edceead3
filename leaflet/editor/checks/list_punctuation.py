"""Items of a list end without a full stop, a comma or a semicolon.

The line break already ends the item. A mark there is one more thing to read. An item of two
sentences keeps its full stops, and so do steps.
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
KINDS = ("bullets", "key_points", "checklist", "do_dont")
_END = re.compile(r"(?:[;,](?: (?:and|or))?|(?<!\betc)(?<!\b[ap]\.m)(?<!\.)\.)$")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the items of one sentence that end with a mark."""
    for items in manuscript.lists:
        for item in items:
            found = _END.search(item.said)
            if found and item.kind in KINDS and len(item.sentences) == 1:
                problem = f"this item of a list ends with `{found[0]}`"
                yield item.flaw(problem, "leave it out", 0)
