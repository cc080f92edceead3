"""Keeps the details of clinics for all leaflets, one file a clinic.

The files are those of `leaflet build --clinic FILE`, so what was typed here serves there as well.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from leaflet import limits, system
from leaflet.content.clinic import Logo
from leaflet.errors import Fault, FileError, LeafletError, shown
from leaflet.graphics import picture
from leaflet.publish import replace
from leaflet.source import nodes
from leaflet.source.files import file_bytes

MOST = 200
"""Clinics that are kept; a list of more is no list that anybody reads."""
_ID = re.compile(r"clinic-[0-9]{1,4}")
_LOGO = re.compile(r"logo-[0-9a-f]{32}\.(?:png|jpeg|svg)")
_LAST = "last-time.json"
_HEAD = "# Written by the page for reception; `leaflet build --clinic` reads it too.\n"


class Kept(NamedTuple):
    """A kept clinic as it was typed."""

    id: str
    fields: dict[str, str]
    logo: str = ""


def folder() -> Path:
    """Return the folder of this user's clinics; the variable LEAFLET_DATA overrides it."""
    if own := os.environ.get("LEAFLET_DATA"):
        return Path(own).absolute()
    return system.data_folder()


class Clinics:
    """The clinics in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()

    def all(self) -> tuple[Kept, ...]:
        """Return the clinics by name; unreadable files are left alone and not shown."""
        found = (self.get(path.stem) for path in self._files())
        return tuple(sorted(filter(None, found), key=lambda kept: kept.fields["name"].lower()))

    def get(self, id: str) -> Kept | None:
        """Return the clinic with this id, or None."""
        if not _ID.fullmatch(id):  # it comes from the browser: never a path
            return None
        path = self.folder / f"{id}.yaml"
        with suppress(LeafletError):
            node = nodes.read_file(path, limits.CLINIC_BYTES)
            fields = {key.text: _text(value) for key, value in getattr(node, "entries", ())}
            logo = fields.pop("logo", "")
            if fields.get("name"):
                return Kept(id, fields, logo if self.logo_path(logo) else "")
        return None

    def save(self, id: str, fields: Mapping[str, str], logo: str = "") -> str:
        """Save a clinic, a new one if `id` is empty, and return its id; FileError if that fails."""
        with self._lock:
            self._make()
            id = id if self.get(id) else self._free()
            given = {key: text for key, text in fields.items() if text}
            given |= {"logo": logo} if logo else {}
            # A JSON string is a YAML one too, whatever signs are in it (YAML 1.2, 1.3).
            lines = (f"{key}: {json.dumps(text)}\n" for key, text in given.items())
            replace.write(self.folder / f"{id}.yaml", (_HEAD + "".join(lines)).encode())
        return id

    def remove(self, id: str) -> None:
        """Delete what is kept of a clinic; FileError where that fails."""
        if not self.get(id):
            return
        path = self.folder / f"{id}.yaml"
        try:
            system.remove(path)
        except OSError as error:
            problem = f"`{shown(str(path), 200)}` could not be deleted: {error.strerror}"
            hint = "close it in other programs, then try again"
            raise FileError(Fault("delete-failed", problem, None, hint)) from None

    # ---- logos

    def add_logo(self, data: bytes) -> str:
        """Save a picture under a name of ours; LeafletError if it is none."""
        if len(data) > limits.PICTURE_BYTES:
            most = f"{limits.PICTURE_BYTES // 1_000_000} MB"
            raise LeafletError(
                Fault("too-large", "the picture is too large", None, f"{most} is the most")
            )
        kind = picture.read_bytes(data, "the picture").kind
        name = f"logo-{hashlib.sha256(data).hexdigest()[:32]}.{kind}"
        with self._lock:
            self._make()
            if not (self.folder / name).exists():
                replace.write(self.folder / name, data)
        return name

    def logo_path(self, name: str) -> Path | None:
        """Return the file of a kept logo."""
        path = self.folder / name
        return path if _LOGO.fullmatch(name) and path.is_file() else None

    def logo(self, name: str) -> Logo | None:
        """Return a kept logo, or None if it is gone."""
        if not (path := self.logo_path(name)):
            return None
        try:
            return Logo(path.name, picture.read_named(path), path)
        except LeafletError:  # somebody has changed the file
            return None

    def sweep(self, shown: set[str]) -> None:
        """Delete logos that neither a clinic nor a draft uses."""
        wanted = shown | {kept.logo for kept in self.all()}
        with self._lock, suppress(OSError):
            for path in self.folder.iterdir():
                if _LOGO.fullmatch(path.name) and path.name not in wanted:
                    path.unlink(missing_ok=True)

    # ---- what was used last

    def last(self) -> dict[str, str]:
        """Return what was chosen last time: `clinic`, `theme` and `sheet`."""
        try:
            found = json.loads(file_bytes(self.folder / _LAST, limits.CLINIC_BYTES))
        except (LeafletError, ValueError, RecursionError):
            return {}
        pairs = found.items() if isinstance(found, dict) else ()
        return {key: value for key, value in pairs if isinstance(value, str)}

    def remember(self, **choices: str) -> None:
        """Save what was chosen for the next time."""
        with self._lock:
            self._make()
            text = json.dumps(self.last() | choices, indent=1)
            replace.write(self.folder / _LAST, text.encode())

    def _files(self) -> list[Path]:
        try:
            found = [path for path in self.folder.glob("*.yaml") if _ID.fullmatch(path.stem)]
        except OSError:
            return []
        return sorted(found)[:MOST]

    def _free(self) -> str:
        for number in range(1, MOST + 1):
            if not (self.folder / f"clinic-{number}.yaml").exists():
                return f"clinic-{number}"
        raise FileError(
            Fault("too-many-clinics", f"{MOST} clinics are kept already", None, "remove one first")
        )

    def _make(self) -> None:
        """Make the folder, readable by this user only."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            name = shown(str(self.folder), 200)
            problem = f"the folder `{name}` could not be made: {error.strerror}"
            how = system.setting("LEAFLET_DATA", "FOLDER")
            hint = f"name a folder that you may write to: {how}"
            raise FileError(Fault("folder-not-made", problem, None, hint)) from None


def _text(node: nodes.Node) -> str:
    """Return a value as the form shows it, lists line by line."""
    if isinstance(node, nodes.Sequence):
        return "\n".join(filter(None, map(_text, node.items)))
    return node.text.strip() if isinstance(node, nodes.Scalar) else ""
