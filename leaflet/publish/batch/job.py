"""One chunk of a run: clinics and leaflets go in, files and what became of them come out.

`chunk` is all that an engine calls. It keeps nothing but what it read of the leaflets, so that
any process of any machine may do any chunk, and do it twice.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from leaflet import __version__
from leaflet.content import sheet as sheets
from leaflet.content import theme as themes
from leaflet.document import document as documents
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError, shown
from leaflet.publish import build
from leaflet.publish.batch import store
from leaflet.publish.batch.clinic_rows import ClinicRow
from leaflet.publish.batch.templates import Compose, Templates
from leaflet.source import files

BUILT, KEPT, FAILED, WOULD = "built", "kept", "failed", "would build"


class Variant(NamedTuple):
    """What all files of a run but their clinics have in common with some others."""

    content: str
    """The file of the leaflet."""
    leaflet: str
    """The name of the leaflet, from its title."""
    language: str
    version: str
    theme: str
    sheet: str
    edition: str = ""
    """Nothing for that of the sheet."""
    digest: str = ""
    """That of all files the leaflet is made from."""

    @property
    def facts(self) -> dict[str, str]:
        """What the manifest and the report have of it."""
        own = self._asdict().items()
        return {key: value for key, value in own if key not in ("content", "digest") and value}

    @property
    def slots(self) -> dict[str, str]:
        """What it says in the name of a file."""
        return {"version": "", "edition": "full"} | self.facts


class Task(NamedTuple):
    """One file that is to be made."""

    row: ClinicRow
    variant: int
    """Its place among the variants of the job."""
    name: str
    """Where it goes, below the folder of the run."""
    earlier: Mapping[str, str | int] | None = None
    """What the manifest says of the file that is there."""


class Job(NamedTuple):
    """What all chunks of a run have in common."""

    variants: tuple[Variant, ...]
    folder: str
    """A folder, or an address that fsspec knows."""
    today: datetime.date | None = None
    past_review: bool = False
    draft_ok: bool = False
    dry: bool = False
    """Whether files are not written."""


class Result(NamedTuple):
    """What became of one file."""

    status: str
    """`built`, `kept` from an earlier run, `failed`, or `would build`."""
    row: ClinicRow
    variant: Variant
    path: str
    """Below the folder of the run."""
    key: str = ""
    """A digest of all that the file was made from."""
    sha256: str = ""
    bytes: int = 0
    pages: int = 0
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    milliseconds: float = 0

    def facts(self) -> dict[str, object]:
        """Return the result as the manifest and the report have it."""
        return {
            **{"status": self.status, "id": self.row.id, **self.variant.facts, "path": self.path},
            **{"key": self.key, "sha256": self.sha256, "bytes": self.bytes, "pages": self.pages},
            "faults": [fault.facts() for fault in self.faults],
            "notes": [fault.facts() for fault in self.notes],
            "milliseconds": round(self.milliseconds, 1),
        }


def chunk(job: Job, tasks: Sequence[Task]) -> list[Result]:
    """Make the files of some tasks, and say what became of each; only a fault of ours raises."""
    place = store.opened(job.folder)
    made = [_done(job, task, place) for task in tasks]
    if not job.dry:
        place.sync()
    return made


def _done(job: Job, task: Task, place: store.Store) -> Result:
    begin, variant = time.perf_counter(), job.variants[task.variant]
    result = Result(FAILED, task.row, variant, task.name)
    try:
        result = _made(job, task, variant, place)
    except LeafletError as error:
        result = result._replace(faults=tuple(map(task.row.placed, error.faults)))
    return result._replace(milliseconds=(time.perf_counter() - begin) * 1000)


def _made(job: Job, task: Task, variant: Variant, place: store.Store) -> Result:
    """Make a file, unless it is there as it would be made; LeafletError with every fault."""
    document = _document(variant)
    with files.noted() as notes:
        clinic = task.row.clinic()
    key = _key(variant, task.row, notes, job.draft_ok)
    result = Result(KEPT, task.row, variant, task.name, key)
    if (there := task.earlier) and there["key"] == key and place.has(task.name, there):
        size, pages = int(there["bytes"]), int(there["pages"])
        return result._replace(sha256=str(there["sha256"]), bytes=size, pages=pages)
    if job.dry:
        made = _composer(job, variant, document)(clinic)
        return result._replace(status=WOULD, pages=made.pages, notes=made.notes)
    written = _templates(job, variant).write(clinic)
    data = written.data
    place.write(task.name, data)
    result = result._replace(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
    return result._replace(status=BUILT, pages=written.pages, notes=written.notes)


def _composer(job: Job, variant: Variant, document: Document) -> Compose:
    """Return what lays out the leaflet for a clinic."""
    return functools.partial(
        build.compose,
        document,
        theme=variant.theme,
        sheet=variant.sheet,
        edition=variant.edition or None,
        today=job.today,
        past_review=job.past_review,
        draft_ok=job.draft_ok,
    )


@functools.lru_cache(maxsize=4)
def _templates(job: Job, variant: Variant) -> Templates:
    """Return what this process has learnt of a leaflet."""
    document = _document(variant)
    looks = build.looks_of(document, variant.theme, variant.sheet, variant.edition or None)
    return Templates(document, looks, _composer(job, variant, document))


def read(content: str, theme: str | None, paper: str | None) -> tuple[Document, Variant]:
    """Read a leaflet, its theme and its sheet; LeafletError with every fault."""
    with files.noted() as notes:
        document = documents.read(content)
        look, sheet = theme or document.theme.text, paper or document.sheet.text
        themes.load(look, document.folder)
        sheets.load(sheet, document.folder)
    of = document.translation
    variant = Variant(
        content=content,
        leaflet=documents.slug(of.title.text if of else document.title.literal),
        language=document.language.text,
        version=document.version.text if document.version else "",
        theme=look,
        sheet=sheet,
        digest=_digest(sorted(digest for digest in notes.values() if digest)),
    )
    return document, variant


@functools.lru_cache(maxsize=64)
def _document(variant: Variant) -> Document:
    """Read a leaflet once more, in the process that makes its files."""
    document, found = read(variant.content, variant.theme, variant.sheet)
    if found.digest != variant.digest:
        problem = f"`{shown(variant.content, 200)}` was changed while the run went on"
        hint = "run it again with --resume"
        raise LeafletError(Fault("content-changed", problem, None, hint))
    return document


def _key(variant: Variant, row: ClinicRow, notes: files.Noted, draft_ok: bool) -> str:
    """Return the digest of all that a file is made from: equal keys give equal bytes."""
    said = dict(row.details) if row.details is not None else {}
    read = sorted(notes.values())
    return _digest([__version__, variant.facts, variant.digest, said, read, draft_ok])


def _digest(value: object) -> str:
    written = json.dumps(value, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()
