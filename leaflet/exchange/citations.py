"""Finds sources and the numbers in the text that call them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leaflet.exchange.parts import (
    BoxPart,
    CellPart,
    FilePart,
    HeadingPart,
    ListEntry,
    ListPart,
    NotePart,
    ParagraphPart,
    Stretch,
    Stretches,
    TablePart,
    joined,
    text_of,
)

HEADING = re.compile(
    r"(?:references?|sources?(?: of (?:information|evidence))?|bibliography|evidence|notes|endnotes"
    r"|references and (?:further reading|sources)|where (?:this|the) information comes from)[:.]?",
    re.IGNORECASE,
)
"""What stands over sources."""
_NUMBERS = r"\d{1,2}(?:\s?[,–-]\s?\d{1,2})*"
_CALLED = re.compile(rf"\[({_NUMBERS})\]")
_RAISED = re.compile(rf"[\[(]?({_NUMBERS})[\])]?")
_UNIT = re.compile(r"(?:\b(?:m|cm|mm|km|ft|in|kg/m|g/m|mg/m|10)|\d)$")
"""What may be squared or cubed."""
_OWN_NUMBER = re.compile(r"\[?(\d{1,2})[\].)]\s+")


def listed(parts: Sequence[FilePart]) -> list[NotePart]:
    """Return the sources that parts under such a heading are; nothing if they are none."""
    found: list[NotePart] = []
    for part in parts:
        if isinstance(part, ParagraphPart):
            found.append(_numbered(part.words, len(found) + 1))
        elif isinstance(part, ListPart) and all(len(each.parts) == 1 for each in part.entries):
            for entry in part.entries:
                (inner,) = entry.parts
                if not isinstance(inner, ParagraphPart):
                    return []
                found.append(_numbered(inner.words, len(found) + 1))
        elif isinstance(part, NotePart):
            found.append(part)
        else:
            return []
    return found


def _numbered(words: Stretches, number: int) -> NotePart:
    own = _OWN_NUMBER.match(text_of(words))
    if own and words and len(words[0].text) > own.end():
        first = words[0]._replace(text=words[0].text[own.end() :])
        return NotePart(f"source-{own[1]}", (first, *words[1:]))
    return NotePart(f"source-{number}", words)


def gathered(
    parts: Sequence[FilePart], notes: Sequence[NotePart]
) -> tuple[list[FilePart], list[NotePart]]:
    """Return parts whose numbers call the sources listed in them, and all notes that are called."""
    sources: list[NotePart] = []
    for at, part in enumerate(parts):
        if isinstance(part, HeadingPart) and HEADING.fullmatch(text_of(part.words).strip()):
            end = next(
                (n for n in range(at + 1, len(parts)) if isinstance(parts[n], HeadingPart)),
                len(parts),
            )
            sources = listed(parts[at + 1 : end])
            break
    ids = {each.id for each in sources}
    if not ids:
        return [*parts], [*notes]
    called: set[str] = set()
    made = [*_calling(parts, ids, called)]
    return made, [*notes, *(each for each in sources if each.id in called)]


def _calling(parts: Sequence[FilePart], ids: set[str], called: set[str]) -> Iterator[FilePart]:
    """Yield parts in which numbers of sources call them."""
    for part in parts:
        match part:
            case ParagraphPart(words=words):
                yield part._replace(words=_called(words, ids, called))
            case ListPart(entries=entries):
                inner = (ListEntry(tuple(_calling(each.parts, ids, called))) for each in entries)
                yield part._replace(entries=tuple(inner))
            case BoxPart(parts=boxed):
                yield part._replace(parts=tuple(_calling(boxed, ids, called)))
            case TablePart(rows=rows):
                made = (
                    tuple(CellPart(tuple(_calling(c.parts, ids, called)), c.is_head) for c in row)
                    for row in rows
                )
                yield part._replace(rows=tuple(made))
            case _:
                yield part


def _called(words: Stretches, ids: set[str], called: set[str]) -> Stretches:
    found: list[Stretch] = []
    before = ""
    for stretch in words:
        raised = _RAISED.fullmatch(stretch.text.strip()) if stretch.script == "super" else None
        if raised and not _UNIT.search(before) and (names := _names(raised[1], ids)):
            called.update(names)
            found += [Stretch("", note=name) for name in names]
            continue
        before = (before + stretch.text)[-12:]
        at = 0
        for match in _CALLED.finditer(stretch.text if not stretch.note else ""):
            if names := _names(match[1], ids):
                called.update(names)
                found.append(stretch._replace(text=stretch.text[at : match.start()].rstrip()))
                found += [Stretch("", note=name) for name in names]
                at = match.end()
        found.append(stretch._replace(text=stretch.text[at:]))
    return joined(found)


def _names(numbers: str, ids: set[str]) -> list[str]:
    """Return the ids of sources that numbers such as `1, 3–5` name; nothing if one names none."""
    found: list[str] = []
    for each in re.split(r"\s?,\s?", numbers):
        ends = [int(number) for number in re.split(r"\s?[–-]\s?", each)]
        if len(ends) > 2 or ends[-1] < ends[0]:
            return []
        found += [f"source-{number}" for number in range(ends[0], ends[-1] + 1)]
    return found if all(name in ids for name in found) else []
