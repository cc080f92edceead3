"""Everything that differs between Linux, macOS and Windows; no other module asks which it is.

What a system lacks is looked for by its name, so that one that gains it uses it.
"""

from __future__ import annotations

import errno
import functools
import os
import re
import signal
import stat
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeVar

if TYPE_CHECKING:
    import socket

T = TypeVar("T")

PATIENCE = 0.5
"""Seconds for which a file is tried again on Windows: a virus scanner, an indexer or a program
that synchronises folders opens each new file for a moment, and nobody can replace it meanwhile."""
PAUSE = 0.02
"""Seconds between two tries."""
LONG = 200
"""Characters from which Windows needs the form of a path that may have any length. It takes 259,
and the name of a temporary file beside this one is longer."""


class InUse(OSError):
    """Another program has the file open, and lets nobody replace it meanwhile."""


# ---- files


def open_to_read(path: Path) -> BinaryIO:
    """Open a file for its bytes; should it be a pipe by now, this does not wait for a writer."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(_patiently(lambda: os.open(path, flags)), "rb")


def open_new(path: Path) -> BinaryIO:
    """Make a file for bytes, with the rights that the umask leaves; FileExistsError if it is there.

    A link that somebody has planted there counts as taken and is not followed.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o666), "wb")


def write_private(path: Path, data: bytes) -> None:
    """Make a file that this user alone may read; FileExistsError if it is there.

    Windows gives it the rights of its folder, which are so for a user's own.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)


def is_private(path: Path) -> bool:
    """Tell whether a file is this user's own and nobody else may read or write it."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        return False
    if not hasattr(os, "geteuid"):  # Windows: a file has the rights of the user's folder
        return True
    return found.st_uid == os.geteuid() and not stat.S_IMODE(found.st_mode) & 0o077


def copy_rights(source: Path, file: BinaryIO) -> None:
    """Give an open file the rights of another; Windows passes on those of the folder."""
    if hasattr(os, "fchmod"):
        os.fchmod(file.fileno(), stat.S_IMODE(source.stat().st_mode) & 0o777)


def give_second_name(path: Path, other: Path) -> None:
    """Make a file reachable as `other` too, or copy it where the disk has no second names."""
    try:
        os.link(path, other)
    except (AttributeError, OSError):  # some network folders, memory sticks and phones
        import shutil

        shutil.copy2(path, other)


def replace(source: Path, target: Path) -> None:
    """Put a file or folder in the place of `target`; InUse where another program holds either.

    Windows says then that access is denied, error 5. It cannot be the folder: `source` lies in it.
    """
    try:
        _patiently(lambda: source.replace(target))
    except PermissionError as error:
        if locks_files():
            raise InUse(*error.args) from error
        raise


def remove(path: Path) -> None:
    """Delete a file, if it is there."""
    _patiently(lambda: path.unlink(missing_ok=True))


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file that nothing else is kept in; others who ask for it wait, in any process.

    Where a network folder has no locks, nobody waits.
    """
    with path.open("ab") as file:
        _hold(file)
        yield  # closing the file lets it go


def _hold(file: BinaryIO) -> None:
    """Wait until this open file is ours."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # tries for ten seconds
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
            raise


def locks_files() -> bool:
    """Tell whether a file that a program has open can be closed to all others, as on Windows."""
    return sys.platform == "win32"


def sync_folder(folder: Path) -> None:
    """Bring new names to the disk; Windows and some network folders cannot, and need not."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def is_protected(path: Path) -> bool:
    """Tell whether a file has the mark Read-only that keeps Windows from replacing it."""
    return sys.platform == "win32" and path.exists() and not os.access(path, os.W_OK)


def reachable(path: Path) -> Path:
    """Return the path in a form that the system takes whatever its length."""
    if sys.platform != "win32":
        return path
    whole = os.path.abspath(path)  # noqa: PTH100 (resolve would follow links)
    return Path(_unlimited(whole)) if len(whole) >= LONG else path


def _unlimited(whole: str) -> str:
    """Write an absolute path of Windows so that no limit of 259 characters holds for it."""
    if whole.startswith("\\\\?\\"):
        return whole
    return f"\\\\?\\UNC{whole[1:]}" if whole.startswith("\\\\") else f"\\\\?\\{whole}"


def _patiently(act: Callable[[], T]) -> T:
    """Do something with a file; on Windows once more while another program holds it."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return act()
        except PermissionError:
            if not locks_files() or time.monotonic() > end:
                raise
        time.sleep(PAUSE)


# ---- names of files

_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *([.:].*)?", re.IGNORECASE
)
_NEVER = re.compile(r'[<>:"|?*\x01-\x1f]|[. ]$')


def is_device(name: str) -> bool:
    """Tell whether Windows takes the name for a device, such as `nul` or `con.pdf`."""
    return bool(_DEVICE.fullmatch(name))


def takes_name(name: str) -> bool:
    """Tell whether a file can have this name here and keeps it as it is written.

    Windows drops dots and blanks at the end, and writes into a hidden stream behind a colon.
    """
    return sys.platform != "win32" or not (is_device(name) or _NEVER.search(name))


# ---- what went wrong

_BY_NAME = {
    "ENOSPC": "disk-full",
    "EDQUOT": "disk-quota",
    "EACCES": "folder-closed",
    "EPERM": "folder-closed",
    "EROFS": "disk-read-only",
    "ENAMETOOLONG": "name-too-long",
    "ELOOP": "link-loop",
    "EIO": "disk-error",
    "EEXIST": "name-taken",
    "ENOENT": "folder-refuses",
}
_BY_NUMBER = {
    19: "disk-read-only",
    32: "file-in-use",
    33: "file-in-use",
    39: "disk-full",
    112: "disk-full",
    206: "name-too-long",
    1224: "file-in-use",
    1295: "disk-quota",
}
"""Windows' own numbers, where it tells more than the number that Python makes of them."""


