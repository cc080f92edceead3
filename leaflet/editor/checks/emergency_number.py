"""The numbers for an emergency are those of the country.

A patient in the United States who dials 999 reaches nobody. Northern Ireland has no NHS 111.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "clinic"
SEVERITY = "error"
SOURCE = (
    "GOV.UK, NHS 111 outside England:"
    " https://www.nhs.uk/nhs-services/urgent-and-emergency-care-services/when-to-use-111/"
)
_CALL = (
    r"\b(?:call|calls|calling|dial|dialling|ring|rings|ringing|phone|phoning|call NHS"
    r"|(?:emergency|ambulance|phone|telephone|police|helpline) number is|the number is"
    r"|press(?= \d{3} on (?:your|the|any) (?:phone|mobile))"
    r"|ring NHS|dial NHS|when to call|(?<=\d )or|(?<=\d, )or)"
)
_ELSEWHERE = {
    "GB": ("911", "000", "988", "119", "990", "991", "998", "9999"),
    "US": ("999", "111", "112", "000", "119", "991", "9111"),
}
"""Numbers of other countries, and slips of the fingers."""
_FOREIGN = {
    "GB": re.compile(
        rf"{_CALL} (?:NHS )?(?:\d{{3}} (?:or|and) )?(?P<number>{'|'.join(_ELSEWHERE['GB'])})"
        r"\b(?![ ,-]?\d)",
        re.IGNORECASE,
    ),
    "US": re.compile(
        rf"{_CALL} (?:NHS )?(?P<number>{'|'.join(_ELSEWHERE['US'])})\b(?![ ,-]?\d)",
        re.IGNORECASE,
    ),
}
_NORTHERN = re.compile(rf"{_CALL} (?:NHS )?(?P<number>111)\b(?![ ,-]?\d)", re.IGNORECASE)
_ABROAD = re.compile(
    r"\b(?:abroad|in (?:the )?(?:US|USA|United States|America|Canada|Australia|UK|Britain"
    r"|Europe|Ireland|Spain|France|Italy|Germany|Greece|Turkey|Portugal|Poland|Mexico|New Zealand"
    r"|another country|other countries))\b|\boutside\b",
    re.IGNORECASE,
)
_BELFAST = re.compile(r"\bBT\d{1,2} ?\d[A-Z]{2}\b|\bNorthern Ireland\b", re.IGNORECASE)


NORTHERN = "write 999, or the number of the GP out of hours"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield numbers to call that do not help in the country of the leaflet."""
    clinic = manuscript.own_clinic
    is_northern = bool(clinic and _BELFAST.search(" ".join(line.text for line in clinic.address)))
    numbers = " or ".join(line.text for line in manuscript.profile.emergency)
    hint = NORTHERN if is_northern else f"write {numbers}"
    for passage in manuscript.spoken:
        for start, end in _wrong(passage, manuscript, is_northern=is_northern):
            problem = f"{passage.said[start:end]} does not help in an emergency here"
            yield passage.flaw(problem, hint, start, end)


def _wrong(
    passage: Passage, manuscript: Manuscript, *, is_northern: bool
) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of a passage stand that do not help here."""
    region = manuscript.profile.region
    if not manuscript.is_english:
        elsewhere = {*_ELSEWHERE[region], *(["111"] if is_northern else [])}
        called = manuscript.called(passage)
        yield from ((a, b) for a, b in called if passage.said[a:b] in elsewhere)
    elif not _ABROAD.search(passage.said):
        for pattern in (_FOREIGN[region], *([_NORTHERN] if is_northern else [])):
            yield from (found.span("number") for found in pattern.finditer(passage.said))
