"""`leaflet proof`: a PDF as a screen reader says it."""

from __future__ import annotations

from pathlib import Path

import click

from leaflet.cli.command import command
from leaflet.cli.console import out
from leaflet.errors import escaped


@command
@click.argument("pdf", metavar="FILE.pdf")
def proof(pdf: str) -> None:
    """Print what a screen reader would say of a PDF, in order, with what each thing is.

    Listen with your eyes: is everything there, in the right order, and does each graphic say what
    it shows? Works for the tagged PDFs of any program.
    """
    from leaflet.measure import spoken as proofs

    out("\n".join(map(escaped, proofs.read(Path(pdf)).split("\n"))))
