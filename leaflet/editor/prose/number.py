"""Reads numbers as people write them: in digits, with commas, or in words."""

from __future__ import annotations

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
RANGE = rf"(?:{ANY}(?:(?: to | or |\s?[-–]\s?){ANY})?)"


def value(written: str) -> float:
    """Return the value of a number, such as 0.5 for “half a”; ValueError if it is none."""
    word = written.lower()
    if word in WORDS or word in ARTICLES:
        return WORDS.get(word) or ARTICLES[word]
    return float(word.replace(",", "").rstrip("."))
