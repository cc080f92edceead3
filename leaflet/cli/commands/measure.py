"""`leaflet measure`: a printed page against the rules of readable type."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from leaflet.cli.command import command
from leaflet.cli.console import out, out_utf8


@command
@click.argument("pdf", metavar="FILE.pdf")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    help="For people, or for programs.",
)
def measure(pdf: str, form: str) -> None:
    """Measure the printed page: sizes, lines, contrast, edges and page breaks of a PDF.

    Reads the finished file of any program, and tells for each rule of a readable page what it
    found and where. Ends with 1 if a rule fails.
    """
    from leaflet import measure as measures
    from leaflet.measure import results

    found = measures.read(Path(pdf))
    if form == "json":
        out_utf8(results.json_text(found))
    else:
        out(results.text(found))
    if any(row.verdict == measures.FAILS for row in found):
        sys.exit(1)
