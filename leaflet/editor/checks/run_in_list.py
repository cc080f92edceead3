"""What is a list looks like one.

“a. add water b. stir” in one line is read as a sentence, and a step is skipped. Items that stand
under one another are counted and ticked off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.text.breaks import LINE_SEPARATOR

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: https://service-manual.nhs.uk/content/formatting-and-punctuation"
)
_HINT = "write each item in `bullets`, or in `steps` if they have an order"
_INNER = "give the item a list of its own, as `{text: …, items: […, …]}`"
_LINE = rf"(?<![^{LINE_SEPARATOR}])"
"""Where a line starts."""
_FIRST = rf"(?:{_LINE}|(?<=[\s,;:.]))"
"""Where a mark may stand that no sentence has."""
_APART = rf"(?:{_LINE}|(?<=[:;.!?]\s))"
"""Where a mark with a full stop may stand: behind a word that word may end a sentence."""
_ITEM = rf"[^{LINE_SEPARATOR}]{{2,400}}?[\s{LINE_SEPARATOR}]"
"""An item, up to the next mark."""
_WORD = r"(?=[\"“‘'«(£€$]?\w)"
_LOWER = r"(?=[a-z])"
_STOP = rf"\.\)?(?:\s{_WORD}|(?=[^\W\d]{{2}}))"
"""The end of a mark; where no blank is behind it, it is no “a.m.” and no decimal."""
_DIGITS = (("1", "2"), ("١", "٢"), ("۱", "۲"), ("१", "२"), ("১", "২"))
_LETTERS = (("a", "b"), ("α", "β"), ("а", "б"), ("א", "ב"), ("أ", "ب"))
_CAPITALS = (("A", "B"), ("Α", "Β"), ("А", "Б"))
_ROMAN = (("i", "ii"), ("I", "II"))
_NAME = r"(?!\w+ (?:is|was|has|will|and|or|&)\b)"
"""Not the rest of a name, as in “A. Patel is our nurse”."""
_SIGNS = "•‣◦▪●·∙⁃○■◆◇◾❖▸►▶➢➤✓✔✗✘★–—*+~>»›→-"


def _marks(
    start: str, pairs: tuple[tuple[str, str], ...], end: str, bracket: str = ""
) -> Iterator[str]:
    """Yield a pattern of two items for each pair of first and second marks."""
    for one, two in pairs:
        yield f"{start}{bracket}{one}{end}{_ITEM}{bracket}{two}{end}"


_LISTS = tuple(
    re.compile(pattern)
    for pattern in (
        *_marks(_APART, (*_LETTERS, *_DIGITS, *_ROMAN), _STOP),
        *(f"{each}(?<!, B\\.\\s)" for each in _marks(_APART, _CAPITALS, rf"\.\s{_NAME}{_WORD}")),
        *_marks(_FIRST, (*_LETTERS, *_DIGITS, *_ROMAN), rf"\.\s{_LOWER}"),
        *_marks(_FIRST, (*_LETTERS, *_CAPITALS, *_DIGITS, *_ROMAN), rf"\)\s?{_WORD}", r"\(?"),
        *_marks(_APART, (*_LETTERS, *_DIGITS), r"(?::|\s?[-–—])\s(?=[^\W\d])"),
        *_marks(_FIRST, (("①", "②"), ("❶", "❷"), ("➊", "➋"), ("⑴", "⑵"), ("⒈", "⒉")), ""),
        rf"{_FIRST}(?P<dot>[{_SIGNS}])\s{_WORD}{_ITEM}(?P=dot)\s{_WORD}",
        rf"{_FIRST}(?P<dot>[•‣◦▪●■])(?=\w){_ITEM}(?P=dot)(?=\w)",
    )
)
_JOINED = re.compile(
    r"\b(?:and|or|nor)\s+(?:at |in |see )?(?:step |stage |part )?\(?\w{1,2}[.)] ?$"
)
"""The end of an enumeration in a sentence, which is no list: “(a) above and (b) below”."""
_INSIDE = re.compile(
    r"\([^()]*$|\b(?:ext|fig|figs|no|nos|vol|ch|sec|pp?|tel|grade|step)\.? $", re.IGNORECASE
)
"""What a number belongs to that stands in brackets, or behind an abbreviation."""
_DASHES = re.compile(r"[–—*+~>»›→·∙-]")
"""Signs that stand between words too, unless one begins a line or stands behind a colon."""
_BEGIN = re.compile(rf"(?:^|{LINE_SEPARATOR}|:\s)$")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the texts with two marks of items or more."""
    for passage in manuscript.prose:
        found = _list_in(passage.said)
        if found:
            problem = "these look like the items of a list, and run on in one text"
            hint = _INNER if passage.field == "items" else _HINT
            yield passage.flaw(problem, hint, found.start(), found.end())


def _list_in(said: str) -> re.Match[str] | None:
    """Return the first two marks of a list in a text, with what stands between them."""
    for pattern in _LISTS:
        for found in pattern.finditer(said):
            before = said[max(0, found.start() - 30) : found.start()]
            if _JOINED.search(found[0]) or _INSIDE.search(before):
                continue
            if not _DASHES.match(found[0]) or _BEGIN.search(before):
                return found
    return None
