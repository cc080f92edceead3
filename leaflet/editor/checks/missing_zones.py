"""An action plan says what to do on good days, on worse ones and in an emergency.

People read it when they are short of breath or in pain: each state needs its own place, with its
signs and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "BTS, NICE and SIGN, Asthma (NG245), 2024: https://www.nice.org.uk/guidance/ng245"
LANGUAGES = ("en",)
_STATES = {
    "on a good day": r"well|good|green|every day|usual|normal|under control|stable|best",
    "when it gets worse": r"wors\w+|amber|yellow|orange|flare\w*|not (?:so )?(?:well|good)|bad",
    "in an emergency": r"emergenc\w+|red|urgent\w*|999|112|911|attack|severe|danger\w*",
}
"""A state, and the words of a heading or label over it."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the plan that lacks one of the three states."""
    if topic.about(manuscript) != "action-plan" or manuscript.of_kind("action_plan"):
        return
    labels = [passage.said for passage in manuscript.spoken if _is_label(passage)]
    for state, words in _STATES.items():
        if not any(re.search(rf"\b(?:{words})\b", label, re.IGNORECASE) for label in labels):
            problem = f"no heading here says what to do {state}"
            yield manuscript.flaw(problem, "add a block `action_plan` with its three zones")
            return


def _is_label(passage: Passage) -> bool:
    """Return whether a passage is the label of what stands under it."""
    return (passage.is_heading and passage.role != "H1") or passage.field in topic.LABELS
