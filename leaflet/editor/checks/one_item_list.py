"""A list has two items or more.

One bullet is a sentence with a dot before it. Readers look for the second one.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = "Leaflet’s own rule"
KINDS = ("bullets", "steps")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the lists of one item."""
    for items in manuscript.lists:
        if len(items) == 1 and items[0].kind in KINDS:
            yield items[0].flaw("this list has one item only", "write it as a sentence")
