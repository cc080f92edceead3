"""Nothing is left over from a draft or a template.

“TBC”, “lorem ipsum”, a name in braces or the sample's own words tell the reader that nobody read
the leaflet to the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.content import clinic as clinics
from leaflet.content.clinic import FILLING, Clinic
from leaflet.content.inline import Text
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.source.value import Line
from leaflet.source.walk import walk

GROUP = "clinic"
SEVERITY = "error"
SOURCE = "Leaflet's own rule"

_HINT = "write what belongs here, or delete it"
_SAMPLE = r"\bYour Clinic Name\b|\bExample (?:Street|Road|Clinic)\b|\bExampletown\b|\bAnytown\b"
_DRAFT = (
    r"(?i:\b(?:lorem ipsum|dolor sit amet|(?:dummy|placeholder|sample) text)\b)"
    r"|\b(?:TO-?DO|FIXME|TB[CAD]|tb[cd])\b|\?{3,}"
    r"|(?<![\w,])[Xx]{3,}(?![\w,])(?! (?:[Ss]yndrome|[Ff]emale))"  # 47,XXX is a condition
    r"|(?<!\{)\{++[^{}]{0,60}\}+"
    r"|(?i:\[(?:insert|enter|add|your|name of|clinic|hospital|ward|department)\b[^\]]*\]?)"
    r"|(?i:\[(?:date|name|phone|phone number|contact|time|address|email|delete as [a-z]{1,20}"
    r"|[a-z]{1,20}(?: [a-z]{1,20})? (?:name|number|details|address|date|time|here))\](?!\())"
    r"|(?:^|(?<=[A-Za-z] ))\[[A-Za-z]{2,20}(?: [A-Za-z]{2,20}){0,3}\](?!\()"
    r"|\b[Ii]nsert [\w ]{1,30} here\b"
    r"|(?<!\w)[Xx]{2}[/.-][Xx]{2}|\b(?:[Pp]age|[Ww]ard|[Rr]oom|[Ll]evel|[Ff]loor) [Xx]{2}\b"
    r"|(?i:\bdelete (?:if not|as|where) (?:applicable|appropriate|needed)\b)"
    r"|(?i:\bnote to (?:self|editors?|designers?|printers?|authors?|typesetters?|reviewers?)\b)"
    r"|(?i:\bbefore (?:we (?:print|publish)|publishing (?:this|it)|it goes to print)\b)"
    r"|(?i:<(?:insert|enter|add|your|name|ward|clinic|date|phone|number|xx)\b[^<>]{0,60}>)"
    r"|%[A-Z_]{3,30}%|£[Xx]{2,}|£\?+|(?<!\d)0{5,}(?!\d)|\b[Nn]eeds? (?:re-?wording"
    r"|re-?writing|checking with)\b"
    r"|\b(?:change|check|update|confirm|fill in|add) (?:this|these|here) (?:later"
    r"|before printing|before we print)\b"
    r"|«[^»]{1,60}»|<<[^<>]{1,60}>>|#{3,}(?!\w)|_{2,} ?/ ?_{2,}"
    r"|\((?:add|insert|put|enter|place) [\w ]{1,30} here\)"
    r"|(?:(?<=: )|(?<=^)|(?<=\()|(?<=\bis )|(?<=\bare ))"
    r"(?i:to be (?:confirmed|announced|agreed|decided|added|completed|supplied))\b"
    r"(?! (?:by|with|in|on|as)\b)"
    r"|(?:(?<=\bon )|(?<=\bis )|(?<=: ))(?:DD|dd)[/.-](?:MM|mm)[/.-](?:YY|yy){1,2}\b"
    r"|\b(?:YOUR|THE|OUR|MY|INSERT) (?:CLINIC|PRACTICE|HOSPITAL|SURGERY|TRUST|COMPANY|WARD) NAME\b"
    r"|\b(?:CLINIC|PRACTICE|HOSPITAL|TRUST|WARD|DOCTOR) NAME\b"
    r"|(?<![\w“])DRAFT(?![\w”])|\b(?:[Tt]ext|[Ii]mage|[Dd]etails) to follow\b"
)
_IN_SAMPLE, _IN_OWN = re.compile(_DRAFT), re.compile(f"{_DRAFT}|{_SAMPLE}")
_NOBODY = re.compile(
    r"(?:(?:your|my|the|any|some) )?(?:clinic|practice|company|surgery)(?: name)?", re.IGNORECASE
)
"""A name that stands for any clinic's."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield what is left over in the texts, in the facts on the cover, and in the clinic."""
    clinic, document = manuscript.own_clinic, manuscript.document
    draft = _IN_OWN if clinic else _IN_SAMPLE
    is_quoted = not manuscript.is_english
    for passage in manuscript.passages:
        yield from _in_passage(passage, draft, is_quoted=is_quoted)
    for line in (document.publisher, *document.authors, document.code, document.subject):
        yield from _in_line(line, draft, manuscript) if line else ()
    if clinic:
        yield from _in_clinic(clinic, manuscript)


def _in_clinic(clinic: Clinic, manuscript: Manuscript) -> Iterator[Flaw]:
    if _NOBODY.fullmatch(clinic.name.text):
        yield manuscript.flaw(f"“{clinic.name}” is nobody's name", _HINT, clinic.name)
    copied = dict(clinic.placeholders())
    for key in FILLING:
        mine = getattr(clinic, key)
        is_whole = mine == getattr(clinics.sample(), key)
        lines = () if is_whole else walk(mine, Line)
        found = [flaw for line in lines for flaw in _in_line(line, _IN_OWN, manuscript)]
        if key in copied and not found:
            problem = f"`{key}` is still the sample's: {copied[key]}"
            found = [manuscript.flaw(problem, _HINT, copied[key])]
        yield from found


def _in_passage(passage: Passage, draft: re.Pattern[str], *, is_quoted: bool) -> Iterator[Flaw]:
    """Yield what is left over in the words of the writer, not in what the clinic fills in.

    Outside English « » are quotation marks too, and a field of a letter has an underscore.
    """
    text = passage.text
    for found in draft.finditer(text.literal if isinstance(text, Text) else text.text):
        if is_quoted and found[0][0] == "«" and "_" not in found[0]:
            continue
        start = passage.said_at(found.start())
        if passage.said.startswith(found[0], start):
            yield passage.flaw(_problem(found[0]), _HINT, start, start + len(found[0]))
        else:  # words of the clinic stand between
            yield passage.flaw(_problem(found[0]), _HINT)


def _in_line(line: Line, draft: re.Pattern[str], manuscript: Manuscript) -> Iterator[Flaw]:
    for found in draft.finditer(line.text):
        yield manuscript.flaw(_problem(found[0]), _HINT, line, found[0])


def _problem(words: str) -> str:
    if words[0] == "{":
        return "here are braces of a template that nothing fills"
    return f"“{words}” is left over from a draft"
