"""Run the tests with the newest releases that pyproject.toml allows, and say which one breaks what.

    python tools/newest.py [tests/test_x.py ...]

Where tests fail, the locked version of each package that differs is put back alone, and only the
failing tests run again: those that pass now are broken by the newer release.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".venv-newest"
Versions = Mapping[str, str]


class Environment(Protocol):
    """A place where packages are installed and tests are run."""

    def install(self, versions: Versions) -> None:
        """Put these versions in, and touch nothing else."""

    def failing(self, tests: Collection[str]) -> set[str]:
        """The ids of those of these tests that fail."""


def main(tests: list[str]) -> int:
    """Print what each newer release breaks; 1 if tests fail, otherwise 0."""
    try:
        environment = Venv(HOME)
    except subprocess.CalledProcessError:
        print("the newest releases cannot be installed together")
        return 1
    newer = differing(locked(), environment.versions())
    print(f"{len(newer)} releases differ from the lock:", *map(_change, newer.items()), sep="\n")
    broken = environment.failing(tests or ["tests"])
    for line in verdicts(environment, newer, broken):
        print(line)
    return int(bool(broken))


def locked() -> dict[str, str]:
    """The version of each package that `locks/test.txt` has for this system and Python."""
    lines = (ROOT / "locks" / "test.txt").read_text("utf-8").splitlines()
    pins = [Requirement(line.rstrip(" \\")) for line in lines if line[:1].isalnum()]
    return {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
    }


def differing(locked: Versions, installed: Versions) -> dict[str, tuple[str, str]]:
    """The locked and the installed version of each package of which both are known and differ."""
    return {
        name: (version, installed[name])
        for name, version in locked.items()
        if installed.get(name, version) != version
    }


def verdicts(
    environment: Environment, newer: Mapping[str, tuple[str, str]], broken: Collection[str]
) -> Iterator[str]:
    """Yield a line for each release and each test that it breaks, then one for each other test.

    The environment has the newer versions, and has them again at the end.
    """
    left = set(broken)
    for name, (old, new) in newer.items() if broken else ():
        environment.install({name: old})
        mended = set(broken) - environment.failing(broken)
        environment.install({name: new})
        yield from (f"{_change((name, (old, new)))} breaks {test}" for test in sorted(mended))
        left -= mended
    if left:
        environment.install({name: old for name, (old, _) in newer.items()})
        still = environment.failing(left)
        environment.install({name: new for name, (_, new) in newer.items()})
        for test in sorted(left):
            reason = (
                "with the locked releases too" if test in still else "by several releases together"
            )
            yield f"{test} fails {reason}"


def _change(newer: tuple[str, tuple[str, str]]) -> str:
    name, (old, new) = newer
    return f"{name} {old} -> {new}"


class Venv:
    """A virtual environment with the project, its extra `test` and what builds it, all newest."""

    def __init__(self, home: Path) -> None:
        """Make it anew; CalledProcessError where the packages cannot be installed together."""
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        folder = "Scripts" if os.name == "nt" else "bin"
        self.python = str(home / folder / "python")
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        build = project["dependency-groups"]["build"]
        self._pip("install", "--quiet", *build, "--editable", ".[test]")

    def versions(self) -> dict[str, str]:
        """What is installed."""
        listed = json.loads(self._pip("list", "--format", "json"))
        return {canonicalize_name(each["name"]): each["version"] for each in listed}

    def install(self, versions: Versions) -> None:
        """Put these versions in, and touch nothing else."""
        if versions:
            pins = [f"{name}=={version}" for name, version in versions.items()]
            self._pip("install", "--quiet", "--no-deps", *pins)

    def failing(self, tests: Collection[str]) -> set[str]:
        """The ids of those of these tests that fail; the tests given where pytest cannot run."""
        with TemporaryDirectory() as folder:
            asked = Path(folder, "tests.txt")
            asked.write_text("\n".join(sorted(tests)), "utf-8")
            command = [
                *(self.python, "-m", "pytest", "-n", "auto", "--dist", "loadfile", "--tb=line"),
                *("--continue-on-collection-errors", "-o", f"cache_dir={folder}", f"@{asked}"),
            ]
            code = subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=False).returncode
            failed = Path(folder, "v", "cache", "lastfailed")
            found = set(json.loads(failed.read_text("utf-8"))) if failed.exists() else set()
        return found or (set(tests) if code else set())

    def _pip(self, *words: str) -> str:
        command = [self.python, "-m", "pip", "--disable-pip-version-check", *words]
        run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        return str(run.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
