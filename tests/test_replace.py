"""A file is replaced in one step, or not at all."""

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread, get_ident

import pytest
import windows

from leaflet import system
from leaflet.errors import FileError
from leaflet.publish.replace import write, write_all, write_folder
from leaflet.source.files import file_bytes

HERE, ELSEWHERE = system.realm(), "0badcafe"

pytestmark = pytest.mark.usefixtures("_machine")


def refusal(path, data=b"new", inputs=()):
    with pytest.raises(FileError) as caught:
        write(path, data, inputs)
    (fault,) = caught.value.faults
    return f"{fault.problem} | {fault.hint}"


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(b"old")
    return path


def only_old_is_left(old):
    return old.read_bytes() == b"old" and [p.name for p in old.parent.iterdir()] == [old.name]


def test_a_new_file_is_written_and_nothing_else(tmp_path):
    write(tmp_path / "leaflet.pdf", b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("leaflet.pdf", b"new")]


@pytest.mark.posix("Windows replaces no file that is open")
def test_an_old_file_is_replaced_by_another_file(old):
    before = old.stat().st_ino
    with old.open("rb") as reader:
        write(old, b"new")
        assert reader.read() == b"old"  # who has it open keeps a whole file
    assert old.read_bytes() == b"new"
    assert old.stat().st_ino != before


def test_a_relative_path_is_written_in_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(Path("leaflet.pdf"), b"new")
    assert (tmp_path / "leaflet.pdf").read_bytes() == b"new"


@pytest.mark.posix("Windows has no rights of owner, group and others")
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_rights_that_the_umask_leaves(tmp_path, umask, mode):
    before = os.umask(umask)
    try:
        write(tmp_path / "a.pdf", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "a.pdf").stat().st_mode & 0o7777 == mode


@pytest.mark.posix("Windows has no rights of owner, group and others")
def test_a_replaced_file_keeps_its_rights(old):
    old.chmod(0o640)
    write(old, b"new")
    assert old.stat().st_mode & 0o7777 == 0o640


def test_a_link_is_followed_and_stays_a_link(old):
    folder = old.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.pdf"
    link.symlink_to("../leaflet.pdf")
    write(link, b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"
    assert not old.is_symlink()


@pytest.mark.parametrize("name", ["中文诊所.pdf", "a b.pdf", "-x", "é" * 120 + ".pdf", "x" * 255])
def test_any_name_that_a_file_can_have_is_written(tmp_path, name):
    write(tmp_path / name, b"new")
    assert [p.name for p in tmp_path.iterdir()] == [name]


# ---- refusals


def test_a_missing_folder_is_said_with_a_way_out(tmp_path):
    message = refusal(tmp_path / "none" / "a.pdf")
    assert "there is no folder" in message
    assert "make the folder first" in message
    (tmp_path / "file").touch()
    assert "there is no folder" in refusal(tmp_path / "file" / "a.pdf")


def test_a_folder_is_not_replaced(tmp_path):
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.posix("Windows has no pipes and devices among the files")
@pytest.mark.parametrize("through_link", [False, True])
def test_a_device_or_a_pipe_is_not_replaced(tmp_path, through_link):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/full"), Path("/dev/null")):
        before = path.stat()
        if through_link:
            (tmp_path / f"link-{path.name}").symlink_to(path)
        target = tmp_path / f"link-{path.name}" if through_link else path
        assert "device or a pipe" in refusal(target)
        assert path.stat().st_mode == before.st_mode
        assert path.stat().st_ino == before.st_ino


def test_an_input_is_not_replaced_by_whatever_name(old, monkeypatch):
    monkeypatch.chdir(old.parent)
    Path("link").symlink_to(old)
    os.link(old, "twin")
    (old.parent / "folder").mkdir()
    for name in ("leaflet.pdf", "./leaflet.pdf", "folder/../leaflet.pdf", "link", "twin"):
        assert "is read for this leaflet" in refusal(Path(name), inputs=[Path("missing"), old])
    assert old.read_bytes() == b"old"
    write(Path("other.pdf"), b"new", [old])


@pytest.mark.parametrize("name", ["a\0b", "x" * 256, "loop", "\ud800"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path, name):
    (tmp_path / "loop").symlink_to("loop")
    assert "could not be written" in refusal(tmp_path / name)
    assert [p.name for p in tmp_path.iterdir()] == ["loop"]


@pytest.mark.posix("only root can become another user")
@pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 1)() != 0, reason="only root can become another user"
)
def test_a_folder_closed_to_the_user_is_said_so():
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    os.seteuid(65534)
    try:
        assert "closed to you" in refusal(folder / "a.pdf")
    finally:
        os.seteuid(0)
        shutil.rmtree(folder)


