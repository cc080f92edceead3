"""Finds claims: phrases and frames of a pack that the leaflet asserts, not denies or reports."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import NamedTuple

from leaflet.editor.prose import claim_frame, lexicon, phrase, stance
from leaflet.editor.prose.claim_frame import ClaimFrame, FilledFrame
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import BARE, Flaw, Passage
from leaflet.editor.prose.phrase import Hit, Phrase
from leaflet.editor.prose.sentence import Sentence
from leaflet.source.value import Line

JOINED = 240
"""Characters of two sentences, at most, that are read as one."""


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

    A sentence whose phrases make a claim is not searched for frames. Two sentences are read as one
    where neither makes a claim, and a question with the passage that answers it.
    """
    if not manuscript.is_english:
        return
    on_one = on_therapy(manuscript)
    question = ""
    for passage in spoken(manuscript):
        seen: set[str] = set()
        therapy = on_one or _names_therapy(passage.said) or _names_therapy(question)
        for claim in _claims(passage, pack, question, therapy=therapy):
            if claim.words.lower() not in seen:
                seen.add(claim.words.lower())
                yield claim
        question = passage.said if passage.said.rstrip().endswith("?") else ""


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


def _claims(passage: Passage, pack: str, question: str, *, therapy: bool) -> Iterator[Claim]:
    """Yield the claims of a passage, which may be about a therapy, and may answer a question."""
    before: Sentence | None = None
    for sentence, after in zip_longest(passage.sentences, passage.sentences[1:]):
        if after and stance.takes_back(after.text):
            before, question = None, ""
            continue
        found: list[Hit | FilledFrame] = [
            hit for hit in _phrased(sentence.text, pack) if therapy or _is_general(hit)
        ]
        if not found:
            found += islice(claim_frame.filled(pack, sentence.text, therapy=therapy), 1)
        for said, start, end in found:
            yield Claim(passage, sentence, said, sentence.start + start, sentence.start + end)
        if not found:
            yield from _joined(passage, pack, _pair(passage, before, sentence, question), therapy)
        before = None if found else sentence
        question = ""


def _pair(passage: Passage, before: Sentence | None, sentence: Sentence, question: str) -> Sentence:
    """Return a sentence with the one before it, or with the question that it answers.

    The question stands in another passage, so such a pair begins before its passage.
    """
    if before:
        return Sentence(passage.said[before.start : sentence.end], before.start, sentence.end)
    if question:
        text = f"{question} {sentence.text}"
        return Sentence(text, sentence.end - len(text), sentence.end)
    return sentence


def _joined(passage: Passage, pack: str, pair: Sentence, therapy: bool) -> Iterator[Claim]:
    """Yield the first claim that two sentences make together."""
    if len(pair.text) > JOINED:
        return
    for said, start, end in islice(
        claim_frame.filled(pack, pair.text, therapy=therapy, joined=True), 1
    ):
        yield Claim(passage, pair, said, max(0, pair.start + start), pair.start + end)


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
