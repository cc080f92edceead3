"""Defines what commands share: their decorator and the files they read and write."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet import errors
from leaflet.cli.console import Console
from leaflet.cli.option import heard

if TYPE_CHECKING:
    from leaflet.composition.leaflet import Leaflet

CONTENT = "content.yaml"
OUTPUT = "output"
CONTEXT = {"help_option_names": ["-h", "--help"]}


def command(function: Callable[..., object]) -> click.Command:
    """Make a command of a function, with the options that every command has."""
    return click.command(context_settings=CONTEXT)(heard(function))


def count(number: int, thing: str) -> str:
    """Write a number with its noun, such as `1 page`, `2 pages`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def content_file(console: Console) -> str:
    """Return the content file in this folder, or the built-in one."""
    if os.path.lexists(CONTENT):
        return CONTENT
    from leaflet import shipped

    there = f"there is no {CONTENT} in this folder"
    console.note(errors.note("built-in-leaflet", there, None, "this is the built-in leaflet"))
    return str(shipped.path(CONTENT))


def note_sample(console: Console, made: Leaflet) -> None:
    """Note that the clinic is the sample, and nobody's."""
    if made.is_sample:
        hint = "write your own into the clinic block"
        console.note(errors.note("sample-leaflet", "this is the sample clinic", None, hint))


def save(target: Path, data: bytes, made: Leaflet, *read: str | None) -> None:
    """Write the PDF, but never over a file that was read for it."""
    from leaflet.publish import replace as outputs

    outputs.write(target, data, inputs(made, *read))


def inputs(made: Leaflet, *read: str | None) -> list[Path]:
    """Return the files that a leaflet was made from."""
    from leaflet.content.picture_file import PictureFile
    from leaflet.source.walk import walk

    inputs = [Path(name) for name in read if name not in (None, "-")]
    of = made.document.translation
    if of and of.title.span:
        inputs.append(Path(of.title.span.source.name))
    pictures = walk((made.document, made.clinic), PictureFile)
    return [*inputs, *(picture.path for picture in pictures if picture.path)]


def target_file(made: Leaflet, ending: str = "") -> Path:
    """Return the usual path of the PDF: in the folder `output`, named after the title."""
    return output_folder() / f"{made.slug}{ending}.pdf"


def output_folder() -> Path:
    """Return the folder `output` in this one, and make it if there is none."""
    from leaflet.errors import Fault, FileError

    folder = Path(OUTPUT)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        problem = f"the folder `{OUTPUT}` could not be made here: {error.strerror}"
        raise FileError(
            Fault("folder-not-made", problem, None, "say where the PDF goes with -o FILE")
        ) from None
    return folder
