"""Watch: measures how long after a save `leaflet watch` has the new PDF in its place.

    python benchmarks/watch.py [--rounds N] [--content FILE]

Run it with the Python of an environment that has Leaflet and its extra [web]. The file is saved as
editors save: in place, by renaming the old one first, by moving a new one over it. Linux and macOS.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

import samples
from run import Limit, show

HERE = Path(__file__).resolve().parent
PROMISED = 150
"""Milliseconds from a save to the PDF."""
PATIENCE = 20
"""Seconds until it is given up."""


def in_place(path: Path, text: str) -> None:
    """As most small editors save."""
    path.write_text(text, "utf-8")


def by_rename(path: Path, text: str) -> None:
    """As vim saves: the old file becomes the backup."""
    path.rename(path.with_name(f"{path.name}~"))
    path.write_text(text, "utf-8")


def by_move(path: Path, text: str) -> None:
    """As large editors save, and `mv`."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)


WAYS = (in_place, by_rename, by_move)


def until(is_so: Callable[[], bool]) -> None:
    """Wait, looking every millisecond; TimeoutError where it never is."""
    end = perf_counter() + PATIENCE
    while not is_so():
        if perf_counter() > end:
            raise TimeoutError("leaflet watch did not build")
        sleep(0.001)


def stamp(path: Path) -> tuple[int, int]:
    """Tells one file of a name from the next."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


def saved(content: Path, pdf: Path, text: str, save: Callable[[Path, str], None]) -> float:
    """Milliseconds from the end of a save to the new PDF."""
    before = stamp(pdf)
    save(content, text)
    start = perf_counter()
    until(lambda: pdf.exists() and stamp(pdf) != before)
    return (perf_counter() - start) * 1000


def megabytes(process: int) -> float:
    """What a process has in memory now."""
    command = ["ps", "-o", "rss=", "-p", str(process)]
    return int(subprocess.run(command, capture_output=True, check=True).stdout) * 1024 / 1e6


@contextmanager
def watching(folder: Path, pdf: Path) -> Iterator[subprocess.Popen]:
    """A running `leaflet watch`, which is ended however the measurement ends."""
    words = ("-q", "watch", "--clinic", "clinic.yaml", "-o", str(pdf))
    process = subprocess.Popen(
        [sys.executable, "-m", "leaflet", *words], cwd=folder, stdout=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def measure(folder: Path, rounds: int) -> None:
    """Save so many times in each way; print what it took."""
    content, pdf = folder / "content.yaml", folder / "leaflet.pdf"
    text = content.read_text("utf-8")
    clinic = samples.clinics(1)[0].items()
    lines = (f"{key}: {json.dumps(value)}\n" for key, value in clinic)
    (folder / "clinic.yaml").write_text("".join(lines), "utf-8")
    with watching(folder, pdf) as process:
        until(pdf.exists)
        sleep(1)
        early, taken = megabytes(process.pid), {save: [] for save in WAYS}
        for number in range(rounds):
            for save in WAYS:
                words = f"{text}  - paragraph: Saved {number} times.\n"
                taken[save].append(saved(content, pdf, f"{words}# {save.__name__}\n", save))
                sleep(0.15)  # as long as the check of the build before may take
        late = megabytes(process.pid)
    for save in WAYS:
        name = save.__name__.replace("_", " ")
        show(Limit(f"saved {name}, ms", median(taken[save]), PROMISED))
    slowest = max(max(times) for times in taken.values())
    show(Limit(f"the slowest of {rounds * len(WAYS)}, ms", slowest, PROMISED))
    show(Limit("memory at the end, MB", late, early + 20))


def main() -> None:
    """Measure the leaflet of the other benchmark, or another."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20, help="saves in each way")
    parser.add_argument("--content", type=Path, default=HERE / "leaflet.yaml")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        shutil.copy(given.content, Path(folder, "content.yaml"))
        measure(Path(folder), given.rounds)


if __name__ == "__main__":
    main()
