"""What a console is given to show, whatever characters it has, and whatever becomes of it."""

import io
import json
import sys
from types import SimpleNamespace

import pytest
import windows
from conftest import CONTENT

from leaflet import __main__ as program
from leaflet import system
from leaflet.cli import console
from leaflet.errors import Fault, LeafletError, Place

SIGNS = "✗ fails – not measured: the clinic’s “knee”…"
WORDS = 'x fails - not measured: the clinic\'s "knee"...'
"""What a code page without these signs shows in their place."""


class Strict:
    """A stream that knows one code page, refuses all else, and cannot be told otherwise."""

    def __init__(self, encoding):
        self.encoding, self.buffer, self.closed = encoding, io.BytesIO(), False

    def write(self, words):
        return self.buffer.write(words.encode(self.encoding))

    def flush(self):
        pass

    def isatty(self):
        return False


def wrapped(encoding):
    return io.TextIOWrapper(io.BytesIO(), encoding, newline="\n")


@pytest.fixture
def heard(monkeypatch):
    """Run the program with streams of a kind; its exit code, and the bytes of both streams."""

    def heard(kind, encoding, *words):
        out, err = kind(encoding), kind(encoding)
        with monkeypatch.context() as patch:
            patch.setattr(program.system, "on_stop", lambda stop: None)
            patch.setattr(sys, "argv", ["leaflet", *words])
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            try:
                program.main()
                code = 0
            except SystemExit as stop:
                code = stop.code or 0
        for stream in (out, err):
            stream.flush()
        return code, out.buffer.getvalue(), err.buffer.getvalue()

    return heard


@pytest.mark.parametrize("kind", [wrapped, Strict])
@pytest.mark.parametrize("encoding", ["ascii", "cp437", "latin-1"])
def test_signs_that_a_code_page_lacks_are_shown_by_plain_ones(kind, encoding):
    stream = kind(encoding)
    console.sayable(stream).write(SIGNS)
    stream.flush()
    assert stream.buffer.getvalue().decode(encoding) == WORDS


@pytest.mark.parametrize("kind", [wrapped, Strict])
def test_signs_that_a_code_page_has_are_shown_as_they_are(kind):
    stream = kind("cp1252")
    console.sayable(stream).write(SIGNS)
    stream.flush()
    assert stream.buffer.getvalue().decode("cp1252") == SIGNS.replace("✗", "x")


def test_any_other_character_is_shown_by_its_number():
    stream = wrapped("cp437")
    console.sayable(stream).write("膝 \udcff 😀")
    stream.flush()
    assert stream.buffer.getvalue() == rb"\u819d \udcff \U0001f600"


@pytest.mark.parametrize("kind", [wrapped, Strict])
@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "latin-1"])
@pytest.mark.parametrize(
    ("words", "wanted"),
    [("build", 1), ("check", 1), ("check --list", 0), ("sheets", 0), ("--help", 0)],
)
def test_no_command_fails_for_what_a_console_lacks(folder, heard, kind, encoding, words, wanted):
    title = "title: Café’s “knee”\n" + "".join(CONTENT.splitlines(keepends=True)[1:])
    (folder / "content.yaml").write_text(title + "  - paragraph: aꦄ\n", "utf-8")
    code, out, err = heard(kind, encoding, *words.split())
    assert code == wanted
    assert len((out + err).decode(encoding)) > 50


def test_what_programs_read_is_utf8_whatever_the_console_has(folder, heard):
    (folder / "content.yaml").write_text(CONTENT.replace("Knee", "Café’s 膝"), "utf-8")
    code, out, _ = heard(wrapped, "cp437", "check", "--format", "json")
    assert code in (0, 1)
    assert json.loads(out.decode())["leaflets"][0]["title"] == "Café’s 膝 pain"
    assert b"\r" not in out
    _, schema, _ = heard(wrapped, "cp437", "schema")
    assert json.loads(schema.decode())


def test_a_stream_that_is_closed_counts_as_none(folder, heard):
    def closed(encoding):
        stream = Strict(encoding)
        stream.closed, stream.write = True, None
        return stream

    assert heard(closed, "utf-8", "schema") == (3, b"", b"")


def test_a_stream_that_is_none_is_left_none():
    assert console.sayable(None) is None


# ---- colours


class Terminal(io.StringIO):
    def isatty(self):
        return True

    def fileno(self):
        return 2


ERROR = LeafletError(Fault("unknown-key", "wrong", Place("a.yaml", 1, 1, "titel", 5)))


def windows_console(monkeypatch, mode, obeys):
    """A console of Windows with a mode; the modes that it is set to."""
    windows.settle(monkeypatch)
    asked = []

    def get_mode(handle, found):
        found.contents.value = mode or 0
        return mode is not None

    def set_mode(handle, wanted):
        asked.append((handle, wanted))
        return obeys

    kernel = SimpleNamespace(GetConsoleMode=get_mode, SetConsoleMode=set_mode)
    monkeypatch.setattr("ctypes.WinDLL", lambda name: kernel, raising=False)
    monkeypatch.setattr("ctypes.byref", lambda value: SimpleNamespace(contents=value))
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(get_osfhandle=lambda fd: 100 + fd))
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.delenv("NO_COLOR", raising=False)
    return asked


def test_a_console_of_windows_is_asked_to_obey_colours(monkeypatch):
    asked = windows_console(monkeypatch, 3, True)
    assert "\033[31m" in console.coloured(ERROR)
    assert asked == [(102, 7)]


@pytest.mark.parametrize(("mode", "obeys"), [(3, False), (None, True)])
def test_a_console_of_windows_that_does_not_is_sent_none(monkeypatch, mode, obeys):
    windows_console(monkeypatch, mode, obeys)
    assert console.coloured(ERROR) == str(ERROR)


def test_no_colour_is_asked_for_where_none_is_wanted(monkeypatch):
    asked = windows_console(monkeypatch, 3, True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert console.coloured(ERROR) == str(ERROR)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert console.coloured(ERROR) == str(ERROR)
    assert asked == []


# ---- words for a shell


@pytest.mark.parametrize(
    ("word", "here", "there"),
    [
        ("knee/content.yaml", "knee/content.yaml", "knee/content.yaml"),
        ("my knee/content.yaml", "'my knee/content.yaml'", '"my knee/content.yaml"'),
        ("$HOME.yaml", "'$HOME.yaml'", '"$HOME.yaml"'),
        (r"C:\clinic\a.yaml", r"'C:\clinic\a.yaml'", r"C:\clinic\a.yaml"),
    ],
)
def test_a_path_in_a_command_can_be_copied_into_the_shell(monkeypatch, word, here, there):
    monkeypatch.setattr(sys, "platform", "linux")
    assert system.quoted(word) == here
    monkeypatch.setattr(sys, "platform", "win32")
    assert system.quoted(word) == there


def test_a_variable_is_set_in_the_words_of_the_shell(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    assert system.setting("LEAFLET_DATA", "FOLDER") == 'export LEAFLET_DATA="FOLDER"'
    monkeypatch.setattr(sys, "platform", "win32")
    assert system.setting("LEAFLET_DATA", "FOLDER") == '$env:LEAFLET_DATA = "FOLDER"'


def test_the_next_step_of_a_new_leaflet_can_be_copied(folder, run):
    assert "then run: leaflet build 'my knee/content.yaml'" in run("new", "my knee").err
