"""A list has at most 6 items, and one to work through at most 10.

More than that is not taken in at once. Steps and lists to tick off are worked through one by one,
so they may be longer.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: https://service-manual.nhs.uk/content/formatting-and-punctuation"
)
MOST = 6
LONGER = {"steps": 10, "checklist": 10, "glossary": 12}
"""Kinds that are worked through or looked up, with the most items of each."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the lists that are too long, each at the first item too many."""
    for items in manuscript.lists:
        most = LONGER.get(items[0].kind, MOST)
        if len(items) > most:
            problem = f"this list has {len(items)} items; at most {most} are easy to take in"
            yield items[most].flaw(problem, "make two lists of it, or leave out what matters least")
