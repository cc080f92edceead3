"""Finds claims: phrases of a pack that the leaflet asserts, not denies or reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.editor.prose import phrase, stance
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import BARE, Flaw, Passage
from leaflet.editor.prose.phrase import Hit, Phrase
from leaflet.editor.prose.sentence import Sentence


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
        for claim in _claims(passage, phrase.load(pack)):
            if claim.words.lower() in seen or not _counts(claim, therapy):
                continue
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


def _claims(passage: Passage, pack: phrase.Pack) -> Iterator[Claim]:
    """Yield the hits in a passage, the longest first where they overlap."""
    taken: list[tuple[int, int]] = []
    for sentence in passage.sentences:
        found = sorted(phrase.hits(pack, sentence.text), key=lambda hit: hit.start - hit.end)
        for hit in found:
            start, end = sentence.start + hit.start, sentence.start + hit.end
            if any(start < other and first < end for first, other in taken):
                continue
            taken.append((start, end))
            if _is_said(sentence.text, hit):
                yield Claim(passage, sentence, hit.phrase, start, end)


def _is_said(sentence: str, hit: Hit) -> bool:
    if hit.phrase.unless and phrase.pattern(hit.phrase.unless).search(sentence):
        return False
    if hit.phrase.tradition and stance.reports(sentence, hit.start):
        return False
    return stance.asserts(sentence, hit.start, hit.end)


def _counts(claim: Claim, therapy: bool) -> bool:
    """Return whether a phrase counts: one for therapies only in a leaflet or passage about one."""
    if claim.phrase.within == "all" or therapy:
        return True
    return bool(phrase.names("therapies").search(claim.passage.said))
