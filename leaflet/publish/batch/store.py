"""Where the files of a run go: a folder, or what fsspec reaches (S3, Azure, Google, memory)."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from leaflet import system
from leaflet.errors import Fault, FileError, LeafletError, shown

PART = ".leaflet-part"
"""What ends the name of a file that is being written."""


class Store(Protocol):
    """Where files go, each whole or not at all."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file, in the place of the one that was there; FileError."""
        ...

    def has(self, name: str, facts: Mapping[str, str | int]) -> bool:
        """Return whether a file is there with this size and digest."""
        ...

    def sync(self) -> None:
        """Bring what was written to the disk."""
        ...

    def clean(self) -> None:
        """Delete what was left by processes that ended while they wrote."""
        ...


class Folder:
    """A folder of this machine, or one that looks like it."""

    def __init__(self, folder: str) -> None:
        self.root = Path(folder)
        self.touched: set[Path] = set()

    def write(self, name: str, data: bytes) -> None:
        """Write beside the place, then rename: nobody sees half a file."""
        path = system.reachable(self.root / name)
        part = path.with_name(f".{path.name}.{os.getpid()}{PART}")
        try:
            if path.parent not in self.touched:
                path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
            system.replace(part, path)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise _refused(str(path), error.strerror or str(error)) from None
        self.touched.add(path.parent)

    def has(self, name: str, facts: Mapping[str, str | int]) -> bool:
        """Return whether the file is there, byte by byte."""
        path = system.reachable(self.root / name)
        try:
            if path.stat().st_size != facts["bytes"]:
                return False
            return hashlib.sha256(path.read_bytes()).hexdigest() == facts["sha256"]
        except OSError:
            return False

    def sync(self) -> None:
        """Bring the new names to the disk; that files are whole is seen by their digests."""
        for folder in self.touched:
            system.sync_folder(folder)

    def clean(self) -> None:
        """Delete the parts of files that were never finished."""
        for part in self.root.rglob(f".*{PART}"):
            with suppress(OSError):
                part.unlink(missing_ok=True)


class Remote:
    """A store that fsspec reaches by its address; it shows a file only once that is whole."""

    def __init__(self, address: str) -> None:
        try:
            import fsspec
        except ModuleNotFoundError:
            hint = "install it with: pipx inject patient-leaflet fsspec"
            problem = f"to write to `{shown(address)}`, a part of the program is missing: fsspec"
            raise LeafletError(Fault("missing-extra", problem, None, hint)) from None
        try:
            self.system, self.root = fsspec.core.url_to_fs(address)
        except (ImportError, ValueError, OSError) as error:
            raise _refused(address, str(error)) from None

    def write(self, name: str, data: bytes) -> None:
        """Write a file in one request."""
        try:
            self.system.pipe_file(self._path(name), data)
        except Exception as error:  # each store has errors of its own
            raise _refused(self._path(name), str(error)) from None

    def has(self, name: str, facts: Mapping[str, str | int]) -> bool:
        """Return whether the file is there, byte by byte."""
        try:
            data: bytes = self.system.cat_file(self._path(name))
        except Exception:  # each store has errors of its own
            return False
        return hashlib.sha256(data).hexdigest() == facts["sha256"]

    def sync(self) -> None:
        """Do nothing: a store answers once it has the file."""

    def clean(self) -> None:
        """Do nothing: there are no parts."""

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}"


def _refused(path: str, reason: str) -> FileError:
    problem = f"`{shown(path, 200)}` could not be written: {shown(reason, 200)}"
    return FileError(Fault("write-failed", problem))


@functools.cache
def opened(address: str) -> Any:
    """Return the store of a folder's name, or of an address such as `s3://bucket/leaflets`."""
    return Remote(address) if "://" in address else Folder(address)
