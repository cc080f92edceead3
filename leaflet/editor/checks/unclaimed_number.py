"""Each number that states a fact is in the claims file, if the leaflet has one.

A claims file says where each fact was found. A number that is not in it was put in later, or by a
slip of the hand. The clinic's details, doses, dates, ages, times and prices need no claim, nor do
numbers in advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import figure
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.near import before
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.sentence import Sentence
from leaflet.editor.prose.spans import Spans
from leaflet.text.run import Run

GROUP = "honesty"
SEVERITY = "warning"
SOURCE = "Leaflet's own rule"
LANGUAGES = ("en",)
NO_FACTS = ("doses", "schedule", "exercise", "exercises", "programme", "fill_in", "timeline")
"""Blocks whose numbers say how much and when."""
_NUMBER = re.compile(r"(?<![\w.,/:£$€-])\d[\d,]*(?:\.\d+)?(?![\w/:-]|\.\d)")
_RANGE = r"(?: ?(?:to|or|and|-|–) ?\d[\d,.]*)?"
_UNIT = re.compile(
    rf"{_RANGE}[ -]?(?:%? ?(?:mg|g|kg|mcg|micrograms?|grams?|ml|mls?|l|litres?|pints?|cm|mm|"
    r"metres?|miles?|km|stone|lbs?|pounds?|pence|p|units?|tablets?|capsules?|caplets?|puffs?|drops?|"
    r"sachets?|spoon\w*|teaspoons?|tablespoons?|glass(?:es)?|cups?|mugs?|doses?|patch(?:es)?|"
    r"portions?|calories|kcal|mmhg|mmol\w*|°\s?[cf]?|degrees?|"
    r"seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?|years?|decades?|"
    r"times|am|pm|o.clock|noon|"
    r"(?:years?|months?)[ -]olds?|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|°)",
    re.IGNORECASE,
)
"""What makes it a dose, a measure, a time, a date or an age."""
_AGED = re.compile(
    r"\b(?:aged?|ages|over|under|between|from|the over|the under|turn|turning)"
    r"(?: the age of| about)?"
    r"(?: \d+(?: ?(?:to|and|or|-|–))?)? $|\b(?:aged?|ages)(?: (?:between|from|over|under|about))? "
    r"(?:\d+ (?:to|and|or) )?$",
    re.IGNORECASE,
)
_AGE_BEHIND = re.compile(
    rf"{_RANGE}(?:s\b| (?:and|or) (?:over|older|under|younger|above|below)\b)", re.IGNORECASE
)
_NAMED = re.compile(
    r"\b(?:steps?|exercises?|days?|weeks?|pages?|parts?|stages?|phases?|types?|grades?|wards?|"
    r"floors?|levels?|rooms?|sections?|numbers?|no\.|versions?|sizes?|figures?|tables?|lines?|"
    r"lanes?|platforms?|bus(?:es)?|routes?|gates?|doors?|entrances?|zones?|buildings?|units?|"
    r"clinics?|option|questions?|schedule|class|category|factor|omega|covid|vitamin|article|act|"
    r"rule|guideline|january|february|march|april|may|june|july|august|september|october|november|"
    r"december) (?:\d+ (?:to|and|or) )?$",
    re.IGNORECASE,
)
"""What it numbers or names, and is no amount: step 3."""
_CALLED = re.compile(
    r"\b(?:call|ring|phone|dial|text|on|or|and|of|tel|fax|line)\b[^.;:?!\d]{0,20}$", re.IGNORECASE
)
_SHORT = ("999", "111", "112", "101", "105", "119", "911", "988", "116", "123", "85258")
_DIALLED = re.compile(r"(?<![\w.,])\+?\(?\d[\d() -]{7,}\d")
"""A number of at least 9 characters in groups, as phone numbers are written."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_ADVISES = re.compile(
    r"\W*(?:please |you (?:can|may|should|must|need to|could|will need to) |if|when|once|unless|"
    r"until|do not|don.t|try|do|use|take|keep|bring|hold|repeat|count|breathe|lift|bend|walk|drink|"
    r"eat|wait|rest|stop|call|see|ask|come|choose|check|write|tick|fold|put|stand|sit|lie|build up|"
    r"start|begin|aim|sleep|press|push|pull|raise|lower|turn|stretch|add|mix|read|book|fill)\b",
    re.IGNORECASE,
)
"""What begins advice: its numbers say how much to do."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield numbers in the text that no claim has; none where there is no claims file."""
    if manuscript.claims is None:
        return
    claimed = {value for claim in manuscript.claims for value in _values(claim.statement.text)}
    claimed |= {value for claim in manuscript.claims for value in _values(claim.place.text)}
    for passage in manuscript.prose:
        if passage.kind not in NO_FACTS:
            for sentence in passage.sentences:
                yield from _unclaimed(passage, sentence, claimed)


def _unclaimed(passage: Passage, sentence: Sentence, claimed: set[str]) -> Iterator[Flaw]:
    hint = "add it to the claims file with its source, or correct it"
    for start, end in _facts(passage, sentence):
        words = passage.said[start:end]
        if not _values(words) <= claimed:
            yield passage.flaw(f"no claim has “{words}”", hint, start, end)


def _facts(passage: Passage, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the offsets in the passage of each number that states a fact."""
    start = sentence.start
    rates = [(start + each.start, start + each.end) for each in figure.all_in(sentence.text)]
    yield from rates
    if _ADVISES.match(sentence.text):
        return
    details = [(at, end) for part, at, end in passage.parts if not isinstance(part, Run)]
    dialled = (found.span() for found in _DIALLED.finditer(passage.said))
    taken = Spans([*rates, *details, *dialled])
    for found in _NUMBER.finditer(passage.said, start, start + len(sentence.text)):
        if not taken.meet(*found.span()) and _is_fact(found, passage.said):
            yield found.span()


def _is_fact(found: re.Match[str], said: str) -> bool:
    """Return whether a number is neither dose, time, date, age, price, name nor phone number."""
    start, end = found.span()
    if _YEAR.fullmatch(found[0]) or _UNIT.match(said, end) or _AGE_BEHIND.match(said, end):
        return False
    if found[0] in _SHORT and before(_CALLED, said, start):
        return False
    return not (before(_NAMED, said, start) or before(_AGED, said, start))


def _values(words: str) -> set[str]:
    """Return the numbers in some words, in digits."""
    digits = {number.replace(",", "").rstrip(".") for number in re.findall(r"\d[\d,.]*", words)}
    return digits | {str(number) for number in figure.in_words(words)}
