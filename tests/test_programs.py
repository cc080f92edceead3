"""Missing programs: tests are skipped and counted, the run says so; in CI they fail."""

import os
import subprocess
import sys
from pathlib import Path

import programs
import pytest
from gates import gate

ROOT = Path(__file__).parents[1]
TESTS = """
import programs, pytest
@pytest.fixture(scope="module")
def browser():
    return programs.CHROMIUM.need()
def test_one(browser): pass
def test_two(browser): pass
@pytest.mark.needs("poppler")
def test_three(): raise AssertionError
def test_four(): assert not programs.POPPLER.available()
def test_five(): pytest.skip("it is Sunday")
def test_six(): pass
"""


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any of the programs, which is not that of continuous integration."""
    monkeypatch.setattr(programs.shutil, "which", lambda name: None)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(programs, "_asked_in_vain", set())
    monkeypatch.setattr(programs, "note", lambda item, call: None)  # of this very run


@pytest.fixture
def suite(tmp_path: Path) -> list[str]:
    """A small suite that uses our conftest; the command that runs it."""
    (tmp_path / "test_small.py").write_text(TESTS, "utf-8")
    options = ["-p", "conftest", "-p", "no:cacheprovider", f"--rootdir={ROOT}", "-c"]
    return [sys.executable, "-m", "pytest", *options, str(ROOT / "pyproject.toml"), str(tmp_path)]


def ran(command: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"CI", "PATH"}}
    paths = {"PYTHONPATH": str(ROOT / "tests"), "PATH": ""}
    return subprocess.run(
        command, capture_output=True, text=True, env={**kept, **paths, **variables}, check=False
    )


@pytest.mark.parametrize("workers", ["0", "1"])
def test_the_run_ends_with_one_line_for_each_reason_of_a_skip(suite, workers):
    found = ran([*suite, "-n", workers])
    assert found.returncode == 0, found.stdout + found.stderr
    assert [line for line in found.stdout.splitlines() if "skipped" in line] == [
        "Chromium is not installed: the page for reception was not tried in a browser;"
        " 2 tests skipped, 0 did less (apt-get install chromium, brew install --cask chromium)",
        "poppler is not installed: no second reader read the tags of our PDFs;"
        " 1 tests skipped, 1 did less (apt-get install poppler-utils, brew install poppler)",
        "1 tests skipped: it is Sunday",
        found.stdout.splitlines()[-1],
    ]


def test_in_continuous_integration_a_missing_program_fails_each_test_that_asks_for_it(suite):
    found = ran([*suite, "-n", "0"], CI="true")
    assert found.returncode == 1
    assert "1 failed, 1 passed, 1 skipped, 3 errors" in found.stdout
    assert "CI is set and poppler is missing: apt-get install poppler-utils" in found.stdout


@pytest.mark.usefixtures("bare")
def test_without_poppler_there_is_one_gate_less():
    assert set(gate.GATES) - set(gate.available()) == {"poppler"}


@pytest.mark.parametrize("program", programs.PROGRAMS.values(), ids=list(programs.PROGRAMS))
def test_a_missing_program_is_a_reason_to_skip(program, bare):
    assert not program.available()
    with pytest.raises(programs.Missing, match=f"{program.name} is not installed"):
        program.need()


@pytest.mark.parametrize("program", programs.PROGRAMS.values(), ids=list(programs.PROGRAMS))
def test_any_command_of_a_program_is_enough(program, monkeypatch):
    last = program.commands[-1]
    found = f"/bin/{last}"
    monkeypatch.setattr(programs.shutil, "which", lambda name: found if name == last else None)
    assert program.available()
    assert program.need() == found
