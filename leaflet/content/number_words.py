"""Keeps numbers on one line with the words that belong to them, in the words of a language."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, pairwise

from leaflet.source.model import Struct
from leaflet.source.value import Line
from leaflet.text.run import Run

NO_BREAK_SPACE = "\u00a0"
_DIGIT = re.compile(r"[\d½¼¾]")
_NUMBER = r"(?<![\w.,/])(?:[£€$]?\d{1,9}(?:[.,]\d{1,9}){0,4}(?:/\d{1,4}|[½¼¾])?|[½¼¾])"


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
    text = "".join(run.text for run in runs)
    joined = _pattern(words).sub(lambda found: found[0].replace(" ", NO_BREAK_SPACE), text)
    cuts = pairwise(accumulate((len(run.text) for run in runs), initial=0))
    return tuple(
        run._replace(text=joined[start:end]) for run, (start, end) in zip(runs, cuts, strict=True)
    )


@lru_cache(maxsize=32)
def _pattern(words: NumberWords) -> re.Pattern[str]:
    before, between, after = map(_any_of, (words.before, words.between, words.after))
    return re.compile(
        rf"{_NUMBER}(?: {between} {_NUMBER})? {after}(?!\w)"
        rf"|{_NUMBER} {between} {_NUMBER}(?!\w| \d)"
        rf"|\b{before} \d{{1,4}}[A-Z]?(?!\w|[ .,]\d)",
        re.IGNORECASE,
    )


def _any_of(words: tuple[Line, ...]) -> str:
    longest_first = sorted((word.text for word in words), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})"
