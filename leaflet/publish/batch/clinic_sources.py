"""Opens what the clinics of a run come from, and tells rows of the same name apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leaflet.document.document import slug
from leaflet.errors import Fault, Place, shown
from leaflet.publish.batch.clinic_rows import (
    ID,
    ClinicFolder,
    ClinicLines,
    ClinicRow,
    ClinicRows,
    ClinicTable,
)
from leaflet.publish.batch.parquet_rows import ClinicParquet


def read(source: str, coding: str | None = None) -> ClinicRows:
    """Return the clinics of a CSV, Parquet or JSON Lines file, of a folder, or of `-`.

    Raises LeafletError with every fault of the headings, and FileError.
    """
    if source == "-":
        return ClinicLines(None)
    path = Path(source)
    if path.is_dir():
        return ClinicFolder(path)
    match path.suffix.lower():
        case ".jsonl" | ".ndjson" | ".json":
            return ClinicLines(path)
        case ".parquet" | ".pq":
            return ClinicParquet(path)
    return ClinicTable(path, coding)


def checked(clinics: ClinicRows) -> Iterator[ClinicRow]:
    """Yield the rows, with a fault for one without a name, or with the name of another.

    Names that differ in capitals only are one file on some disks.
    """
    seen: dict[str, int] = {}
    for row in clinics:
        place, fault = Place(row.file, row.line, 1 if row.line else 0, key=ID), None
        name = slug(row.id, "")
        if not name:
            hint = "letters and digits from a to z, such as `hill-street`"
            fault = Fault(
                "missing-key", f"the clinic has no `{ID}` that can name a file", place, hint
            )
        elif name in seen:
            problem = f"row {seen[name]} has the same `{ID}`, `{shown(row.id)}`"
            fault = Fault("duplicate-item", problem, place, "give each clinic a name of its own")
        else:
            seen[name] = row.number
        yield row._replace(faults=(*row.faults, fault)) if fault else row
