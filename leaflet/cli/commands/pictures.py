"""`leaflet pictures`: the drawings that come with the program, by name or drawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.command import command
from leaflet.cli.console import Console, out, out_utf8
from leaflet.cli.option import named_option

if TYPE_CHECKING:
    from leaflet.graphics.drawings import Drawing


@command
@click.option("-o", "--output", metavar="FILE", help="Draw them all in this PDF.")
@named_option("theme", help="The look of that PDF; see `leaflet themes`.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    help="For people, or for programs.",
)
@click.pass_obj
def pictures(console: Console, output: str | None, theme: str | None, form: str) -> None:
    """List the pictures that come with the program, or draw them all in a PDF.

    Write the name of one where a block or the cover takes a picture: `picture: back-pain`.
    """
    from leaflet.cli import specimen
    from leaflet.graphics import drawings
    from leaflet.publish import build as journey
    from leaflet.publish import replace as outputs

    if output is None and form == "json":
        return out_utf8(json.dumps([_facts(name) for name in drawings.names()], indent=2))
    if output is None:
        return out("\n".join(_lines()))
    data = journey.write(journey.compose(specimen.pictures(), theme=theme))
    if output == "-":
        return out(data)
    outputs.write(Path(output), data)
    return console.result(f"{output}: {len(drawings.names())} pictures")


def _lines() -> list[str]:
    """Return a heading for each kind, and under it a line for each picture."""
    from leaflet.graphics import drawings

    width = max(map(len, drawings.names()))
    lines: list[str] = []
    for kind in drawings.KINDS:
        lines.append(kind if not lines else f"\n{kind}")
        for name in drawings.names(kind):
            drawing = drawings.drawing(name)
            lines.append(f"  {name:<{width}}  {_ratio(drawing):>5}  {drawing.alt}")
    return lines


def _ratio(drawing: Drawing) -> str:
    """Return width to height, such as `4:3`; any other than of small numbers as a decimal."""
    for high in range(1, 6):
        wide = drawing.width / drawing.height * high
        if abs(wide - round(wide)) < 0.001:
            return f"{round(wide)}:{high}"
    return f"{drawing.width / drawing.height:.2f}"


def _facts(name: str) -> dict[str, object]:
    """Return what a program may want to know of a picture, by stable keys."""
    from leaflet.graphics import drawings

    drawing = drawings.drawing(name)
    shapes = {each.shape: each for each in drawings.shapes(name)}
    return {
        "name": name,
        "kind": drawing.kind,
        "alt": drawing.alt,
        "shapes": {
            shape: {"width": each.width, "height": each.height, "focus": list(each.focus)}
            for shape, each in shapes.items()
        },
        "slots": list(drawing.slots),
        "regions": list(drawing.regions),
        "is_checked": drawing.kind != "exercises",
    }
