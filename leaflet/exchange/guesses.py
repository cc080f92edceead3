"""Guesses what the writer of a file meant but did not say: headings, lists typed by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from leaflet.exchange.flow import LevelledItem, nested
from leaflet.exchange.parts import (
    BoxPart,
    FilePart,
    HeadingPart,
    ParagraphPart,
    Stretch,
    Stretches,
    joined,
    text_of,
)

MOST_WORDS = 14
"""Words of the longest heading that is guessed."""
LARGER = 1.12
"""How many times the size of the text a heading has that is known by its size alone."""
SMALLER = 0.95
"""Type that is so many times the size of the text is small print, be it bold."""
_BULLET = re.compile(r"(?:[•●▪■◦○‣⁃∙·➢➤✓✔*–—-]|o(?= ))\s+(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,2})[.)]\s+(?=\S)")
BOX = re.compile(r"(?:[☐□❏❑◻]|\[ ?\])\s*(?=\S)")
"""A box to tick."""


ASKED = re.compile(r"(?P<kind>Q|A|Question|Answer)\s?\d{0,2}\s?[:.)]\s+", re.IGNORECASE)
"""What marks a question or an answer."""


def typed_lists(parts: Iterable[FilePart]) -> Iterator[FilePart]:
    """Yield parts, with paragraphs that begin with bullets or numbers as lists."""
    for is_item, row in groupby(_lines(parts), lambda part: bool(_sign(part))):
        items = [*row]
        if not is_item:
            yield from items
        else:
            yield from _typed(items)


def _typed(items: Sequence[FilePart]) -> Iterator[FilePart]:
    """Yield paragraphs that begin with signs as lists; a number alone begins none."""
    for kind, row in groupby(items, lambda part: _sign(part)[:1]):
        listed = [*row]
        numbers = [int(found[1]) for each in listed if (found := _NUMBER.match(_text(each)))]
        counts = numbers == [*range(numbers[0], numbers[0] + len(listed))] if numbers else True
        if kind == "n" and (len(listed) < 2 or not counts):
            yield from listed
            continue
        start = numbers[0] if numbers else 1
        yield from nested(
            [LevelledItem(1, (_unsigned(each),), kind == "n", "", start) for each in listed]
        )


def _sign(part: FilePart) -> str:
    """Return what kind of sign a paragraph begins with: b, c (a box to tick), n, or nothing."""
    text = _text(part)
    if _NUMBER.match(text):
        return "n"
    return "c" if BOX.match(text) else "b" if _BULLET.match(text) else ""


def _text(part: FilePart) -> str:
    return text_of(part.words) if isinstance(part, ParagraphPart) else ""


def _unsigned(part: FilePart) -> FilePart:
    """Return a paragraph without its sign; a box to tick stays."""
    if not isinstance(part, ParagraphPart):
        return part
    text = _text(part)
    found = _NUMBER.match(text) or _BULLET.match(text)
    return (
        part if not found or BOX.match(text) else part._replace(words=_cut(part.words, found.end()))
    )


def _cut(words: Stretches, count: int) -> Stretches:
    """Return stretches without their first characters."""
    kept: list[Stretch] = []
    for stretch in words:
        gone = min(count, len(stretch.text))
        count -= gone
        if stretch.note or stretch.text[gone:]:
            kept.append(stretch._replace(text=stretch.text[gone:]))
    return joined(kept)


def _lines(parts: Iterable[FilePart]) -> Iterator[FilePart]:
    """Yield parts, each line of a paragraph alone where lines begin with signs."""
    for part in parts:
        if not isinstance(part, ParagraphPart) or "\n" not in _text(part):
            yield part
            continue
        lines = [ParagraphPart(said, part.size) for said in split_lines(part.words)]
        signed = sum(bool(_sign(line)) for line in lines)
        yield from lines if signed > 1 or (signed and not _sign(lines[0])) else (part,)


def split_lines(words: Stretches) -> list[Stretches]:
    """Return the lines that stretches have, each as stretches."""
    found: list[list[Stretch]] = [[]]
    for stretch in words:
        first, *others = stretch.text.split("\n")
        found[-1].append(stretch._replace(text=first))
        found += [[stretch._replace(text=each, note="")] for each in others]
    return [said for each in found if (said := joined(each))]


def headings(parts: Sequence[FilePart]) -> tuple[list[FilePart], int]:
    """Return parts, with short paragraphs in bold or larger type as headings, and how many.

    The level is one under the heading above it where the file has headings of its own; else the
    largest type has the highest.
    """
    usual = _usual_size(parts)
    told = [part for part in parts if isinstance(part, HeadingPart)]
    sizes = sorted({size for part in parts if (size := _heading_size(part, usual))}, reverse=True)
    levels = {size: number for number, size in enumerate(sizes, 1)}
    level, found, count = 1, list[FilePart](), 0
    for number, part in enumerate(parts):
        if isinstance(part, HeadingPart):
            level = part.level
        size = _heading_size(part, usual)
        after = parts[number + 1] if number + 1 < len(parts) else None
        follows = after is not None and not isinstance(after, HeadingPart)
        if size and isinstance(part, ParagraphPart) and (follows or size > usual):
            own = level + 1 if told else levels[size]
            plain = joined(each._replace(bold=False) for each in part.words)
            found.append(HeadingPart(plain, own))
            count += 1
        else:
            found.append(part)
    return found, count


def _usual_size(parts: Iterable[FilePart]) -> float:
    """Return the size of type that most words have, or 0 where no size is known."""
    words: Counter[float] = Counter()
    for part in parts:
        if isinstance(part, ParagraphPart) and part.size:
            words[part.size] += len(text_of(part.words))
    return words.most_common(1)[0][0] if words else 0.0


def _heading_size(part: FilePart, usual: float) -> float:
    """Return the size of a paragraph that looks like a heading, 1 where it is not known; else 0."""
    if not isinstance(part, ParagraphPart) or part.is_subtitle or "\n" in text_of(part.words):
        return 0.0
    text = text_of(part.words).strip()
    if (
        not 0 < len(text.split()) <= MOST_WORDS
        or text[-1] in ".,;:"
        or not re.search(r"[^\W\d]", text)
    ):
        return 0.0
    if ASKED.match(text):
        return 0.0
    if part.size and part.size < usual * SMALLER:
        return 0.0
    is_bold = all(each.bold or not each.text.strip() for each in part.words)
    is_large = bool(usual) and part.size > usual * LARGER
    return (part.size or 1.0) if is_bold or is_large else 0.0


def unboxed(part: BoxPart) -> tuple[FilePart, ...]:
    """Return the parts of a box, those of boxes in it too."""
    return tuple(
        inner
        for each in part.parts
        for inner in (unboxed(each) if isinstance(each, BoxPart) else (each,))
    )
