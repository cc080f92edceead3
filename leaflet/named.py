"""Things that have a name and a file: themes, sheets and languages."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TypeVar

from leaflet import model
from leaflet.errors import Fault, LeafletError, shown
from leaflet.source import Node, read_file

T = TypeVar("T")


def folder(kind: str) -> Path:
    """Where the shipped files of a kind lie: singular word, plural folder."""
    return Path(__file__).parent / f"{kind}s"


def names(kind: str) -> tuple[str, ...]:
    """The names that there are, in alphabetical order."""
    return tuple(sorted(path.stem for path in folder(kind).glob("*.yaml")))


def node(kind: str, name: str) -> Node:
    """What the file of `name` says; LeafletError where there is no such name."""
    if name not in names(kind):
        problem = f"there is no {kind} called `{shown(name)}`"
        raise LeafletError(Fault(problem, None, model.meant(name, names(kind))))
    return read_file(folder(kind) / f"{name}.yaml")


@functools.cache
def load(kind: str, name: str, cls: type[T]) -> T:
    """The value that the file of `name` says; LeafletError where there is no such name."""
    return model.read(node(kind, name), cls)
