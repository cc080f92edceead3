"""Reads numbers as people write them: in digits, with commas, or in words."""

from __future__ import annotations

from typing import NamedTuple

_SMALL = "one two three four five six seven eight nine ten eleven twelve"
WORDS = {word: float(n) for n, word in enumerate(_SMALL.split(), 1)} | {
    "twenty": 20.0,
    "hundred": 100.0,
    "thousand": 1000.0,
    "million": 1e6,
}
"""Numbers that are written in words."""
ARTICLES = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5}
"""Words that stand for a number before what is counted."""
DIGITS = r"\d[\d,]{0,14}(?:\.\d{1,3})?"
SMALL = "|".join(sorted(_SMALL.split(), key=len, reverse=True))
"""A pattern of the words that count what one person takes or does."""
ANY = rf"(?:{DIGITS}|{SMALL})"
TO = r"(?: to | or | ?[-–] ?)"
"""What stands between the two numbers of a range."""
RANGE = rf"(?:{ANY}(?:{TO}{ANY})?)"
TAKEN = rf"(?:{DIGITS}|{SMALL}|{'|'.join(sorted(ARTICLES, key=len, reverse=True))})"
"""A number of what is taken or done: “2”, “two”, “half a”."""


def value(written: str) -> float:
    """Return the value of a number, such as 0.5 for “half a”; ValueError if it is none."""
    word = written.lower()
    if word in WORDS or word in ARTICLES:
        return WORDS.get(word) or ARTICLES[word]
    return float(word.replace(",", "").rstrip("."))


class HowMany(NamedTuple):
    """How many, from `low` to `high`."""

    low: float
    high: float

    def by(self, other: HowMany | float) -> HowMany:
        """Return the product of both."""
        factor = other if isinstance(other, HowMany) else HowMany(other, other)
        return HowMany(self.low * factor.low, self.high * factor.high)
