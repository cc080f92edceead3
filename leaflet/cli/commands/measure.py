"""`leaflet measure`: a printed page against the rules of readable type."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from leaflet.cli.command import command
from leaflet.cli.console import out, out_utf8


@command
@click.argument("pdfs", metavar="FILE.pdf...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    help="For people, or for programs.",
)
def measure(pdfs: tuple[str, ...], form: str) -> None:
    """Measure the printed page: sizes, lines, contrast, edges and page breaks of a PDF.

    Reads the finished file of any program, and tells for each rule of a readable page what it
    found and where. Several files are a series: their type sizes are compared too. Ends with 1
    if a rule fails.
    """
    from leaflet import measure as measures
    from leaflet.measure import results

    files = {pdf: measures.read(Path(pdf)) for pdf in pdfs}
    rows = [row for found in files.values() for row in found]
    if len(files) > 1:
        rows.append(measures.equal_sizes(files))
        table, objects = results.series_text, results.series_json
        written = objects(files, rows[-1]) if form == "json" else table(files, rows[-1])
    else:
        written = results.json_text(rows) if form == "json" else results.text(rows)
    (out_utf8 if form == "json" else out)(written)
    if any(row.verdict == measures.FAILS for row in rows):
        sys.exit(1)
