"""Reads the bytes of a user's file, which may be missing, locked, huge or no file at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from leaflet import system
from leaflet.errors import Fault, FileError, LeafletError, shown


def file_bytes(path: Path, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes; nothing else is opened, so nothing hangs."""
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
