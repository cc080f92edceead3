"""Watching: the program in a process of its own, real files saved as editors save them."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread, Timer

import pypdfium2
import pytest
from conftest import CLINIC, CONTENT, without
from gates import pdfium
from PIL import Image

from leaflet.cli import watcher

WAIT = 20
"""Seconds until a test gives up; benchmarks/watch.py measures how long it takes."""


class Watching:
    """A running `leaflet watch`, and the lines that it has said so far."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.folder, self.lines = folder, []
        command = [sys.executable, "-u", "-m", "leaflet", "watch", *words]
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        self.process = subprocess.Popen(command, cwd=folder, start_new_session=True, **streams)
        self.reader = Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        self.lines += iter(self.process.stdout.readline, "")  # grows line by line

    def until(self, words: str, count: int = 1) -> list[str]:
        """All lines so far, once `count` of them have the words."""
        end = time.monotonic() + WAIT
        while sum(words in line for line in self.lines) < count:
            assert time.monotonic() < end and self.process.poll() is None, self.lines
            time.sleep(0.01)
        return [*self.lines]

    def stop(self, number: int = signal.SIGINT) -> int:
        """The exit code after a signal."""
        self.process.send_signal(number)
        code = self.process.wait(WAIT)
        self.reader.join(WAIT)
        self.process.stdout.close()
        return code


@pytest.fixture
def watching(folder):
    """Start `leaflet watch` in a folder with a content file; it is ended with Ctrl-C."""
    (folder / "content.yaml").write_text(CONTENT)
    begun = []

    def start(*words: str) -> Watching:
        begun.append(Watching(folder, *words))
        begun[0].until("output/" if "-o" not in words else ".pdf: ")
        return begun[0]

    yield start
    for each in begun:
        if each.process.poll() is None:
            each.stop()


def in_place(path, text):
    path.write_text(text)


def by_rename(path, text):
    """As vim and most office programs save: the old file aside, a new one in its place."""
    path.rename(path.with_name(path.name + "~"))
    path.write_text(text)


