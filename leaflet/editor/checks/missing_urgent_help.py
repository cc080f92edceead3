"""A leaflet says in a box when to get urgent help.

Now and then a reader has something serious, and does not know it. They must find the signs, and
what to do about them, at one glance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.blocks.action_plan import ActionPlan
from leaflet.blocks.callout import Callout
from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.source.walk import walk

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "NHS digital service manual, care cards: https://service-manual.nhs.uk/design-system/components/care-cards"


_URGENT = re.compile(
    r"\b(?:A&E|emergency|urgent\w*|straight away|right away|immediately|at once"
    r"|red flags?|ambulance|get help|hospital now|danger signs?|warning signs?|do not wait)",
    re.IGNORECASE,
)


GRAVE = (
    *("treatment", "test", "condition", "medicine", "vaccine"),
    *("aftercare", "action-plan"),
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet without such a box, or the sentence that should stand in one."""
    if not topic.is_due(manuscript, *GRAVE):
        return
    if any(_is_urgent(box, manuscript) for box in walk(manuscript.document.body, Callout)):
        return
    if next(walk(manuscript.document.body, ActionPlan), None):  # its red zone is such a box
        return
    hint = "add a block `callout` of the kind `urgent`, with the signs and the number to call"
    loose = next(_calls(manuscript), None)
    if loose:
        yield loose.flaw("when to get urgent help stands in the text, not in a box", hint)
    else:
        yield manuscript.flaw("nothing here says when to get urgent help", hint)


def _is_urgent(box: Callout, manuscript: Manuscript) -> bool:
    """Return whether a box is of a kind for warnings, or its title says when to call."""
    if box.kind == "urgent":
        return True
    title = box.title.literal if box.title else ""
    return box.kind != "tip" and bool(_number(manuscript).search(title) or _URGENT.search(title))


def _number(manuscript: Manuscript) -> re.Pattern[str]:
    numbers = "|".join(line.text for line in manuscript.profile.emergency)
    return re.compile(
        rf"(?<![\d,.])(?:{numbers})(?![\d,.]\d|\d| (?:people|in|lines|beds|visitors|patients)\b)"
    )


def _calls(manuscript: Manuscript) -> Iterator[Passage]:
    wanted = _number(manuscript)
    for passage in manuscript.prose:
        if wanted.search(passage.said):
            yield passage
