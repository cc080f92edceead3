"""Finds claims: phrases and frames of a pack that the leaflet asserts, not denies or reports."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from leaflet.editor.prose import claim_frame, lexicon, phrase, stance
from leaflet.editor.prose.claim_frame import ClaimFrame
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import BARE, Flaw, Passage
from leaflet.editor.prose.phrase import Hit, Phrase
from leaflet.editor.prose.sentence import Sentence
from leaflet.source.value import Line


class Claim(NamedTuple):
    """A phrase or a frame that a passage asserts; offsets count in the passage."""

    passage: Passage
    sentence: Sentence
    phrase: Phrase | ClaimFrame
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
    """Yield the claims of an English leaflet in phrases and frames of a pack, each once a passage.

    A sentence whose phrases make a claim is not searched for frames.
    """
    if not manuscript.is_english:
        return
    therapy = on_therapy(manuscript)
    for passage in spoken(manuscript):
        seen: set[str] = set()
        for claim in _claims(passage, pack, therapy=therapy or _names_therapy(passage.said)):
            if claim.words.lower() not in seen:
                seen.add(claim.words.lower())
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


def _claims(passage: Passage, pack: str, *, therapy: bool) -> Iterator[Claim]:
    """Yield the claims of a passage, which may be about a therapy."""
    for sentence in passage.sentences:
        hits = [hit for hit in _phrased(sentence.text, pack) if therapy or _is_general(hit)]
        filled = claim_frame.filled(pack, sentence.text, therapy=therapy)
        for said, start, end in hits or islice(filled, 1):
            yield Claim(passage, sentence, said, sentence.start + start, sentence.start + end)


def _is_general(hit: Hit) -> bool:
    """Return whether a phrase counts in every leaflet, not only in those on therapies."""
    return hit.phrase.within == "all"


def _phrased(sentence: str, pack: str) -> Iterator[Hit]:
    """Yield the phrases that a sentence asserts, the longest first where they overlap."""
    found = sorted(phrase.hits(pack, sentence), key=lambda hit: hit.start - hit.end)
    taken = bytearray(len(sentence))
    told = functools.cache(functools.partial(_says_otherwise, sentence))
    for hit in found:
        if any(taken[hit.start : hit.end]):
            continue
        taken[hit.start : hit.end] = b"x" * (hit.end - hit.start)
        if not told(hit.phrase.unless) and _is_said(sentence, hit):
            yield hit


def _says_otherwise(sentence: str, unless: tuple[Line, ...]) -> bool:
    """Return whether a sentence has one of the phrases that rule a claim out."""
    return bool(unless) and phrase.pattern(unless).search(sentence) is not None


def _is_said(sentence: str, hit: Hit) -> bool:
    if hit.phrase.tradition and stance.reports(sentence, hit.start):
        return False
    return stance.asserts(sentence, hit.start, hit.end)


@functools.lru_cache(2048)
def _names_therapy(said: str) -> bool:
    """Return whether a passage names a therapy, or something offered as one."""
    return lexicon.reading(said).has("offered") or any(
        pattern.search(said)
        for pattern in (phrase.names("therapies"), phrase.pattern((Line("<offered>"),)))
    )
