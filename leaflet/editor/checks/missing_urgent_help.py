"""A leaflet says in a box when to get urgent help.

Now and then a reader has something serious, and does not know it. They must find the signs, and
what to do about them, at one glance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.blocks.callout import Callout
from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.source.walk import walk

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "NHS digital service manual, care cards: https://service-manual.nhs.uk/design-system/components/care-cards"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet without such a box, or the sentence that should stand in one."""
    if not topic.is_due(manuscript, "treatment", "test", "condition", "medicine", "vaccine"):
        return
    if any(box.kind == "urgent" for box in walk(manuscript.document.body, Callout)):
        return
    hint = "add a block `callout` of the kind `urgent`, with the signs and the number to call"
    loose = next(_calls(manuscript), None)
    if loose:
        yield loose.flaw("when to get urgent help stands in the text, not in a box", hint)
    else:
        yield manuscript.flaw("nothing here says when to get urgent help", hint)


def _calls(manuscript: Manuscript) -> Iterator[Passage]:
    numbers = "|".join(line.text for line in manuscript.profile.emergency)
    wanted = re.compile(rf"(?<![\d,.])(?:{numbers})(?![\d,.]\d|\d| (?:people|in)\b)")
    for passage in manuscript.prose:
        if wanted.search(passage.said):
            yield passage
