"""Writes a composed leaflet as plain text, for practice software and text messages."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from leaflet.composition.leaflet import Leaflet
from leaflet.layout.slices import HEADING, StructureNode, Words
from leaflet.publish.html.owned_marks import INLINE, OwnedMarks

WIDE = 72
"""Letters of a line."""
BLANK = " ____"
"""Where something is to be filled in."""
_BLOCKS = ("P", "Caption", "TR", "Figure", "LI", "TOCI")
_GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_LONG = set("^{}\\[~]|€\f")
"""Signs that take the place of two (3GPP TS 23.038, 6.2.1)."""
_PLAINER = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " "}
)


class Messages(NamedTuple):
    """What a text takes as text messages (3GPP TS 23.038 and 23.040)."""

    signs: int
    parts: int
    is_unicode: bool
    """Whether it has letters beyond the alphabet of messages: a part takes fewer than half then."""


def text(leaflet: Leaflet) -> str:
    """Return the words of a leaflet: a blank line between parts, at most 72 letters a line."""
    return "\n".join(_lines(OwnedMarks(leaflet))).strip() + "\n"


def messages(said: str) -> Messages:
    """Return how many text messages a text takes."""
    letters = said.translate(_PLAINER)
    if set(letters) <= _GSM | _GSM_LONG:
        signs = len(letters) + sum(letter in _GSM_LONG for letter in letters)
        return Messages(signs, 1 if signs <= 160 else -(-signs // 153), False)
    signs = len(said.encode("utf-16-le")) // 2
    return Messages(signs, 1 if signs <= 70 else -(-signs // 67), True)


def _lines(owned: OwnedMarks) -> Iterator[str]:
    for node in _blocks(owned.root):
        if not (said := " ".join(_said(owned, node).split())):
            continue
        is_item = node.role in ("LI", "TR", "TOCI")
        mark = "- " if node.role in ("LI", "TOCI") and not _has_label(node) else ""
        wrapped = textwrap.wrap(
            mark + said, WIDE, subsequent_indent=" " * len(mark), break_long_words=False
        )
        if HEADING.fullmatch(node.role):
            yield from ("", said, ("=" if node.role == "H1" else "-") * min(len(said), WIDE))
        else:
            yield from wrapped if is_item else ("", *wrapped)


def _blocks(node: StructureNode) -> Iterator[StructureNode]:
    """Yield the nodes that are a line or a paragraph of their own."""
    for child in node.children:
        if child.role in _BLOCKS or HEADING.fullmatch(child.role):
            yield child
        else:
            yield from _blocks(child)


def _has_label(node: StructureNode) -> bool:
    return any(child.role == "Lbl" for child in node.children)


def _said(owned: OwnedMarks, node: StructureNode) -> str:
    """Return what a node says: its words, or what is read aloud in their place."""
    if node.role == "Form":
        return BLANK
    if node.actual or node.alt:
        return node.actual or node.alt
    kids = owned.kids(node)
    is_text = all(not isinstance(kid, StructureNode) or kid.role in INLINE for kid in kids)
    between = " | " if node.role == "TR" else "" if is_text else " "
    parts = [
        kid.text
        if isinstance(kid, Words)
        else _said(owned, kid)
        if isinstance(kid, StructureNode)
        else ""
        for kid in kids
    ]
    return between.join(parts).replace("\u2060", "").replace("\u00a0", " ")
