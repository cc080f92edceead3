"""`leaflet bring`: files of Word, web pages and others become leaflets."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet import shipped
from leaflet.cli.command import command, count
from leaflet.cli.console import Console
from leaflet.cli.option import option, told

if TYPE_CHECKING:
    from leaflet.exchange.shelf_row import ShelfRow

SHOWN = 20
"""Files that are told one by one; all are in the report."""
FORMS = shipped.module_names("exchange/readers")
"""The formats that are read."""


@command
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o", "--output", metavar="FOLDER", default="leaflets", help="Where they go, if not `leaflets`."
)
@click.option("--from", "form", type=click.Choice(FORMS), help="The format, if it cannot be told.")
@option("--jobs", type=click.IntRange(1, 512), metavar="N", help="Processes; one a processor.")
@told
@click.pass_obj
def bring(
    console: Console, files: tuple[str, ...], output: str, form: str | None, jobs: int | None
) -> None:
    """Make leaflets of Word files, web pages and others, or of a folder of them.

    FILE ends in .docx, .odt, .html, .md, .txt or .pdf; with --from fhir it is medicine data (a FHIR
    document bundle). Each becomes a content file that builds, with `# check:` where something was
    guessed, and a report under reports/ that has each word which is not in the leaflet. Nothing is
    fetched, and no leaflet is replaced that somebody has edited. A second run goes on where the
    first has ended.

    \b
    leaflet bring knee.docx
    leaflet bring shelf/ -o leaflets/
    leaflet bring --from fhir bundle.json
    """
    import os

    from leaflet.document import review
    from leaflet.errors import Fault, LeafletError, shown
    from leaflet.exchange import collection

    todo = collection.tasks(map(Path, files), Path(output), form or "")
    if not todo:
        problem = f"there is nothing to bring in under `{shown(files[0], 200)}`"
        hint = "it takes .docx, .odt, .html, .md, .txt and .pdf"
        raise LeafletError(Fault("file-not-found", problem, None, hint))
    way = collection.BringWay(Path(output), review.today(), form or "")
    rows: list[ShelfRow] = []
    for row in collection.run(todo, way, jobs or os.cpu_count() or 1):
        rows.append(row)
        _tell(console, row, output, len(rows))
        console.status(f"{len(rows):,} of {len(todo):,} files") if console.has_status else None
    if len(todo) > 1:
        counts = Counter(row.status for row in rows)
        summed = ", ".join(f"{number:,} {status}" for status, number in sorted(counts.items()))
        where = Path(output) / collection.TABLE
        console.result(f"{where}: {count(len(todo), 'file')}, {summed}")
    if any(row.status == "refused" for row in rows):
        sys.exit(1)


def _tell(console: Console, row: ShelfRow, output: str, number: int) -> None:
    """Tell what became of a file; of many, the first ones."""
    from leaflet.errors import Fault, shown

    if number == SHOWN + 1:
        console.say("more files are told in the report")
    if number > SHOWN:
        return
    if row.status == "refused":
        problem = f"`{shown(row.file, 200)}` was not brought in: {row.problem}"
        console.warn(Fault(row.code, problem))
        return
    needs = f"; {', '.join(row.needs)}" if row.needs else ""
    grade = f", grade {row.grade}" if row.grade else ""
    said = f"{row.title}, {count(row.words, 'word')}{grade}{needs}"
    console.result(f"{Path(output) / row.leaflet} ({row.status}): {said}")
