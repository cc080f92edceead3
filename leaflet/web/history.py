"""History: the earlier files of kept clinics, so that each change and deletion can be undone.

They lie beside the clinics, one file a version, with the bytes that the clinic's file had.
"""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from leaflet import system
from leaflet.publish import replace

VERSIONS = 20
"""Earlier versions of one clinic that are kept."""
DAYS = 30
"""Days for which a deleted clinic can be brought back."""
_NAME = re.compile(r"earlier-(clinic-[0-9a-f]{1,8})-([0-9]{1,9})\.yaml", re.ASCII)


class Version(NamedTuple):
    """One earlier version of a clinic's file."""

    clinic: str
    number: int
    path: Path

    @property
    def ended(self) -> datetime.datetime:
        """When it was replaced or deleted."""
        return datetime.datetime.fromtimestamp(self.path.stat().st_mtime).astimezone()


class History:
    """The earlier versions in one folder; whoever changes it holds the folder's lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def versions(self, clinic: str = "") -> tuple[Version, ...]:
        """Return the versions of one clinic, or of all, the newest first."""
        found = (each for each in self._all() if clinic in ("", each.clinic))
        return tuple(sorted(found, key=lambda each: (each.clinic, -each.number)))

    def add(self, clinic: str, data: bytes) -> None:
        """Keep the bytes of a clinic's file as its newest version; FileError if that fails."""
        before = self.versions(clinic)
        number = before[0].number + 1 if before else 1
        replace.write(self.folder / f"earlier-{clinic}-{number}.yaml", data)
        for old in before[VERSIONS - 1 :]:
            _drop(old)

    def sweep(self, living: set[str]) -> None:
        """Delete what is left of clinics that were deleted too long ago."""
        oldest = time.time() - DAYS * 86_400
        for version in self.versions():
            with suppress(OSError):
                if version.clinic not in living and version.path.stat().st_mtime < oldest:
                    _drop(version)

    def _all(self) -> Iterator[Version]:
        with suppress(OSError):
            for path in self.folder.iterdir():
                if found := _NAME.fullmatch(path.name):
                    yield Version(found[1], int(found[2]), path)


def _drop(version: Version) -> None:
    with suppress(OSError):
        system.remove(version.path)
