"""Compares what a text and its translation must have in common: numbers, units, marks and links."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

_GROUP = "[ \u00a0\u202f.,'’\u066c]"
_NUMBER = re.compile(rf"\d+(?:{_GROUP}\d+|\u066b\d+)*")
_PHONE = re.compile(r"\+?\d[\d ()\u00a0-]{6,}\d")
_UNIT = re.compile(
    r"(?<=\d)[ \u00a0\u202f]?(mg|mcg|µg|g|kg|ml|l|mm|cm|m|km|mmHg|mmol|kcal|IU|%|°C)(?![^\W\d_])",
    re.ASCII,
)
_FIELD = re.compile(r"\{[a-z_.|]+\}")
_CITE = re.compile(r"\[\^[a-z0-9-]+\]")
_LINK = re.compile(r"\]\(((?:https?|mailto|tel):[^\s()]+)\)")
_STARS = re.compile(r"\*\*")
_LATIN = re.compile("[a-z]", re.IGNORECASE)


def differences(source: str, translation: str) -> Iterator[str]:
    """Yield in words what the two do not have in common."""
    one, other = map(_in_ascii, (source, translation))
    kinds = (
        ("the field", _FIELD),
        ("the source", _CITE),
        ("the link", _LINK),
        ("the sign", _STARS),
    )
    for name, pattern in kinds:
        yield from _told(name, Counter(pattern.findall(one)), Counter(pattern.findall(other)))
    one, other = (_bare(text) for text in (one, other))
    phones = [Counter(map(_digits, _PHONE.findall(text))) for text in (one, other)]
    yield from _told("the number", *phones)
    one, other = (_PHONE.sub(" ", text) for text in (one, other))
    yield from _numbers(one, other)
    if _LATIN.search(other):
        units = [Counter(unit.lower() for unit in _UNIT.findall(text)) for text in (one, other)]
        yield from _told("the unit", *units)


def _in_ascii(text: str) -> str:
    """Return a text with the digits of all scripts as those of ASCII."""
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() and not char.isascii() else char
        for char in text
    )


def _bare(text: str) -> str:
    """Return a text without fields, sources and addresses, whose numbers are not said."""
    for pattern in (_FIELD, _CITE, re.compile(r"\]\([^)]*\)")):
        text = pattern.sub(" ", text)
    return text


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _told(name: str, wanted: Counter[str], found: Counter[str]) -> Iterator[str]:
    for each in wanted - found:
        yield f"{name} `{each}` is missing in the translation"
    for each in found - wanted:
        yield f"{name} `{each}` is in the translation, and not in the text"


def _numbers(source: str, translation: str) -> Iterator[str]:
    """Yield the numbers that only one of the texts has, however each groups its digits."""
    wanted = [*_NUMBER.findall(source)]
    found = [*_NUMBER.findall(translation)]
    for each in [*wanted]:
        same = next((other for other in found if _readings(each, ".") & _readings(other)), None)
        if same is not None:
            wanted.remove(each)
            found.remove(same)
    yield from (f"the number `{each}` is missing in the translation" for each in wanted)
    yield from (f"the number `{each}` is in the translation, and not in the text" for each in found)


def _readings(number: str, point: str = "") -> set[tuple[str, str]]:
    """Return what a number may mean: its whole and its fraction, without zeros at the ends.

    In English a comma parts thousands and `point` begins the fraction; in other languages either
    may do either, but groups of thousands have three digits.
    """
    parts = re.split(rf"({_GROUP}|\u066b)", number)
    digits, marks = parts[::2], parts[1::2]
    found = set()
    if all(len(each) == 3 for each in digits[1:]) and not (point and point in marks):
        found.add(("".join(digits), ""))
    if marks and marks[-1] in (point or ".,\u066b") and all(len(d) == 3 for d in digits[1:-1]):
        found.add(("".join(digits[:-1]), digits[-1].rstrip("0")))
    return {(whole.lstrip("0") or "0", rest) for whole, rest in found} or {(number, "")}
