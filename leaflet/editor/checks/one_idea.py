"""In Easy Read each line has one idea.

A sentence that goes on after "but" or a comma has two, and so has a paragraph of two sentences:
each stands on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "readability"
SEVERITY = "warning"
SOURCE = (
    "Inclusion Europe, Information for all, European standards for making information easy to "
    "read and understand, 2009"
)
_TWO = re.compile(
    r";| [–—] |, (?:and|but|or|so|which|who|because|although|while|whereas|where"
    r"|then|it|you|we|they|he|she) "
    r"|, [^,.;]{3,40}\b(?:moves?|goes|comes|stays?|is|are|will|must|can|takes?|puts?"
    r"|gives?)\b[^,.;]* and (?:you|we|the|it|they|he|she)\b"
    r"| (?:but|although|whereas|while|which|because|and then) ",
    re.IGNORECASE,
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the sentences of an Easy Read leaflet that go on, or share a line with another."""
    if manuscript.document.audience != "easy-read" or not manuscript.language.stop.text:
        return
    for passage in (each for each in manuscript.prose if each.block):
        end = 0
        for sentence in passage.sentences:
            start, before = sentence.start, end
            end = sentence.end
            if before and "\u2028" not in passage.said[before - 1 : start + 1]:
                problem = "this sentence shares its line with the one before it"
                yield passage.flaw(problem, "begin a new paragraph with it", start, end)
            elif manuscript.is_english and (found := _TWO.search(sentence.text)):
                problem = f"this sentence has two ideas: it goes on after “{found[0].strip()}”"
                yield passage.flaw(problem, "make two sentences of it", start, end)
