"""No signs of another program's markup are printed.

A leaflet knows `**bold**`, links and fields. What is written for a web page or in Markdown prints
with its signs, and patients read `<sub>` in their leaflet. A build notes the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.content import stray
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.value import Line
from leaflet.source.walk import walk

GROUP = "style"
SEVERITY = "warning"
SOURCE = "Leaflet's own rule"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield stray markup in the texts, in the facts about the leaflet, and in the clinic."""
    footnoted = stray.is_footnoted([passage.text for passage in manuscript.passages])
    for passage in manuscript.passages:
        said = stray.written(passage.text)
        for found in stray.strays(said, footnoted):
            start, end = map(passage.said_at, (found.start, found.end))
            signs = stray.problem(said[found.start : found.end])
            yield passage.flaw(signs, found.hint, start, end)
    document = manuscript.document
    facts = (document.publisher, document.authors, document.subject, document.keywords)
    for line in walk((*facts, manuscript.own_clinic), Line):
        for found in stray.strays(line.text) if not line.pattern else ():
            signs = line.text[found.start : found.end]
            yield manuscript.flaw(stray.problem(signs), found.hint, line, signs)
