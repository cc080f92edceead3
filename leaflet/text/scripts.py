"""Sub- and superscript: small signs below or above the line, in one look however they are typed.

Digits and signs keep the characters that Unicode has for them, so that a copied `10⁹` is never
`109`, and so that screen readers say "superscript 9"; letters stay what they are, as in `1st`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal
from unicodedata import decomposition

from leaflet.text.run import Run, Script

SCALE = 0.75
"""The size of the signs, in that of the text: 9 points where the text has 12."""
SUB = -0.14
"""How far the baseline of a subscript is over that of the line, in ems of the text."""
TOP = 1.12
"""How high a superscript reaches, in the height of the capitals of the text."""

_MINUS = "\u2212"
_RANGES = ((0xB2, 0xBA), (0x2B0, 0x2B9), (0x2E0, 0x2E5), (0x1D2C, 0x1DC0), (0x2070, 0x20A0))
"""Where Unicode has such signs; those of `_NATIVE` are letters of a language."""
_NATIVE = "\u00ba"
_PHONETIC = range(0x250, 0x2B0)
"""Letters of which our fonts have the small form alone, as they have it."""


def _bases() -> Iterator[tuple[str, Script, str]]:
    """Yield each such sign with where it stands and what it shows."""
    for sign in (chr(code) for start, end in _RANGES for code in range(start, end)):
        kind, *codes = decomposition(sign).split() or [""]
        if len(codes) == 1 and sign not in _NATIVE and int(codes[0], 16) not in _PHONETIC:
            if kind == "<super>":
                yield sign, "super", chr(int(codes[0], 16))
            elif kind == "<sub>":
                yield sign, "sub", chr(int(codes[0], 16))


_BASES = tuple(_bases())
_SHOWN = str.maketrans({sign: base for sign, _, base in _BASES})
_SIGNS = {
    script: str.maketrans(
        {
            base: sign
            for sign, kind, base in _BASES
            if kind == script and (not base.isalpha() or sign == "\u207f")
        }
        | {"-": {"sub": "\u208b", "super": "\u207b"}[script]}
        | {"\u2013": {"sub": "\u208b", "super": "\u207b"}[script]}
    )
    for script in ("sub", "super")
}
_TYPED = re.compile(
    "|".join(
        f"(?P<{script}>[{''.join(sign for sign, kind, _ in _BASES if kind == script)}]+)"
        for script in ("sub", "super")
    )
)


def signs(text: str, script: Literal["sub", "super"]) -> str:
    """Return the text in the signs that Unicode has for it there, or "" where it lacks one."""
    made = text.translate(_SIGNS[script])
    return made if all(char in _SHOWN_CODES for char in map(ord, made)) else ""


_SHOWN_CODES = frozenset(_SHOWN)


def shown(text: str) -> str:
    """Return the characters that are drawn small for the signs of a text, one for each."""
    return text.translate(_SHOWN)


def rise(script: Script, cap_height: float) -> float:
    """Return how far such text stands over the baseline; in ems, as is the height of capitals."""
    return {"": 0.0, "sub": SUB, "super": (TOP - SCALE) * cap_height}[script]


def parted(runs: Iterable[Run]) -> Iterator[tuple[int, Run]]:
    """Yield the runs with such signs as runs of their own, each with the number it had."""
    for number, run in enumerate(runs):
        if run.text.isascii() or run.script or not _TYPED.search(run.text):
            yield number, run
        else:
            yield from ((number, part) for part in _parts(run))


@lru_cache(maxsize=2048)
def _parts(run: Run) -> tuple[Run, ...]:
    found = [*_TYPED.finditer(run.text)]
    ends = [0, *(end for each in found for end in each.span()), len(run.text)]
    scripts: list[Script] = []
    for each in found:
        scripts += ("", "sub" if each["sub"] else "super")
    cuts = zip(pairwise(ends), [*scripts, ""], strict=True)
    return tuple(
        run._replace(text=run.text[start:end], script=script)
        for (start, end), script in cuts
        if start < end
    )
