"""Reads the clinics of a run: a table, a folder of clinic files, or a JSON object a line."""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from leaflet import limits
from leaflet.content import owner
from leaflet.content.clinic import DETAILS, Clinic
from leaflet.errors import Fault, FileError, LeafletError, Place, meant, shown
from leaflet.publish.batch import table_text

ID = "id"
"""The column that tells rows apart, and names the files of a clinic."""
OWN = "_"
"""What begins the name of a column that is somebody's own, and is not read."""
COLUMNS = tuple(name for name in Clinic.__struct_fields__ if name not in ("sites", "site"))
"""The keys of a clinic that one cell can say."""
PROBLEM = "_problem"
"""The column that a table of failed rows has more."""


class ClinicRow(NamedTuple):
    """One clinic of a run, as it is given: not yet read."""

    number: int
    """As table programs count: the headings of a table are row 1."""
    id: str
    file: str
    line: int = 0
    details: Mapping[str, object] | None = None
    """What it says by key; None where the file itself is the clinic's."""
    folder: str = ""
    """Where its logo lies."""
    faults: tuple[Fault, ...] = ()
    """What keeps it from being read."""
    cells: tuple[str, ...] = ()
    """The row as it is written, to be mended; nothing but in a table."""

    def clinic(self) -> Clinic:
        """Read the clinic; LeafletError with every fault, each at its row and key."""
        if self.faults:
            raise LeafletError(*self.faults)
        if self.details is None:
            return owner.clinic(Path(self.file))
        try:
            return owner.clinic(self.details, folder=self.folder)
        except LeafletError as error:
            raise type(error)(*map(self.placed, error.faults)) from None

    def placed(self, fault: Fault) -> Fault:
        """Return a fault of this clinic's words at its row, if it has no place in a file."""
        if self.details is None or (fault.place and fault.place.file):
            return fault
        key = fault.path.removeprefix("clinic.")
        return fault.at(Place(self.file, self.line, 1, key=key)) if key in COLUMNS else fault


class ClinicRows(Protocol):
    """Where the clinics of a run come from; they can be gone through several times."""

    headings: tuple[str, ...]
    """The headings of a table; nothing for others."""

    def __iter__(self) -> Iterator[ClinicRow]:
        """Yield the clinics in their order."""
        ...


class ClinicTable:
    """The rows of a CSV file."""

    def __init__(self, path: Path, coding: str | None = None) -> None:
        self.path, self.coding = path, coding or table_text.encoding(path)
        _, head = next(table_text.rows(path, self.coding), (1, []))
        self.headings = tuple(head)
        self.keys = clinic_keys(self.headings, str(path))

    def __iter__(self) -> Iterator[ClinicRow]:
        """Yield the rows under the headings."""
        rows = table_text.rows(self.path, self.coding)
        next(rows, None)
        for number, (line, cells) in enumerate(rows, 2):
            yield self._row(number, line, cells)

    def _row(self, number: int, line: int, cells: list[str]) -> ClinicRow:
        said = dict(zip(self.keys, cells, strict=False))
        name, faults = said.get(ID, "").strip(), []
        place = Place(str(self.path), line, 1)
        if any(cell.strip() for cell in cells[len(self.keys) :]):
            problem = f"the row has {len(cells)} cells, and there are {len(self.keys)} headings"
            hint = "put a cell that holds a comma into quotation marks"
            faults.append(Fault("uneven-row", problem, place, hint))
        details = {
            key: detail_of(key, cell)
            for key, cell in said.items()
            if key in COLUMNS and cell.strip()
        }
        folder = str(self.path.parent)
        return ClinicRow(
            number, name, str(self.path), line, details, folder, tuple(faults), tuple(cells)
        )


def detail_of(key: str, cell: str) -> object:
    """Return what a cell says: lines for what has lines, a text for all else."""
    detail = DETAILS.get(key)
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    return lines if detail and detail.has_lines else " ".join(lines)


