"""Keeps the details of clinics for all leaflets, one file a clinic.

The files are those of `leaflet build --clinic FILE`, so what was typed here serves there as well.
Who saves names the revision of the file that the form was filled in from, so that nobody's change
is lost; what is replaced or deleted stays among the earlier versions.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from leaflet import limits, system
from leaflet.content.clinic import Logo
from leaflet.errors import Fault, FileError, LeafletError, shown
from leaflet.graphics import picture
from leaflet.graphics.picture import Picture
from leaflet.publish import replace
from leaflet.source import nodes
from leaflet.source.files import file_bytes
from leaflet.web.history import History, Version

MOST = 200
"""Clinics that are kept; a list of more is no list that anybody reads."""
_ID = re.compile(r"clinic-[0-9a-f]{1,8}", re.ASCII)
_LOGO = re.compile(r"logo-[0-9a-f]{32}\.(?:png|jpeg|svg)")
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
"""Characters that show nothing, beside those of category Cf (UAX #44, Default_Ignorable)."""
_LAST = "last-time.json"
_HELD = "in-use.lock"
YOUNG = 86_400.0
"""Seconds for which a logo is kept that nothing uses yet."""
_REASONS = {
    "duplicate-clinic": (
        "a clinic called `{name}` is kept already",
        "choose it in the list, or change the name",
    ),
    "clinic-changed": (
        "the details of `{name}` were changed since this page was opened",
        "look at them, then decide again",
    ),
    "clinic-gone": (
        "this clinic was deleted since the page was opened",
        "bring it back, or save it as another clinic",
    ),
}
_HEAD = "# Written by the page for reception; `leaflet build --clinic` reads it too.\n"


Decoding = Callable[[bytes, str], Picture]
"""Checks the bytes of a picture of a name; LeafletError if it may not be printed."""


class Kept(NamedTuple):
    """A kept clinic as it was typed."""

    id: str
    fields: dict[str, str]
    logo: str = ""
    """The name of its file, even of one that is lost."""
    revision: str = ""
    """A digest of its file: who saves says which one the form was filled in from."""

    @property
    def name(self) -> str:
        """The clinic's name."""
        return self.fields["name"]

    def says(self, fields: Mapping[str, str], logo: str) -> bool:
        """Return whether these are the details that are kept."""
        return self.fields == _given(fields) and self.logo == logo


def is_named(one: str, other: str) -> bool:
    """Return whether two names are one, whatever their capitals and blanks."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    """Return a name without what nobody sees of it: capitals, blanks, invisible characters."""
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFKD", name))
    signs = (sign for sign in seen if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", "".join(signs)).casefold().split())


def _given(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the details that are not empty."""
    return {key: text.strip() for key, text in fields.items() if text.strip()}


def folder() -> Path:
    """Return the folder of this user's clinics; the variable LEAFLET_DATA overrides it."""
    if own := os.environ.get("LEAFLET_DATA"):
        return Path(own).absolute()
    return system.data_folder()


class Clinics:
    """The clinics in one folder, which several programs may share."""

    def __init__(self, folder: Path, decoded: Decoding = picture.read_bytes) -> None:
        self.folder, self._decoded = folder, decoded
        self.history = History(folder)
        self.history.sweep({path.stem for path in self._files()})
        self._lock = Lock()

    def all(self) -> tuple[Kept, ...]:
        """Return the clinics by name; unreadable files are left alone and not shown."""
        found = (self.get(path.stem) for path in self._files())
        return tuple(sorted(filter(None, found), key=lambda kept: kept.name.lower()))

    def get(self, id: str) -> Kept | None:
        """Return the clinic with this id, or None."""
        return self._read(id, self._path(id)) if _ID.fullmatch(id) else None

    def save(self, id: str, fields: Mapping[str, str], logo: str = "", base: str = "") -> Kept:
        """Save a clinic, a new one if `id` is empty; FileError if that fails.

        `base` is the revision that the form was filled in from. LeafletError where the file has
        another one by now, is gone, or another clinic has the name. What is kept already is left
        as it is, so that a second press of the button changes nothing.
        """
        with self._held():
            now = self.get(id)
            if now and now.says(fields, logo):
                return now
            if twin := self.twin(id, fields.get("name", "")):
                if id or not twin.says(fields, logo):
                    raise LeafletError(_fault("duplicate-clinic", twin.name))
                return twin
            self._check(id, now, base)
            id = id or self._free()
            self._put_away(id)
            replace.write(self._path(id), _written(fields, logo))
            self.history.sweep({path.stem for path in self._files()})
            return self.get(id) or Kept(id, _given(fields), logo)

    def twin(self, id: str, name: str) -> Kept | None:
        """Return another clinic of this name."""
        others = (kept for kept in self.all() if kept.id != id)
        return next((kept for kept in others if is_named(kept.name, name)), None)

    def remove(self, id: str, base: str) -> None:
        """Delete a clinic, as `save`; its file is kept for a while as the newest version."""
        with self._held():
            if not (kept := self.get(id)):
                return
            self._check(id, kept, base)
            self._put_away(id)
            path = self._path(id)
            try:
                system.remove(path)
            except OSError as error:
                problem = f"`{shown(str(path), 200)}` could not be deleted: {error.strerror}"
                hint = "close it in other programs, then try again"
                raise FileError(Fault("delete-failed", problem, None, hint)) from None

    # ---- what was before

    def earlier(self, id: str) -> tuple[tuple[Version, Kept], ...]:
        """Return the earlier versions of a clinic, the newest first."""
        found = ((each, self._read(id, each.path)) for each in self.history.versions(id))
        return tuple((each, kept) for each, kept in found if kept)

    def at(self, id: str, revision: str) -> Kept | None:
        """Return a clinic as it was at a revision, if that is still known."""
        known = (self.get(id), *(kept for _, kept in self.earlier(id)))
        return next((kept for kept in known if kept and kept.revision == revision), None)

    def deleted(self) -> tuple[tuple[Version, Kept], ...]:
        """Return the newest version of each clinic that was deleted, by name."""
        living = {path.stem for path in self._files()}
        newest: dict[str, Version] = {}
        for version in self.history.versions():
            if version.clinic not in living | newest.keys():
                newest[version.clinic] = version
        found = ((each, self._read(each.clinic, each.path)) for each in newest.values())
        gone = ((each, kept) for each, kept in found if kept)
        return tuple(sorted(gone, key=lambda pair: pair[1].name.lower()))

    def restore(self, id: str, number: int, base: str) -> Kept:
        """Bring an earlier version back, as `save`; what is kept now becomes the newest version."""
        with self._held():
            known = {version.number: kept for version, kept in self.earlier(id)}
            if not (old := known.get(number)):
                raise LeafletError(_fault("clinic-gone", ""))
            if twin := self.twin(id, old.name):
                raise LeafletError(_fault("duplicate-clinic", twin.name))
            now = self.get(id)
            if now or base:
                self._check(id, now, base)
            if not self._path(id).exists():
                self._check_room()
            self._put_away(id)
            replace.write(self._path(id), _written(old.fields, old.logo))
            return self.get(id) or old

    def _check(self, id: str, now: Kept | None, base: str) -> None:
        """Refuse to change another file than that which the page has shown."""
        if id and not now:
            raise LeafletError(_fault("clinic-gone", ""))
        if now and now.revision != base:
            raise LeafletError(_fault("clinic-changed", now.name))

    def _put_away(self, id: str) -> None:
        """Keep the file of a clinic, if there is one, as its newest version."""
        if (path := self._path(id)).is_file():
            self.history.add(id, file_bytes(path, limits.CLINIC_BYTES))

    def _read(self, id: str, path: Path) -> Kept | None:
        """Read the file of a clinic, or return None."""
        with suppress(LeafletError):
            data = file_bytes(path, limits.CLINIC_BYTES)
            node = nodes.read(data, path.name, limits.CLINIC_BYTES)
            entries = {key.text: value for key, value in getattr(node, "entries", ())}
            fields = {key: _text(value) for key, value in entries.items()}
            logo = fields.pop("logo", "")
            fields["sites"] = _sites(entries.get("sites"))
            revision = hashlib.sha256(data).hexdigest()[:16]
            if fields.get("name"):
                return Kept(id, _given(fields), logo, revision)
        return None

    def _path(self, id: str) -> Path:
        return self.folder / f"{id}.yaml"

    # ---- logos

    def add_logo(self, data: bytes) -> str:
        """Save a picture under a name of ours; LeafletError if it is none."""
        if len(data) > limits.PICTURE_BYTES:
            most = f"{limits.PICTURE_BYTES // 1_000_000} MB"
            raise LeafletError(
                Fault("too-large", "the picture is too large", None, f"{most} is the most")
            )
        kind = self._decoded(data, "the picture").kind
        name = f"logo-{hashlib.sha256(data).hexdigest()[:32]}.{kind}"
        with self._held():
            replace.write(self.folder / name, data)  # anew, so that it counts as a young one
        return name

    def is_logo(self, name: str) -> bool:
        """Return whether this is a name of ours for a logo, even of one that is lost."""
        return bool(_LOGO.fullmatch(name))

    def logo_path(self, name: str) -> Path | None:
        """Return the file of a kept logo."""
        path = self.folder / name
        return path if self.is_logo(name) and path.is_file() else None

    def logo(self, name: str) -> Logo | None:
        """Return a kept logo, or None if it is gone or damaged."""
        if not (path := self.logo_path(name)):
            return None
        try:
            data = file_bytes(path, limits.PICTURE_BYTES)
            return Logo(path.name, self._decoded(data, path.name), path)
        except LeafletError:  # somebody has changed the file
            return None

    def sweep(self, shown: set[str]) -> None:
        """Delete logos that no clinic, now or before, and no draft uses.

        Young ones stay: the draft of another program may use them.
        """
        before = {kept.logo for id in self._ever() for _, kept in self.earlier(id)}
        wanted = shown | before | {kept.logo for kept in self.all()}
        oldest = time.time() - YOUNG
        with self._held(), suppress(OSError):
            for path in self.folder.iterdir():
                if not _LOGO.fullmatch(path.name) or path.name in wanted:
                    continue
                if path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)

    def _ever(self) -> set[str]:
        """Return the ids of all clinics that have earlier versions."""
        return {version.clinic for version in self.history.versions()}

    # ---- what was used last

    def last(self) -> dict[str, str]:
        """Return what was chosen last: `theme`, `sheet` of each leaflet, `copies` of each code."""
        try:
            found = json.loads(file_bytes(self.folder / _LAST, limits.CLINIC_BYTES))
        except (LeafletError, ValueError, RecursionError):
            return {}
        pairs = found.items() if isinstance(found, dict) else ()
        return {key: value for key, value in pairs if isinstance(value, str)}

    def remember(self, choices: Mapping[str, str]) -> None:
        """Save what was chosen for the next time."""
        with self._held():
            text = json.dumps(self.last() | dict(choices), indent=1)
            replace.write(self.folder / _LAST, text.encode())

    def _files(self) -> list[Path]:
        try:
            found = [path for path in self.folder.glob("*.yaml") if _ID.fullmatch(path.stem)]
        except OSError:
            return []
        return sorted(found)

    def _check_room(self) -> None:
        """Refuse to keep one more clinic than the most."""
        if len(self._files()) >= MOST:
            problem = f"{MOST} clinics are kept already"
            raise FileError(Fault("too-many-clinics", problem, None, "remove one first"))

    def _free(self) -> str:
        """Return an id that no clinic has or had: an old page must never mean another one."""
        self._check_room()
        while (id := f"clinic-{secrets.token_hex(4)}") in self._ever() or self._path(id).exists():
            pass
        return id

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the folder, so that nobody else changes a clinic between a look and a change."""
        self._make()
        with ExitStack() as stack:
            stack.enter_context(self._lock)
            try:
                stack.enter_context(system.held(self.folder / _HELD))
            except OSError as error:
                name = shown(str(self.folder), 200)
                problem = f"nothing can be saved in the folder `{name}`: {error.strerror}"
                raise FileError(Fault("write-failed", problem)) from None
            yield

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


def _sites(node: nodes.Node | None) -> str:
    """Return the sites of a clinic as JSON, or nothing."""
    return json.dumps(_plain_node(node)) if isinstance(node, nodes.Sequence) else ""


def _plain_node(node: nodes.Node) -> object:
    match node:
        case nodes.Mapping():
            return {key.text: _plain_node(value) for key, value in node.entries}
        case nodes.Sequence():
            return [_plain_node(item) for item in node.items]
    return _text(node)


def _written(fields: Mapping[str, str], logo: str) -> bytes:
    """Return the file of a clinic."""
    given = _given(fields) | ({"logo": logo} if logo else {})
    sites = given.pop("sites", "")
    # A JSON string is a YAML one too, whatever signs are in it (YAML 1.2, 1.3).
    lines = [f"{key}: {json.dumps(text)}\n" for key, text in given.items()]
    return "".join((_HEAD, *lines, f"sites: {sites}\n" if sites else "")).encode()


def _fault(code: str, name: str) -> Fault:
    """Return why a clinic is not saved."""
    problem, hint = _REASONS[code]
    return Fault(code, problem.format(name=shown(name)), None, hint, "clinic.name")
