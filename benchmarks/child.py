"""Child: one measurement in a process of its own, printed as JSON.

python -m child warm PEER CONTENT COUNT     seconds that each of COUNT clinics' leaflets took
python -m child batch PEER CONTENT COUNT    the same, clinics read from CSV and files written
python -m child worker CONTENT COUNT        megabytes after 500 files of a run, and at its end
python -m child run CONTENT COUNT JOBS      seconds of a run in so many processes, started and all
python -m child count PDF                   pages and words of a PDF
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import samples

FIRST = 3
"""Leaflets that are built before the clock starts."""
WARMED = 20
"""Files that are written before it starts in a run."""


def warm(peer: str, content: str, count: str) -> dict[str, float]:
    """Seconds a leaflet, once the process has built a few."""
    clinics = samples.clinics(FIRST + int(count))
    jobs = importlib.import_module(peer).jobs(Path(content), clinics)
    made = {job() for job in jobs[:FIRST]}
    start = perf_counter()
    made.update(job() for job in jobs[FIRST:])
    took = perf_counter() - start
    if len(made) != len(jobs):
        raise AssertionError(f"{peer} gave two clinics the same PDF")
    return {"seconds": took / int(count)}


def batch(peer: str, content: str, count: str) -> dict[str, float]:
    """Seconds and processor seconds a leaflet, from a row of a table to a file on the disk."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        table = samples.table(folder, WARMED + int(count))
        files = importlib.import_module(peer).batch(Path(content), table, folder / "out")
        for _ in range(WARMED):
            next(files)
        start, used = perf_counter(), process_time()
        sizes = [file.stat().st_size for file in files]
        took = perf_counter() - start, process_time() - used
        if len(sizes) != int(count) or not all(sizes):
            raise AssertionError(f"{peer} wrote {len(sizes)} files")
    return {"seconds": took[0] / int(count), "processor": took[1] / int(count)}


def worker(content: str, count: str) -> dict[str, float]:
    """What the process takes in memory, in megabytes, after 500 files of a run and at its end."""
    with TemporaryDirectory() as place:
        files = ours_batch(Path(content), samples.table(Path(place), int(count)), Path(place))
        taken = [_megabytes() for number, _ in enumerate(files, 1) if number in (500, int(count))]
    return {"early": taken[0], "late": taken[-1]}


def run(content: str, count: str, jobs: str) -> dict[str, float]:
    """Seconds of a whole run."""
    with TemporaryDirectory() as place:
        table, start = samples.table(Path(place), int(count)), perf_counter()
        made = sum(1 for _ in ours_batch(Path(content), table, Path(place) / "out", int(jobs)))
        if made != int(count):
            raise AssertionError(f"{made} files")
        return {"seconds": perf_counter() - start}


def ours_batch(content: Path, table: Path, folder: Path, jobs: int = 1) -> Iterator[Path]:
    """Yield the files of a run of Leaflet."""
    return importlib.import_module("ours").batch(content, table, folder, jobs)


def _megabytes() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def count(pdf: str) -> dict[str, int]:
    """Pages, and words as a reader of the PDF extracts them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    return {"pages": len(texts), "words": sum(len(text.split()) for text in texts)}


if __name__ == "__main__":
    command, *given = sys.argv[1:]
    commands = {"warm": warm, "batch": batch, "worker": worker, "run": run, "count": count}
    print(json.dumps(commands[command](*given)))
