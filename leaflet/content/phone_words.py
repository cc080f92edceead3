"""Finds the phone numbers of a text, in the words of a language, and makes links of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise

from leaflet.source.model import Struct
from leaflet.source.value import Line, Phone
from leaflet.text.run import Run

Range = tuple[int, int]
"""Where something begins and ends in a text, in characters."""

_DIGIT = re.compile(r"\d")
_SPACE = "[ \u00a0]"
_LETTER = r"\w"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Letters of scripts that put no space between a word and a number."""
_GAP = re.compile(rf"{_SPACE}")
_SHAPES = tuple(
    re.compile(shape.replace("_", rf"(?:{_SPACE}|-)?"))
    for shape in (
        r"\+(?=(?:\D{0,3}\d){8,15}$)\d{1,3}_(?:\(\d{1,5}\)_)?\d{1,12}(?:_\d{2,8}){0,5}",
        r"(?=(?:\D{0,2}\d){10,11}$)(?:0\d{1,10}|\(0\d{1,5}\))(?:_\d{2,8}){0,4}",
        r"(?:0\d|\(0\d\))_\d{3}_\d{4}",  # Dublin
        r"(?:1[-. ])?\(\d{3}\)_\d{3}[-.]\d{4}|(?:1[-.])?\d{3}([-.])\d{3}\1\d{4}",  # US, Canada
    )
)
"""How a number in full may be written: from abroad, with its 0, and without."""
_AFTER_IT = re.compile(rf"{_SPACE}\d{{1,2}}(?:[:.]\d\d)?{_SPACE}?(?:[ap]\.?m|h|noon|[^\W\d]{{3,}})")
"""What is counted or timed right after a number: 24 hours, 9am."""
_EXTENSION = re.compile(
    rf",?{_SPACE}?(?:extension|extn?\.?|x){_SPACE}?\d{{1,6}}(?!\w)", re.IGNORECASE
)


class PhoneWords(Struct, frozen=True):
    """What tells a phone number from other numbers."""

    short: tuple[Line, ...] = ()
    """Numbers for an emergency, or of a helpline, that are shorter than others."""
    before: tuple[Line, ...] = ()
    """What stands before a short number that is called: call 999."""
    after: tuple[Line, ...] = ()
    """What stands after one: 999 or, 111 online."""
    counted: tuple[Line, ...] = ()
    """What is counted, so that the number before it is not called: 111 people."""
    codes: tuple[Line, ...] = ()
    """What a number after it is that is not called: ISBN 0198526636."""
    joins: tuple[Line, ...] = ()
    """What stands between two numbers to call: 111 or 999."""
    shares: tuple[Line, ...] = ()
    """What stands between the numbers of a share, which are not called: 111 in 1,000."""

    def linked(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Return the runs with a `tel:` link on each phone number that has none."""
        if not any(_DIGIT.search(run.text) for run in runs):
            return runs
        return _linked(runs, self)


class _Patterns:
    """The patterns of a language's words; no letter of `touching` stands right beside a number."""

    def __init__(self, words: PhoneWords, touching: str) -> None:
        short, before, after, counted, codes = map(
            _any_of, (words.short, words.before, words.after, words.counted, words.codes)
        )
        joins, shares = _any_of(words.joins), _any_of(words.shares)
        # Before a number that is no part of a code, a date, an amount or a longer number.
        alone = rf"(?<![.,:/#£€$+–-])(?<!{touching})(?<!\d{_SPACE})"
        ended = rf"(?!{touching}|[%‰°]|[.,:/–-]\d)"
        gap = _SPACE if touching == _LETTER else f"{_SPACE}?"
        self.groups = re.compile(
            rf"{alone}[+(]?\d{{1,15}}[)]?(?:(?:{_SPACE}|[.-]){{0,2}}[(]?\d{{1,10}}[)]?){{0,7}}{ended}"
        )
        self.short = re.compile(rf"{alone}{short}{ended}(?!{_SPACE}\d)")
        self.before = re.compile(
            rf"(?<!{touching}){before}(?:[:,：，]|{_SPACE}on)?{_SPACE}?[(“‘（「]?$", re.I
        )
        self.after = re.compile(rf"{gap}{after}(?!{touching})", re.I)
        self.counted = re.compile(
            rf"{_SPACE}?{counted}(?!{touching})|{_SPACE}{shares}{_SPACE}\d", re.I
        )
        self.code = re.compile(rf"(?<!{touching}){codes}[.:#：]?{_SPACE}?$", re.I)
        self.joins = re.compile(rf"{_SPACE}?[/,、，]?{_SPACE}?{joins}?{_SPACE}?")


@lru_cache(maxsize=16)
def _patterns(words: PhoneWords, *, unspaced: bool) -> _Patterns:
    """Return the patterns for a text; `-i`, as the compiler goes through all of a large set."""
    return _Patterns(words, rf"(?-i:[^\W{_UNSPACED}])" if unspaced else _LETTER)


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]")


