"""Claim: words of a pack that the leaflet says as its own, not as a denial or a tradition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.editor.prose import phrase, stance
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import BARE, Flaw, Passage
from leaflet.editor.prose.phrase import Hit, Phrase
from leaflet.editor.prose.sentence import Sentence


class Claim(NamedTuple):
    """A phrase in a sentence of a passage; offsets are those of the passage."""

    passage: Passage
    sentence: Sentence
    phrase: Phrase
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as the leaflet has them."""
        return self.passage.said[self.start : self.end]

    def flaw(self, problem: str, hint: str = "") -> Flaw:
        """A flaw of these words."""
        return self.passage.flaw(problem, hint, self.start, self.end)


def claims(manuscript: Manuscript, pack: str) -> Iterator[Claim]:
    """Yield what an English leaflet claims in words of a pack, the same words once a passage."""
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
    """Yield what is said in words of the leaflet's own: prose and headings."""
    for passage in manuscript.passages:
        if passage.role and passage.kind not in BARE:
            yield passage


def on_therapy(manuscript: Manuscript) -> bool:
    """Whether the leaflet is on a complementary therapy: by its title, subject and headings."""
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
    """A phrase for therapies counts where the leaflet, or the passage, is about one."""
    if claim.phrase.within == "all" or therapy:
        return True
    return bool(phrase.names("therapies").search(claim.passage.said))
