"""A phone number in the text can ring, and is the clinic's own.

One wrong digit sends a worried patient to a stranger. Numbers kept for films, numbers with a digit
too few, and one that differs from the clinic's by a digit or two are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.document.block import Block
from leaflet.editor.checks import clinic_phone
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.source.value import Phone
from leaflet.source.walk import located
from leaflet.text.run import Run

GROUP = "clinic"
SEVERITY = "error"
SOURCE = (
    "Ofcom, numbers for drama use:"
    " https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama"
)
_CALLED = re.compile(
    r"\b(?:call|ring|phone|text|fax|message|WhatsApp|mobile|voicemail|answerphone"
    r"|telephone|dial|helpline|line|tel|contact|number is|reach us"
    r"|switchboard|(?:is|are) (?:on|at))\b"
    r"[^.;:?!\d]{0,40}:? ?(?:on |at |is |free on )?(?P<number>\+?\(?\d[\d ()-]{2,18}\d)(?![\d,%]"
    r"|\.\d)",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:us|our|ours|the (?:clinic|desk|surgery|practice|reception))\b", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:wards?|units?|teams?|labs?|laboratory|pharmac\w+|departments?|x-ray|scans?|physio\w*"
    r"|nurses?|midwi\w+|dietiti?\w+|secretar\w+|consultants?|doctors?|dr|ext|extension|hours"
    r"|helpline|theatres?|therap\w+|chemist|hospital|day case|desk is|service)\b",
    re.IGNORECASE,
)
"""Others who have a number like the clinic's."""
SHORT = (
    "999",
    "111",
    "112",
    "101",
    "911",
    "988",
    "119",
    "18000",
    "18001",
    "116123",
    "116000",
    "08001111",
    "85258",
    "80011",
)
"""Numbers with few digits that ring."""
NEAR = 3
"""Digits in which a slip of the clinic's number differs at most."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield numbers that are given to call and cannot be right."""
    for passage in manuscript.prose:
        filled = [(start, end) for part, start, end in passage.parts if not isinstance(part, Run)]
        for start, end in _numbers(passage, manuscript):
            if any(first < end and start < last for first, last in filled):
                continue
            said = _sentence(passage, start)
            if problem := _wrong(passage.said[start:end], said, manuscript):
                yield passage.flaw(problem, "write the number that rings", start, end)
    yield from _of_contacts(manuscript)


def _numbers(passage: Passage, manuscript: Manuscript) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of a passage stand that are given to call."""
    if manuscript.is_english:
        return (found.span("number") for found in _CALLED.finditer(passage.said))
    return manuscript.called(passage)


def _sentence(passage: Passage, at: int) -> str:
    """Return the sentence that stands at an offset."""
    found = (each.text for each in passage.sentences if each.start <= at < each.end)
    return next(found, passage.said)


def _of_contacts(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the numbers of other contacts that cannot be right."""
    for found in located(manuscript.document.blocks, Phone):
        number = found.value
        if problem := _wrong(number.text, "", manuscript):
            place = number.span.place if number.span else None
            blocks = tuple(each for each in found.holders if isinstance(each, Block))
            yield Flaw(problem, place, "write the number that rings", blocks)


def _wrong(number: str, said: str, manuscript: Manuscript) -> str:
    digits = "".join(char for char in number if char.isdigit())
    if digits in SHORT or (len(digits) < 6 and not digits.startswith("0")):
        return ""
    clinic = manuscript.own_clinic
    if clinic and clinic.phone and (problem := _slip(digits, said, clinic.phone.digits)):
        return problem
    return clinic_phone.wrong(number, digits, manuscript.profile.region)


def _slip(digits: str, said: str, own: str) -> str:
    """Return what is wrong with a number that is all but the clinic's."""
    own = own.removeprefix("+")
    own = "0" + own[2:] if own.startswith("44") else own.removeprefix("1")
    if digits == own or len(digits) != len(own):
        return ""
    if _OTHERS.search(said):
        return ""
    differs = sum(a != b for a, b in zip(digits, own, strict=True))
    is_swapped = sorted(digits) == sorted(own)
    most = NEAR if _OURS.search(said) else 1
    is_near = digits[:5] == own[:5] and (differs <= most or (is_swapped and differs <= NEAR))
    if is_near or (is_swapped and _OURS.search(said)):
        return f"{digits} is not the clinic's number, which is {own}"
    return ""
