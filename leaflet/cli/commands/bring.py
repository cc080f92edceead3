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
    from leaflet.exchange.word_review import PlacedChange

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
@click.option(
    "--onto", metavar="CONTENT", help="List what FILE changes in this leaflet, to choose."
)
@click.option("--accept", metavar="N,N", help="With --onto: take these changes, or `all`.")
@told
@click.pass_obj
def bring(
    console: Console,
    files: tuple[str, ...],
    output: str,
    form: str | None,
    jobs: int | None,
    onto: str | None,
    accept: str | None,
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
    leaflet bring --onto content.yaml reviewed.docx

    With --onto, FILE is a Word file that `build --docx` made and a reviewer has changed: each
    tracked change and comment is listed with its place, and none is taken unless you say so.
    """
    import os

    from leaflet.document import review
    from leaflet.errors import Fault, LeafletError, shown
    from leaflet.exchange import collection

    if onto or accept:
        _review(console, onto, files, accept)
        return
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


def _review(console: Console, onto: str | None, files: tuple[str, ...], accept: str | None) -> None:
    """List what a reviewed Word file changes, and take what is accepted."""
    from leaflet import limits
    from leaflet.content.clinic import Clinic
    from leaflet.document import citation
    from leaflet.document import document as documents
    from leaflet.exchange import word_review
    from leaflet.publish import replace
    from leaflet.source.files import file_bytes

    if not onto or len(files) != 1:
        raise click.UsageError(
            "name one leaflet and one Word file: --onto content.yaml reviewed.docx"
        )
    path = Path(onto)
    before = file_bytes(path, limits.CONTENT_BYTES)
    document = documents.read(path)
    filling = citation.filling(document, document.clinic or Clinic())
    data = file_bytes(Path(files[0]), limits.UPLOAD_BYTES)
    found = word_review.placed(word_review.changes(data), document, filling)
    for number, each in enumerate(found, 1):
        _show(console, number, each)
    if not found:
        console.result(f"{files[0]}: no tracked change and no comment")
        return
    wanted = _chosen(found, accept)
    if not wanted:
        console.say("nothing is changed; --accept 1,2 or --accept all takes changes")
        return
    text = word_review.taken(before.decode(), wanted)
    word_review.checked(text, str(path), document)
    replace.write(path, text.encode())
    left = len(found) - len(wanted)
    console.result(f"{path}: {count(len(wanted), 'change')} taken, {left} left")
    console.say("raise `version` and `issued`, and have the new words approved")


def _show(console: Console, number: int, each: PlacedChange) -> None:
    """Show one change with its place, and what to look at in it."""
    change = each.change
    place = (
        f"line {each.place.line}" if each.place else "by hand: no one text of the file says this"
    )
    console.result(f"{number}. {place} ({'; '.join(change.who) or 'nobody is named'})")
    if change.comment:
        console.result(f"   on: {change.before}")
        console.result(f"   comment: {change.comment}")
        return
    console.result(f"   - {change.before}")
    console.result(f"   + {change.after}")
    if each.warns:
        console.result(f"   look: {' and '.join(each.warns)} changed")


def _chosen(found: list[PlacedChange], accept: str | None) -> list[PlacedChange]:
    """Return the changes to take: those named, or those that a person at a terminal says yes to."""
    known = {str(number): each for number, each in enumerate(found, 1) if each.new}
    if accept == "all":
        return [*known.values()]
    if accept is not None:
        named = [number.strip() for number in accept.split(",")]
        if strange := [number for number in named if number not in known]:
            there = ", ".join(known) or "none"
            said = f"`{strange[0]}` is no change that can be taken; there are: {there}"
            raise click.BadParameter(said, param_hint="--accept")
        return [known[number] for number in dict.fromkeys(named)]
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return []
    return [each for number, each in known.items() if click.confirm(f"Take change {number}?")]


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
