"""Archive: the files inside a Word or OpenDocument file, each unpacked within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from leaflet import limits
from leaflet.errors import Fault, LeafletError
from leaflet.exchange import markup

if TYPE_CHECKING:
    from leaflet.exchange.markup import Element

_SAVE_ANEW = "open it in the program that it was written with, and save it anew"
_MEGABYTE = 1_000_000


class Relation(NamedTuple):
    """What a part of a Word file names by an id: another part, or an address."""

    kind: str
    """The last word of its type, such as `hyperlink` or `image`."""
    target: str
    is_outside: bool


class Archive:
    """A ZIP file of a stranger, which is never unpacked onto the disk."""

    def __init__(self, data: bytes) -> None:
        """Open it; LeafletError for one that is damaged, locked, or a bomb."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise _damaged() from None
        entries = self._zip.infolist()
        if len(entries) > limits.ARCHIVE_FILES:
            most = f"{limits.ARCHIVE_FILES:,}"
            raise _bomb(f"the file has {len(entries):,} files in it, and {most} are the most")
        if any(entry.flag_bits & 0x1 for entry in entries):
            hint = "open it with its password, and save it without one"
            raise LeafletError(Fault("locked-file", "the file is locked by a password", None, hint))
        for entry in entries:
            packed = max(1, entry.compress_size)
            if entry.file_size > max(_MEGABYTE, packed * limits.UNPACKED_RATIO):
                raise _bomb("a part of the file would grow more than 200 times when unpacked")
        whole = sum(entry.file_size for entry in entries)
        if whole > limits.UNPACKED_BYTES:
            most = f"{limits.UNPACKED_BYTES:,}"
            raise _bomb(f"the file has {whole:,} bytes when unpacked, and {most} are the most")
        self.names = tuple(dict.fromkeys(entry.filename for entry in entries))
        self._left = limits.UNPACKED_BYTES

    def bytes(self, name: str) -> bytes | None:
        """Return a file inside, or None where there is none."""
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as file:
                data = file.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
            raise _damaged() from None
        self._left -= len(data)
        if self._left < 0:
            raise _bomb("the file is larger when unpacked than it says")
        return data

    def xml(self, name: str) -> Element | None:
        """Return the root of an XML file inside, or None where there is none."""
        data = self.bytes(name)
        return markup.xml(data, f"`{name}` in the file") if data else None

    def relations(self, name: str) -> dict[str, Relation]:
        """Return what a part names by id; targets inside are names of this archive."""
        folder, _, file = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
        found: dict[str, Relation] = {}
        for each in root if root is not None else ():
            target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
            if not outside:
                target = urljoin(f"/{folder}/", target).lstrip("/")
            kind = each.get("Type", "").rpartition("/")[2]
            found[each.get("Id", "")] = Relation(kind, target, outside)
        return found


def _damaged() -> LeafletError:
    problem = "the file is damaged or cut off: it cannot be unpacked"
    return LeafletError(Fault("damaged-file", problem, None, _SAVE_ANEW))


def _bomb(problem: str) -> LeafletError:
    return LeafletError(Fault("too-large", problem, None, _SAVE_ANEW))
