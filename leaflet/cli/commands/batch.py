"""`leaflet batch`: every leaflet for every clinic, in one run."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflet.cli.command import command, content_file, count
from leaflet.cli.console import Console
from leaflet.cli.option import draft_ok, kept_option, option, past_review, today_option, told

if TYPE_CHECKING:
    import datetime

    from leaflet.publish.batch.job import Result
    from leaflet.publish.batch.plan import Plan

SHOWN = 20
"""Faulty rows that are told one by one; all are in errors.csv and in the report."""
SHORT, LONG = 0.2, 60.0
"""Seconds between two reports of progress, on a terminal and elsewhere."""
_NAME = "How files are named, with {leaflet} {clinic} {sheet} {language} {theme} {version}."


@command
@click.argument("files", nargs=-1, metavar="[CLINICS] [CONTENT]...")
@option("--clinics", metavar="FOLDER", help="Take the clinics from the files of this folder.")
@option("-o", "--output", metavar="FOLDER", required=True, help="Where the files go.")
@click.option("--sheet", "sheets", metavar="NAME", multiple=True, help="On this sheet and others.")
@kept_option("theme", help="The look; see `leaflet themes`.")
@click.option("--language", "languages", metavar="TAG", multiple=True, help="In this language.")
@option("--edition", metavar="NAME", help="full or short, if it is not to be that of the sheet.")
@option("--name", "pattern", metavar="PATTERN", help=_NAME)
@option("--encoding", metavar="NAME", help="That of the table, where it cannot be told.")
@option("--jobs", type=click.IntRange(1, 512), metavar="N", help="Processes; one a processor.")
@option(
    "--engine",
    type=click.Choice(("local", "dask")),
    default="local",
    help="Where the work is done: on this machine, or on a dask cluster.",
)
@option("--scheduler", metavar="ADDRESS", help="That of the dask cluster, such as tcp://host:8786.")
@click.option("--resume", is_flag=True, help="Keep what an earlier run has made and is the same.")
@click.option("--dry-run", is_flag=True, help="Lay all out, say what is wrong, and write nothing.")
@option("--report", metavar="FILE", help="What became of each file, as .csv or .jsonl.")
@told
@past_review
@draft_ok
@today_option("Build as on that day.")
@click.pass_obj
def batch(
    console: Console,
    /,
    files: tuple[str, ...],
    clinics: str | None,
    output: str,
    jobs: int | None,
    engine: Any,
    scheduler: str | None,
    resume: bool,
    dry_run: bool,
    report: str | None,
    pattern: str | None,
    today: datetime.date,
    **ways: Any,
) -> None:
    """Build every leaflet for every clinic, on each sheet and in each language.

    CLINICS is a table with a column `id` and one for each key of a clinic (CSV, Parquet), or JSON
    Lines; - is JSON Lines on standard input. CONTENT are the leaflets; content.yaml of this folder
    unless there are some. A faulty row is told, the others are built, and errors.csv in the folder
    has the rows to mend and run again. manifest.jsonl remembers what was made: --resume keeps it.

    \b
    leaflet batch clinics.csv -o handouts
    leaflet batch clinics.csv knee.yaml back.yaml --sheet a4 --sheet large-print -o handouts
    leaflet batch --clinics clinics/ knee.yaml -o handouts --resume
    leaflet batch clinics.parquet knee.yaml -o s3://bucket/handouts --engine dask
    """
    import gc

    from leaflet.publish.batch import names
    from leaflet.publish.batch import plan as runs

    gc.enable()
    source, contents = (clinics, files) if clinics else (files[:1] and files[0], files[1:])
    if not source:
        raise click.UsageError("say which clinics: a table, or a folder with --clinics")
    if scheduler and engine != "dask":
        raise click.UsageError("a scheduler is dask's: add --engine dask")
    plan = runs.plan(
        source,
        contents or (content_file(console),),
        output,
        pattern=pattern or names.PATTERN,
        today=today,
        dry=dry_run,
        **ways,
    )
    results = runs.run(
        plan,
        jobs=jobs or runs.processors(),
        by=engine,
        scheduler=scheduler or "",
        resume=resume,
    )
    _followed(console, plan, results, Path(report) if report else None)


def _followed(console: Console, plan: Plan, results: Any, report: Path | None) -> None:
    """Tell how the run goes and what came of it; LeafletError if a file has failed."""
    from leaflet.publish.batch import report as reports

    tally = _Tally(console, plan.files)
    written = reports.Report(report) if report else None
    try:
        for result in results:
            tally.add(result)
            if written:
                written.add(result)
    except KeyboardInterrupt:
        console.say(f"stopped: {tally.line}; go on with --resume")
        raise
    finally:
        if written:
            written.close()
    console.result(f"{plan.job.folder}: {tally.line}")
    if not plan.job.dry and "://" not in plan.job.folder:
        mend = reports.to_mend(plan.clinics, tally.failed, Path(plan.job.folder))
        if mend:
            console.say(f"the rows to mend are in {mend}; then: leaflet batch {mend} …")
    if tally.failed:
        sys.exit(1)


class _Tally:
    """Counts results and shows how far the run is: always on a terminal, else once a minute."""

    def __init__(self, console: Console, files: int) -> None:
        self.console, self.files = console, files
        self.counts: dict[str, int] = {}
        self.failed: list[Result] = []
        self.begin = self.last = time.monotonic()

    def add(self, result: Result) -> None:
        """Count a result; tell what is wrong with it."""
        self.counts[result.status] = self.counts.get(result.status, 0) + 1
        if result.faults:
            self._tell(result)
        now = time.monotonic()
        if now - self.last >= (SHORT if self.console.has_status else LONG):
            self.last = now
            self.console.status(self._progress(now))

    def _tell(self, result: Result) -> None:
        """Tell the faults of the first failed rows, and count the others."""
        from leaflet.publish.batch.report import told

        self.failed.append(result)
        if len(self.failed) <= SHOWN:
            for fault in result.faults:
                self.console.warn(fault, told(result, fault))
        elif len(self.failed) == SHOWN + 1:
            self.console.say("more rows have faults; they are in errors.csv and in the report")

    def _progress(self, now: float) -> str:
        """Say how many files there are, how fast they come, and how long it takes."""
        done = sum(self.counts.values())
        rate = done / max(now - self.begin, 0.001)
        left = (self.files - done) / max(rate, 0.001)
        return (
            f"{done:,} of {self.files:,} files, {rate:,.0f} a second, {_time(left)} left"
            f", {len(self.failed):,} failed"
        )

    @property
    def line(self) -> str:
        """What came of the run so far."""
        told = [f"{number:,} {status}" for status, number in sorted(self.counts.items())]
        done = sum(self.counts.values())
        took = _time(time.monotonic() - self.begin)
        return f"{count(done, 'file')}: {', '.join(told) or 'nothing done'}; {took}"


def _time(seconds: float) -> str:
    """Write a time in words, such as `1 min 5 s`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (rest, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"
