"""The words of a link say where it leads.

Nobody can click on paper, and who listens to a list of links hears "here, here, here". Name the
page, or print its address in short.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import groupby

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.text.run import Run

GROUP = "style"
SEVERITY = "warning"
SOURCE = "NHS digital service manual: https://service-manual.nhs.uk/content/links"
LANGUAGES = ("en",)
LONGEST = 60
"""Characters of an address that can still be typed off the paper."""
_EMPTY = re.compile(
    r"(?:click |tap |press )?(?:here|this|the|on|link|this link|the link|this page|this website|"
    r"the website|website|web ?site|page|web ?page|more|read more|see more|find out more|"
    r"learn more|more info|more information|further information|details|more details|pdf|download)"
    r"(?: here)?[.:!]?",
    re.IGNORECASE,
)
_CLICK = re.compile(
    r"\bclick(?:ing)? (?:here|on (?:this|the) link|this link|the link|below|the button)\b",
    re.IGNORECASE,
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield links whose words say nothing, and what asks to click."""
    for passage in manuscript.passages:
        linked = [*_links(passage)]
        for start, words in linked:
            if problem := _problem(words):
                hint = "say what the reader finds there, or print a short address"
                yield passage.flaw(problem, hint, start, start + len(words))
        is_linked = functools.cache("\n".join(words for _, words in linked).__contains__)
        for found in passage.finds(_CLICK):
            if not is_linked(found[0]):
                hint = "name the page, and print its address or a QR code"
                yield passage.flaw(f"nobody can `{found[0]}` on paper", hint, *found.span())


def _links(passage: Passage) -> Iterator[tuple[int, str]]:
    """Yield the offset and the words of each link, without those of the clinic."""
    for link, alike in groupby(passage.parts, key=lambda part: part[0].link):
        runs = [(start, end) for part, start, end in alike if isinstance(part, Run)]
        words = "".join(passage.said[start:end] for start, end in runs)
        if link.startswith("http") and words:
            yield runs[0][0], words


def _problem(words: str) -> str:
    if _EMPTY.fullmatch(words.strip()):
        return f"`{words}` does not say where the link leads"
    if words.startswith(("http://", "https://")):
        return "this address is printed with its https://, which nobody types"
    if "/" in words and " " not in words and len(words) > LONGEST:
        return f"this address has {len(words)} characters, which nobody types off paper"
    return ""
