"""Tells how a table in a file is written: its encoding and what parts its columns."""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from leaflet.errors import Fault, FileError, LeafletError, shown

PAGES = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "cp1255", "cp1256")
"""Code pages of Windows: western, central, Cyrillic, Greek, Turkish, Baltic, Hebrew, Arabic."""
DELIMITERS = ",;\t"
"""What parts columns; Excel writes semicolons where the comma is for decimals."""
MOST_WORDS = 20_000
"""Words with letters beyond ASCII by which an encoding is told."""
_BLOCK = 1 << 20
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def encoding(path: Path) -> str:
    """Return the encoding of a file: UTF-8, UTF-16 or a code page of Windows.

    Raises LeafletError where several code pages would give different words, all of them likely:
    a clinic's name is not guessed.
    """
    with _opened(path) as file:
        begin = file.read(4096)
        for mark, name in _MARKS.items():
            if begin.startswith(mark):
                return name
        if b"\0" in begin:
            return _wide(path, begin)
        file.seek(0)
        return "utf-8" if _is_utf8(iter(lambda: file.read(_BLOCK), b"")) else _page(path)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        problem = f"`{shown(str(path), 200)}` could not be read: {error.strerror}"
        raise FileError(Fault("read-failed", problem)) from None


def _wide(path: Path, begin: bytes) -> str:
    """Return which UTF-16 has a zero in every second byte; LeafletError for anything else."""
    even, odd = begin[::2].count(0), begin[1::2].count(0)
    if min(even, odd) == 0 and max(even, odd) > len(begin) // 8:
        return "utf-16-be" if even else "utf-16-le"
    problem = f"`{shown(path.name)}` has bytes that no text has"
    hint = "save the table as CSV in UTF-8 (in Excel: CSV UTF-8)"
    raise LeafletError(Fault("not-a-table", problem, None, hint))


def _is_utf8(blocks: Iterable[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in blocks:
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _page(path: Path) -> str:
    """Return the one code page, or the first of those that give the same words."""
    words = [*dict.fromkeys(_foreign(path))][:MOST_WORDS]
    readings: dict[tuple[str, ...], str] = {}
    for page in PAGES:
        if read := _read(words, page):
            readings.setdefault(read, page)
    if len(readings) == 1:
        return next(iter(readings.values()))
    differing = next(iter(zip(*readings, strict=True)), ()) if readings else ()
    seen = ", ".join(
        f"`{shown(word, 30)}` ({name})"
        for word, name in zip(differing, readings.values(), strict=False)
    )
    problem = f"`{shown(path.name)}` is not UTF-8, and its words could be read in several ways"
    hint = "save it as CSV in UTF-8 (in Excel: CSV UTF-8), or name its encoding with --encoding"
    raise LeafletError(
        Fault("unknown-encoding", f"{problem}: {seen}" if seen else problem, None, hint)
    )


def _foreign(path: Path) -> Iterator[bytes]:
    """Yield the words with bytes beyond ASCII; those that differ most between pages first."""
    with path.open("rb") as file:
        for line in file:
            yield from re.findall(rb"[A-Za-z'\x80-\xff]*[\x80-\xff][A-Za-z'\x80-\xff]*", line)


def _read(words: Sequence[bytes], page: str) -> tuple[str, ...]:
    """Return the words in a code page, or nothing where one of them could be no word."""
    try:
        read = tuple(word.decode(page) for word in words)
    except UnicodeDecodeError:
        return ()
    return read if all(map(_is_word, read)) else ()


def _is_word(word: str) -> bool:
    """Return whether a word has letters of one script, and no sign between its letters."""
    letters = [char for char in word if char.isalpha()]
    scripts = {unicodedata.name(char, "?").partition(" ")[0] for char in letters}
    if len(scripts) > 1:
        return False
    inner = word.strip("".join(char for char in word if not char.isalpha()))
    if any(not (char.isalpha() or char in "'’-·") for char in inner):
        return False
    return not any(one.islower() and two.isupper() for one, two in pairwise(inner))


def rows(path: Path, coding: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line in which each row begins, and its cells; empty rows are left out.

    Raises LeafletError for a row that cannot be read, such as one with an open quotation mark.
    """
    with path.open(encoding=coding, newline="") as file:
        first = file.readline()
        file.seek(0)
        line = 1
        reader = csv.reader(file, delimiter=_delimiter(first), strict=True)
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield line, cells
                line = reader.line_num + 1
        except (csv.Error, UnicodeDecodeError) as error:
            problem = f"`{shown(path.name)}` cannot be read from line {line} on: {error}"
            hint = "a cell that holds a quotation mark or a line break stands in quotation marks"
            raise LeafletError(Fault("not-a-table", problem, None, hint)) from None


def _delimiter(head: str) -> str:
    """Return what parts the columns of a heading row."""
    bare = re.sub(r'"[^"]*"', "", head)
    return max(DELIMITERS, key=bare.count)
