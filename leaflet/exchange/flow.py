"""Flow: gathers what a reader says into paragraphs, and items of lists into lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from leaflet.exchange.parts import (
    FilePart,
    ListEntry,
    ListPart,
    ParagraphPart,
    Stretch,
    Stretches,
    joined,
)

_SYMBOLS: dict[int, str] = {
    **dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n"),
    **{0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF076: "•", 0xF0FC: "✓", 0xF0FB: "✗"},
    **{0xF0A8: "☐", 0xF06F: "☐", 0xF071: "☐", 0xF0E0: "→"},
}
"""Line ends of other kinds, and signs of the fonts Symbol and Wingdings as Word writes them."""
_UNPRINTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Controls and marks of direction, which say nothing and which a content file may not hold."""
_BLANKS = re.compile("[ \t\r\n\f]+")
_EMPTY_LINE = re.compile(r"\n\s*\n")


class LevelledItem(NamedTuple):
    """An item of a list that is known by its level, as word processors tell it."""

    level: int
    parts: tuple[FilePart, ...]
    is_ordered: bool = False
    list_id: str = ""
    """Items of one list have the same; another begins a new list."""
    start: int = 1


def clean(text: str) -> str:
    """Return text without what cannot be printed, signs of Symbol and Wingdings as themselves."""
    return unicodedata.normalize("NFC", _UNPRINTED.sub("", text.translate(_SYMBOLS)))


class Flow:
    """Gathers words into paragraphs and keeps the parts in order."""

    def __init__(self) -> None:
        self.found: list[FilePart | LevelledItem] = []
        self.words: list[Stretch] = []

    def say(self, text: str | None, look: Stretch, keeps: bool = False) -> None:
        """Add words in the look of a stretch; line ends are blanks unless they are kept."""
        if text:
            said = clean(text if keeps else _BLANKS.sub(" ", text))
            self.words.append(look._replace(text=said))

    def end(self) -> None:
        """End the paragraph."""
        self.found += map(ParagraphPart, paragraphs(self.words))
        self.words.clear()

    def add(self, *parts: FilePart | LevelledItem) -> None:
        """End the paragraph, and add parts after it."""
        self.end()
        self.found += parts

    def done(self) -> tuple[FilePart, ...]:
        """End the paragraph and return all parts."""
        self.end()
        return tuple(_listed(self.found))


def paragraphs(words: Sequence[Stretch]) -> Iterator[Stretches]:
    """Yield the paragraphs in stretches, which are parted by an empty line."""
    found: list[list[Stretch]] = [[]]
    whole = _lines_trimmed(words)
    for stretch in whole:
        first, *others = _EMPTY_LINE.split(stretch.text)
        found[-1].append(stretch._replace(text=first))
        found += [[stretch._replace(text=each, note="")] for each in others]
    yield from (said for each in found if (said := joined(each)))


def _lines_trimmed(words: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield stretches without blanks around line ends, though a line ends between two of them."""
    for stretch in joined(words):
        yield stretch._replace(text=re.sub(r"[ \t]*\n[ \t]*", "\n", stretch.text))


def _listed(found: Sequence[FilePart | LevelledItem]) -> Iterator[FilePart]:
    """Yield parts, with items in a row as lists."""
    row: list[LevelledItem] = []
    for part in found:
        if isinstance(part, LevelledItem):
            row.append(part)
            continue
        yield from nested(row)
        row = []
        yield part
    yield from nested(row)


def nested(items: Sequence[LevelledItem]) -> Iterator[ListPart]:
    """Yield the lists of items in a row; those of a deeper level stand in the item before them."""
    at = 0
    while at < len(items):
        level, end = items[at].level, at + 1
        while end < len(items) and (
            items[end].level > level
            or (items[end].level == level and _is_same(items[at], items[end]))
        ):
            end += 1
        yield _list(items[at:end], level)
        at = end


def _is_same(one: LevelledItem, other: LevelledItem) -> bool:
    """Tell whether items are of one list: bullets in a row are, whatever list they name."""
    if one.is_ordered != other.is_ordered:
        return False
    return not one.is_ordered or one.list_id == other.list_id


def _list(items: Sequence[LevelledItem], level: int) -> ListPart:
    entries: list[ListEntry] = []
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and items[end].level > level:
            end += 1
        entries.append(ListEntry((*items[at].parts, *nested(items[at + 1 : end]))))
        at = end
    return ListPart(tuple(entries), items[0].is_ordered, items[0].start)