def by_move(path, text):
    """As gedit, VS Code and `mv` save: a new file beside it, moved over the old one."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text)
    beside.replace(path)


def deleted_first(path, text):
    path.unlink()
    path.write_text(text)


def built(folder, name="output/knee-pain.pdf"):
    return "\n".join(pdfium.pages((folder / name).read_bytes()))


def sizes(path):
    """The size of each page, once."""
    return {tuple(map(round, page.get_size())) for page in pypdfium2.PdfDocument(path)}


WAYS = [in_place, by_rename, by_move, deleted_first]


@pytest.mark.posix("Windows has no Ctrl-C for one process alone")
def test_each_save_is_one_new_build(watching, folder):
    running = watching()
    for count, save in enumerate([*WAYS, *reversed(WAYS)], 2):
        words = f"Rest as {count} did"
        save(folder / "content.yaml", CONTENT.replace("Rest a little", words))
        running.until("knee-pain.pdf: 1 page", count)
        assert f"{words}, then walk." in built(folder), save
    time.sleep(0.3)
    assert sum("knee-pain.pdf: 1 page" in line for line in running.lines) == 1 + 2 * len(WAYS)
    assert not any("not built" in line for line in running.lines)
    assert running.stop() == 0


@pytest.mark.posix("Windows has no Ctrl-C for one process alone")
def test_a_line_says_what_was_built_how_long_it_took_and_what_was_found(watching):
    *findings, line = watching().until("knee-pain.pdf")
    assert line.startswith("output/knee-pain.pdf: 1 page, ") and " ms; " in line
    assert any(f.startswith("content.yaml:") and "[missing-purpose]" in f for f in findings)
    count = sum(int(part.split()[0]) for part in line.split("; ")[1].split(", "))
    assert count == len(findings)


@pytest.mark.posix("Windows has no Ctrl-C for one process alone")
def test_a_finding_is_told_once_until_it_is_mended(watching, folder):
    running = watching()
    told = len(running.until("knee-pain.pdf"))
    loud, calm = (CONTENT.replace("Rest a little", word) for word in ("Rest!", "Rest well"))
    for count, text, new in ((2, loud, 1), (3, "# moves all lines\n" + loud, 0), (4, calm, 0)):
        in_place(folder / "content.yaml", text)
        lines = running.until("knee-pain.pdf", count)[told:]
        assert [("[exclamation]" in line) for line in lines] == [True] * new + [False]
        told += len(lines)
    in_place(folder / "content.yaml", loud)
    assert "[exclamation]" in running.until("knee-pain.pdf", 5)[told]


@pytest.mark.posix("Windows has no Ctrl-C for one process alone")
def test_an_error_is_shown_in_full_and_the_old_file_stays_until_it_is_mended(watching, folder):
    running = watching()
    first = (folder / "output/knee-pain.pdf").read_bytes()
    in_place(folder / "content.yaml", CONTENT.replace("- paragraph:", "- paragraf:"))
    said = "".join(running.until("not built"))
    assert "content.yaml:7:5: `paragraf` is not a block" in said
    assert "   7 |   - paragraf: Rest a little, then walk.\n" in said
    assert "hint: did you mean `paragraph`?" in said
    assert (folder / "output/knee-pain.pdf").read_bytes() == first
    in_place(folder / "content.yaml", CONTENT.replace("Rest a little", "Rest well"))
    running.until("knee-pain.pdf", 2)
    assert "Rest well" in built(folder)


@pytest.mark.posix("Windows has no Ctrl-C for one process alone")
def test_a_file_that_is_deleted_is_said_and_built_when_it_is_there_again(watching, folder):
    running = watching()
    (folder / "content.yaml").unlink()
    assert any("there is no file `content.yaml`" in line for line in running.until("not built"))
    in_place(folder / "content.yaml", CONTENT.replace("Rest a little", "Back again"))
    running.until("knee-pain.pdf", 2)
    assert "Back again" in built(folder)


def test_it_can_begin_before_there_is_a_file(folder):
    running = Watching(folder, "knee.yaml", "-o", "knee.pdf")
    running.until("not built")
    by_move(folder / "knee.yaml", CONTENT)
    running.until("knee.pdf: 1 page")
    assert "Rest a little" in built(folder, "knee.pdf")
    assert running.stop() == 0


@pytest.mark.posix("Windows has no Ctrl-C for one process alone")
def test_the_files_of_clinic_and_brand_are_watched_in_their_own_folders(watching, folder):
    (folder / "clinics").mkdir()
    (folder / "brands").mkdir()
    clinic, brand = folder / "clinics/hill.yaml", folder / "brands/_brand.yml"
    clinic.write_text(CLINIC.replace("Harbour", "Hill"))
    brand.write_text("color: {primary: '#7a1f4b'}\n")
    running = watching("--clinic", "clinics/hill.yaml", "--brand", "brands/_brand.yml")
    assert "Hill Clinic" in built(folder)
    by_move(clinic, CLINIC.replace("Harbour", "Dale"))
    running.until("knee-pain.pdf: 1 page", 2)
    assert "Dale Clinic" in built(folder)
    first = (folder / "output/knee-pain.pdf").read_bytes()
    in_place(brand, "color: {primary: '#1f4b7a'}\n")
    running.until("knee-pain.pdf: 1 page", 3)
    assert (folder / "output/knee-pain.pdf").read_bytes() != first


@pytest.mark.posix("Windows has no Ctrl-C for one process alone")
def test_a_picture_is_watched_even_while_it_is_not_there(watching, folder):
    running = watching()
    image = "  - image:\n      file: pictures/knee.png\n      alt: A knee\n"
    in_place(folder / "content.yaml", CONTENT + image)
    assert any("there is no file" in line for line in running.until("not built"))
    (folder / "pictures").mkdir()
    Image.new("RGB", (600, 400), "red").save(folder / "pictures/knee.png")
    running.until("knee-pain.pdf: 1 page", 2)
    first = (folder / "output/knee-pain.pdf").read_bytes()
    Image.new("RGB", (600, 400), "blue").save(folder / "pictures/knee.png")
    running.until("knee-pain.pdf: 1 page", 3)
    assert (folder / "output/knee-pain.pdf").read_bytes() != first


@pytest.mark.posix("Windows has no Ctrl-C for one process alone")
def test_a_sheet_of_ones_own_is_watched(watching, folder):
    (folder / "sheets").mkdir()
    margins = "margins: {top: 15, bottom: 15, start: 15, end: 15}\n"
    sheet = folder / "sheets/card.yaml"
    sheet.write_text(f"title: Card\npage: [120, 150]\n{margins}")
    running = watching("--sheet", "card")
    assert sizes(folder / "output/knee-pain.pdf") == {(340, 425)}
    by_rename(sheet, f"title: Card\npage: [150, 120]\n{margins}")
    running.until("knee-pain.pdf: 2 pages", 2)
    assert sizes(folder / "output/knee-pain.pdf") == {(425, 340)}


@pytest.mark.posix("Windows has no Ctrl-C for one process alone")
def test_other_files_in_the_folder_are_left_alone(watching, folder):
    running = watching()
    (folder / "letter.txt").write_text("Dear …")
    (folder / "content.yaml~").write_text("x")
    time.sleep(0.5)
    assert sum("knee-pain.pdf" in line for line in running.lines) == 1


@pytest.mark.posix("Windows has no Ctrl-C for one process alone")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_it_is_ended_with_ctrl_c_and_that_is_no_error(watching, folder, number, code):
    assert watching("-o", "a.pdf").stop(number) == code
    assert {path.name for path in folder.iterdir()} == {"a.pdf", "content.yaml"}


@pytest.mark.parametrize("words", [("-",), ("-o", "-")])
def test_what_is_no_file_cannot_be_watched(folder, run, words):
    code, _, err = run("watch", *words)
    assert code == 2 and "only files can be watched" in err


def test_a_missing_watcher_is_one_line_with_the_name_of_the_extra(folder, run, monkeypatch):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    wanted = without("web")
    assert run("watch") == (1, b"", wanted)


@pytest.fixture
def saves(folder):
    """Wait for the next save of a file, but not for ever."""
    path = folder / "content.yaml"
    path.write_text("old")
    found = watcher.saves(lambda: [path])
    with ThreadPoolExecutor(1) as thread:
        yield path, lambda: thread.submit(next, found).result(WAIT)


def test_a_save_is_found_where_the_system_gives_no_sign_of_it(saves, monkeypatch):
    import watchfiles

    def refused(*folders, **how):
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr(watchfiles, "watch", refused)
    path, wait = saves
    wait()
    by_move(path, "new one")
    wait()


def test_a_save_during_a_build_is_not_lost(saves):
    path, wait = saves
    for count in range(3):
        wait()
        path.write_text("new" * (count + 1))  # where the caller builds
    wait()


def test_a_file_that_is_gone_for_a_moment_is_waited_for(saves):
    path, wait = saves
    wait()
    path.unlink()
    Timer(0.06, path.write_text, ["new"]).start()
    wait()
    assert path.read_text() == "new"
