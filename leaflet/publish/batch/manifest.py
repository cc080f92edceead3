"""Remembers what a run has made: a file that only grows, a line for each file that was made.

One process writes it, a chunk at a time. A line that was cut off when the machine stopped is
passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from leaflet.errors import Fault, FileError, shown
from leaflet.publish.batch.job import BUILT, KEPT, Result

NAME = "manifest.jsonl"


class Manifest:
    """The lines of a manifest, to which a run adds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.file = path.open("ab")
        except OSError as error:
            raise _refused(path, error) from None
        if self.file.tell() and not _ends_whole(path):
            self.file.write(b"\n")  # what was cut off stays a line of its own

    def add(self, results: Iterable[Result]) -> None:
        """Add a line for each result, and bring them to the disk; FileError."""
        new = [result for result in results if result.status != KEPT]
        lines = (json.dumps(result.facts(), ensure_ascii=False) + "\n" for result in new)
        try:
            self.file.write("".join(lines).encode())
            self.file.flush()
            os.fsync(self.file.fileno())
        except OSError as error:
            raise _refused(self.path, error) from None

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def built(log: Path) -> dict[str, dict[str, str | int]]:
    """Return key, digest, size and pages of each file that was made, by its path."""
    made: dict[str, dict[str, str | int]] = {}
    try:
        with log.open("rb") as file:
            for line in file:
                if not (facts := _facts(line)):
                    continue
                made.pop(path := str(facts["path"]), None)
                if facts["status"] == BUILT:
                    made[path] = facts
    except FileNotFoundError:
        return {}
    except OSError as error:
        problem = f"`{shown(str(log), 200)}` could not be read: {error.strerror}"
        raise FileError(Fault("read-failed", problem)) from None
    return made


def _facts(line: bytes) -> dict[str, str | int]:
    """Return what a line says of a file, or nothing for one that is not whole."""
    try:
        found = json.loads(line)
        return {k: found[k] for k in ("status", "path", "key", "sha256", "bytes", "pages")}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _refused(path: Path, error: OSError) -> FileError:
    problem = f"`{shown(str(path), 200)}` could not be written: {error.strerror}"
    return FileError(Fault("write-failed", problem))
