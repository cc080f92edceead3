"""What several tests need: the program in this process, small content files, golden texts."""

import datetime
import difflib
import os
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import programs
import pytest
import windows
from hypothesis import HealthCheck, settings

from leaflet import __main__ as program
from leaflet.document import review
from leaflet.layout import enlarge
from leaflet.system import quoted

os.fsync = lambda descriptor: None  # waits for a disk, which no test can see
os.environ["LEAFLET_DICTIONARIES"] = ""  # what this computer has must change no test
if "CI" not in os.environ:  # there Hypothesis takes a profile that is patient by itself
    patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("patient", patient)
    settings.load_profile("patient")

collect_ignore = [] if "LEAFLET_TORTURE" in os.environ else ["test_mutants.py"]
"""What `make torture` alone has time for."""
CASES = Path(__file__).parent / "cases"
TODAY = "2026-11-30"
"""The day of every test: the leaflets that come with the program are in date."""
CLOCK = review.today
review.today = lambda: datetime.date.fromisoformat(TODAY)

CLINIC = """\
name: Harbour Clinic
address: [2 Quay Road, Exampletown]
phone: 01632 960 555
"""
"""A clinic file with what is always needed, and no more."""

CONTENT = """\
title: Knee pain
clinic:
  name: Harbour Clinic
  address: [2 Quay Road, Exampletown]
  phone: 01632 960 555
body:
  - paragraph: Rest a little, then walk.
"""
"""A content file with what is always needed, and no more."""


everywhere = pytest.mark.usefixtures("_machine")
"""Runs a test here, and once more without what Windows lacks."""


def without(extra: str) -> str:
    """What the program says where an extra is not installed."""
    package = f'"patient-leaflet[{extra}]"'
    ways = f"{quoted(sys.executable)} -m pip install {package}, or pipx install --force {package}"
    return f"this needs the extra [{extra}]: {ways}\n"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden texts anew")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs a program which is not installed."""
    for mark in item.iter_markers("needs"):
        programs.PROGRAMS[mark.args[0]].need()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Let the report of a test say which programs it did without."""
    programs.note(item, call)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks for a `machine` here and as Windows has it, or as its mark says."""
    if "machine" in metafunc.fixturenames:
        metafunc.parametrize("machine", _machines(metafunc.definition))


def _machines(test: pytest.Item) -> list[str]:
    if test.get_closest_marker("posix"):
        return ["here"]
    return ["windows"] if test.get_closest_marker("windows") else ["here", "windows"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out on Windows what it cannot do, with the reason."""
    for item in items if sys.platform == "win32" else ():
        if marker := item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason=marker.args[0]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables that tests made, and what was left out, whichever process they ran in."""
    for report in terminalreporter.stats.get("passed", []):
        for name, text in getattr(report, "user_properties", []):
            if name == "table" and report.when == "call":
                terminalreporter.write_line(f"\n{report.nodeid}\n{text}")
    reports = [each for found in terminalreporter.stats.values() for each in found]
    for line in programs.summary([each for each in reports if isinstance(each, pytest.TestReport)]):
        terminalreporter.write_line(line, yellow=True)


class Ran(NamedTuple):
    """What a run of the program gave."""

    code: int
    out: bytes
    err: str

    @property
    def said(self) -> str:
        """Standard output as text."""
        return self.out.decode()


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person who runs the tests may have set some; the day is one on which all is in date."""
    for name in ("THEME", "SHEET", "EDITION", "CLINIC", "BRAND", "OUTPUT", "PROFILE", "LANGUAGE"):
        monkeypatch.delenv(f"LEAFLET_{name}", raising=False)
    for name in ("PORT", "HOST", "PASSWORD", "DATA"):
        monkeypatch.delenv(f"LEAFLET_{name}", raising=False)
    monkeypatch.setenv("LEAFLET_TODAY", TODAY)


@pytest.fixture
def _machine(machine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test on this system as it is, or without what Windows lacks."""
    if machine == "windows":
        windows.settle(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, which the program runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the program in this process: much quicker than a new one."""

    def run(*words: str, stdin: bytes = b"") -> Ran:
        streams = {name: TextIOWrapper(BytesIO(), "utf-8") for name in ("stdout", "stderr")}
        with monkeypatch.context() as patch:
            patch.setattr(program.system, "on_stop", lambda stop: None)
            patch.setattr(sys, "argv", ["leaflet", *words])
            patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin), "utf-8"))
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            try:
                program.main()
                code = 0
            except SystemExit as stop:
                code = stop.code or 0
        for stream in streams.values():
            stream.flush()
        out, err = (stream.buffer.getvalue() for stream in streams.values())
        return Ran(code, out, err.decode())

    return run


@pytest.fixture(params=["as written", "in other words"])
def wording(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test twice: with every message as it is, and with its letters in reverse.

    What passes both ways decides by code, key and place, and never by words.
    """
    from leaflet.editor.prose.passage import Flaw
    from leaflet.errors import Fault
    from leaflet.web.guard import Refusal

    if request.param == "as written":
        return
    for kind, positions in ((Fault, (1, 3)), (Flaw, (0, 2))):
        make = kind.__new__

        def reworded(cls, *given, _make=make, _fields=kind._fields, _at=positions, **named):
            facts = dict(zip(_fields, given, strict=False)) | named
            turned = (_fields[at] for at in _at)
            return _make(cls, **facts | {name: facts.get(name, "")[::-1] for name in turned})

        monkeypatch.setattr(kind, "__new__", reworded)
    begin = Refusal.__init__
    monkeypatch.setattr(
        Refusal,
        "__init__",
        lambda self, status, code, sentence: begin(self, status, code, sentence[::-1]),
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name in `cases/`; `--update` writes it anew."""

    def compare(name: str, text: str) -> None:
        path = CASES / name
        if request.config.getoption("--update"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        wanted = path.read_text("utf-8").splitlines()
        found = difflib.unified_diff(wanted, text.splitlines(), "golden", "now", lineterm="")
        assert not (lines := list(found)), "\n".join([*lines, "pytest --update renews it"])

    return compare


@pytest.fixture
def natural_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lays out short leaflets in the type of their theme, which grows otherwise."""
    monkeypatch.setattr(enlarge, "growths", lambda *_: (1.0,))
