"""`leaflet new`: the beginning of a leaflet."""

from __future__ import annotations

from pathlib import Path

import click

from leaflet import system
from leaflet.cli.command import CONTENT, command
from leaflet.cli.console import Console


@command
@click.argument("folder")
@click.pass_obj
def new(console: Console, folder: str) -> None:
    """Begin a leaflet of your own: write a content file and its schema into a new FOLDER."""
    from leaflet.cli import starter

    for path in starter.write(Path(folder)):
        console.result(str(path))
    content = Path(folder) / CONTENT
    console.say(f"next: edit {content}, then run: leaflet build {system.quoted(str(content))}")
