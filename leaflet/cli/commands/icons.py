"""`leaflet icons`: the icons, by name or drawn."""

from __future__ import annotations

from pathlib import Path

import click

from leaflet.cli.command import command
from leaflet.cli.console import Console, out
from leaflet.cli.option import check_named, kept_option


@command
@click.option("-o", "--output", metavar="FILE", help="Draw them all in this PDF.")
@kept_option("theme", help="The look of that PDF; see `leaflet themes`.")
@click.pass_obj
def icons(console: Console, output: str | None, theme: str | None) -> None:
    """List the icons, or draw them all in a PDF."""
    from leaflet.cli import specimen
    from leaflet.content import theme as themes
    from leaflet.graphics import icon
    from leaflet.publish import build as journey
    from leaflet.publish import replace as outputs

    if theme:
        check_named("theme", theme, Path())
    if output is None:
        return out("\n".join(icon.names()))
    look = themes.load(theme, Path()) if theme else None
    data = journey.write(journey.compose(specimen.document(), theme=look))
    if output == "-":
        return out(data)
    outputs.write(Path(output), data)
    return console.result(f"{output}: {len(icon.names())} icons")
