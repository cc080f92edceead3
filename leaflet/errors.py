"""What went wrong, where it stands, and what the user can do about it."""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]

MOST_SHOWN = 20
"""Faults that a message spells out; the rest are counted."""


def shown(text: str, limit: int = 60) -> str:
    """User text as a message may carry it: at most `limit` characters, unprintables escaped.

    Control and direction characters in a terminal can forge a message, so none is passed on.
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else _escape(c) for c in cut)


def _escape(char: str) -> str:
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class Place(NamedTuple):
    """Where in a user's file a fault stands; line and column count from 1."""

    file: str
    """Nothing where no file has it: it is of a dict."""
    line: int = 0
    """0 where the fault is about the file as a whole."""
    column: int = 0
    excerpt: str = ""
    """The line as written."""
    width: int = 1
    """How many characters of the line are meant."""
    key: str = ""
    """The path of the key at this place, counted from 0: `body[3].faqs.items[1].answer`."""

    def __str__(self) -> str:
        """`file:line:column`, as editors and terminals link it; the key where there is no file."""
        name = shown(self.file or self.key, 200)
        return f"{name}:{self.line}:{self.column}" if self.line else name


class Fault(NamedTuple):
    """One thing that is wrong: data for programs, a plain sentence and a way out for people.

    Programs decide by `code`, `path`, `place` and `severity`; words may change or be translated.
    """

    code: str
    """The kind of fault, one of `CODES`."""
    problem: str
    place: Place | None = None
    hint: str = ""
    key: str = ""
    """The path of the key that is meant, where there is no place."""
    severity: Severity = "error"

    @property
    def path(self) -> str:
        """Return the path of the key that is meant, or nothing where it is no key."""
        return self.key or (self.place.key if self.place else "")

    def __str__(self) -> str:
        """Several lines: the sentence, the excerpt with carets, the hint."""
        where = str(self.place or "")
        head = f"{where}: {self.problem}" if where else self.problem
        excerpt = _excerpt(self.place) if self.place and self.place.line else []
        return "\n".join([head, *excerpt, *([f"  hint: {self.hint}"] if self.hint else [])])


def _excerpt(place: Place) -> list[str]:
    """The line of the fault and carets under the words that are meant, cut to a window of it."""
    room = 76
    start = place.column - 1
    left = max(0, start - room // 2) if len(place.excerpt) > room else 0
    window = "".join(c if c.isprintable() else "·" for c in place.excerpt[left : left + room])
    if not window.strip():
        return []
    carets = max(1, min(place.width, len(window) - (start - left)))
    number = f"{place.line:>4}"
    return [f"{number} | {window}", f"{' ' * len(number)} | {' ' * (start - left)}{'^' * carets}"]


class LeafletError(Exception):
    """Something that the user can put right; carries every fault that was found."""

    exit_code = 1

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(*faults)

    def __str__(self) -> str:
        """The first `MOST_SHOWN` faults and the count of the others."""
        lines = [str(fault) for fault in self.faults[:MOST_SHOWN]]
        more = len(self.faults) - MOST_SHOWN
        return "\n".join(lines + ([f"… and {more} more"] if more > 0 else []))


class FileError(LeafletError):
    """A file could not be read or written."""

    exit_code = 3


def expect(name: str, value: object, *kinds: type | None, source: str = "") -> None:
    """Raise TypeError unless a value is of one of these kinds; a datetime is never a date."""
    known = tuple(type(None) if kind is None else kind for kind in kinds)
    if not isinstance(value, known) or isinstance(value, datetime.datetime):
        *others, last = (kind.__name__ if kind else "None" for kind in kinds)
        wanted = f"{', '.join(others)} or {last}" if others else last
        raise misused(name, wanted, value, source)


def misused(name: str, wanted: str, value: object, source: str = "") -> TypeError:
    """Say what an argument takes, such as `compose(document)`, and what gives such a value."""
    hint = f"; {source} gives one" if source else ""
    return TypeError(f"{name} takes {wanted}, not {type(value).__name__}{hint}")
