"""A shelf: how long `leaflet bring` takes for so many Word files of four pages.

python benchmarks/bring.py [FILES] [JOBS]: the files are made with python-docx out of the words of
our examples, each another; the time is that of the command, from its start to its report.
"""

from __future__ import annotations

import csv
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import docx

import leaflet
from leaflet.content.inline import Text
from leaflet.source.walk import walk

EXAMPLES = Path(__file__).parents[1] / "examples"
WORDS = 850
"""Words that fill four pages, with headings, lists and a table."""
LIMIT = 60.0
"""Seconds for a thousand files on two cores."""


def sentences() -> list[str]:
    """Return the longer texts of the examples."""
    found: list[str] = []
    for path in sorted(EXAMPLES.glob("*.yaml")):
        if "." not in path.stem:
            document = leaflet.read(path)
            found += [text.literal for text in walk(document.body, Text) if len(text.literal) > 40]
    return found


def write(path: Path, texts: list[str], chance: random.Random) -> None:
    """Write a leaflet of four pages."""
    made, count = docx.Document(), 0
    made.add_heading(f"Leaflet {path.stem}", 0)
    for heading in ("What it is", "Before you come", "On the day", "The risks", "Afterwards"):
        made.add_heading(heading, 1)
        begun = count
        while count < begun + WORDS / 5:
            said = chance.choice(texts)
            style = chance.choice([None, None, "List Bullet", "List Number"])
            made.add_paragraph(said, style=style)
            count += len(said.split())
    table = made.add_table(4, 3)
    for cell in _cells(table):
        cell.text = chance.choice(texts)[:20]
    made.save(str(path))


def _cells(table) -> Iterator:
    return (cell for row in table.rows for cell in row.cells)


def main(files: int, jobs: int) -> int:
    """Print the figures; 1 where a thousand files would take longer than they may."""
    texts, chance = sentences(), random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder, "shelf")
        shelf.mkdir()
        for number in range(files):
            write(shelf / f"{number:04}.docx", texts, chance)
        command = [sys.executable, "-m", "leaflet", "bring", str(shelf), "-q"]
        command += ["-o", str(Path(folder, "leaflets")), "--jobs", str(jobs)]
        begin = time.perf_counter()
        subprocess.run(command, check=True)
        took = time.perf_counter() - begin
        report = Path(folder, "leaflets", "reports", "shelf.csv").read_text("utf-8-sig")
    rows = [*csv.DictReader(report.splitlines())]
    pages = statistics.mean(int(row["pages"] or 0) for row in rows)
    brought = sum(row["status"] == "brought" for row in rows)
    thousand = took / files * 1000
    print(f"{brought} of {files} files of {pages:.1f} pages in {took:.1f} s with {jobs} processes")
    print(f"a thousand would take {thousand:.0f} s; the limit is {LIMIT:.0f} s")
    return int(thousand > LIMIT or brought < files)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*given, *(1000, 2)[len(given) :]))
