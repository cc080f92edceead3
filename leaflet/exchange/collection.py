"""Brings in many files, in processes with a time limit; goes on where an earlier run ended."""

from __future__ import annotations

import datetime
import hashlib
import json
import queue
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from leaflet import __version__, limits
from leaflet.document.document import slug
from leaflet.errors import Fault, FileError, LeafletError, shown
from leaflet.exchange import formats, shelf_row
from leaflet.exchange.brought import brought
from leaflet.exchange.shelf_row import ShelfRow
from leaflet.publish import replace
from leaflet.publish.worker import Outcome, Worker
from leaflet.source.files import file_bytes

REPORTS = "reports"
MEMORY = f"{REPORTS}/brought.jsonl"
"""What was brought in, so that the next run goes on from there."""
TABLE = f"{REPORTS}/shelf.csv"
_OLD = {".doc", ".rtf", ".docm", ".dotm"}
"""Endings of files that are refused in words, and not passed over."""
_WARM = ("exchange.brought", "exchange.shelf_row", "exchange.readers.html", "publish.build")


class FileTask(NamedTuple):
    """A file to bring in, and the name of its leaflet."""

    path: Path
    stem: str


class KeptRow(NamedTuple):
    """What an earlier run has made of a file."""

    digest: str
    """Of the file."""
    written: str
    """Of the leaflet as it was written."""
    row: ShelfRow


class BringWay(NamedTuple):
    """How files are brought in."""

    output: Path
    today: datetime.date
    form: str = ""


def tasks(files: Iterable[Path], output: Path, form: str = "") -> list[FileTask]:
    """Return the files to bring in, those of folders and of folders in them too, in order.

    What was made before lies in `output`, and is passed over. Raises FileError for a file that is
    not there.
    """
    found: dict[Path, None] = {}
    made_here = output.resolve()
    for path in files:
        if path.is_dir():
            inside = (
                each for each in _inside(path, form) if made_here not in each.resolve().parents
            )
            found |= dict.fromkeys(inside)
        elif path.exists():
            found[path] = None
        else:
            raise FileError(Fault("file-not-found", f"there is no file `{shown(str(path), 200)}`"))
    stems: set[str] = set()
    made = []
    for path in found:
        stem = name = slug(path.stem)
        number = 1
        while stem in stems:
            number += 1
            stem = f"{name}-{number}"
        stems.add(stem)
        made.append(FileTask(path, stem))
    return made


def _inside(folder: Path, form: str) -> list[Path]:
    """Return the files of a folder that may be leaflets; no hidden ones, no locks of Word."""
    endings = {".json"} if form == "fhir" else {*formats.ENDINGS, *_OLD}
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in endings
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def one(task: FileTask, way: BringWay) -> ShelfRow:
    """Bring one file in and write its leaflet; LeafletError where that cannot be done."""
    output, target = way.output, way.output / f"{task.stem}.yaml"
    data = file_bytes(task.path, limits.BROUGHT_BYTES)
    made = brought(
        data, task.path.name, task.stem, way.today, form=way.form, folder=task.path.parent
    )
    files = {output / name: picture for name, picture in made.pictures.items()}
    files[output / REPORTS / f"{task.stem}.md"] = made.report.encode()
    files[target] = made.text.encode()
    for folder in {path.parent for path in files}:
        _make(folder)
    replace.write_all(files, [task.path])
    return shelf_row.row(str(task.path), task.stem, made, way.today)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"the folder `{shown(str(folder), 200)}` could not be made: {error.strerror}"
        raise FileError(Fault("folder-not-made", problem, None, "choose another with -o")) from None


def run(todo: Sequence[FileTask], way: BringWay, jobs: int) -> Iterator[ShelfRow]:
    """Bring files in, and yield a row for each as it is done.

    The report, which is written at the end, has the leaflets of earlier runs too.
    """
    _make(way.output / REPORTS)
    kept = _remembered(way.output)
    rows: dict[Path, ShelfRow] = {}
    memory = dict(kept)
    waiting: list[FileTask] = []
    for task in todo:
        if row := _unchanged(task, way, kept):
            rows[task.path] = row
            yield row
        else:
            waiting.append(task)
    try:
        for task, row in _made(waiting, way, jobs):
            rows[task.path] = row
            if row.status == "brought":
                memory[row.leaflet] = _kept(task, way, row)
            yield row
    finally:
        _remember(way.output, memory)
    told = {row.leaflet for row in rows.values()}
    others = (
        kept.row._replace(status="kept")
        for name, kept in memory.items()
        if name not in told and (way.output / name).exists()
    )
    whole = sorted([*rows.values(), *others], key=lambda row: row.file)
    report = shelf_row.compared(whole)
    replace.write(way.output / TABLE, shelf_row.table(report).encode("utf-8-sig"))


