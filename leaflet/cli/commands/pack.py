"""`leaflet pack`: all that a clinic needs of a leaflet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet import errors
from leaflet.cli.command import command, content_file, count, inputs, note_sample, output_folder
from leaflet.cli.console import Console
from leaflet.cli.option import (
    FileName,
    Whose,
    check_named,
    named_option,
    past_review,
    today_option,
    told,
    whose,
)

if TYPE_CHECKING:
    import datetime
    from typing import Unpack


@command
@click.argument("content", type=FileName, required=False, metavar="[CONTENT]")
@click.option("-o", "--output", metavar="FOLDER", help="Where the pack goes.")
@whose
@named_option("theme", help="The look; see `leaflet themes`.")
@click.option(
    "--sheet", "sheets", metavar="NAME", multiple=True, help="This sheet and others so named alone."
)
@told
@past_review
@today_option("Build as on that day.")
@click.pass_obj
def pack(
    console: Console,
    /,
    content: str | None,
    output: str | None,
    theme: str | None,
    sheets: tuple[str, ...],
    past_review: bool,
    today: datetime.date,
    **whose: Unpack[Whose],
) -> None:
    """Build all that a clinic needs of a leaflet into one folder.

    The handout, large print, a booklet, a folded leaflet and the sheets that the content lists
    under `pack:`, with a page index.html that says what each file is for and how to print it.
    The folder is written when all of it is right; what else lies in it is left alone.

    \b
    leaflet pack
    leaflet pack knee.yaml --clinic clinic.yaml -o knee
    leaflet pack --sheet a4 --sheet poster-a3
    """
    from leaflet.document import document as documents
    from leaflet.document import review
    from leaflet.publish import packing as packs

    path = content_file(console) if content is None else content
    document = documents.read(path, **whose)
    for name in sheets:
        check_named("sheet", name, document.folder)
    names = tuple(dict.fromkeys(sheets))
    packed = packs.pack(
        document,
        names=names,
        theme=theme,
        today=today,
        past_review=past_review,
        progress=console.progress(),
    )
    folder = Path(output) if output else output_folder() / packs.name(packed)
    read = (path, whose["clinic"], whose["brand"])
    gone = packs.save(folder, packed, inputs(packed[0].leaflet, *read))
    console.result(f"{folder / packs.INDEX}: {count(len(packed), 'file')} to print")
    for each in packed:
        console.result(f"{folder / each.name}: {count(each.leaflet.pages, 'page')}")
    for name in gone:
        console.note(errors.note("older-file", f"{name} is of an older pack, and was deleted"))
    for note in dict.fromkeys((*packs.notes(packed), *review.notes(document, today))):
        console.note(note)
    note_sample(console, packed[0].leaflet)
