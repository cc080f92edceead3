"""A word that patients may not know has a plainer one beside it, or instead of it.

Many readers do not know words of medicine and of the office, and few of them ask. Say the plain
word first and the hard one in brackets if the reader will meet it: "high blood pressure
(hypertension)". A word that the leaflet explains is fine from there on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import morpheme, readability, wordlist
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.near import before
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.sentence import Word
from leaflet.editor.prose.wordlist import Lookup, Match

GROUP = "readability"
SEVERITY = "warning"
SOURCE = "NHS A to Z of health writing: https://service-manual.nhs.uk/content/a-to-z-of-nhs-health-writing"
LANGUAGES = ("en",)
_NAMED = re.compile(
    r"(?:\b(?:called|named|means?|word|term|known as"
    r"|calls?(?: (?:it|this|that|them|these|the)(?: \w+)?)?"
    r"|(?:medical|proper|full|other) name (?:is|for it is))|, or|[(“])(?: (?:an? |the )?)?[“(]?$",
    re.IGNORECASE,
)
"""What stands before a word that is given beside its plain one."""
_EXPLAINED = re.compile(
    r"(?: (?!is|are|means?|an?|or\b)[a-z]+)?”? ?"
    r"(?:\((?!s\))|, (?:or|which|that is|meaning|an?|the body[’']s)\b|means?\b|(?:is|are) (?:when"
    r"|where|one that|ones that|the name)\b"
    r"|(?:is|are) (?:an? |the )?(?:\w+ )?(?:operation|test|scan|procedure|way|kind|type|tube|camera"
    r"|jab|injection|illness|disease|infection|swelling|treatment|name|word|part|exercise"
    r"|patch|area|lump|sore|wound|cream|blister|growth|bone|muscle|doctor|nurse)s?\b)"
)
"""What stands behind a word that is explained there, or behind the word that it goes with."""
_END = re.compile(r"[.;:!?(]")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the hard words, each once a passage, until the leaflet explains them."""
    own = wordlist.lookup(manuscript.own.plainer or {})
    known = set(readability.explained(manuscript)) | _glossary(manuscript)
    for passage in manuscript.spoken:
        seen: set[str] = set()
        for match in _matches(passage, own):
            words = passage.said[match.start : match.end]
            if _is_explained(passage.said, match) or words.lower() in manuscript.own.allowed:
                known.add(match.words)
            elif not known & {match.words, words.lower()} | seen & {match.words}:
                seen.add(match.words)
                hint = f"say “{match.instead}”"
                problem = f"`{words}` is a hard word, and there is a plainer one"
                yield passage.flaw(problem, hint, match.start, match.end)


def _matches(passage: Passage, own: Lookup) -> Iterator[Match]:
    """Yield the hard words of a passage; a capital inside a sentence makes a word a name."""
    for sentence in passage.sentences:
        words = sentence.words
        shipped = wordlist.plainer().matches(words, wordlist.spellings())
        for match in (*own.matches(words), *shipped):
            broken = _END.search(passage.said, match.start, match.end)
            is_name = passage.said[match.start].isupper() and match.start > words[0].start
            if not broken and not is_name:
                yield match
        yield from _medical(words, own)


def _medical(words: tuple[Word, ...], own: Lookup) -> Iterator[Match]:
    """Yield the words that no list has and whose parts are those of medical words."""
    for word in words:
        is_name = word.text[0].isupper() and word.start > words[0].start
        means = "" if is_name or _is_listed(word, own) else morpheme.meaning(word.text)
        if means:
            yield Match(word.text.lower(), means, word.start, word.end)


def _is_listed(word: Word, own: Lookup) -> bool:
    return any(
        next(each.matches([word], wordlist.spellings()), None) for each in (own, wordlist.plainer())
    )


def _is_explained(said: str, match: Match) -> bool:
    return bool(before(_NAMED, said, match.start) or _EXPLAINED.match(said, match.end))


def _glossary(manuscript: Manuscript) -> set[str]:
    terms = (p.said for p in manuscript.passages if p.kind == "glossary" and p.field == "term")
    return {term.lower() for term in terms}
