"""Shelf: the leaflets to choose from: built-in, examples, and those of the folder."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import NamedTuple

from leaflet import limits, shipped, system
from leaflet.document import document as documents
from leaflet.document import in_language
from leaflet.document.document import Document
from leaflet.errors import Fault, FileError, LeafletError, shown
from leaflet.source import nodes
from leaflet.source.files import Noted, file_bytes, is_current, noted
from leaflet.source.model import Reader
from leaflet.source.nodes import Mapping, Node
from leaflet.source.value import Name
from leaflet.web import copies
from leaflet.web.keep import Keep

CONTENT = "content.yaml"
BUILT_IN = "built-in"
"""The id of the leaflet that comes with the program."""
EXAMPLE = "example-"
"""How the ids of the examples begin that come with it."""
AGAIN = 60.0
"""Seconds after which a leaflet that took too long is tried once more."""
MOST = 2_000
"""Files of a folder that are looked at."""


class Read(NamedTuple):
    """A document that was read, or its faults."""

    document: Document | None
    faults: tuple[Fault, ...]
    files: Noted
    """The files that it names: pictures, and sheets of one's own."""
    digest: str
    """Of the content and of all these files: equal ones are the same leaflet."""


Reading = Callable[[bytes, str, Path | None], Read]
"""Reads the bytes of a content file of a name; files that it names lie in the folder."""


class ShelvedLeaflet:
    """A leaflet on the shelf, with its bytes as they were read."""

    def __init__(self, id: str, path: Path, data: bytes, own: bool, reading: Reading) -> None:
        self.id, self.path, self.data, self.own = id, path, data, own
        """`own` ones lie in the user's folder, and may be written."""
        self._reading, self._lock = reading, Lock()
        self._read: Read | None = None
        self._until = math.inf

    @property
    def is_example(self) -> bool:
        """Whether it is one of the examples that come with the program, which nobody approved."""
        return not self.own and self.id.startswith(EXAMPLE)

    @property
    def is_translation(self) -> bool:
        """Whether it is the translation of another one on the shelf."""
        return "." in self.id

    @cached_property
    def translates(self) -> str:
        """The name of the file that it says to translate; nothing where it says none."""
        with suppress(LeafletError):
            return in_language.facts(self.path).translates
        return ""

    @cached_property
    def code(self) -> str:
        """The leaflet's own code, also where it cannot be read."""
        return copies.code_of(self.data)

    @cached_property
    def digest(self) -> str:
        """A digest of the bytes of the content alone."""
        return hashlib.sha256(self.data).hexdigest()

    def is_current(self) -> bool:
        """Return whether the files that it names are still those that were read."""
        return not self._read or (is_current(self._read.files) and monotonic() < self._until)

    @property
    def read(self) -> Read:
        """The document or its faults; who asks at the same time waits for the same reading."""
        with self._lock:
            if not self._read:
                self._read = self._reading(self.data, self.path.name, self.path.parent)
                if any(fault.code == "too-much-work" for fault in self._read.faults):
                    self._until = monotonic() + AGAIN
            return self._read

    def anew(self) -> ShelvedLeaflet:
        """Return the same leaflet, not read yet."""
        return ShelvedLeaflet(self.id, self.path, self.data, self.own, self._reading)

    @cached_property
    def title(self) -> str:
        """The title, or the file's name if it cannot be read."""
        if document := self.read.document:
            return document.title.literal
        return self.path.name


def read(data: bytes, name: str, folder: Path | None) -> Read:
    """Read the bytes of a content file; files that it names lie in `folder`."""
    reader = Reader()
    with noted() as files:
        root = reader.attempt(_root, data, name, folder)
        made = reader.struct(root, Document) if root else None
    digest = hashlib.sha256(repr((data, sorted(files.items()))).encode()).hexdigest()
    try:
        reader.finish()
    except LeafletError as error:
        return Read(None, error.faults, files, digest)
    return Read(made, (), files, digest)


