"""Keeps numbers on one line with the words that belong to them, in the words of a language."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, pairwise

from leaflet.source.model import Struct
from leaflet.source.value import Line
from leaflet.text.fonts import extends
from leaflet.text.run import Run
from leaflet.text.unspaced import LETTER

NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"
"""Holds what stands on both sides of it on one line, and is not drawn."""
_DIGIT = re.compile(r"[\d½¼¾]")
_DIGITS = r"(?:[£€$]?\d{1,9}(?:[.,]\d{1,9}){0,4}(?:/\d{1,4}|[½¼¾])?|[½¼¾])"
_NUMBER = rf"(?<![\w.,/]){_DIGITS}"
_INSIDE = rf"(?<![\d.,/A-Za-z]){_DIGITS}"
"""A number in writing that puts no blanks between words."""


class NumberWords(Struct, frozen=True):
    """The words that stay on one line with a number beside them."""

    before: tuple[Line, ...] = ()
    """What is numbered: page 3."""
    between: tuple[Line, ...] = ()
    """What joins two numbers: 10 to 20."""
    after: tuple[Line, ...] = ()
    """What is counted or measured: 3 months, 100 per cent."""

    def tied(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Return the runs with no-break spaces between numbers and such words."""
        if not any(_DIGIT.search(run.text) for run in runs):
            return runs
        return _tied(runs, self)


@lru_cache(maxsize=4096)
def _tied(runs: tuple[Run, ...], words: NumberWords) -> tuple[Run, ...]:
    signs = [*(text := "".join(run.text for run in runs))]
    for found in _pattern(words).finditer(text):
        for at in range(found.start() + 1, found.end()):
            if text[at] == " ":
                signs[at] = NO_BREAK_SPACE
            elif _parts_alone(text[at - 1], text[at]):
                signs[at] = WORD_JOINER + text[at]
    cuts = pairwise(accumulate((len(run.text) for run in runs), initial=0))
    return tuple(
        run._replace(text="".join(signs[start:end]))
        for run, (start, end) in zip(runs, cuts, strict=True)
    )


def _parts_alone(before: str, after: str) -> bool:
    """Return whether a line may end between two signs though no blank is between them."""
    return not extends(after) and bool(LETTER.match(before) or LETTER.match(after))


@lru_cache(maxsize=64)
def _pattern(words: NumberWords) -> re.Pattern[str]:
    before, between, after = map(_any_of, (words.before, words.between, words.after))
    numbered, joined, counted = (
        _any_of(tuple(word for word in part if LETTER.match(word.text)))
        for part in (words.before, words.between, words.after)
    )
    return re.compile(
        rf"{_NUMBER}(?: {between} {_NUMBER})? ?{after}(?!\w)"
        rf"|{_INSIDE}(?: ?{joined} ?{_DIGITS})? ?{counted}"
        rf"|{_NUMBER} {between} {_NUMBER}(?!\w| \d)"
        rf"|{_INSIDE} ?{joined} ?{_DIGITS}(?! \d)"
        rf"|\b{before} \d{{1,4}}(?:[.,]\d{{1,3}})?[A-Z]?(?: ?{after})?(?!\w|[ .,]\d)"
        rf"|{numbered} ?\d{{1,4}}(?![\d.,]| \d)(?: ?{counted})?",
        re.IGNORECASE,
    )


def _any_of(words: tuple[Line, ...]) -> str:
    longest_first = sorted((word.text for word in words), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})"
