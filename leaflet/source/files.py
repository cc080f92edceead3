"""Reads the bytes of a user's file, which may be missing, locked, huge or no file at all.

Whoever keeps what was made of files has them noted while they are read (`noted`), and asks before
it is used again whether they are the same (`is_current`): by their bytes, for a file can be
replaced without a change of its size or time.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from leaflet import system
from leaflet.errors import Fault, FileError, LeafletError, shown

Noted = dict[Path, str]
"""The digest of each file that was read; nothing for one that could not be.

That of a folder is of the names in it.
"""
_notes: ContextVar[Noted | None] = ContextVar("notes", default=None)
_CHANGED = "changed"
_LARGEST = 50_000_000
"""Bytes of the largest file that is ever read; a larger one has changed since."""


@contextmanager
def noted() -> Iterator[Noted]:
    """Note every file that is read inside; also those that are looked for and are not there."""
    notes: Noted = {}
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def is_current(notes: Noted) -> bool:
    """Return whether the noted files are still the same, byte by byte."""
    return all(_digest(path) == digest for path, digest in notes.items())


def is_there(path: Path) -> bool:
    """Return whether there is a file or folder; whether it is, is noted as well."""
    _note(path)
    return path.exists()


def file_bytes(path: Path, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes; nothing else is opened, so nothing hangs."""
    if _notes.get() is None:
        return _read(path, limit)
    try:
        data = _read(path, limit)
    except (LeafletError, OSError):
        _keep_note(path, "")
        raise
    _keep_note(path, hashlib.sha256(data).hexdigest())
    return data


def _note(path: Path) -> None:
    if _notes.get() is not None:
        _keep_note(path, _digest(path))


def _keep_note(path: Path, digest: str) -> None:
    """Keep the digest of a file; of one that has changed since it was noted, that it has."""
    notes, whole = _notes.get(), path.absolute()
    if notes is not None:
        known = notes.get(whole, "") or digest
        notes[whole] = known if known == digest else _CHANGED


def _digest(path: Path) -> str:
    """Return the digest of a file, or of the names in a folder; nothing where there is none."""
    with suppress(LeafletError, OSError):
        if path.is_dir():
            return hashlib.sha256(_names(path)).hexdigest()
        return hashlib.sha256(_read(path, _LARGEST)).hexdigest()
    return ""


def _names(folder: Path) -> bytes:
    names = sorted(os.listdir(folder))  # noqa: PTH208 (names are what is compared)
    return "/".join(names).encode("utf-8", "surrogateescape")


def _read(path: Path, limit: int) -> bytes:
    name, path = f"`{shown(str(path), 200)}`", system.reachable(path)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
            raise FileError(Fault("not-a-file", f"{name} is {kind}, not a file"))
        with system.open_to_read(path) as file:
            if (size := os.fstat(file.fileno()).st_size) > limit:
                raise LeafletError(too_large(name, size, limit))
            return file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise FileError(
            Fault("file-not-found", f"there is no file {name}", None, _nearby(path))
        ) from None
    except PermissionError:
        hint = "ask whoever looks after this computer for the right to read it"
        if system.locks_files():
            hint = f"close it in the program that has it open, or {hint}"
        raise FileError(Fault("read-failed", f"{name} may not be read", None, hint)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no file name"
        raise FileError(Fault("read-failed", f"{name} could not be read: {reason}")) from None


def _nearby(path: Path) -> str:
    from difflib import get_close_matches

    try:
        names = os.listdir(path.parent)  # noqa: PTH208 (names are what is compared)
    except OSError:
        return f"there is no folder `{shown(str(path.parent), 200)}` either"
    close = get_close_matches(path.name, names, n=1, cutoff=0.6)
    folder = f"`{shown(str(path.parent.absolute()), 200)}`"
    return f"did you mean `{shown(close[0])}`?" if close else f"the folder is {folder}"


def too_large(name: str, size: int, limit: int) -> Fault:
    """Describe a file of more than `limit` bytes."""
    return Fault("too-large", f"{name} is too large: {size:,} bytes, and {limit:,} is the most")
