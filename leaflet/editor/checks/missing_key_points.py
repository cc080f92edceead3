"""A leaflet has its main points in a box.

Many people read no more than that. A summary is what most leaflets lack, and it helps to remember
the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.blocks.callout import Callout
from leaflet.content.about import ABOUTS
from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "AHRQ, PEMAT, item 11: https://www.ahrq.gov/health-literacy/patient-education/pemat.html"
BRIEF = ("form", "fees", "action-plan")
"""What is no text to read: nobody can sum it up."""

_MAIN = re.compile(
    r"(?:the |your )?(?:key|main) (?:points|facts|messages|things to (?:know|remember))"
    r"|(?:in )?(?:short|brief|summary|a nutshell)|(?:a )?quick (?:guide|summary|look)|the basics"
    r"|(?:what|things) (?:you need |to )?(?:to )?(?:know|remember)(?: first)?|at a glance"
    r"|what to remember|to sum up|remember"
    r"|the essentials|(?:the )?short version|in a few words|the gist|overview|top tips"
    r"|what matters(?: most)?"
    r"|(?:the )?most important (?:things|points)|(?:the )?main (?:thing|point|ideas?)|summing up",
    re.IGNORECASE,
)
"""What stands over what to remember: a heading, or the title of a box."""


def _is_note(passage: Passage) -> bool:
    """Return whether a passage is the title of a box that warns of nothing."""
    block = passage.block
    return isinstance(block, Callout) and block.kind == "note" and passage.field == "title"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet without a block of key points."""
    if not topic.is_due(manuscript, *(about for about in ABOUTS if about not in BRIEF)):
        return
    said = any(
        _MAIN.fullmatch(passage.said.strip(" :.?"))
        for passage in manuscript.spoken
        if passage.is_heading or _is_note(passage)
    )
    if not manuscript.of_kind("key_points") and not said:
        problem = "the main points are nowhere in a box"
        hint = "add a block `key_points` near the top, with 3 to 5 of them"
        yield manuscript.flaw(problem, hint)
