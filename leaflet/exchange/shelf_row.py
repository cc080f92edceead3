"""ShelfRow: what one line of the report on a shelf says about a file."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from leaflet.document.document import Document
from leaflet.editor import engine
from leaflet.editor.prose import readability
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.exchange.brought import Brought
from leaflet.exchange.parts import LeftKind

SKETCH = 96
"""Numbers that stand for the words of a leaflet when it is compared with others."""
_WORD = re.compile(r"\w+")
_NEEDS: tuple[tuple[LeftKind, str], ...] = (
    ("changed-text", "tracked changes"),
    ("deleted-text", "deleted words"),
    ("comment", "comments"),
    ("drawing", "drawings"),
    ("equation", "equations"),
    ("embedded-object", "things of other programs"),
    ("form-field", "fields to fill in"),
    ("picture", "pictures that were not taken"),
    ("hidden-text", "hidden words"),
    ("unreadable-signs", "words that could not be printed"),
)
"""What is left over and a person has to look at."""


class ShelfRow(NamedTuple):
    """What became of a file; plain values, so that it can be kept as JSON."""

    file: str
    status: str
    """`brought`; `kept` from an earlier run; `edited` since, and left as it is; `refused`."""
    leaflet: str = ""
    title: str = ""
    words: int = 0
    grade: float = 0.0
    """The reading grade, 0 where the language has no formula or there are too few words."""
    pages: int = 0
    pictures: int = 0
    issued: str = ""
    next_review: str = ""
    missing: tuple[str, ...] = ()
    """Rules of `leaflet check` on completeness that find something."""
    needs: tuple[str, ...] = ()
    """What a person has to look at."""
    alike: tuple[str, ...] = ()
    """Files that say nearly the same."""
    code: str = ""
    """Why a file was refused, as a code, and in words."""
    problem: str = ""
    sketch: tuple[int, ...] = ()


def row(file: str, stem: str, made: Brought, today: datetime.date) -> ShelfRow:
    """Return the line for a file that was brought in."""
    facts = {key: fact.value for key, fact in made.leaflet.facts.items()}
    document, kinds = made.tried.document, [each.kind for each in made.leaflet.left]
    needs = [f"{kinds.count(kind)} {words}" for kind, words in _NEEDS if kind in kinds]
    checks = made.text.count("# check:")
    needs += [f"{checks} guesses to check"] if checks else []
    needs += [f"does not build: {fault.code}" for fault in made.tried.faults[:1]]
    told = ShelfRow(
        file,
        "brought",
        f"{stem}.yaml",
        str(facts.get("title", "")),
        pages=made.tried.sides,
        pictures=len(made.pictures),
        issued=str(facts.get("issued", "")),
        next_review=str(facts.get("next_review", "")),
        needs=tuple(needs),
    )
    return _measured(told, document, today) if document else told


def _measured(told: ShelfRow, document: Document, today: datetime.date) -> ShelfRow:
    """Return a line with words, grade and what is missing."""
    manuscript = Manuscript(document, today)
    said = [word.lower() for text in document.texts for word in _WORD.findall(text.literal)]
    figures = readability.of(manuscript)
    grade = figures.whole.grade if manuscript.is_english and figures.whole.are_enough else 0.0
    rules = (each for each in engine.rules() if each.group == "completeness")
    missing = [
        each.id for each in rules if each.reads(document.language) and any(each.flaws(manuscript))
    ]
    return told._replace(
        words=len(said), grade=round(grade, 1), missing=tuple(missing), sketch=sketch(said)
    )


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """Return the least numbers that stand for three words in a row: alike texts share many."""
    threes = {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))}
    numbers = (
        int.from_bytes(hashlib.blake2b(each.encode(), digest_size=6).digest()) for each in threes
    )
    return tuple(sorted(numbers)[:SKETCH])


ALIKE = 0.7
"""The share of threes that two texts have in common which are told to be alike."""
COMMON = 50
"""Leaflets with the same three words, beyond which these are a formula and tell nothing."""


def compared(rows: Sequence[ShelfRow]) -> list[ShelfRow]:
    """Return rows, each with the files that say nearly the same."""
    places: dict[int, list[int]] = {}
    for at, one in enumerate(rows):
        for number in one.sketch:
            places.setdefault(number, []).append(at)
    pairs = {
        (first, second)
        for found in places.values()
        if 1 < len(found) <= COMMON
        for first in found
        for second in found
        if first < second
    }
    alike: dict[int, list[str]] = {}
    for first, second in sorted(pairs):
        if _share(rows[first].sketch, rows[second].sketch) >= ALIKE:
            alike.setdefault(first, []).append(rows[second].file)
            alike.setdefault(second, []).append(rows[first].file)
    return [one._replace(alike=tuple(alike.get(at, ()))) for at, one in enumerate(rows)]


def _share(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return how much two sketches share, of the least numbers of both together."""
    both = sorted({*one, *other})[:SKETCH]
    common = {*one} & {*other}
    return sum(number in common for number in both) / len(both) if both else 0.0


COLUMNS = (
    *("file", "status", "leaflet", "title", "words", "grade", "pages", "pictures", "issued"),
    *("next_review", "alike", "missing", "needs", "code", "problem"),
)


def table(rows: Iterable[ShelfRow]) -> str:
    """Return the report on a shelf as CSV; no cell is taken for a formula by a spreadsheet."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in rows:
        writer.writerow([_cell(getattr(one, column)) for column in COLUMNS])
    return file.getvalue()


def _cell(value: object) -> str:
    text = "; ".join(value) if isinstance(value, tuple) else str(value or "")
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
