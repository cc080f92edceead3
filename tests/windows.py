"""Windows as far as files go: what it lacks is taken away, and what only it has is put there.

It knows the numbers of Windows' errors from their documentation; it is no Windows.
"""

import ctypes
import os
import shutil
import sys
from types import SimpleNamespace

import pytest

from leaflet import system

LACKS = (
    *("O_NONBLOCK", "O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC", "O_SYNC"),
    *("fchmod", "fchown", "chown", "lchown", "mkfifo", "mknod", "statvfs", "pathconf"),
    *("fork", "forkpty", "wait4", "killpg", "setsid", "uname"),
    *("getuid", "geteuid", "getgid", "getegid", "setuid", "seteuid"),
)
"""Names of `os` that are not there on Windows (fchmod came with Python 3.13)."""
O_BINARY = getattr(os, "O_LARGEFILE", 0) or 0x8000
"""A flag of `os.open` that this system takes and that stands for the one of Windows."""
_REAL_KILL = os.kill


def settle(patch: pytest.MonkeyPatch) -> None:
    """Make this process look like one on Windows to the part of the program that deals in files."""
    for name in LACKS:
        patch.delattr(os, name, raising=False)
    patch.setattr(shutil, "_use_fd_functions", False)
    patch.setattr(os, "kill", _interrupt)
    patch.setattr(os, "O_BINARY", O_BINARY, raising=False)
    patch.setattr(sys, "platform", "win32")
    patch.setattr(ctypes, "WinDLL", kernel, raising=False)
    patch.setattr(ctypes, "get_last_error", lambda: 87, raising=False)
    patch.setattr(system, "LONG", 100_000)  # the paths of this machine are none of Windows
    patch.setattr(system, "PATIENCE", 0.05)


def denied(number: int) -> PermissionError:
    """What Python raises for an error of Windows that means that access is denied."""
    error = PermissionError(13, "Access is denied")
    error.winerror = number
    return error


def _interrupt(process: int, number: int) -> None:
    pytest.fail(f"os.kill({process}, {number}) is Ctrl-C on Windows")


def kernel(name: str, use_last_error: bool = False) -> SimpleNamespace:
    """kernel32 with the three calls that tell whether a process runs."""
    assert (name, use_last_error) == ("kernel32", True)

    def open_process(rights: int, inherits: bool, process: int) -> int:
        assert (rights, inherits) == (0x00100000, False)  # SYNCHRONIZE
        try:
            _REAL_KILL(process, 0)
        except ProcessLookupError:
            return 0
        except PermissionError:
            pass
        return process

    def wait(handle: int, milliseconds: int) -> int:
        assert milliseconds == 0
        return 258  # WAIT_TIMEOUT: it runs

    def close(handle: int) -> int:
        return 1

    return SimpleNamespace(OpenProcess=open_process, WaitForSingleObject=wait, CloseHandle=close)