# ---- failures half-way


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk is full"),
        (errno.EIO, "the disk reports an error"),
        (errno.EROFS, "the disk can only be read"),
        (errno.EBUSY, os.strerror(errno.EBUSY)),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_failing_disk_leaves_the_old_file(old, monkeypatch, number, words, call):
    def fail(*args):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    assert words in refusal(old)
    assert only_old_is_left(old)


def test_a_failing_replacement_leaves_the_old_file(old, monkeypatch):
    def fail(*args):
        raise OSError(errno.EIO, "x")

    monkeypatch.setattr(Path, "replace", fail)
    assert "error" in refusal(old)
    assert only_old_is_left(old)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, MemoryError])
def test_an_interrupt_leaves_the_old_file_and_goes_on(old, monkeypatch, stop):
    def interrupt(*args):
        raise stop

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(stop):
        write(old, b"new")
    assert only_old_is_left(old)


@pytest.mark.posix("Windows has no limits of a process")
def test_a_file_that_really_does_not_fit_leaves_the_old_file(old):
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from leaflet.publish.replace import write\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "write(Path(sys.argv[1]), b'x' * 1_000_000)"
    )
    run = subprocess.run([sys.executable, "-c", code, old], capture_output=True, check=False)
    assert b"could not be written" in run.stderr
    assert only_old_is_left(old)


def test_a_folder_that_cannot_be_synced_is_no_failure(old, monkeypatch):
    sync, calls = os.fsync, []

    def second_fails(descriptor):
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.EINVAL, "x")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", second_fails)
    write(old, b"new")
    assert old.read_bytes() == b"new"
    assert len(calls) == 2


# ---- what killed processes leave


def test_what_dead_processes_left_for_this_file_is_cleared(old):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    names = {
        f".leaflet.pdf.{HERE}-{dead.pid}-1.part": False,
        f".leaflet.pdf.{HERE}-{dead.pid}-1.old.part": False,
        f".leaflet.pdf.{HERE}-{os.getpid()}-{get_ident()}.part": False,
        f".leaflet.pdf.{HERE}-{10**30}-1.part": False,
        f".leaflet.pdf.{HERE}-{os.getpid()}-1.part": True,  # another thread is writing
        f".leaflet.pdf.{HERE}-{os.getppid()}-1.part": True,  # another process is writing
        f".leaflet.pdf.{ELSEWHERE}-{dead.pid}-1.part": True,  # nobody knows
        f".leaflet.pdf.{dead.pid}-1.part": True,
        f".other.pdf.{HERE}-{dead.pid}-1.part": True,
        f".leafletxpdf.{HERE}-{dead.pid}-1.part": True,
        f"leaflet.pdf.{HERE}-{dead.pid}-1.part": True,
    }
    for name in names:
        (old.parent / name).touch()
    write(old, b"new")
    assert {name: (old.parent / name).exists() for name in names} == names


