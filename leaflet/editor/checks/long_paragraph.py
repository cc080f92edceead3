"""A paragraph has at most three sentences.

White space lets the eye rest and find its place again. A long paragraph is two points in one, or a
list in hiding.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "readability"
SEVERITY = "error"
SOURCE = "NHS digital service manual: https://service-manual.nhs.uk/content/how-we-write"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the paragraphs and items with more sentences than the profile allows."""
    most = manuscript.profile.paragraph_sentences
    for passage in manuscript.prose if manuscript.language.stop.text else ():
        count = len(passage.sentences)
        if count > most:
            problem = f"this paragraph has {count} sentences; at most {most} are easy to take in"
            yield passage.flaw(problem, "make two paragraphs or a list of it")
