"""A run: every clinic with every leaflet, sheet and language, as files."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict, Unpack

from leaflet.composition import edition as editions
from leaflet.document import in_language, review
from leaflet.errors import Fault, LeafletError, expect, shown
from leaflet.publish.batch import clinic_sources, engines, job, manifest, names, store
from leaflet.publish.batch.clinic_rows import ClinicRows
from leaflet.publish.batch.job import FAILED, Job, Result, Task, Variant

CHUNK = 25
"""Files of a chunk, which lasts about half a second."""
Engine = Literal["local", "dask"]


class Ways(TypedDict, total=False):
    """What may be said of a run; `plan` says what each means."""

    sheets: Sequence[str]
    theme: str | None
    languages: Sequence[str]
    edition: str | None
    pattern: str
    encoding: str | None
    today: datetime.date | None
    past_review: bool
    draft_ok: bool
    dry: bool


class Plan(NamedTuple):
    """What a run will make: all is read and checked but the clinics themselves."""

    job: Job
    clinics: ClinicRows
    pattern: str
    files: int
    """How many there will be."""

    def tasks(self, earlier: dict[str, dict[str, str | int]]) -> Iterator[Task | Result]:
        """Yield what is to be made, a leaflet after the other; a row with a fault has failed."""
        for number, variant in enumerate(self.job.variants):
            for row in clinic_sources.checked(self.clinics):
                values = variant.slots | {"clinic": row.id}
                name = names.name(self.pattern, values)
                if row.faults:
                    yield Result(FAILED, row, variant, name, faults=row.faults)
                else:
                    yield Task(row, number, name, earlier.get(name))


def plan(
    clinics: str | os.PathLike[str],
    contents: Sequence[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    sheets: Sequence[str] = (),
    theme: str | None = None,
    languages: Sequence[str] = (),
    edition: str | None = None,
    pattern: str = names.PATTERN,
    encoding: str | None = None,
    today: datetime.date | None = None,
    past_review: bool = False,
    draft_ok: bool = False,
    dry: bool = False,
) -> Plan:
    """Read the leaflets and go through the clinics once; nothing is written.

    `sheets`, `theme`, `languages` and `edition` are those of each leaflet unless they are given;
    `pattern` names the files; `encoding` is that of a table, where it cannot be told; a `dry` run
    writes nothing.

    Raises LeafletError with every fault of the leaflets, the headings and the names of files.
    """
    rows = clinic_sources.read(os.fspath(clinics), encoding)
    ways = (sheets, theme, languages, edition, today, past_review)
    variants = tuple(_variants(contents, *ways))
    count = sum(1 for _ in rows)
    if not count:
        raise LeafletError(Fault("no-clinics", "there is no clinic to make leaflets for"))
    differing = {key for key in Variant._fields if len({getattr(v, key) for v in variants}) > 1}
    needed = differing & {"leaflet", "sheet", "language"} | ({"clinic"} if count > 1 else set())
    names.check(pattern, needed)
    shared = Job(variants, os.fspath(folder), today, past_review, draft_ok, dry)
    return Plan(shared, rows, pattern, count * len(variants))


def _variants(
    contents: Sequence[str | os.PathLike[str]],
    papers: Sequence[str],
    theme: str | None,
    languages: Sequence[str],
    edition: str | None,
    today: datetime.date | None,
    past_review: bool,
) -> Iterator[Variant]:
    """Yield the variants of all leaflets; LeafletError with the faults of all of them."""
    faults: list[Fault] = []
    taken: dict[tuple[str, ...], str] = {}
    chosen = dict.fromkeys(os.fspath(each) for each in contents)
    for content, language, paper in product(chosen, languages or ("",), papers or (None,)):
        try:
            path = str(in_language.chosen(content, language)) if language else content
            document, variant = job.read(path, theme, paper)
            editions.check_name(edition or editions.FULL, document)
            if not past_review:
                review.refuse_passed(document, today or review.today())
            same = (variant.leaflet, variant.language, variant.sheet)
            if (other := taken.setdefault(same, path)) != path:
                problem = f"`{shown(path, 200)}` and `{shown(other, 200)}` have the same title"
                hint = "their files would have the same names"
                raise LeafletError(Fault("name-taken", problem, None, hint))
            yield variant._replace(edition=edition or "")
        except LeafletError as error:
            faults += error.faults
    if faults:
        raise LeafletError(*dict.fromkeys(faults))


def run(
    plan: Plan, *, jobs: int = 1, by: Engine = "local", scheduler: str = "", resume: bool = False
) -> Iterator[Result]:
    """Make the files of a plan, and yield what became of each as it is done.

    With `resume`, files that the manifest of the folder knows are kept where they would be made
    just so and are whole. Raises FileError where the folder or the manifest cannot be written.
    """
    place = store.opened(plan.job.folder)
    log = Path("." if "://" in plan.job.folder else plan.job.folder) / manifest.NAME
    if not plan.job.dry:
        place.clean()
    earlier = manifest.built(log) if resume else {}
    ready: list[Result] = []
    chunks = _chunks(plan.tasks(earlier), ready)
    kept = None if plan.job.dry else manifest.Manifest(log)
    try:
        for made in _engine(plan.job, chunks, jobs, by, scheduler):
            done = [*ready, *made]
            ready.clear()
            if kept:
                kept.add(done)
            yield from done
        if kept:
            kept.add(ready)
        yield from ready
    finally:
        if kept:
            kept.close()
            place.clean()


def _engine(
    job: Job, chunks: Iterator[list[Task]], jobs: int, by: Engine, scheduler: str
) -> Iterator[list[Result]]:
    if by == "dask":
        return engines.dask(job, chunks, jobs, scheduler)
    return engines.local(job, chunks, jobs) if jobs > 1 else engines.here(job, chunks)


def _chunks(tasks: Iterator[Task | Result], ready: list[Result]) -> Iterator[list[Task]]:
    """Yield tasks in chunks; what has failed already goes to `ready`."""
    while some := [*islice(tasks, CHUNK)]:
        ready += (each for each in some if isinstance(each, Result))
        if work := [each for each in some if isinstance(each, Task)]:
            yield work


def batch(
    clinics: str | os.PathLike[str],
    contents: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    engine: Engine = "local",
    scheduler: str = "",
    resume: bool = False,
    **ways: Unpack[Ways],
) -> Iterator[Result]:
    """Make every leaflet for every clinic, and yield what became of each file as it is done.

    `clinics` is a CSV, Parquet or JSON Lines file, or a folder of clinic files; `contents` one
    leaflet or several; the files go to `folder`, or to an address that fsspec knows. There are
    as many processes as processors unless `jobs` says how many; programs that start processes
    guard their first file by `if __name__ == "__main__":`. `ways` are `sheets`, `theme`,
    `languages`, `edition`, `pattern`, `encoding`, `today`, `past_review` and `dry`. Raises
    LeafletError before anything is made if a leaflet or the table's headings have faults; those
    of a clinic are in its results.
    """
    expect("batch(clinics)", clinics, str, os.PathLike)
    chosen = [contents] if isinstance(contents, str | os.PathLike) else [*contents]
    planned = plan(clinics, chosen, folder, **ways)
    return run(planned, jobs=jobs or processors(), by=engine, scheduler=scheduler, resume=resume)


def processors() -> int:
    """Return how many processors this program may use."""
    count = getattr(os, "process_cpu_count", os.cpu_count)()
    if hasattr(os, "sched_getaffinity"):
        return min(count or 1, len(os.sched_getaffinity(0)))
    return count or 1
