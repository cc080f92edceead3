"""Finds claims: phrases of a pack that the leaflet asserts, not denies or reports."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from leaflet.editor.prose import phrase, stance
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import BARE, Flaw, Passage
from leaflet.editor.prose.phrase import Hit, Phrase
from leaflet.editor.prose.sentence import Sentence
from leaflet.source.value import Line


class Claim(NamedTuple):
    """A phrase that a passage asserts; offsets count in the passage."""

    passage: Passage
    sentence: Sentence
    phrase: Phrase
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as written in the leaflet."""
        return self.passage.said[self.start : self.end]

    def flaw(self, problem: str, hint: str = "") -> Flaw:
        """Return a flaw at these words."""
        return self.passage.flaw(problem, hint, self.start, self.end)


def claims(manuscript: Manuscript, pack: str) -> Iterator[Claim]:
    """Yield the claims of an English leaflet in phrases of a pack, each once a passage."""
    if not manuscript.is_english:
        return
    therapy = on_therapy(manuscript)
    for passage in spoken(manuscript):
        seen: set[str] = set()
        for claim in _claims(passage, pack):
            words = claim.words.lower()
            if words in seen or not _counts(claim, therapy):
                continue
            seen.add(words)
            yield claim


def spoken(manuscript: Manuscript) -> Iterator[Passage]:
    """Yield the passages in the writer's own words: prose and headings."""
    for passage in manuscript.passages:
        if passage.role and passage.kind not in BARE:
            yield passage


def on_therapy(manuscript: Manuscript) -> bool:
    """Return whether the leaflet is about a complementary therapy."""
    document = manuscript.document
    lines = [document.subject, *document.keywords]
    said = [line.text for line in lines if line]
    said += [passage.said for passage in manuscript.passages if passage.is_heading]
    return bool(phrase.names("therapies").search(" \n ".join(said)))


def _claims(passage: Passage, pack: str) -> Iterator[Claim]:
    """Yield the hits in a passage, the longest first where they overlap."""
    for sentence in passage.sentences:
        found = sorted(phrase.hits(pack, sentence.text), key=lambda hit: hit.start - hit.end)
        if not found:
            continue
        taken = bytearray(len(sentence.text))
        told = functools.cache(functools.partial(_says_otherwise, sentence.text))
        for hit in found:
            if any(taken[hit.start : hit.end]):
                continue
            taken[hit.start : hit.end] = b"x" * (hit.end - hit.start)
            if not told(hit.phrase.unless) and _is_said(sentence.text, hit):
                start, end = sentence.start + hit.start, sentence.start + hit.end
                yield Claim(passage, sentence, hit.phrase, start, end)


def _says_otherwise(sentence: str, unless: tuple[Line, ...]) -> bool:
    """Return whether a sentence has one of the phrases that rule a claim out."""
    return bool(unless) and phrase.pattern(unless).search(sentence) is not None


def _is_said(sentence: str, hit: Hit) -> bool:
    if hit.phrase.tradition and stance.reports(sentence, hit.start):
        return False
    return stance.asserts(sentence, hit.start, hit.end)


def _counts(claim: Claim, therapy: bool) -> bool:
    """Return whether a phrase counts: one for therapies only in a leaflet or passage about one."""
    return claim.phrase.within == "all" or therapy or _names_therapy(claim.passage.said)


@functools.lru_cache(64)
def _names_therapy(said: str) -> bool:
    """Return whether a passage names a therapy, or something offered as one."""
    return any(
        pattern.search(said)
        for pattern in (phrase.names("therapies"), phrase.pattern((Line("<offered>"),)))
    )
