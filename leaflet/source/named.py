"""Loads things that have a name and a file: themes, sheets, languages, profiles, word lists."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TypeVar, cast

from leaflet import limits, shipped
from leaflet.errors import Fault, LeafletError, meant, shown
from leaflet.source import model, nodes
from leaflet.source.files import file_bytes, is_there
from leaflet.source.nodes import Node, read_file
from leaflet.source.value import Name

T = TypeVar("T", bound=model.Struct)

_FOLDERS = {"profile": "editor/profiles", "word": "editor/words"}
"""Kinds whose files do not lie at the top of the package."""


def folder(kind: str) -> Path:
    """Return the folder of the shipped files of a kind: singular word, plural folder."""
    return shipped.folder(_FOLDERS.get(kind, f"{kind}s"))


def names(kind: str, beside: Path | None = None) -> tuple[str, ...]:
    """Return the names of a kind, in order, with those of files in the folder `beside`."""
    found = {path.stem for path in folder(kind).glob("*.yaml")}
    own = beside / f"{kind}s" if beside else None
    if own and is_there(own) and own.is_dir():
        found |= {path.stem for path in own.glob("*.yaml") if Name.pattern.fullmatch(path.stem)}
    return tuple(sorted(found))


def check(kind: str, name: str, beside: Path | None = None) -> None:
    """Raise LeafletError if there is no such name."""
    known = names(kind, beside)
    if name not in known:
        problem = f"there is no {kind} called `{shown(name)}`"
        raise LeafletError(Fault("unknown-name", problem, None, meant(name, known), kind))


def node(kind: str, name: str, beside: Path | None = None) -> Node:
    """Read the file of `name`; LeafletError if there is no such name.

    One in a folder of its kind in `beside` goes before a shipped one.
    """
    return read_file(path(kind, name, beside))


def path(kind: str, name: str, beside: Path | None = None) -> Path:
    """Return the file of `name`; LeafletError if there is no such name."""
    check(kind, name, beside)
    return _own(kind, name, beside) or folder(kind) / f"{name}.yaml"


def _own(kind: str, name: str, beside: Path | None) -> Path | None:
    """Return the user's own file of a name, or None."""
    own = beside and beside / f"{kind}s" / f"{name}.yaml"
    return own if own and is_there(own) else None


def load(kind: str, name: str, cls: type[T], beside: Path | None = None) -> T:
    """Load the value in the file of `name`; LeafletError if there is no such name."""
    if _own(kind, name, beside) or name not in names(kind):
        return model.read(node(kind, name, beside), cls)
    path = folder(kind) / f"{name}.yaml"
    data = file_bytes(path, limits.CONTENT_BYTES)
    # A cache does not know that one follows from another.
    return cast("T", _shipped(str(path), data, cls))


@functools.lru_cache(256)
def _shipped(path: str, data: bytes, cls: type[model.Struct]) -> model.Struct:
    return model.read(nodes.read(data, path), cls)
