"""Headings have a capital at the start and in names, and nowhere else.

Words in small letters have shapes that eyes know; a capital on each word hides what is a name and
what is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.near import before
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.sentence import Word
from leaflet.editor.prose.wordlist import sets

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: https://service-manual.nhs.uk/content/formatting-and-punctuation"
)
LANGUAGES = ("en",)
PHRASE = 3
"""Words from which a heading is more than a name."""
_BEGINNING = re.compile(r"(?:^|[.:?!–—“(])\s*$")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the headings with capitals that no name asks for."""
    ordinary = manuscript.lower_words | sets("headings")["ordinary"]
    names = manuscript.names - ordinary | _capitalised(manuscript, ordinary)
    small = sets("headings")["small"]
    ordinary, names = ordinary | small, names - small
    details = " ".join(run.text for run in manuscript.clinic.details().values()).lower()
    for passage in manuscript.passages:
        if not passage.is_heading and passage.field != "title":
            continue
        if _begins_small(passage):
            first = passage.words[0]
            hint = f"write “{first.text.capitalize()}”"
            problem = "this heading begins with a small letter"
            yield passage.flaw(problem, hint, first.start, first.end)
        found = _wrong(passage, ordinary, names)
        if found and passage.said[found[0].start : found[-1].end].lower() not in details:
            words = ", ".join(f"`{word.text}`" for word in found)
            hint = f"write “{_sentence_case(passage.said, found)}”"
            problem = f"this heading has capitals inside: {words}"
            yield passage.flaw(problem, hint, found[0].start, found[-1].end)


def _begins_small(passage: Passage) -> bool:
    """Return whether a heading that is more than a name begins with a small letter."""
    first = passage.words[:1]
    if not first or not passage.is_heading or len(passage.words) < PHRASE:
        return False
    return first[0].start == 0 and first[0].text.islower() and len(first[0].text) > 1


def _capitalised(manuscript: Manuscript, ordinary: frozenset[str]) -> frozenset[str]:
    """Return the words always written with a capital inside sentences."""
    inside = (
        word.text
        for passage in manuscript.prose
        for sentence in passage.sentences
        for word in sentence.words[1:]
    )
    return frozenset(word.lower() for word in inside if word.istitle()) - ordinary


def _wrong(passage: Passage, ordinary: frozenset[str], names: frozenset[str]) -> list[Word]:
    """Return the words of a heading that need a small letter; none if names are likely."""
    small = sets("headings")["small"]
    later = [word for word in passage.words if not _begins(passage.said, word)]
    runs = _runs(passage.said, [word for word in later if word.text[0].isupper()])
    common = [run for run in runs if _is_common(run, ordinary, names)]
    wrong = [word for run in common for word in run]
    wrong = [word for word in wrong if len(word.text) > 1 and word.text[1:].islower()]
    if any(word.text.lower() in small for word in wrong):
        return wrong
    lower = [word.text for word in later if len(word.text) > 3 and word.text.islower()]
    return [] if any(word not in small for word in lower) else wrong


def _begins(said: str, word: Word) -> bool:
    """Return whether a word begins the heading or a part of it."""
    return bool(before(_BEGINNING, said, word.start))


def _runs(said: str, words: list[Word]) -> list[list[Word]]:
    """Return runs of neighbouring words; names seldom have a small word inside."""
    runs: list[list[Word]] = []
    small = sets("headings")["small"]
    for word in words:
        joins = runs and not {runs[-1][-1].text.lower(), word.text.lower()} & small
        if joins and not said[runs[-1][-1].end : word.start].strip(" &"):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _is_common(run: list[Word], ordinary: frozenset[str], names: frozenset[str]) -> bool:
    """Return whether no word of a run of capitals can be a name."""
    lower = [word.text.lower().removesuffix("’s") for word in run]
    return all(word in ordinary and word not in names for word in lower)


def _sentence_case(said: str, found: list[Word]) -> str:
    ends = [0, *(word.end for word in found)]
    pairs = zip(ends, found, strict=False)
    small = (said[end : word.start] + word.text.lower() for end, word in pairs)
    return "".join(small) + said[ends[-1] :]
