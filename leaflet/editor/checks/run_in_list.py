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
_LINE = rf"(?<![^{LINE_SEPARATOR}])"
"""Where a line starts."""
_FIRST = rf"(?:{_LINE}|(?<=[\s,;:.]))"
"""Where a mark may stand that no sentence has."""
_APART = rf"(?:{_LINE}|(?<=[:;.!?]\s))"
"""Where a mark with a full stop may stand: behind a word that word may end a sentence."""
_ITEM = rf"[^{LINE_SEPARATOR}]{{2,400}}?[\s{LINE_SEPARATOR}]"
"""An item, up to the next mark."""
_LISTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_APART}a\. (?=\w){_ITEM}b\. (?=\w)",
        rf"{_APART}1\. (?=[^\W\d]){_ITEM}2\. (?=[^\W\d])",
        rf"{_APART}i\. (?=\w){_ITEM}ii\. (?=\w)",
        rf"{_FIRST}(?:1|a|i)\. (?=[a-z]){_ITEM}(?:2|b|ii)\. (?=[a-z])",
        rf"{_FIRST}\(?[aA]\) ?(?=\w){_ITEM}\(?[bB]\) ?(?=\w)",
        rf"{_FIRST}\(?1\) ?(?=[^\W\d]){_ITEM}\(?2\) ?(?=[^\W\d])",
        rf"{_FIRST}\(?i\) ?(?=\w){_ITEM}\(?ii\) ?(?=\w)",
        rf"{_FIRST}①{_ITEM}②",
        rf"{_FIRST}(?P<dot>[•‣◦▪●–—*+-]) (?=\w){_ITEM}(?P=dot) (?=\w)",
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
_DASHES = re.compile(r"[–—*+-]")
"""Signs that stand between words of a sentence too, unless one stands first in its line."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the texts with two marks of items or more."""
    for passage in manuscript.prose:
        found = _list_in(passage.said)
        if found:
            problem = "these look like the items of a list, and run on in one text"
            yield passage.flaw(problem, _HINT, found.start(), found.end())


def _list_in(said: str) -> re.Match[str] | None:
    """Return the first two marks of a list in a text, with what stands between them."""
    for pattern in _LISTS:
        for found in pattern.finditer(said):
            before = said[max(0, found.start() - 30) : found.start()]
            if _JOINED.search(found[0]) or _INSIDE.search(before):
                continue
            if not _DASHES.match(found[0]) or _begins_a_line(said, found.start()):
                return found
    return None


def _begins_a_line(said: str, at: int) -> bool:
    return said[max(0, at - 1) : at] in ("", LINE_SEPARATOR)
