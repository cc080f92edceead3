"""Reads doses in the words of a language, and writes them as English does, to be reckoned with.

`2,5 ml (60 mg)` becomes `2.5 ml (60 mg)`, `od 3 do 5 miesięcy` becomes `3 to 5 month`. What is said
in other words is not read: nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from leaflet.content.dose_words import DoseUnits, DoseWords, Phrases
from leaflet.source.value import Line

DoseReading = Callable[[str], str]
"""Writes a text as English does; nothing where it cannot be read."""

SYMBOLS = ("mg", "g", "ml", "mL", "mmol", "kg", "mcg", "µg", "μg", "IU")
"""Units that are written alike in all languages; those that are misread are refused later."""
_SYMBOLS = frozenset(symbol.lower() for symbol in SYMBOLS)
BANDS, AMOUNTS = ("age", "weight"), ("amount", "most")
_NUMBER = r"\d{1,7}(?:[.,]\d{1,4})?(?:,\d{3})*(?:\.\d{1,4})?"
_TO = Line("{low} to {high}")
"""What a dash between two numbers has become."""
_COUNT = re.compile(r"\d{1,2}")
_DASH = re.compile(rf"({_NUMBER})\s?[-–—]\s?({_NUMBER})")
_PAIR = re.compile(r"(?P<first>[^()]+?) ?\((?P<second>[^()]+)\)")
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_UNSPACED = r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
"""Letters of scripts that put no blanks between words, nor beside numbers."""
_BESIDE = re.compile(rf"(?<={_UNSPACED}) | (?={_UNSPACED})")
_THOUSAND = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_MARKS = str.maketrans({"（": "(", "）": ")", "，": ",", "、": ",", "،": ","})


class SpokenDoses(NamedTuple):
    """Reads doses as one language says them."""

    words: DoseWords
    decimal: str
    """What begins a fraction."""
    from_to: str
    a_day: str
    once_a_day: str
    twice_a_day: str
    """The labels that say so."""

    @property
    def kinds(self) -> dict[str, DoseReading]:
        """What reads each kind of text of a row, by its key."""
        banded, counted = dict.fromkeys(BANDS, self._band), dict.fromkeys(AMOUNTS, self._amount)
        return {**banded, **counted, "strength": self._strength, "often": self._often}

    def read(self, kind: str, text: str) -> str:
        """Write a text of a row, such as its `amount`, as English does; nothing if it is unread."""
        plain = self._plain(text)
        return self.kinds[kind](plain) if plain else ""

    def _plain(self, text: str) -> str:
        """Return a text with numbers as English writes them; nothing if they can be two things."""
        digits = (str(int(c)) if c.isdecimal() else c for c in unicodedata.normalize("NFC", text))
        said = _BESIDE.sub("", _BLANKS.sub(" ", "".join(digits).translate(_MARKS)).strip())
        if self.decimal == ",":
            if re.search(r"\d\.\d", said):
                return ""
            said = re.sub(r"(?<=\d)[,٫](?=\d)", ".", _THOUSAND.sub("", said))
        said = said.replace("٫", ".").replace("٬", ",")
        return _DASH.sub(r"\1 to \2", said)

    def _amount(self, text: str) -> str:
        pair = _PAIR.fullmatch(text)
        if not pair:
            return self._measured(text)
        first, second = self._measured(pair["first"]), self._measured(pair["second"])
        return f"{first} ({second})" if first and second else ""

    def _strength(self, text: str) -> str:
        for found in _found(self.words.strength, text):
            active, taken = self._measured(found["active"]), self._measured(found["taken"])
            if active and taken:
                return f"{active} in {taken}"
        return ""

    def _measured(self, text: str) -> str:
        """Return a number, or two, with a unit."""
        units = _units(self.words.units)
        if found := units.fullmatch(text):
            number = self._numbers(found["number"])
            unit = _unit(self.words.units, found["unit"])
            gap = found["gap"] or _gap(found["unit"])
            return f"{number}{gap}{unit}" if number and unit else ""
        if found := re.fullmatch(r"(\d*)½ (.+)", text):
            return self._halves(found[1], found[2])
        for halved in (*_found(self.words.half, text), *_found(self.words.more, text)):
            if said := self._halves(halved.get("n", ""), halved["unit"]):
                return said
        return ""

    def _halves(self, number: str, named: str) -> str:
        unit = _unit(self.words.units, named)
        if not unit or (number and not _COUNT.fullmatch(number)):
            return ""
        return f"{number} and a half {unit}" if number else f"half a {unit}"

    def _numbers(self, text: str) -> str:
        """Return a number, or the lower and the higher of two."""
        if re.fullmatch(rf"{_NUMBER}(?: to {_NUMBER})?", text):
            return text
        for found in _found((*self.words.span, Line(self.from_to)), text):
            if all(re.fullmatch(_NUMBER, end) for end in found.values()):
                return f"{found['low']} to {found['high']}"
        return ""

    def _band(self, text: str) -> str:
        for found in _found(self.words.over, text):
            if said := self._end(found["text"]):
                return f"{said} and over"
        if said := self._below(text) or self._end(text):
            return said
        for found in _found((*self.words.span, _TO), text):
            low, high = found["low"], found["high"]
            begins = low if re.fullmatch(_NUMBER, low) else self._end(low)
            if begins and (ends := self._below(high) or self._end(high)):
                return f"{begins} to {ends}"
        return ""

    def _below(self, text: str) -> str:
        for found in _found(self.words.under, text):
            if said := self._end(found["text"]):
                return f"under {said}"
        return ""

    def _end(self, text: str) -> str:
        """Return where a band begins or ends: one number with its unit."""
        return "" if " to " in (said := self._measured(text)) else said

    def _often(self, text: str) -> str:
        said = [self._pace(part) for part in re.split(r",\s?", text)]
        return ", ".join(said) if all(said) else ""

    def _pace(self, text: str) -> str:
        if said := self._times(text):
            return said
        for found in _found(self.words.up_to, text):
            if said := self._times(found["text"]):
                return f"up to {said}"
        return ""

    def _times(self, text: str) -> str:
        words = self.words
        alone = {
            "once a day": (*words.once_a_day, Line(self.once_a_day)),
            "twice a day": (*words.twice_a_day, Line(self.twice_a_day)),
            "once a week": words.once_a_week,
            "every other day": words.every_other_day,
            "once only": words.once_only,
        }
        for said, ways in alone.items():
            for _ in _found(ways, text):
                return said
        counted = {
            "{} times a day": (*words.a_day, Line(self.a_day)),
            "up to {} times a day": words.up_to_a_day,
            "{} times a week": words.a_week,
            "every {} hours": words.hours,
            "every {} days": words.days,
            "every {} weeks": words.weeks,
        }
        for said, ways in counted.items():
            for found in _found(ways, text):
                if number := self._numbers(found["n"]):
                    return said.format(number)
        return ""


def _found(ways: Phrases, text: str) -> Iterator[dict[str, str]]:
    """Yield what stands in the slots of each way in which a text may be said."""
    for way in ways:
        if found := _pattern(way.text).fullmatch(text):
            yield found.groupdict()


@cache
def _pattern(way: str) -> re.Pattern[str]:
    """Return a pattern of a way to say something, with a group for each slot."""
    said = []
    for word in _BESIDE.sub("", way).split():
        either = [
            re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(each)) for each in word.split("/")
        ]
        said.append(either[0] if len(either) == 1 else f"(?:{'|'.join(either)})")
    return re.compile(" ".join(said), re.IGNORECASE)


@lru_cache(maxsize=64)
def _units(units: DoseUnits) -> re.Pattern[str]:
    """Return a pattern of an amount: its numbers, and its unit."""
    names = sorted((*SYMBOLS, *_named(units)), key=len, reverse=True)
    return re.compile(
        rf"(?P<number>.*\d)(?P<gap> ?)(?P<unit>{'|'.join(map(re.escape, names))})", re.I
    )


@lru_cache(maxsize=64)
def _named(units: DoseUnits) -> dict[str, str]:
    """Return what each name of a unit means, in small letters."""
    fields = units.__struct_fields__
    return {name.text.lower(): unit for unit in fields for name in getattr(units, unit)}


def _unit(units: DoseUnits, name: str) -> str:
    known = _named(units).get(name.lower(), "")
    return known or (name if name.lower() in _SYMBOLS else "")


def _gap(unit: str) -> str:
    """Return the blank that English has where a script has none."""
    return " " if re.match(_UNSPACED, unit) else ""