def test_what_another_computer_or_container_left_is_cleared_after_a_day(old):
    names = {age: f".leaflet.pdf.{ELSEWHERE}-{age}-1.part" for age in (1, 23, 25)}
    for hours, name in names.items():
        (old.parent / name).touch()
        os.utime(old.parent / name, (time.time() - hours * 3600,) * 2)
    write(old, b"new")
    assert [(old.parent / name).exists() for name in names.values()] == [True, True, False]


@pytest.mark.posix("it takes away what Linux tells of processes")
@pytest.mark.skipif(not Path("/proc/self/ns/pid").exists(), reason="there are no namespaces")
def test_the_number_of_a_process_belongs_to_its_computer_start_and_container(monkeypatch):
    seen = {system.realm()}
    for owner, name, given in (
        (os, "uname", lambda: os.uname_result(["", "another", "", "", ""])),
        (Path, "read_text", lambda path, coding: "another start"),
        (Path, "stat", lambda path: os.stat_result([0, 4] + [0] * 8)),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, given)
            seen.add(system.realm.__wrapped__())
    assert len(seen) == 4
    assert all(len(realm) == 8 for realm in seen)


def test_a_planted_link_in_the_place_of_the_temporary_file_is_not_followed(old, tmp_path):
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    planted = tmp_path / f".leaflet.pdf.{HERE}-{os.getpid()}-{get_ident()}.part"
    planted.symlink_to(victim)
    write(old, b"new")
    assert victim.read_bytes() == b"precious"
    assert old.read_bytes() == b"new"


