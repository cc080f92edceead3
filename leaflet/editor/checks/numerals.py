"""Numbers that count or measure are written in digits.

Digits stand out, are read faster and are harder to mistake: 2 tablets, 8 weeks. Words such as "no
one" or "one another" count nothing and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.near import before
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: "
    "https://service-manual.nhs.uk/content/numbers-measurements-dates-time"
)
LANGUAGES = ("en",)
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_ONES += " sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_ONES.split(), 1)}
_VALUES |= {word: value * 10 for value, word in enumerate(_TENS.split(), 2)}
_UNITS = (
    "tablets? capsules? pills? puffs? doses? sachets? drops? spoonfuls? teaspoons? glass(?:es)? "
    "cups? hours? weeks? months? years? litres? grams? milligrams? metres? kilograms? miles? "
    "minutes? inhalers? injections? sessions?"
)
_NO_UNITS = "of|is|are|was|were|in|at|on|for|minds|thirds|quarters|fifths|sixths|eighths|tenths"
_MORE = "|".join([*_VALUES][1:])
_NUMBER = re.compile(
    rf"(?<![-–\w])(?:(?P<tens>{'|'.join(_TENS.split())})-(?P<ones>{'|'.join(_ONES.split()[:9])})\b"
    rf"|(?P<more>{_MORE})(?= [a-z])(?! (?:{_NO_UNITS})\b)(?! (?:or|and|to) (?!{_MORE}))"
    rf"|(?P<one>one)(?= (?:{'|'.join(_UNITS.split())})\b))",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"\b(?:no|any|every|each|some|the|this|that|which|other|another|these|those|your|our|their|my|"
    r"his|her|its|than|at|day|week|month|part|step|stage|phase|type|number|page) $",
    re.IGNORECASE,
)
"""What makes "one" point at something, or a name of it."""
_ONE_OR = re.compile("one or $", re.IGNORECASE)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield numbers in words, but none with a capital: a sentence begins with it."""
    for passage in manuscript.prose:
        for found in passage.finds(_NUMBER):
            points = found["one"] and before(_NO_COUNT, passage.said, found.start())
            chosen = before(_ONE_OR, passage.said, found.start())
            if found[0][0].islower() and not points and not chosen:
                problem = f"the number `{found[0]}` is written as a word"
                yield _flaw(passage, found, problem)


def _flaw(passage: Passage, found: re.Match[str], problem: str) -> Flaw:
    value = sum(_VALUES[word] for word in found[0].lower().split("-"))
    return passage.flaw(problem, f"write {value}", *found.span())
