"""Writes stretches as the small markup of a text, so that they print as they stood in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from leaflet.content import inline
from leaflet.exchange.parts import Stretch, Stretches, text_of
from leaflet.source.value import tidy
from leaflet.text.breaks import LINE_SEPARATOR
from leaflet.text.run import Run

_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_SIGNS = ((r"\*\*", "* *"), (r"\]\(", "] ("), (r"\[\^", "[ ^"), (r"\{clinic", "{ clinic"))
_SMALL_SIGNS = ((r"~(?=\S)", "~ "), (r"(?<=\S)\^(?=\S)", "^ "))


def marked(
    words: Stretches, notes: Collection[str] = (), bold: bool = True
) -> tuple[str, list[str]]:
    """Return stretches as markup, and the addresses that no link of a leaflet can have.

    `notes` are the ids that a reference has; others fall away. Without `bold` no words are bold,
    as in the head of a table.
    """
    lost: list[str] = []
    text = "".join(_stretch(each, notes, bold, lost) for each in words)
    text = re.sub(r" +(?=\[\^)", "", text).strip()
    if _printed(text) != _plain(text_of(words)):
        calls = "".join(f"[^{each.note}]" for each in words if each.note in notes)
        text = neutral(text_of(words)) + calls
        lost += [each.link for each in words if each.link and each.link not in lost]
    return text, lost


def neutral(text: str) -> str:
    """Return text of which nothing is taken for markup: a blank parts the signs that would be."""
    for signs in (_SIGNS, _SMALL_SIGNS):
        if _printed(text) == _plain(text):
            return text
        for sign, parted in signs:
            text = re.sub(sign, parted, text)
    return text


def _printed(text: str) -> str:
    """Return what is printed of a text, without fields and citations; nothing for those alone."""
    parts = inline.parse(tidy(text.replace("\n", " ")).replace(LINE_SEPARATOR, " "))
    said = "".join(
        part.text if isinstance(part, Run) else "" if isinstance(part, inline.Cite) else "{"
        for part in parts
    )
    return _plain(said)


def _plain(text: str) -> str:
    """Return text for comparing: a small sign is as good as the letter that it stands for."""
    return unicodedata.normalize("NFKC", tidy(text.replace("\n", " ")))


def _stretch(each: Stretch, notes: Collection[str], bold: bool, lost: list[str]) -> str:
    if each.note:
        return f"[^{each.note}]" if each.note in notes else ""
    found = _EDGES.fullmatch(each.text)
    before, core, after = found.groups() if found else ("", each.text, "")
    if not core:
        return each.text
    said = neutral(core)
    if each.script and re.fullmatch(r"[^\s~^]{1,16}", core):
        sign = "^" if each.script == "super" else "~"
        said = f"{sign}{core}{sign}"
    if each.link:
        said = _linked(said, each.link, lost)
    if bold and each.bold:
        said = "\n".join(f"**{line.strip()}**" if line.strip() else "" for line in said.split("\n"))
    return f"{before}{said}{after}"


def _linked(said: str, link: str, lost: list[str]) -> str:
    """Return words as a link; as they are, and the address as lost, where it cannot be one."""
    address = link.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    if not inline.LINK.fullmatch(address) or re.search(r"[\[\]\n]", said):
        lost.append(link)
        return said
    return f"[{said}]({address})"