def _root(data: bytes, name: str, folder: Path | None) -> Node:
    """Return the nodes of a leaflet, or of the leaflet in the words of its translation."""
    node = nodes.read(data, name, limits.CONTENT_BYTES, folder)
    return documents.translated(node) if isinstance(node, Mapping) else node


class Shelf:
    """Lists the leaflets of one folder and those shipped."""

    def __init__(self, folder: Path, reading: Reading = read) -> None:
        self.folder, self._reading = folder, reading
        self._read: Keep[ShelvedLeaflet] = Keep(2 * MOST)
        self._seen: Keep[bool] = Keep(MOST)
        """Files that were leaflets once: one that is saved with a mistake is still to be mended."""

    def entries(self) -> tuple[ShelvedLeaflet, ...]:
        """Return all leaflets, the user's own first."""
        own = [*self._own()]
        known = {entry.path.resolve() for entry in own}
        others = (entry for entry in self._shipped() if entry.path.resolve() not in known)
        return (*own, *others)

    def get(self, id: str) -> ShelvedLeaflet | None:
        """Return the leaflet with this id as its files are now, or None."""
        # A shipped one keeps its id where the folder is that of the program itself.
        known = (*self.entries(), *self._shipped())
        base, _, tag = id.partition(".")
        found = next((entry for entry in known if entry.id == base), None)
        if found and tag:
            found = self.in_languages(found).get(tag)
        return found and self.current(found)

    def in_languages(self, entry: ShelvedLeaflet) -> dict[str, ShelvedLeaflet]:
        """Return a leaflet in each of its languages by tag, its own first; none is read yet.

        A translation has the id of its leaflet with its tag behind a full stop.
        """
        base = entry.id.partition(".")[0]
        found: dict[str, ShelvedLeaflet] = {}
        with suppress(LeafletError):
            own, *others = in_language.files(entry.path)
            for tag, path in (own, *others):
                id = base if path == own.path else f"{base}.{tag}"
                if each := self._entry(id, path, entry.own):
                    found.setdefault(tag.text, each)
        return found

    def current(self, entry: ShelvedLeaflet) -> ShelvedLeaflet:
        """Return the entry, or a new one to be read where a picture or a sheet has changed."""
        if entry.is_current():
            return entry
        fresh = entry.anew()
        return self._read.put(_key(fresh), fresh)

    def original(self, entry: ShelvedLeaflet) -> ShelvedLeaflet | None:
        """Return the leaflet of ours which one of the user's own is a copy of, by its code."""
        return self._ours(entry.code, entry.path) if entry.own else None

    def replaced(self, entries: Iterable[ShelvedLeaflet]) -> set[str]:
        """Return the ids of the leaflets of ours in whose place copies are."""
        return {found.id for each in entries if (found := self.original(each))}

    def original_of(self, data: bytes, path: Path) -> ShelvedLeaflet | None:
        """Return the leaflet of ours which the content of a file is a copy of, by its code."""
        return self._ours(copies.code_of(data), path)

    def _ours(self, code: str, path: Path) -> ShelvedLeaflet | None:
        """Return the leaflet of ours with a code, unless it is the file itself."""
        for each in self._shipped() if code else ():
            if each.code == code and each.path.resolve() != path.resolve():
                return each
        return None

    def versions(self, original: ShelvedLeaflet) -> tuple[str, ...]:
        """Return the versions of all copies of a leaflet of ours, also of those put aside."""
        own = (*self.folder.glob("*.yaml"), *self.aside())
        found = []
        for path in own[: 2 * MOST]:
            with suppress(LeafletError):
                data = file_bytes(path, limits.CONTENT_BYTES)
                if copies.code_of(data) == copies.code_of(original.data):
                    found.append(copies.version_of(data))
        return tuple(found)

    # ---- what is put aside

    def put_aside(self, entry: ShelvedLeaflet) -> None:
        """Take a copy off the shelf; its file stays beside the others, under another name."""
        names = (f"{entry.path.name}.aside{end}" for end in ("", *(f"-{n}" for n in range(2, 99))))
        free = next(path for name in names if not (path := self.folder / name).exists())
        _rename(entry.path, free)

    def aside(self) -> tuple[Path, ...]:
        """Return the files of the copies that were put aside."""
        with suppress(OSError):
            return tuple(sorted(self.folder.glob("*.yaml.aside*")))[:MOST]
        return ()

    def bring_back(self, name: str) -> Path | None:
        """Put a copy on the shelf again; None if it is gone."""
        found = next((path for path in self.aside() if path.name == name), None)
        if not found:
            return None
        target = self.folder / f"{name.partition('.yaml.aside')[0]}.yaml"
        target = self.free(f"example-{target.stem}") if target.exists() else target
        _rename(found, target)
        return target

    def free(self, id: str) -> Path:
        """Return a free file name for a copy of a shipped leaflet."""
        stem = "content" if id == BUILT_IN else id.removeprefix("example-")
        names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
        for name in names:
            if not (path := self.folder / f"{name}.yaml").exists():
                return path
        raise LeafletError(
            Fault("too-many-copies", f"there are too many copies of {stem}.yaml in the folder")
        )

    def _own(self) -> Iterator[ShelvedLeaflet]:
        with suppress(OSError):
            paths = sorted(
                self.folder.glob("*.yaml"), key=lambda path: (path.name != CONTENT, path)
            )
            for path in paths[:MOST]:
                entry = self._entry(own_id(path), path, own=True)
                if entry and entry.translates:  # it is chosen on the page of its leaflet
                    continue
                if entry and (self._seen.get(path) or _is_leaflet(entry)):
                    self._seen.put(path, True)
                    yield entry

    def _read_own(self, data: bytes, name: str, folder: Path | None) -> Read:
        """Read a leaflet of the user's own; a copy with changed words is marked in its version."""
        found = self._reading(data, name, folder)
        original = self.original_of(data, (folder or self.folder) / name)
        if not (found.document and original):
            return found
        if copies.words_of(data) == copies.words_of(original.data):
            return found
        version = copies.version_of(original.data)
        return found._replace(document=copies.marked(found.document, version))

    def _shipped(self) -> Iterator[ShelvedLeaflet]:
        paths = {BUILT_IN: shipped.path(CONTENT)}
        for path in sorted(shipped.path("examples").glob("*.yaml")):
            if Name.pattern.fullmatch(path.stem):
                paths[f"{EXAMPLE}{path.stem}"] = path
        for id, path in paths.items():
            if entry := self._entry(id, path, own=False):
                yield entry

    def _entry(self, id: str, path: Path, own: bool) -> ShelvedLeaflet | None:
        """Return the entry of a file; the one that is kept if its bytes are the same."""
        with suppress(LeafletError):
            data = file_bytes(path, limits.CONTENT_BYTES)
            fresh = ShelvedLeaflet(id, path, data, own, self._read_own if own else self._reading)
            return self._read.get(_key(fresh)) or self._read.put(_key(fresh), fresh)
        return None


def own_id(path: Path) -> str:
    """Return the id of a leaflet of the user's own, by the name of its file."""
    number = hashlib.sha256(path.name.encode("utf-8", "surrogateescape")).hexdigest()
    return f"own-{number[:12]}"


def _rename(path: Path, other: Path) -> None:
    """Give a file another name; FileError if that fails."""
    try:
        system.replace(path, other)
    except OSError as error:
        problem = f"`{shown(path.name, 200)}` could not be renamed: {error.strerror}"
        raise FileError(Fault("write-failed", problem)) from None


def _key(entry: ShelvedLeaflet) -> tuple[str, Path, bytes]:
    return entry.id, entry.path, entry.data


def _is_leaflet(entry: ShelvedLeaflet) -> bool:
    """Return whether a YAML file is meant to be a leaflet, even a faulty one."""
    return (
        entry.path.name == CONTENT or bool(entry.read.document) or _has_body(entry.data, entry.path)
    )


def _has_body(data: bytes, path: Path) -> bool:
    try:
        root: Node = nodes.read(data, path.name)
    except LeafletError:
        return b"\nbody:" in data
    return isinstance(root, Mapping) and bool(root.get("body"))
