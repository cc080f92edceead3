"""Replaces files in one step or not at all."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

from leaflet import system
from leaflet.errors import Fault, FileError, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ABANDONED = 24 * 3600.0
"""Seconds after which nobody is still writing a file; clocks of a shared folder may differ."""


def write(path: Path, data: bytes, inputs: Iterable[Path] = ()) -> None:
    """Replace `path` by `data`; on any failure, even an interrupt, the old file stays.

    `inputs` are files that must not be replaced. A link is followed. Raises FileError.
    """
    write_all({path: data}, inputs)


def write_all(files: Mapping[Path, bytes], inputs: Iterable[Path] = ()) -> None:
    """Replace several files in their order; on any failure all old files stay.

    Only a process that is killed between two renames leaves new files beside old ones, each of
    them whole.
    """
    inputs, swaps = tuple(inputs), []
    try:
        for path, data in files.items():
            with _told(path):
                swaps.append(_Swap(path, inputs))
                swaps[-1].fill(data)
        for swap in swaps[:-1]:
            with _told(swap.path):
                swap.keep_old()
        for swap in swaps:
            with _told(swap.path):
                swap.replace()
    except BaseException:
        if not (swaps and swaps[-1].is_in_place):
            for swap in swaps:
                swap.undo()
        raise
    finally:
        for swap in swaps:
            swap.clean()
    for folder in {swap.target.parent: None for swap in swaps}:
        system.sync_folder(folder)


def write_folder(folder: Path, files: Mapping[str, bytes], inputs: Iterable[Path] = ()) -> None:
    """Write files into a folder, a new folder in one step; other files in it stay."""
    if folder.is_dir():
        write_all({folder / name: data for name, data in files.items()}, inputs)
        return
    with _told(folder):
        target = _target(folder, ())
        if target.exists():
            raise FileError(
                Fault("not-a-folder", f"`{shown(str(folder), 200)}` is a file, not a folder")
            )
        _clear(target)
        temp = _beside(target)
        try:
            temp.mkdir()
            for name, data in files.items():
                _fill(temp / name, data, temp / name)
            system.replace(temp, target)
        finally:
            shutil.rmtree(temp, ignore_errors=True)
    system.sync_folder(target.parent)


class _Swap:
    """One replacement of a file: the new file, the old one, and the way back."""

    def __init__(self, path: Path, inputs: Iterable[Path]) -> None:
        self.path = path
        self.target = _target(path, inputs)
        self.temp = _beside(self.target)
        self.old = self.temp.with_suffix(".old.part")
        self.is_filled = self.is_first = False
        _clear(self.target)

    @property
    def is_in_place(self) -> bool:
        """Whether the new file has taken its place."""
        return self.is_filled and not self.temp.exists()

    def fill(self, data: bytes) -> None:
        _fill(self.temp, data, self.target)
        self.is_filled = True

    def keep_old(self) -> None:
        """Give the old file a second name so that it can be restored."""
        self.is_first = not self.target.exists()
        if not self.is_first:
            system.give_second_name(self.target, self.old)

    def replace(self) -> None:
        system.replace(self.temp, self.target)

    def undo(self) -> None:
        with suppress(OSError):
            if self.old.exists():
                system.replace(self.old, self.target)
            elif self.is_first and self.is_in_place:
                self.target.unlink()

    def clean(self) -> None:
        for path in (self.temp, self.old):
            with suppress(OSError):
                path.unlink(missing_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn system errors inside the block into a FileError about `path`."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle
        raise FileError(_fault(path, error)) from error


def _target(path: Path, inputs: Iterable[Path]) -> Path:
    """Return the regular file, existing or not, that `path` leads to."""
    name = f"`{shown(str(path), 200)}`"
    if not system.takes_name(path.name):
        hint = 'choose another, without a dot at its end and without any of < > : " | ? *'
        raise FileError(
            Fault("not-a-file-name", f"{name} is no name that Windows takes for a file", None, hint)
        )
    target = system.reachable(path.resolve())
    if target.is_symlink():  # before Python 3.13 resolve raises the same
        raise RuntimeError("links in a circle")
    if not target.parent.is_dir():
        folder = f"`{shown(str(path.parent), 200)}`"
        hint = "make the folder first, or choose another with --output"
        raise FileError(
            Fault(
                "folder-not-found",
                f"{name} cannot be written: there is no folder {folder}",
                None,
                hint,
            )
        )
    if not target.exists():
        return target
    if target.is_dir():
        hint = "give the name of a file in that folder"
        raise FileError(Fault("not-a-file", f"{name} is a folder, not a file", None, hint))
    if not target.is_file():
        hint = "to send the PDF into a pipe, use --output -"
        raise FileError(
            Fault("not-a-file", f"{name} is a device or a pipe, not a file", None, hint)
        )
    if any(other.exists() and target.samefile(other) for other in inputs):
        hint = "choose another name with --output"
        raise FileError(
            Fault("input-file", f"{name} is read for this leaflet; it is not replaced", None, hint)
        )
    if system.is_protected(target):
        hint = "take the mark Read-only from its properties, or choose another name with --output"
        raise FileError(Fault("file-protected", f"{name} is protected against writing", None, hint))
    return target


def _stem(target: Path) -> str:
    """Return the start of the names of temporary files; 255 bytes are the most for a name."""
    return "." + os.fsencode(target.name)[:200].decode(sys.getfilesystemencoding(), "ignore")


def _beside(target: Path) -> Path:
    """Return the temporary name of what will be `target`.

    The thread belongs to the name: two may write the same file, and the last one wins.
    """
    owner = f"{system.realm()}-{os.getpid()}-{get_ident()}"
    return target.with_name(f"{_stem(target)}.{owner}.part")


def _clear(target: Path) -> None:
    """Delete temporary files that killed processes left for this target.

    Nobody here can see whether a process of another computer or container lives, so its files are
    deleted only once they are old.
    """
    ours = re.compile(re.escape(_stem(target)) + r"\.([0-9a-f]{8})-(\d+)-(\d+)(?:\.old)?\.part")
    with suppress(OSError):
        for path in target.parent.iterdir():
            found = ours.fullmatch(path.name)
            if found and not _lives(path, found[1], int(found[2]), int(found[3])):
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _lives(path: Path, realm: str, process: int, thread: int) -> bool:
    """Tell whether somebody may be writing a temporary file."""
    if realm != system.realm():
        return time.time() - path.lstat().st_mtime < ABANDONED
    if process == os.getpid():
        return thread != get_ident()
    return system.is_running(process)


def _fill(temp: Path, data: bytes, target: Path) -> None:
    """Write a new file through to the disk, with the rights of the file that it will replace."""
    with system.open_new(temp) as file:
        with suppress(FileNotFoundError):
            system.copy_rights(target, file)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


_OTHER_FOLDER = "choose another folder with --output"
_OTHER_DISK = "free some space, or write to another disk"
_REASONS = {
    "disk-full": ("the disk is full", _OTHER_DISK),
    "disk-quota": ("your share of the disk is full", _OTHER_DISK),
    "disk-read-only": ("the disk can only be read", _OTHER_FOLDER),
    "disk-error": ("the disk reports an error", "write to another disk, and have this one checked"),
    "folder-closed": ("the folder is closed to you", _OTHER_FOLDER),
    "folder-refuses": ("the folder takes no new file from this program", _OTHER_FOLDER),
    "file-in-use": ("it is open in another program", "close the file there, then try again"),
    "name-too-long": ("the name is too long", "choose a shorter name with --output"),
    "name-taken": ("a file with the same name is being written", "choose another with --output"),
    "link-loop": ("it is a link that leads back to itself", "choose another name with --output"),
}


def _fault(path: Path, error: Exception) -> Fault:
    """Say why a file could not be written, by the code of the trouble."""
    code = system.trouble(error) if isinstance(error, OSError) else ""
    code = "link-loop" if isinstance(error, RuntimeError) else code
    other = getattr(error, "strerror", None) or "this is no file name"
    reason, hint = _REASONS.get(code, (other, ""))
    if code == "file-in-use" and path.suffix.lower() == ".pdf":
        hint = "close the PDF, then build again"
    problem = f"`{shown(str(path), 200)}` could not be written: {reason}"
    return Fault(code if code in _REASONS else "write-failed", problem, None, hint)
