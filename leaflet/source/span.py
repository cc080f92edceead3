"""Span: the place of a value in a user's file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from io import StringIO
from itertools import accumulate
from pathlib import Path
from typing import ClassVar, Protocol, final

from leaflet.errors import Place, joined


class KeyTree(Protocol):
    """A list or a group of keys, which knows what stands inside it."""

    def step(self, start: int, end: int) -> tuple[str | int, KeyTree] | None:
        """Return the key or the number of what holds these offsets, and its value."""


def path(tree: KeyTree | None, start: int, end: int) -> str:
    """Return the path of the innermost key or item that holds these offsets."""
    found = ""
    while tree and (step := tree.step(start, end)):
        found, tree = joined(found, step[0]), step[1]
    return found


class Source:
    """The text of a file, line ends included, and its name as the user gave it."""

    anywhere: ClassVar[bool] = False
    """Whether what the text names may lie in any folder."""
    hint: ClassVar[str] = ""
    """What helps where the text names a file, and there is no folder."""
    __slots__ = ("_lines", "_starts", "_tree", "build", "folder", "name", "text")

    def __init__(self, name: str, text: str, folder: Path | None = None) -> None:
        """Split the text at the line ends that editors know; `splitlines` knows eight more.

        What the text names lies in `folder`; standard input has none.
        """
        self.name, self.text, self.folder = name, text, folder
        self.build: Callable[[Source], KeyTree | None] | None = None
        self._tree: KeyTree | None = None
        lines = [*StringIO(text, newline="")]
        if text.endswith(("\r", "\n")) or not text:
            lines.append("")
        self._lines = [line.rstrip("\r\n") for line in lines]
        self._starts = [0, *accumulate(map(len, lines[:-1]))]

    def place(self, start: int, end: int | None = None) -> Place:
        """Return the place of offsets; what spans several lines is cut to the first."""
        row = bisect_right(self._starts, start) - 1
        line = self._lines[row]
        column = start - self._starts[row]
        stop = start + 1 if end is None else min(end, self._starts[row] + len(line))
        key = self.path(start, start if end is None else end)
        return Place(self.name, row + 1, column + 1, line, max(1, stop - start), key)

    def path(self, start: int, end: int) -> str:
        """Return the path of the key or item at these offsets."""
        return path(self.tree, start, end)

    @property
    def tree(self) -> KeyTree | None:
        """The keys and lists of the file; only a message needs them, so they are built for one."""
        if self._tree is None and self.build:
            self._tree = self.build(self)
        return self._tree

    def keyed(self, place: Place, tree: KeyTree | None) -> Place:
        """Return a place with its key in a tree that cannot be built again."""
        if not place.line:
            return place
        start = self._starts[place.line - 1] + place.column - 1
        return place._replace(key=path(tree, start, start + place.width))


class Argument(Source):
    """A value that stands in no file: of an option or a form."""

    anywhere = True
    __slots__ = ("key",)

    def __init__(self, name: str, text: str, key: str) -> None:
        """Keep the text of a value; `name` says where it was given, `key` what for."""
        super().__init__(name, text)
        self.key = key

    def path(self, start: int, end: int) -> str:
        """Return the key that the value is for."""
        return self.key


@final
class Span:
    """The offsets of a value in a source; any span equals any other.

    All spans are equal and hash alike, so that equal texts from different places are equal values
    and what is laid out once is found again.
    """

    __slots__ = ("end", "source", "start")

    def __init__(self, source: Source, start: int, end: int) -> None:
        """Keep offsets into the source's text, from `start` up to `end`."""
        self.source, self.start, self.end = source, start, end

    def __eq__(self, other: object) -> bool:
        """Any span equals any other."""
        return isinstance(other, Span)

    def __hash__(self) -> int:
        """Return the same hash for every span."""
        return 0

    def __repr__(self) -> str:
        """Write the place as in a message."""
        return f"<Span {self.place}>"

    @property
    def place(self) -> Place:
        """The line and column of the span."""
        return self.source.place(self.start, self.end)

    def reaches(self, start: int, end: int) -> bool:
        """Tell whether offsets lie in the value, or behind it on its last line."""
        if end <= self.end:
            return True
        text = self.source.text
        last = self.start + len(text[self.start : self.end].rstrip())
        return not re.search(r"[\r\n]", text[last:start])

    def starts_with(self, sign: str) -> bool:
        """Return whether the raw text begins with `sign`."""
        return self.source.text.startswith(sign, self.start)

    def find(self, fragment: str) -> Place:
        """Return the first place of `fragment`, compared in NFC, or else of the whole span."""
        from unicodedata import is_normalized, normalize

        raw, fragment = self.source.text[self.start : self.end], normalize("NFC", fragment)
        at = normalize("NFC", raw).find(fragment)
        if not fragment or at < 0:
            return self.place
        if is_normalized("NFC", raw):
            return self.source.place(self.start + at, self.start + at + len(fragment))

        def length(end: int) -> int:  # of the composed text that the first `end` characters give
            return len(normalize("NFC", raw[:end]))

        start, end = (
            bisect_right(range(len(raw) + 1), composed, key=length) - 1
            for composed in (at, at + len(fragment))
        )
        return self.source.place(self.start + start, self.start + end)
