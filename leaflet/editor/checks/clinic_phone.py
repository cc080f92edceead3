"""The clinic's phone number can ring.

A wrong digit sends a worried patient to a stranger. The number is held against the numbering plan
of the country; numbers kept for films and examples, and those of emergency services, are not a
clinic's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.value import Phone

GROUP = "clinic"
SEVERITY = "warning"
SOURCE = (
    "Ofcom, numbers for drama use: https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/"
    "numbers-for-drama"
)

SHORT = 6
"""Digits that no number of a clinic has: 999, 111, 116 123."""
_FICTION = {
    "GB": re.compile(
        r"1632960\d{3}|(?:11[3-8]|1[2-6]1)4960\d{3}|1914980\d{3}|2079460\d{3}"
        r"|2896496\d{3}|2920180\d{3}|7700900\d{3}|8081570\d{3}|9098790\d{3}|3069990\d{3}"
    ),
    "US": re.compile(r"\d{3}55501\d\d"),  # North American Numbering Plan: 555-0100 to 555-0199
}
_STOPGAP = re.compile(r"0?1?1234567890?|0?(\d)\1{6,}")
"""What people type until they know the number."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the numbers of the clinic and of its sites that cannot be theirs."""
    if clinic := manuscript.own_clinic:
        numbers = (clinic.phone, *(site.phone for site in clinic.sites))
        for phone in dict.fromkeys(filter(None, numbers)):
            problem, hint = _wrong(phone, manuscript.profile.region)
            if problem:
                yield manuscript.flaw(problem, hint, phone)


def _wrong(phone: Phone, region: str) -> tuple[str, str]:
    """Return what is wrong with a number and a hint; two empty texts if it can ring."""
    import phonenumbers  # 40 ms, so only where there is a number to look at

    digits = phone.digits.removeprefix("+")
    if len(digits) <= SHORT:
        return f"{phone} is not a number that leads to one clinic", "write the clinic's own number"
    if _STOPGAP.fullmatch(digits):
        return f"{phone} looks like a stopgap", "write the clinic's own number"
    try:
        number = phonenumbers.parse(phone.digits, region)
    except phonenumbers.NumberParseException:
        return f"{phone} is no number that can be called", _hint(region)
    home = phonenumbers.region_code_for_country_code(number.country_code or 0)
    fiction = _FICTION.get(home)
    if fiction and fiction.fullmatch(str(number.national_number)):
        return f"{phone} is kept for films and examples, and never rings", "write the clinic's own"
    if not phonenumbers.is_valid_number(number):
        return f"{phone} is no number that can be called", _hint(region)
    return "", ""


def wrong(written: str, digits: str, region: str) -> str:
    """Return what is wrong with a number that a text gives, or nothing."""
    import phonenumbers

    if _STOPGAP.fullmatch(digits):
        return f"{written} looks like a stopgap"
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return f"{written} is no number that can be called"
    home = phonenumbers.region_code_for_country_code(number.country_code or 0)
    fiction = _FICTION.get(home)
    if fiction and fiction.fullmatch(str(number.national_number)):
        return f"{written} is kept for films and examples, and never rings"
    return (
        "" if phonenumbers.is_valid_number(number) else f"{written} has a digit too few or too many"
    )


def _hint(region: str) -> str:
    country = {"GB": "the United Kingdom", "US": "the United States"}[region]
    return f"count its digits, or begin with + and the country's code outside {country}"
