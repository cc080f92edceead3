"""Check that each lock can be installed on every system and Python without building a package.

    python tools/wheels.py

It asks the index which wheels there are, and installs nothing. `uv` has to be installed;
`make locks` sees to it.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
SYSTEMS = (
    "x86_64-manylinux_2_28",
    "aarch64-manylinux_2_28",
    "aarch64-apple-darwin",
    "x86_64-apple-darwin",
    "x86_64-pc-windows-msvc",
)
OLDEST_MACOS = "15.0"
AT_ONCE = 4


def main() -> int:
    """Print what cannot be installed where; 1 if there is any such thing, otherwise 0."""
    locks = sorted(path.stem for path in (ROOT / "locks").glob("*.txt"))
    cases = list(itertools.product(locks, pythons(), SYSTEMS))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda case: trouble(*case), cases))
    for (lock, python, system), said in zip(cases, found, strict=True):
        if said:
            print(f"locks/{lock}.txt on Python {python}, {system}:\n{said}")
    print(f"{len(cases) - sum(map(bool, found))} of {len(cases)} installs need no building")
    return int(any(found))


def pythons() -> list[str]:
    """The versions of Python that the project names as supported, such as `3.11`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    start = "Programming Language :: Python :: "
    named = (each.removeprefix(start) for each in project["classifiers"] if each.startswith(start))
    return [version for version in named if "." in version]


def trouble(lock: str, python: str, system: str) -> str:
    """What uv says against a lock on a Python and a system; nothing where all is well."""
    with TemporaryDirectory() as empty:
        command = [
            *(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--dry-run"),
            *("--target", empty, "--python-version", python, "--python-platform", system),
            *("--only-binary", ":all:", "--require-hashes", "-r", f"locks/{lock}.txt"),
        ]
        variables = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": OLDEST_MACOS}
        run = subprocess.run(
            command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False
        )
    return run.stderr.strip() or "uv failed" if run.returncode else ""


if __name__ == "__main__":
    sys.exit(main())
