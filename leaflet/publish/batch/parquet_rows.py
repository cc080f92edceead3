"""Reads the clinics of a run from a Parquet file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leaflet.errors import Fault, FileError, LeafletError, shown
from leaflet.publish.batch.clinic_rows import COLUMNS, ID, ClinicRow, clinic_keys, detail_of


class ClinicParquet:
    """The rows of a Parquet file, read a group at a time."""

    def __init__(self, path: Path) -> None:
        try:
            import pyarrow.parquet as parquet
        except ModuleNotFoundError:
            hint = "install it with: pipx inject patient-leaflet pyarrow"
            problem = "to read Parquet files, a part of the program is missing: pyarrow"
            raise LeafletError(Fault("missing-extra", problem, None, hint)) from None
        self.path = path
        try:
            self.file = parquet.ParquetFile(path)
        except (OSError, ValueError) as error:
            problem = f"`{shown(str(path), 200)}` is no Parquet file: {shown(str(error))}"
            raise FileError(Fault("read-failed", problem)) from None
        self.headings = tuple(self.file.schema_arrow.names)
        self.keys = clinic_keys(self.headings, str(path))

    def __iter__(self) -> Iterator[ClinicRow]:
        """Yield the rows; what is empty is left out."""
        number = 1
        for group in self.file.iter_batches():
            for values in group.to_pylist():
                number += 1
                cells = tuple("" if value is None else _text(value) for value in values.values())
                said = dict(zip(self.keys, cells, strict=True))
                details = {
                    k: detail_of(k, c) for k, c in said.items() if k in COLUMNS and c.strip()
                }
                name, folder = said[ID].strip(), str(self.path.parent)
                yield ClinicRow(number, name, str(self.path), 0, details, folder, (), cells)


def _text(value: object) -> str:
    """Return a value of a Parquet file as a cell has it."""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)