def clinic_keys(headings: tuple[str, ...], file: str) -> tuple[str, ...]:
    """Return the keys that the headings name; LeafletError with every heading that names none."""
    keys = tuple(head.strip().lower().replace(" ", "_").replace("-", "_") for head in headings)
    keys = tuple(key.removeprefix("clinic.") for key in keys)
    faults, place = [], Place(file, 1, 1)
    if ID not in keys:
        hint = f"add a column `{ID}` with a short name of its own for each clinic, such as `hill`"
        faults.append(Fault("missing-key", f"there is no column `{ID}`", place, hint))
    for key, count in Counter(keys).items():
        if key and count > 1 and not key.startswith(OWN):
            problem = f"there are {count} columns `{shown(key)}`"
            faults.append(Fault("duplicate-key", problem, place, "keep one of them"))
    for key in keys:
        if key and key != ID and key not in COLUMNS and not key.startswith(OWN):
            problem = f"a clinic has no `{shown(key)}`"
            hint = f"put `{OWN}` before a heading that is your own"
            near = meant(key, COLUMNS, hint)
            hint = near if near == hint else f"{near} Or {hint}"
            faults.append(Fault("unknown-key", problem, place, hint))
    if faults:
        raise LeafletError(*faults)
    return keys


class ClinicFolder:
    """The clinic files of a folder; the name of a file is the clinic's."""

    headings: tuple[str, ...] = ()

    def __init__(self, folder: Path) -> None:
        try:
            found = sorted(folder.iterdir())
        except OSError as error:
            problem = f"the folder `{shown(str(folder), 200)}` cannot be read: {error.strerror}"
            raise FileError(Fault("folder-not-found", problem)) from None
        self.paths = [path for path in found if path.suffix in (".yaml", ".yml") and path.is_file()]
        if not self.paths:
            problem = f"there is no clinic in `{shown(str(folder), 200)}`"
            raise LeafletError(
                Fault("no-clinics", problem, None, "each is a file such as hill.yaml")
            )

    def __iter__(self) -> Iterator[ClinicRow]:
        """Yield the clinics by the names of their files."""
        for number, path in enumerate(self.paths, 1):
            yield ClinicRow(number, path.stem, str(path))


class ClinicLines:
    """A JSON object a line (JSON Lines, in UTF-8), from a file or standard input."""

    headings: tuple[str, ...] = ()

    def __init__(self, path: Path | None) -> None:
        self.name, self.folder = str(path or "<standard input>"), str(path.parent if path else "")
        self.path = path or self._kept()

    def _kept(self) -> Path:
        """Keep standard input in a file, as the clinics are gone through several times."""
        self.file = tempfile.NamedTemporaryFile(suffix=".jsonl")  # noqa: SIM115 (lives as long as this)
        for block in iter(lambda: sys.stdin.buffer.read(1 << 20), b""):
            self.file.write(block)
        self.file.flush()
        return Path(self.file.name)

    def __iter__(self) -> Iterator[ClinicRow]:
        """Yield the clinics; a line that cannot be read is a row with a fault."""
        try:
            with self.path.open("rb") as file:
                number = 0
                for line, written in enumerate(file, 1):
                    if written.strip():
                        number += 1
                        yield self._row(number, line, written)
        except OSError as error:
            problem = f"`{shown(self.name, 200)}` could not be read: {error.strerror}"
            raise FileError(Fault("read-failed", problem)) from None

    def _row(self, number: int, line: int, written: bytes) -> ClinicRow:
        place, said, fault = Place(self.name, line, 1), None, None
        if len(written) > limits.CLINIC_BYTES:
            problem = (
                f"the line has {len(written):,} bytes, and {limits.CLINIC_BYTES:,} is the most"
            )
            fault = Fault("too-large", problem, place)
        else:
            try:
                said = json.loads(written.decode("utf-8-sig" if line == 1 else "utf-8"))
            except (UnicodeDecodeError, ValueError, RecursionError) as error:
                fault = Fault("not-json", f"the line is no JSON: {shown(str(error))}", place)
        if fault is None and not isinstance(said, dict):
            fault = Fault("not-json", "the line is no JSON object", place)
        said = said if isinstance(said, dict) else {}
        name = said.pop(ID, "")
        details = {key: value for key, value in said.items() if not key.startswith(OWN)}
        faults = (fault,) if fault else ()
        return ClinicRow(number, str(name), self.name, line, details, self.folder, faults)
