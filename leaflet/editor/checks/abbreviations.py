"""An abbreviation is spelt out where it is first used.

What a nurse says ten times a day may be a riddle for a patient. Write "magnetic resonance imaging
(MRI)" once, and MRI from there on. Those that everybody knows, such as NHS and GP, need nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.near import before
from leaflet.editor.prose.passage import Flaw
from leaflet.editor.prose.wordlist import sets

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: https://service-manual.nhs.uk/content/abbreviations-and-acronyms"
)
LANGUAGES = ("en",)
_ABBREVIATION = re.compile(
    r"(?<![\w&/-])(?:[em]?[A-Z]{2,6}|[A-Z][a-z]?[A-Z]{1,4}[a-z]?[A-Z])(?=s?\b)(?![-/&]\w|\d"
    r"|’?[a-rt-z])"
)
_SENT = re.compile(r"\b[Tt]ext(?:ing)? (?:the word )?“?$")
"""What stands before a word to send by phone."""
_ROMAN = re.compile(r"X{0,2}(?:IX|IV|V?I{1,3}|V|X)")
_TOLD_BEFORE = re.compile(
    r"\w (?:\(|– )(?:(?:also |or )?(?:called|known as|or|the|an?) )?“?$"
    r"|(?:\b(?:called|known as|short)|, or) (?:an? |the |for )?“?$"
)
_TOLD_AFTER = re.compile(
    r"s?”? ?(?:\([^)a-z]{0,200}[a-z]|(?:is|are) (?:an?|the|when)\b|(?:stands|is short) for\b"
    r"|means\b"
    r"|, (?:which|the|an?|or|who)\b)"
)
_NAMED = re.compile(r"\b[A-Z][a-z’-]+,? (?:[A-Z][A-Za-z]{1,7},? |\([A-Z][a-z]+\),? ){0,6}$")
"""A name, before the letters of a degree."""
_SHOUTED_BEFORE, _SHOUTED_AFTER = re.compile(r"\b[A-Z]{4,}[ ,]+$"), re.compile(r"[ ,]+[A-Z]{4,}\b")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the abbreviations that are used before the leaflet says what they mean."""
    known = {line.text for line in manuscript.profile.known}.union(*sets("capitals").values())
    known |= _terms(manuscript) | _in_heads(manuscript)
    words = manuscript.lower_words | manuscript.names | manuscript.own.allowed
    for passage in manuscript.prose:
        for found in passage.finds(_ABBREVIATION):
            short = found[0]
            if short in known or short.lower() in words or _ROMAN.fullmatch(short):
                continue
            known.add(short)
            if not _is_told(found):
                hint = f"write what it stands for, and `({short})` behind it"
                yield passage.flaw(f"`{short}` is not spelt out", hint, *found.span())


def _in_heads(manuscript: Manuscript) -> set[str]:
    """Return the abbreviations that the title or subtitle spells out."""
    heads = (p for p in manuscript.passages if p.kind == "document")
    found = (each for head in heads for each in _ABBREVIATION.finditer(head.said))
    return {each[0] for each in found if _is_told(each)}


def _terms(manuscript: Manuscript) -> set[str]:
    """Return the terms that a glossary explains."""
    terms = (p for p in manuscript.passages if p.kind == "glossary" and p.field == "term")
    return {found[0] for term in terms for found in _ABBREVIATION.finditer(term.said)}


def _is_degree(said: str, start: int, end: int) -> bool:
    """Return whether letters stand after a name: “Dr Jane Hill, MBBS, FRCP”."""
    named = before(_NAMED, said, start)
    return bool(named) and said[start:end] in sets("capitals")["degrees"]


def _is_told(found: re.Match[str]) -> bool:
    """Return whether words beside it explain it, or it is part of a run of capitals."""
    said, start, end = found.string, *found.span()
    if before(_SENT, said, start) or _is_degree(said, start, end):
        return True
    if before(_TOLD_BEFORE, said, start) or _TOLD_AFTER.match(said, end):
        return True
    return bool(before(_SHOUTED_BEFORE, said, start) or _SHOUTED_AFTER.match(said, end))
