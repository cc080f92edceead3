"""Writes what became of a run: a report of all files, and the rows to be mended."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from leaflet.errors import Fault, FileError, shown
from leaflet.publish import replace
from leaflet.publish.batch.clinic_rows import PROBLEM, ClinicRows
from leaflet.publish.batch.job import FAILED, Result

ERRORS = "errors.csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    *("status", "id", "leaflet", "language", "version", "theme", "sheet", "edition", "path"),
    *("pages", "bytes", "sha256", "milliseconds", "problems", "notes"),
)


def told(result: Result, fault: Fault) -> str:
    """Say a fault of a clinic in one line: file, row, column and reason."""
    row = result.row
    place = fault.place
    where = [shown(row.file, 200), f"row {row.number} ({shown(row.id)})"]
    if place and place.file == row.file and place.key:
        where.append(f"column {place.key}" if row.details is not None else str(place))
    elif place and place.file:
        where.append(str(place))
    return f"{', '.join(where)}: {fault.line}"


class Report:
    """A report of all files of a run: CSV, or JSON Lines for any other ending."""

    def __init__(self, path: Path) -> None:
        self.path, self.is_table = path, path.suffix.lower() == ".csv"
        self.file = _opened(path)
        if self.is_table:
            csv.writer(self.file).writerow(COLUMNS)

    def add(self, result: Result) -> None:
        """Add a file."""
        facts = result.facts()
        if not self.is_table:
            self.file.write(json.dumps(facts, ensure_ascii=False) + "\n")
            return
        facts |= {
            "problems": "\n".join(told(result, fault) for fault in result.faults),
            "notes": "\n".join(note.line for note in result.notes),
        }
        row = (facts.get(name, "") for name in COLUMNS)
        csv.writer(self.file).writerow([_safe(str(cell)) for cell in row])

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def _opened(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8-sig", newline="")
    except OSError as error:
        problem = f"`{shown(str(path), 200)}` could not be written: {error.strerror}"
        raise FileError(Fault("write-failed", problem)) from None


def _safe(cell: str) -> str:
    """Return a cell that no table program takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def to_mend(clinics: ClinicRows, failed: Iterable[Result], folder: Path) -> Path | None:
    """Write the failed rows of a table, each with its problems, to be mended and run again.

    Without any the file of an earlier run is deleted. Returns the file, if there is one.
    """
    path = folder / ERRORS
    rows: dict[int, tuple[tuple[str, ...], dict[str, None]]] = {}
    for result in failed:
        if result.status == FAILED and clinics.headings:
            _, problems = rows.setdefault(result.row.number, (result.row.cells, {}))
            problems |= dict.fromkeys(f"{_column(fault)}{fault.line}" for fault in result.faults)
    if not rows:
        path.unlink(missing_ok=True)
        return None
    heads = [head for head in clinics.headings if head != PROBLEM]
    kept = [at for at, head in enumerate(clinics.headings) if head != PROBLEM]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*heads, PROBLEM])
    for _, (cells, problems) in sorted(rows.items()):
        own = [cells[at] if at < len(cells) else "" for at in kept]
        writer.writerow([*own, *cells[len(clinics.headings) :], "\n".join(problems)])
    replace.write(path, text.getvalue().encode("utf-8-sig"))
    return path


def _column(fault: Fault) -> str:
    return f"{fault.path}: " if fault.path else ""
