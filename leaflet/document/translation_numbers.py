"""Compares what a text and its translation must have in common: numbers, units, marks and links."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaflet.content.language import Language

_GROUP = "[ \u00a0\u202f.,'’\u066c/]"
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
_RANGE = re.compile(r"(?<![\d.,/-])(\d+)\s?[-–]\s?(\d+)(?![\d.,/-])")
_ARABIC_POINT = "\u066b"


def differences(source: str, translation: str, first: Language, second: Language) -> Iterator[str]:
    """Yield in words what a text and its translation do not have in common, by their languages."""
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
    yield from _denials(one, other, first, second)
    phones = [Counter(map(_digits, _PHONE.findall(text))) for text in (one, other)]
    yield from _told("the number", *phones)
    one, other = (_PHONE.sub(" ", text) for text in (one, other))
    one, other = _numbered(one, first, second), _numbered(other, second, first)
    yield from _numbers((one, first.decimal), (other, second.decimal))
    turned = {(high, low) for low, high in _RANGE.findall(other)} - {*_RANGE.findall(other)}
    for low, high in _RANGE.findall(one):
        if (low, high) in turned:
            yield f"the range `{low}–{high}` is turned round in the translation"
    if _LATIN.search(other):
        units = [Counter(unit.lower() for unit in _UNIT.findall(text)) for text in (one, other)]
        yield from _told("the unit", *units)


def _numbered(text: str, language: Language, other: Language) -> str:
    """Return a text with the number of each month, where the `other` language counts them.

    The name of a month stands beside a day or a year: `August 2025`, which is `2025年8月`.
    """
    if not any(month.text[0].isdigit() for month in other.months):
        return text
    for number, month in enumerate(language.months, 1):
        name = re.escape(month.text)
        text = re.sub(rf"(?<=\d )({name})(?!\w)|(?<!\w)({name})(?= \d)", f";{number};", text)
    return text


def _denials(one: str, other: str, first: Language, second: Language) -> Iterator[str]:
    """Yield a fault where the text denies something and the translation nothing."""
    if not (first.negations and second.negations):
        return
    denied = _denying(first).search(one)
    if denied and not _denying(second).search(other):
        yield (
            f"the text says “{denied[0]}”, and the translation has no word of {second.english} "
            "that denies"
        )


def denials(text: str, language: Language) -> int:
    """Return how many words of a text deny something, as `not` does."""
    return len(_denying(language).findall(text)) if language.negations else 0


@functools.cache
def _denying(language: Language) -> re.Pattern[str]:
    """Return a pattern that finds any word by which a language denies."""
    ways = []
    for word in language.negations:
        begins, ends = word.text.startswith("*"), word.text.endswith("*")
        core = re.sub("[’']", "[’']", re.escape(word.text.strip("*")))
        ways.append(("" if begins else r"(?<!\w)") + core + ("" if ends else r"(?!\w)"))
    return re.compile("|".join(ways), re.IGNORECASE)


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


def _numbers(source: tuple[str, str], translation: tuple[str, str]) -> Iterator[str]:
    """Yield the numbers that only one of two texts has; each comes with its decimal sign."""
    (one, point), (other, comma) = source, translation
    wanted, found = [*_NUMBER.findall(one)], [*_NUMBER.findall(other)]
    for each in [*wanted]:
        value = _value(each, point)
        same = next((number for number in found if _value(number, comma) == value), None)
        if same is not None:
            wanted.remove(each)
            found.remove(same)
    yield from (f"the number `{each}` is missing in the translation" for each in wanted)
    yield from (f"the number `{each}` is in the translation, and not in the text" for each in found)


def _value(number: str, point: str) -> tuple[str, ...]:
    """Return the whole and the fraction of a number, or its parts where it is none, as a date is.

    What is no decimal sign parts thousands, where three digits stand behind it.
    """
    parts = re.split(rf"({_GROUP}|{_ARABIC_POINT})", number)
    digits, marks = parts[::2], parts[1::2]
    fraction = ""
    if marks and marks[-1] in (point, _ARABIC_POINT):
        fraction, digits, marks = digits[-1].rstrip("0"), digits[:-1], marks[:-1]
    if any(len(each) != 3 for each in digits[1:]) or point in marks:
        return tuple(parts[::2])
    return ("".join(digits).lstrip("0") or "0", fraction)