def _made(
    waiting: Sequence[FileTask], way: BringWay, jobs: int
) -> Iterator[tuple[FileTask, ShelfRow]]:
    """Bring files in, in so many processes at most."""
    tasks_left: queue.SimpleQueue[FileTask] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[FileTask, ShelfRow] | None] = queue.SimpleQueue()
    for task in waiting:
        tasks_left.put(task)
    stop = threading.Event()
    hands = [
        threading.Thread(target=_work, args=(tasks_left, done, way, stop), daemon=True)
        for _ in range(min(jobs, len(waiting)))
    ]
    for hand in hands:
        hand.start()
    try:
        for _ in waiting:
            if (found := done.get()) is not None:
                yield found
    finally:
        stop.set()
        for hand in hands:
            hand.join()


def _work(
    waiting: queue.SimpleQueue[FileTask],
    done: queue.SimpleQueue[tuple[FileTask, ShelfRow] | None],
    way: BringWay,
    stop: threading.Event,
) -> None:
    """Have one process after the other do tasks; one that is killed is followed by a new one."""
    worker: Worker | None = None
    while not stop.is_set():
        try:
            task = waiting.get_nowait()
        except queue.Empty:
            break
        worker = worker or Worker(limits.BROUGHT_MEMORY, _WARM)
        outcome = worker.do(limits.BROUGHT_SECONDS, one, (task, way))
        if outcome is None or isinstance(outcome[1], MemoryError):
            worker.kill()
            worker = None
        done.put((task, _row(task, outcome)))
    if worker:
        worker.kill()


def _row(task: FileTask, outcome: Outcome | None) -> ShelfRow:
    """Return the row of a file, or one that says why it was refused."""
    match outcome:
        case ("done", ShelfRow() as row):
            return row
        case ("failed", LeafletError(faults=(fault, *_))):
            pass
        case None | (_, MemoryError()):
            problem = "it takes too long, or too much memory, to bring in"
            hint = "copy its text into a new document, and bring that in"
            fault = Fault("too-much-work", problem, None, hint)
        case (_, error):
            problem = f"a fault of the program, not of yours: {type(error).__name__}: {error}"
            fault = Fault("program-fault", problem)
    return ShelfRow(str(task.path), "refused", code=fault.code, problem=fault.line)


# ---- what earlier runs have made


def _remembered(output: Path) -> dict[str, KeptRow]:
    """Return what earlier runs of this version have made, by leaflet; a damaged line is as none."""
    found: dict[str, KeptRow] = {}
    path = output / MEMORY
    if not path.is_file():
        return found
    for line in path.read_text("utf-8", "replace").splitlines():
        try:
            told = json.loads(line)
            if told["version"] == __version__:
                row: dict[str, Any] = {
                    key: tuple(v) if isinstance(v, list) else v for key, v in told["row"].items()
                }
                kept = KeptRow(told["digest"], told["written"], ShelfRow(**row))
                found[kept.row.leaflet] = kept
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    return found


def _remember(output: Path, memory: Mapping[str, KeptRow]) -> None:
    lines = [
        json.dumps(
            {
                **{"version": __version__, "digest": kept.digest, "written": kept.written},
                "row": kept.row._asdict(),
            },
            ensure_ascii=False,
        )
        for kept in memory.values()
    ]
    replace.write(output / MEMORY, "".join(f"{line}\n" for line in lines).encode())


def _kept(task: FileTask, way: BringWay, row: ShelfRow) -> KeptRow:
    return KeptRow(_digest(task.path), _digest(way.output / f"{task.stem}.yaml"), row)


def _unchanged(task: FileTask, way: BringWay, kept: Mapping[str, KeptRow]) -> ShelfRow | None:
    """Return the row of a file whose leaflet is there and may stay, or None to bring it in."""
    target = way.output / f"{task.stem}.yaml"
    if not target.exists():
        return None
    known = kept.get(target.name)
    if known and known.digest == _digest(task.path) and known.written == _digest(target):
        return known.row._replace(status="kept", file=str(task.path))
    if known and known.written != _digest(target):
        return known.row._replace(status="edited", file=str(task.path))
    if known and Path(known.row.file).name == task.path.name:
        return None
    problem = f"`{shown(str(target), 200)}` is there already; choose another folder with -o"
    return ShelfRow(str(task.path), "refused", code="file-exists", problem=problem)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
