"""Write the locks: for each purpose every package that it needs, with versions and hashes.

    python tools/lock.py

A lock serves every system and every Python that the project supports, with one version of a package
for all of them where there is one. It holds what builds the package too, and names no address of an
index. `uv` has to be installed; `make locks` sees to it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = {
    "test": ["--extra", "test"],
    "web": ["--extra", "web"],
    "cjk": ["--extra", "web", "--extra", "cjk"],
    "leaflet": [],
    "docs": ["--extra", "docs"],
}
"""The options of uv for each purpose. The widest comes first: the others take its versions."""


def main() -> None:
    """Write `locks/<purpose>.txt` for every purpose; CalledProcessError where uv fails."""
    widest = next(iter(EXTRAS))
    for purpose, options in EXTRAS.items():
        path = ROOT / "locks" / f"{purpose}.txt"
        path.unlink(missing_ok=True)  # otherwise uv keeps its versions
        if purpose != widest:
            options = [*options, "--constraint", f"locks/{widest}.txt"]
        command = [
            *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "pyproject.toml"),
            *("--universal", "--fork-strategy", "fewest", "--python-version", "3.11"),
            *("--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"),
            *("--group", "build", *options, "--output-file", f"locks/{purpose}.txt"),
        ]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
