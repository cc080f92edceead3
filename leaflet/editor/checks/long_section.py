"""A section has at most 150 words.

Short parts with a heading are easier to find, to read and to remember. A long one can be parted by
a heading of the next level, or some of it can go into a list.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "completeness"
SEVERITY = "warning"
SOURCE = "AHRQ, PEMAT, item 8: https://www.ahrq.gov/health-literacy/patient-education/pemat.html"
APART = (
    *("action_plan", "callout", "key_points", "table", "glossary", "benefits", "do_dont"),
    "faqs",
)
"""Blocks that have a head, and parts, of their own."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield headings with more words under them than the profile allows, up to the next one."""
    most = manuscript.profile.section_words
    heading, count = None, 0
    for passage in (*manuscript.passages, None):
        if passage is None or passage.is_heading:
            if heading and count > most:
                problem = (
                    f"{count} words stand under this heading; at most {most} are easy to take in"
                )
                yield heading.flaw(problem, "part them with another heading, or leave some out")
            heading, count = passage, 0
        elif passage.is_prose and not (passage.is_short or _is_apart(passage)):
            count += passage.length


def _is_apart(passage: Passage) -> bool:
    return any(block.word in APART[:-1] for block in passage.blocks)