def test_threads_that_write_one_file_do_not_mix(tmp_path):
    path, failed = tmp_path / "a.pdf", []

    def work(letter):
        try:
            for _ in range(20):
                write(path, letter * 50_000)
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=work, args=(letter,)) for letter in (b"a", b"b", b"c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert path.read_bytes() in (b"a" * 50_000, b"b" * 50_000, b"c" * 50_000)
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


WRITER = """
import signal, sys
from pathlib import Path
from leaflet.publish.replace import write
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
print("ready", flush=True)
for n in range(10**9):
    write(Path(sys.argv[1]), b"ab"[n % 2 : n % 2 + 1] * 3_000_000)
"""


def stopped(path, number, after):
    """Run a process that writes all the time, and stop it in the middle."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    process.stdout.readline()
    time.sleep(after)
    process.send_signal(number)
    process.wait(10)
    process.stdout.close()
    return [p for p in path.parent.iterdir() if p.name.endswith(".part")]


@pytest.mark.posix("Windows ends a process without asking it")
def test_a_killed_process_leaves_the_old_or_the_new_file_whole(tmp_path):
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(b"b" * 3_000_000)
    left = 0
    for n in range(12):
        left += bool(stopped(path, signal.SIGKILL, 0.02 + n * 0.003))
        assert path.read_bytes() in (b"a" * 3_000_000, b"b" * 3_000_000)
    assert left, "no process was killed in the middle of writing"
    write(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["leaflet.pdf"]


@pytest.mark.posix("Windows ends a process without asking it")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_process_leaves_no_temporary_file(tmp_path, number):
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(b"b" * 3_000_000)
    for n in range(8):
        assert not stopped(path, number, 0.02 + n * 0.003)
        assert path.read_bytes() in (b"a" * 3_000_000, b"b" * 3_000_000)


@pytest.mark.posix("Windows cannot mount a small disk")
def test_a_disk_that_is_really_full_leaves_the_old_file(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]
    with contextlib.suppress(OSError):
        if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
            try:
                (disk / "leaflet.pdf").write_bytes(b"old")
                assert "the disk is full" in refusal(disk / "leaflet.pdf", b"x" * 1_000_000)
                assert only_old_is_left(disk / "leaflet.pdf")
            finally:
                subprocess.run(["umount", disk], check=True)
            return
    pytest.skip("a small disk can only be made by root")


# ---- several files


def names(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def three(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old " + name.encode())
    return {tmp_path / name: b"new " + name.encode() for name in ("a", "b", "c")}


def test_several_files_are_all_replaced_and_nothing_else_is_left(three, tmp_path):
    write_all(three)
    assert names(tmp_path) == {"a": b"new a", "b": b"new b", "c": b"new c"}


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_failing_replacement_brings_all_old_files_back(
    three, tmp_path, monkeypatch, fails_at, has_links
):
    replace, calls, before = Path.replace, [], names(tmp_path)

    def failing(self, target):
        calls.append(target)
        if len(calls) == fails_at:
            raise OSError(errno.EIO, "x")
        return replace(self, target)

    def unable(*args, **facts):
        raise OSError(errno.EOPNOTSUPP, "x")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        if not has_links:
            patch.setattr(os, "link", unable)
        with pytest.raises(FileError):
            write_all(three)
    assert names(tmp_path) == before


def test_an_interrupt_after_the_last_replacement_takes_nothing_back(three, tmp_path, monkeypatch):
    replace, calls = Path.replace, []

    def interrupted(self, target):
        replace(self, target)
        calls.append(target)
        if len(calls) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all(three)
    assert names(tmp_path) == {"a": b"new a", "b": b"new b", "c": b"new c"}


def test_one_target_that_is_refused_keeps_the_others_as_they_are(three, tmp_path):
    (tmp_path / "c").mkdir()
    with pytest.raises(FileError, match="is a folder"):
        write_all(three)
    assert (tmp_path / "a").read_bytes() == b"old a"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]


def test_what_a_killed_process_left_of_a_folder_is_cleared(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".pack.{HERE}-{dead.pid}-1.part").mkdir()
    (tmp_path / f".pack.{HERE}-{dead.pid}-1.part" / "a").touch()
    write_folder(tmp_path / "pack", {"a": b"new"})
    write_folder(tmp_path / "pack", {"b": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]
    assert names(tmp_path / "pack") == {"a": b"new", "b": b"new"}


def test_a_folder_is_made_only_in_one_that_is_there(tmp_path):
    with pytest.raises(FileError, match="there is no folder"):
        write_folder(tmp_path / "none" / "pack", {"a": b"new"})
    assert [*tmp_path.iterdir()] == []


# ---- as Windows has it


def held(monkeypatch, number, times=10**9):
    """Have another program hold the target for so many tries; how often it was tried."""
    real, tries = Path.replace, []

    def replace(self, target):
        tries.append(target)
        if len(tries) <= times:
            raise windows.denied(number)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    return tries


@pytest.mark.windows
@pytest.mark.parametrize("number", [5, 32, 33, 1224])
def test_a_pdf_that_is_open_in_a_viewer_is_to_be_closed(old, monkeypatch, number):
    tries = held(monkeypatch, number)
    said = refusal(old)
    assert said.endswith("it is open in another program | close the PDF, then build again")
    assert len(tries) > 1
    assert only_old_is_left(old)


@pytest.mark.windows
def test_any_other_file_that_is_open_is_to_be_closed_too(tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_bytes(b"old")
    held(monkeypatch, 5)
    said = refusal(tmp_path / "a.yaml")
    assert said.endswith("open in another program | close the file there, then try again")


@pytest.mark.windows
def test_a_new_folder_whose_files_are_being_looked_at_is_not_said_to_be_closed(
    tmp_path, monkeypatch
):
    held(monkeypatch, 5)
    with pytest.raises(FileError, match="open in another program"):
        write_folder(tmp_path / "pack", {"a.pdf": b"new"})
    assert [*tmp_path.iterdir()] == []


@pytest.mark.windows
def test_a_scanner_that_looks_at_the_file_for_a_moment_is_waited_for(old, monkeypatch):
    monkeypatch.setattr(system, "PATIENCE", 60)
    tries = held(monkeypatch, 5, times=2)
    write(old, b"new")
    assert (len(tries), old.read_bytes()) == (3, b"new")


@pytest.mark.posix("there it is a file that is open in another program")
def test_elsewhere_a_refused_replacement_is_a_closed_folder_at_once(old, monkeypatch):
    tries = held(monkeypatch, 0)
    assert "the folder is closed to you" in refusal(old)
    assert len(tries) == 1


@pytest.mark.windows
def test_of_several_files_none_is_replaced_when_one_is_open(three, tmp_path, monkeypatch):
    before, real = names(tmp_path), Path.replace

    def replace(self, target):
        if target.name == "b" and not self.name.endswith(".old.part"):
            raise windows.denied(5)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(FileError, match="open in another program"):
        write_all(three)
    assert names(tmp_path) == before


@pytest.mark.windows
def test_a_closed_folder_is_not_taken_for_an_open_file(old, monkeypatch):
    def refuse(*args):
        raise PermissionError(13, "Permission denied")  # as os.open has it: without a winerror

    monkeypatch.setattr(os, "open", refuse)
    assert "the folder is closed to you" in refusal(old)


@pytest.mark.windows
def test_a_folder_that_windows_guards_is_told_to_take_no_file(old, monkeypatch):
    def refuse(*args):
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(os, "open", refuse)
    assert "the folder takes no new file from this program" in refusal(old)


@pytest.mark.windows
def test_a_file_marked_read_only_is_said_so_and_stays(old, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: path != old)
    said = refusal(old)
    assert "is protected against writing | take the mark Read-only from its properties" in said
    assert only_old_is_left(old)


@pytest.mark.windows
@pytest.mark.parametrize(
    "name",
    [
        *("con.pdf", "NUL", "Aux.tar.gz", "com1", "LPT9.pdf", "com¹.pdf", "CONIN$", "prn .pdf"),
        *("leaflet.", "leaflet.pdf ", "a:b.pdf", "a?.pdf", 'a".pdf', "a|b", "a<b>", "a*.pdf"),
        *("a\tb.pdf", "con:stream"),
    ],
)
def test_a_name_that_windows_would_take_for_something_else_is_refused(tmp_path, name):
    assert "is no name that Windows takes for a file" in refusal(tmp_path / name)
    with pytest.raises(FileError, match="is no name that Windows takes"):
        write_folder(tmp_path / name, {"a.pdf": b"new"})
    assert [*tmp_path.iterdir()] == []


@pytest.mark.windows
@pytest.mark.parametrize("name", ["console.pdf", "com10.pdf", "a.con", "nul-and-void.pdf", "é.b.c"])
def test_a_name_that_only_looks_like_one_is_written(tmp_path, name):
    write(tmp_path / name, b"new")
    assert names(tmp_path) == {name: b"new"}


def test_two_names_that_differ_in_capitals_alone_are_refused_where_they_are_one(
    tmp_path, monkeypatch
):
    real = os.open
    monkeypatch.setattr(os, "open", lambda path, *how, **at: real(str(path).lower(), *how, **at))
    for save in (write_all, lambda files: write_folder(tmp_path / "pack", names_of(files))):
        with pytest.raises(FileError, match="a file with the same name is being written"):
            save({tmp_path / "a.pdf": b"one", tmp_path / "A.pdf": b"two"})
    assert [*tmp_path.iterdir()] == []


def names_of(files):
    return {path.name: data for path, data in files.items()}


@pytest.mark.windows
def test_bytes_are_written_and_read_as_bytes(tmp_path, monkeypatch):
    real, flags = os.open, []
    monkeypatch.setattr(
        os, "open", lambda path, how, *mode: flags.append(how) or real(path, how, *mode)
    )
    write(tmp_path / "a.pdf", b"\r\n\n\x1a\n")
    assert file_bytes(tmp_path / "a.pdf", 9) == b"\r\n\n\x1a\n"
    assert [bool(how & windows.O_BINARY) for how in flags if how & os.O_WRONLY] == [True]
    assert flags[-1] & windows.O_BINARY