def trouble(error: OSError) -> str:
    """Return the code of what keeps a file from being written, or nothing for a rare reason."""
    if isinstance(error, InUse):
        return "file-in-use"
    name = errno.errorcode.get(error.errno or 0, "")
    return _BY_NUMBER.get(getattr(error, "winerror", None) or 0) or _BY_NAME.get(name, "")


# ---- processes


@functools.cache
def realm() -> str:
    """Return what tells the numbers of processes here from those of elsewhere, in 8 digits.

    Another computer has numbers of its own, and so has a container, or this one before its start.
    """
    parts = [os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")]
    processes = Path(os.sep, "proc")
    with suppress(OSError):
        parts.append((processes / "sys/kernel/random/boot_id").read_text("ascii"))
        parts.append(str((processes / "self/ns/pid").stat().st_ino))
    return f"{zlib.crc32(' '.join(parts).encode('utf-8', 'replace')):08x}"


def is_running(process: int) -> bool:
    """Tell whether there is a process of this number, whoever started it."""
    if sys.platform == "win32":  # there the signal 0 is Ctrl-C
        return _can_be_opened(process)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # it is another user's
        return True
    return True


def _can_be_opened(process: int) -> bool:
    """Tell whether Windows knows a process and has not seen it end."""
    if sys.platform != "win32" or not 0 < process < 1 << 32:
        return False
    import ctypes
    from ctypes.wintypes import BOOL, DWORD, HANDLE

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.argtypes, kernel.OpenProcess.restype = (DWORD, BOOL, DWORD), HANDLE
    kernel.WaitForSingleObject.argtypes = (HANDLE, DWORD)
    kernel.CloseHandle.argtypes = (HANDLE,)
    handle = kernel.OpenProcess(_SYNCHRONIZE, False, process)
    if not handle:
        return ctypes.get_last_error() != _NO_PROCESS
    ended: int = kernel.WaitForSingleObject(handle, 0)
    kernel.CloseHandle(handle)
    return ended != _ENDED


_SYNCHRONIZE, _NO_PROCESS, _ENDED = 0x00100000, 87, 0
"""The right to wait for a process; the error of a number without one; what a wait for an ended
one gives at once."""


def limit_memory(most: int) -> None:
    """Let this process address so many bytes at most, where the system can hold it to that."""
    with suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        if sys.platform != "win32":
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def leave_interrupts() -> None:
    """Leave Ctrl-C, which a terminal sends to all its processes, to the one that began them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def on_stop(stop: Callable[[int, object], None]) -> None:
    """Have `stop` called with the number of the signal when this program is to end.

    SIGTERM comes from another program; SIGBREAK is Windows' word that its window is being closed.
    """
    for name in ("SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)


def ignore_interrupt() -> None:
    """Leave Ctrl-C, which every process of a console hears, to another of them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


# ---- folders


def data_folder() -> Path:
    """Return where this user's own data is kept, whether it is there or not.

    Data that an earlier version has put elsewhere stays where it is.
    """
    import platformdirs

    name = "leaflet" if sys.platform.startswith("linux") else "Leaflet"
    usual = platformdirs.user_data_path(name, appauthor=False, roaming=True)
    former = _former_data_folder()
    return former if former.is_dir() and not usual.exists() else usual


def _former_data_folder() -> Path:
    """Return where version 0.1.0 kept the data: it did not ask platformdirs."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Leaflet"
    base = os.environ.get("XDG_DATA_HOME", "")
    share = Path(base) if Path(base).is_absolute() else Path.home() / ".local" / "share"
    return share / "leaflet"


# ---- consoles


def shows_colours(stream: TextIO) -> bool:
    """Tell whether the console of a stream obeys the codes of colours; Windows' is asked to."""
    if sys.platform != "win32":
        return True
    import ctypes
    import msvcrt
    from ctypes.wintypes import BOOL, DWORD, HANDLE, LPDWORD

    kernel, mode = ctypes.WinDLL("kernel32"), DWORD()
    kernel.GetConsoleMode.argtypes, kernel.GetConsoleMode.restype = (HANDLE, LPDWORD), BOOL
    kernel.SetConsoleMode.argtypes, kernel.SetConsoleMode.restype = (HANDLE, DWORD), BOOL
    console = msvcrt.get_osfhandle(stream.fileno())
    if not kernel.GetConsoleMode(console, ctypes.byref(mode)):
        return False
    obeys: int = kernel.SetConsoleMode(console, mode.value | _VIRTUAL_TERMINAL)
    return bool(obeys)


_VIRTUAL_TERMINAL = 0x0004
"""The mode of a console in which it obeys the codes of ECMA-48."""


# ---- words for a shell


def quoted(word: str) -> str:
    """Write a word so that the shell of this system takes it as one."""
    if sys.platform == "win32":  # PowerShell and cmd alike; no name of a file has a quotation mark
        return f'"{word}"' if re.search(r"[^\w.:\\/~+-]", word) else word
    import shlex

    return shlex.quote(word)


def setting(name: str, value: str) -> str:
    """Write how a variable is set for the commands that follow: in PowerShell, or in sh."""
    return f'$env:{name} = "{value}"' if sys.platform == "win32" else f'export {name}="{value}"'


# ---- connections


def keep_port(listener: socket.socket) -> None:
    """Let the program take its port again right after it has ended, and nobody else beside it.

    What does that on Linux and macOS would let two programs share the port on Windows.
    """
    import socket

    if sys.platform == "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
