"""Finds markup of other programs, and unfinished markup of ours, which prints as it stands."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from leaflet.content.address import Address
from leaflet.content.inline import Text
from leaflet.errors import Fault, note, shown
from leaflet.source.value import Line
from leaflet.text.breaks import LINE_SEPARATOR

_TAGS = (
    "a|abbr|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|pre|q"
    "|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul"
)
_START, _END = rf"(?<![^{LINE_SEPARATOR}])", rf"(?![^{LINE_SEPARATOR}])"
"""The start and the end of a line."""
_SIGNS = re.compile(r"[*_~`<&#^\\|={}]|\]\s?\(|\[/|''|:::")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>`]*[^\s<>`*_]|(?<![\w.+~-])[\w.+~-]++@[\w.-]+")
_DIALLED = re.compile(r"(?<!\w)(?:\*{1,3}|\#{1,3}\*?)\d{2,3}(?:\*[^*#]{0,24}){0,3}\#")
"""A code that is dialled, such as `**21*…#`."""
_PROBABLE = re.compile(r"(?<!\w)\*{1,4}(?=\s?[pP]\s?[<>=≤≥])")
"""The mark of a level of significance, such as `**p < 0.01`."""
_HIDDEN = "\ufffc"
"""Stands for each character of an address or a code, in which no sign is markup."""
_STRAY = re.compile(
    rf"""
    (?P<pair> <(?P<name>{_TAGS})>[^<>]{{0,80}}</(?P=name)> )
  | (?P<tag> </?(?:{_TAGS})(?:\s+[\w-]+\s*=[^<>]{{0,200}})?\s*/?> | <!-- )
  | (?P<entity> &(?:\#\d{{1,7}}|\#x[0-9a-f]{{1,6}}|[a-z][a-z0-9]{{1,31}}); )
  | (?P<link> (?:\[[^\[\]]{{1,80}})?\]\( | \[[^\[\]]{{1,80}}\]\ \((?={_HIDDEN}|mailto:|tel:) )
  | (?P<maths> (?<![\w$])\$(?=[^$\s])[^$]{{0,60}}[_^\\][^$]{{0,60}}\$(?!\d)
      | \\\([^()]{{1,60}}\\\) )
  | (?P<spanned> \[[^\[\]]{{1,80}}\]\{{(?!clinic\.)[^{{}}]{{1,80}}\}} )
  | (?P<bold> (?<!\*)\*\*(?!\*) | (?<!\*)\*{{4}}(?=\w)[^*]{{1,80}}\*{{4}}(?!\*) )
  | (?P<field> \{{{{1,2}}[^{{}}{LINE_SEPARATOR}]{{0,60}}\}}{{0,2}} )
  | (?P<cite> \[\^[^\[\]\s]{{0,40}}\]? )
  | (?P<slanted> (?<![\w*\\])\*(?=[^*]{{0,79}}[^\W\d_])(?=[^\s*])[^*]{{0,79}}(?<=\S)\*(?![\w*])
      | (?<!\w)(?P<line>__?)(?=[^_]{{0,79}}[^\W\d_])(?=[^\s_])[^_]{{0,79}}(?<=\S)(?P=line)(?!\w)
      | ~~(?=[^\s~])[^~]{{1,80}}~~ | (?<!=)==(?=[^\s=])[^=]{{1,80}}==(?!=) )
  | (?P<small> (?<=[^\W\d_])~[^\W_][\w+−-]{{0,7}}~ | (?<=\w)\^[\w+−-]{{1,8}}\^ )
  | (?P<raised> (?:(?<=\b10)|(?<=\b[ckm]m)|(?<=\bm))\^[−+-]?\d{{1,3}}(?!\d) )
  | (?P<line_end> (?<=[\w.,;!?)])\\n(?=(?-i:[A-Z\d\s])|\Z) | (?<![:\\])\\(?=\s|\Z) )
  | (?P<wiki> (?<![\w'])'''?(?=[^\s'])[^']{{1,80}}'''?(?!') | {_START}:::+ )
  | (?P<code> `[^`]{{1,80}}` | `` )
  | (?P<heading> {_START}\#{{1,6}}\ +(?!of\b)[^\W\d_]+ )
  | (?P<table> {_START}\|[^{LINE_SEPARATOR}]{{1,200}}\|{_END} )
  | (?P<board> \[/(?:b|i|u|s|sub|sup|url|size|color|colour|list|quote)\] )
  | (?P<escape> \\[*_\#\[\]~`&] | \\[a-z]{{2,20}}\{{ )
    """,  # each repeat is bounded, so that the search takes time in proportion to the text
    re.VERBOSE | re.IGNORECASE,
)
_FOOTNOTE = re.compile(rf"{_START}\*\*(?!\*)( )?")
_FIRST_NOTE = re.compile(rf"{_START}\*[^*]{{1,198}}[.;]\s$")
"""What a second footnote in the same text stands behind."""
_LEADING = re.compile(r"[^\s*]\*\*(?![\w*])")
_HINTS = {
    "pair": "write the words alone",
    "tag": "write the words alone",
    "entity": "write the sign itself",
    "maths": "write `H~2~O` and `10^9^`, or the sign itself, such as ≥",
    "spanned": "write the words alone, as colours come from the theme; `**words**` are bold",
    "link": "write `[words](https://…)`, with no space before the address or in it",
    "bold": "write `**` right before the first and right after the last of the bold words",
    "field": "write `{clinic.phone}`, with the name of a detail",
    "cite": "write `[^id]`, with the id of a source",
    "slanted": "write `**words**` for bold, or delete the signs",
    "small": "write the sign itself, such as ₂ or ⁹",
    "raised": "write `10^9^`, with a second ^ behind it",
    "line_end": "end the line with a backslash, or write the lines behind `|`",
    "wiki": "write `**words**` for bold, or delete the signs",
    "code": "delete the backticks",
    "heading": "write it as `- heading:`",
    "table": "write it as `- table:`",
    "board": "write `**words**` for bold, or delete the signs",
    "escape": "delete the backslash",
}


_OF_TAGS = {
    "sub": "write `~2~` for what stands below the line",
    "sup": "write `^2^` for what stands above the line",
    "br": "end the line with a backslash, or write the lines behind `|`",
    "b": "write `**words**` for bold",
    "strong": "write `**words**` for bold",
    "a": "write `[words](https://…)`",
    "li": "write it as `- bullets:`",
}
_OF_ENTITIES = {
    "&nbsp;": "type a no-break space: on Windows Alt 0160, on a Mac Option and the space bar",
}
_TAG_NAME = re.compile(r"\w+")


class Stray(NamedTuple):
    """Signs in a text that print as they stand."""

    start: int
    end: int
    hint: str
    """A way out."""


def strays(said: str, footnoted: bool = False) -> Iterator[Stray]:
    """Yield the stray markup in what a writer says, as the markup of a leaflet leaves it.

    Asterisks of footnotes are none, nor are two of them where texts have a second footnote.
    """
    if not _SIGNS.search(said):
        return
    for plain in (_ADDRESS, _DIALLED, _PROBABLE):
        said = plain.sub(lambda found: _HIDDEN * len(found[0]), said)
    for found in _STRAY.finditer(said):
        kind = next(name for name in _HINTS if found[name])
        if not _is_plain(kind, found, footnoted):
            yield Stray(*found.span(), _way_out(kind, found[0].lower()))


def _way_out(kind: str, signs: str) -> str:
    """Return how to write here what signs of another program mean."""
    tag = _TAG_NAME.search(signs) if kind in ("pair", "tag") else None
    special = _OF_TAGS.get(tag[0]) if tag else _OF_ENTITIES.get(signs)
    return special or _HINTS[kind]


def _is_plain(kind: str, found: re.Match[str], footnoted: bool) -> bool:
    """Return whether signs are no markup after all: a footnote's, or no entity that there is."""
    if kind == "entity" and "#" not in found[0]:
        return found[0][1:] not in html.entities.html5
    if kind != "bold":
        return False
    before = found.string[max(0, found.start() - 1) : found.start()]
    after = found.string[found.end() : found.end() + 1]
    if before in ("", LINE_SEPARATOR):
        return footnoted or after == " "
    if _FIRST_NOTE.search(found.string[max(0, found.start() - 200) : found.start()]):
        return True
    return footnoted and not before.isspace() and not after.isalnum()


def notes(texts: Collection[Text | Line]) -> Iterator[Fault]:
    """Yield a note for each stray sign in the texts of a leaflet; addresses have none."""
    footnoted = is_footnoted(texts)
    for text in texts:
        if isinstance(text, Address) or getattr(text, "pattern", None):
            continue
        said = written(text)
        for stray in strays(said, footnoted):
            signs = said[stray.start : stray.end]
            place = text.span and text.span.find(signs)
            yield note("printed-signs", problem(signs), place, stray.hint)


def is_footnoted(texts: Iterable[Text | Line]) -> bool:
    """Return whether one of the texts is a second footnote, which two asterisks begin.

    Where no blank is behind them, a word of another text must lead to it.
    """
    said = [written(text) for text in texts]
    begins = {bool(found[1]) for each in said for found in _FOOTNOTE.finditer(each)}
    return True in begins or (False in begins and any(map(_LEADING.search, said)))


def written(text: Text | Line) -> str:
    """Return what the writer says in a text: neither fields nor numbers of sources."""
    return text.literal if isinstance(text, Text) else text.text


def problem(signs: str) -> str:
    """Say of signs that they are printed."""
    return f"`{shown(signs)}` is printed as it stands, signs and all"
