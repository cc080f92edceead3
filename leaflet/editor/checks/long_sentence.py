"""A sentence has at most 20 words.

Long sentences ask the reader to hold too much in mind at once. Most can be cut in two at an
"and", a "which" or a comma.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "readability"
SEVERITY = "error"
SOURCE = "NHS digital service manual: https://service-manual.nhs.uk/content/how-we-write"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the sentences with more words than the profile allows."""
    most = manuscript.profile.sentence_words
    for passage in manuscript.prose:
        for sentence in passage.sentences:
            count = passage.length_of(sentence.words)
            if count > most:
                problem = f"this sentence has {count} words; at most {most} are easy to follow"
                hint = "make two sentences of it"
                yield passage.flaw(problem, hint, sentence.start, sentence.end)