def _any_of(words: tuple[Line, ...]) -> str:
    longest_first = sorted((word.text for word in words), key=len, reverse=True)
    said = (re.escape(word).replace(r"\ ", _SPACE) for word in longest_first)
    return f"(?:{'|'.join(said) or '(?!)'})"


@lru_cache(maxsize=4096)
def _linked(runs: tuple[Run, ...], words: PhoneWords) -> tuple[Run, ...]:
    text = "".join(run.text for run in runs)
    unspaced = not text.isascii() and bool(_unspaced().search(text))
    found = [*_found(text, _patterns(words, unspaced=unspaced))]
    cuts = pairwise(accumulate((len(run.text) for run in runs), initial=0))
    made: list[Run] = []
    for run, (start, end) in zip(runs, cuts, strict=True):
        inside = [(a - start, b - start) for a, b in found if start <= a and b <= end]
        made += [run] if run.link or run.source else _cut(run, inside)
    return tuple(made)


def _cut(run: Run, numbers: list[Range]) -> Iterator[Run]:
    """Yield a run with the numbers in it as links of their own."""
    done = 0
    for start, end in numbers:
        if start > done:
            yield run._replace(text=run.text[done:start])
        number = run.text[start:end]
        yield run._replace(text=number, link=Phone(number).link, keep=True)
        done = end
    if done < len(run.text):
        yield run._replace(text=run.text[done:])


def _found(text: str, patterns: _Patterns) -> Iterator[Range]:
    """Yield where each phone number of a text stands, in order."""
    found = [
        place for groups in patterns.groups.finditer(text) if (place := _full(groups, patterns))
    ]
    for number in patterns.short.finditer(text):
        start, end = number.span()
        if any(a < end and start < b for a, b in found):
            continue
        follows = any(patterns.joins.fullmatch(text, b, start) for _, b in found)
        if _is_called(text, (start, end), patterns, follows):
            found.append((start, end))
    yield from sorted(found)


def _full(groups: re.Match[str], patterns: _Patterns) -> Range | None:
    """Return where the number of the first groups stands, if they are one and no code."""
    text, start = groups.string, groups.start()
    gaps = [gap.start() for gap in _GAP.finditer(text, *groups.span())]
    for end in (groups.end(), *reversed(gaps)):
        number = text[start:end]
        is_whole = end == groups.end() and not re.match(rf"{_SPACE}?\d", text[end:])
        if any(shape.fullmatch(number.replace("(0)", "")) for shape in _SHAPES) and (
            is_whole or _AFTER_IT.match(text, end)
        ):
            if patterns.code.search(text[:start]):
                return None
            extension = _EXTENSION.match(text, end)
            return start, extension.end() if extension else end
    return None


def _is_called(text: str, place: Range, patterns: _Patterns, follows: bool) -> bool:
    """Return whether a short number is one to call: it may follow another that is."""
    start, end = place
    if patterns.counted.match(text, end) or patterns.code.search(text[:start]):
        return False
    is_all = not re.search(r"[^\W\d]", text[:start] + text[end:])
    is_grouped = bool(_GAP.search(text, start, end))
    called = patterns.before.search(text[:start]) or patterns.after.match(text, end)
    return follows or is_all or is_grouped or called is not None
