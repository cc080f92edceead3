"""What differs between systems: one module knows it, and all others ask that one."""

import ast
import errno
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest
import windows
from platformdirs.macos import MacOS
from platformdirs.windows import Windows

import leaflet
from leaflet import system
from leaflet.document import document as documents

PACKAGE = Path(leaflet.__file__).parent
ONLY_THERE = {
    *("os.kill", "os.killpg", "os.fork", "os.fchmod", "os.chmod", "os.chown", "os.link"),
    *("os.getuid", "os.geteuid", "os.umask", "os.name", "os.uname", "os.mkfifo", "os.access"),
    *("os.startfile", "sys.platform", "sys.getwindowsversion"),
    *("ctypes.WinDLL", "ctypes.windll", "ctypes.get_last_error"),
}
MODULES = {"signal", "fcntl", "msvcrt", "winreg", "resource", "pwd", "grp", "termios"}
MODULES |= {"pty", "tty", "platform", "platformdirs", "posix", "nt", "posixpath", "ntpath"}


def asked_of_the_system(tree: ast.AST) -> set[str]:
    """The names in a module that are not there, or not the same, on every system."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
            is_flag = node.value.id == "os" and node.attr.startswith("O_")
            found |= {name} if name in ONLY_THERE or is_flag else set()
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} & ONLY_THERE
            found |= {(node.module or "").split(".")[0]} & MODULES
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names} & MODULES
    return found


def test_no_other_module_asks_which_system_it_runs_on():
    asked = {
        path.relative_to(PACKAGE).as_posix(): names
        for path in PACKAGE.rglob("*.py")
        if (names := asked_of_the_system(ast.parse(path.read_text("utf-8"))))
    }
    assert len(asked.pop("system.py")) > 10
    assert asked == {}


def test_no_path_of_one_system_stands_in_the_program():
    wrong = [
        (path.name, node.value)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(("/dev/", "/tmp", "/etc/", "/bin/", "/proc/", ".venv/"))
    ]
    assert wrong == []


def test_every_text_is_read_and_written_in_a_coding_that_is_named():
    seen, wrong = 0, []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in ("read_text", "write_text"):
                seen += 1
                least = 1 if called == "read_text" else 2
                named = any(keyword.arg == "encoding" for keyword in node.keywords)
                wrong += [(path.name, node.lineno)] * (len(node.args) < least and not named)
    assert seen > 3
    assert wrong == []


# ---- names and paths


@pytest.mark.parametrize(
    ("whole", "written"),
    [
        (r"C:\clinic\a.pdf", r"\\?\C:\clinic\a.pdf"),
        (r"\\server\share\a.pdf", r"\\?\UNC\server\share\a.pdf"),
        (r"\\?\C:\a.pdf", r"\\?\C:\a.pdf"),
    ],
)
def test_a_path_of_windows_can_be_written_without_a_limit(whole, written):
    assert system._unlimited(whole) == written


def test_only_long_paths_of_windows_are_written_so(monkeypatch, tmp_path):
    long = tmp_path / ("x" * 150) / "a.pdf"
    assert system.reachable(long) == long
    windows.settle(monkeypatch)
    monkeypatch.setattr(system, "LONG", 200)
    assert str(system.reachable(long)) == f"\\\\?\\{long}"
    assert system.reachable(Path("a.pdf")) == Path("a.pdf")


@pytest.mark.parametrize("name", ["con", "nul.pdf", "Com1", "lpt9.tar.gz", "prn ", "aux:a"])
def test_a_device_is_known_by_its_name_whatever_its_ending(name):
    assert system.is_device(name)


@pytest.mark.parametrize(
    ("title", "name"),
    [("Con", "leaflet-con"), ("NUL!", "leaflet-nul"), ("Com 1", "com-1"), ("COM1", "leaflet-com1")],
)
def test_a_title_that_is_a_device_of_windows_gives_a_file_name_on_every_system(title, name):
    assert documents.slug(title) == name


def test_any_name_is_taken_where_it_is_one():
    for name in ("con.pdf", "a:b", "a."):
        assert system.takes_name(name) is (sys.platform != "win32")


# ---- what went wrong


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EACCES, "folder-closed"),
        (errno.EROFS, "disk-read-only"),
        (errno.ENAMETOOLONG, "name-too-long"),
        (errno.EBUSY, ""),
        (None, ""),
    ],
)
def test_the_trouble_is_told_by_its_number(number, code):
    assert system.trouble(OSError(number, "x")) == code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (5, "folder-closed"),
        (19, "disk-read-only"),
        (32, "file-in-use"),
        (112, "disk-full"),
        (206, "name-too-long"),
        (1224, "file-in-use"),
    ],
)
def test_a_number_of_windows_says_more_than_that_of_python(number, code):
    assert system.trouble(windows.denied(number)) == code


# ---- processes


@pytest.fixture(params=["here", "windows"])
def anywhere(request, monkeypatch):
    if request.param == "windows":
        windows.settle(monkeypatch)


def test_a_process_that_runs_is_told_from_one_that_has_ended(anywhere):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert system.is_running(os.getpid())
    assert system.is_running(os.getppid())
    assert not system.is_running(ended.pid)
    assert not system.is_running(10**30)


def test_a_process_of_windows_that_has_ended_but_is_still_known_does_not_run(monkeypatch):
    windows.settle(monkeypatch)
    closed = []
    kernel = windows.kernel("kernel32", use_last_error=True)
    kernel.WaitForSingleObject = lambda handle, milliseconds: 0  # WAIT_OBJECT_0
    monkeypatch.setattr(kernel, "CloseHandle", lambda handle: closed.append(handle))
    monkeypatch.setattr("ctypes.WinDLL", lambda name, use_last_error: kernel)
    assert not system.is_running(os.getpid())
    assert closed == [os.getpid()]


def test_a_process_of_windows_that_may_not_be_looked_at_runs(monkeypatch):
    windows.settle(monkeypatch)
    kernel = windows.kernel("kernel32", use_last_error=True)
    kernel.OpenProcess = lambda rights, inherits, process: None
    monkeypatch.setattr("ctypes.WinDLL", lambda name, use_last_error: kernel)
    monkeypatch.setattr("ctypes.get_last_error", lambda: 5)  # ERROR_ACCESS_DENIED
    assert system.is_running(4)


def test_the_end_of_the_program_is_heard_by_every_name_that_it_has_here(monkeypatch):
    heard = {}
    monkeypatch.setattr(signal, "signal", lambda number, stop: heard.update({number: stop}))
    monkeypatch.setattr(signal, "SIGBREAK", 21, raising=False)
    system.on_stop(print)
    assert heard == {signal.SIGTERM: print, 21: print}
    monkeypatch.delattr(signal, "SIGBREAK")
    heard.clear()
    system.on_stop(print)
    assert heard == {signal.SIGTERM: print}


# ---- folders and ports


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    return tmp_path


def become(monkeypatch, name, kind=None):
    """Make platformdirs answer as it does on a system, too: it chooses once, when imported."""
    monkeypatch.setattr(sys, "platform", name)
    if kind:
        monkeypatch.setattr(
            platformdirs,
            "user_data_path",
            lambda app, **facts: Path(kind(app, **facts).user_data_dir),
        )


def test_data_lies_where_users_of_linux_expect_it(home, monkeypatch):
    assert system.data_folder() == home / ".local" / "share" / "leaflet"
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/share")
    assert system.data_folder() == Path("/srv/share/leaflet")
    monkeypatch.setenv(
        "XDG_DATA_HOME", "share"
    )  # XDG Base Directory 0.8: relative ones are ignored
    assert system.data_folder() == home / ".local" / "share" / "leaflet"


def test_data_lies_where_users_of_macos_expect_it(home, monkeypatch):
    become(monkeypatch, "darwin", MacOS)
    assert system.data_folder() == home / "Library" / "Application Support" / "Leaflet"


def test_data_lies_in_appdata_on_windows(home, monkeypatch):
    become(monkeypatch, "win32", Windows)
    roaming = r"C:\Users\Kim\AppData\Roaming"
    monkeypatch.setenv("WIN_PD_OVERRIDE_APPDATA", roaming)
    assert system.data_folder() == Path(roaming, "Leaflet")


def test_data_of_an_earlier_version_is_found_where_it_was_left(home, monkeypatch):
    become(monkeypatch, "darwin", MacOS)
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "xdg"))  # newly obeyed on macOS
    assert system.data_folder() == home / "xdg" / "Leaflet"
    left = home / "Library" / "Application Support" / "Leaflet"
    left.mkdir(parents=True)
    assert system.data_folder() == left
    (home / "xdg" / "Leaflet").mkdir(parents=True)
    assert system.data_folder() == home / "xdg" / "Leaflet"


@pytest.mark.parametrize(
    ("name", "option"), [("linux", "SO_REUSEADDR"), ("win32", "SO_EXCLUSIVEADDRUSE")]
)
def test_a_port_is_never_shared_with_another_program(monkeypatch, name, option):
    monkeypatch.setattr(sys, "platform", name)
    monkeypatch.setattr(socket, option, getattr(socket, option, -5), raising=False)
    asked = []

    class Listener:
        def setsockopt(self, *facts):
            asked.append(facts)

    system.keep_port(Listener())
    assert asked == [(socket.SOL_SOCKET, getattr(socket, option), 1)]
