"""Reads what a program gives, be it a file, YAML text or a dict, as nodes."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from leaflet import limits
from leaflet.errors import Fault, LeafletError, Place, joined, misused
from leaflet.source import nodes
from leaflet.source.nodes import Node, Scalar
from leaflet.source.span import Source, Span
from leaflet.source.syntax import too_deep

Given = str | os.PathLike[str] | Mapping[str, object]
"""A str that contains a line end is text in YAML; any other is the name of a file."""

TEXT = "<text>"
"""The name of a text in YAML that is in no file."""
T = TypeVar("T")


class Value(Source):
    """A text that a program gave: its place is the path of its key, with no line."""

    __slots__ = ("key",)
    tree = None
    hint = "give its path as a `Path`, or say its `folder`"

    def __init__(self, key: str, text: str, folder: Path | None) -> None:
        self.name, self.text, self.folder, self.key = "what a program gives", text, folder, key

    def place(self, start: int, end: int | None = None) -> Place:
        """Return the key, whatever part of the text is meant."""
        return Place("", key=self.key)


class PathValue(Value):
    """A path that a program gave: only its own code can have made one, so it may lead anywhere."""

    __slots__ = ()
    anywhere = True


def span(key: str, folder: Path | None = None) -> Span:
    """Return the span of a list or dict that a program gave."""
    return Span(Value(key, "", folder), 0, 0)


def read(given: Given, limit: int, folder: Path | None = None, key: str = "") -> Node:
    """Return what a file, a text or a dict says; what it names lies in `folder`.

    A file has a folder already. `key` is the path of a dict that stands inside another. Raises
    LeafletError with every fault, and TypeError for a value that no file could say.
    """
    if isinstance(given, Mapping):
        return mapping(given, key, folder)
    if isinstance(given, str) and "\n" in given and not isinstance(given, os.PathLike):
        return nodes.read(given.encode("utf-8", "surrogatepass"), TEXT, limit, folder)
    return nodes.read_file(given, limit, folder)


def mapping(values: Mapping[str, object], key: str, folder: Path | None = None) -> nodes.Mapping:
    """Return the nodes that a file would give for a dict whose own key is `key`.

    It may hold dicts, lists, tuples, texts, numbers, dates, True and False; a key whose value is
    None is left out. A path stands for a picture in any folder, a text for one in `folder`.
    """
    return _built(lambda builder: builder.mapping(values, key, 0), folder)


def node(value: object, key: str) -> Node:
    """Return the node that a file would give for one value."""
    return _built(lambda builder: builder.node(value, key, 0))


def _built(build: Callable[[_Builder], T], folder: Path | None = None) -> T:
    builder = _Builder(folder)
    made = build(builder)
    if builder.faults:
        raise LeafletError(*builder.faults)
    return made


class _Builder:
    """Makes a tree of nodes, and notes what cannot be printed or is too much."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.count = 0

    def node(self, value: object, key: str, depth: int) -> Node:
        match value:
            case str():
                return self._scalar(Value(key, value, self.folder))
            case Mapping():
                return self.mapping(value, key, depth)
            case list() | tuple():
                return self._sequence(value, key, depth)
            case os.PathLike():
                return self._scalar(PathValue(key, str(os.fspath(value)), self.folder))
        return self._scalar(Value(key, _text(value, key), self.folder))

    def mapping(self, values: Mapping[Any, object], key: str, depth: int) -> nodes.Mapping:
        where, entries = self._opened(key, depth), []
        for name, value in values.items():
            if not isinstance(name, str):
                raise misused(key or "a dict", "keys that are str", name)
            path = joined(key, name)
            if value is not None:
                written = self._scalar(Value(path, name, self.folder))
                entries.append((written, self.node(value, path, depth + 1)))
        return nodes.Mapping(tuple(entries), where)

    def _sequence(self, values: Sequence[object], key: str, depth: int) -> nodes.Sequence:
        where = self._opened(key, depth)
        items = (self.node(item, joined(key, at), depth + 1) for at, item in enumerate(values))
        return nodes.Sequence(tuple(items), where)

    def _opened(self, key: str, depth: int) -> Span:
        """Return the span of a list or dict; a fault if they are nested too deep."""
        if depth == limits.DEPTH:  # one that holds itself would never end
            raise LeafletError(too_deep(span(key).place))
        return span(key, self.folder)

    def _scalar(self, source: Value) -> Scalar:
        self.count += 1
        if self.count > limits.EVENTS:
            problem = f"this has more than {limits.EVENTS:,} keys and texts"
            hint = "make two leaflets of it"
            raise LeafletError(Fault("too-many-keys", problem, None, hint, source.key))
        if not source.text.isprintable():  # a quick look: line ends are not, but may stay
            self.faults += nodes.refused(source)
        span = Span(source, 0, len(source.text))
        return Scalar(source.text, span, keeps_lines="\n" in source.text)


def _text(value: object, key: str) -> str:
    """Write a number, a date, yes or no as in a file; TypeError for anything else."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float() | datetime.date():
            return str(value)
    raise misused(key or "a dict", "str, a number, a date, list or dict", value)
