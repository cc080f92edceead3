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
    draft_ok,
    in_language,
    kept_option,
    language_option,
    past_review,
    today_option,
    told,
    whose,
)

if TYPE_CHECKING:
    import datetime
    from typing import Unpack

    from leaflet.publish.index import LeafletPack


def _folder(context: click.Context, option: click.Parameter, given: str | None) -> str | None:
    """Return the name of a folder; click.BadParameter where it is none."""
    if given is not None and given.strip() in ("", "-"):
        raise click.BadParameter("a pack is a folder of several files: give its name")
    return given


@command
@click.argument("content", type=FileName, required=False, metavar="[CONTENT]")
@click.option("-o", "--output", metavar="FOLDER", callback=_folder, help="Where the pack goes.")
@whose
@language_option
@kept_option("theme", help="The look; see `leaflet themes`.")
@click.option(
    "--sheet", "sheets", metavar="NAME", multiple=True, help="This sheet and others so named alone."
)
@click.option("--strict", is_flag=True, help="End with 1 if a sheet is left out.")
@told
@past_review
@draft_ok
@today_option("Build as on that day.")
@click.pass_obj
def pack(
    console: Console,
    /,
    content: str | None,
    output: str | None,
    language: str | None,
    theme: str | None,
    sheets: tuple[str, ...],
    strict: bool,
    past_review: bool,
    draft_ok: bool,
    today: datetime.date,
    **whose: Unpack[Whose],
) -> None:
    """Build all that a clinic needs of a leaflet into one folder.

    The handout, large print, a booklet, a folded leaflet and the sheets that the content lists
    under `pack:`, with a page index.html that says what each file is for and how to print it.
    A sheet that the text does not fit is left out, with a warning that says by how many lines. A
    fault in the text stops all: nothing is written. What else lies in the folder is left alone.

    \b
    leaflet pack
    leaflet pack knee.yaml --clinic clinic.yaml -o knee
    leaflet pack --language pl
    leaflet pack --sheet a4 --sheet poster-a3
    """
    from leaflet.document import document as documents
    from leaflet.document import review
    from leaflet.publish import packing as packs

    path = in_language(content_file(console) if content is None else content, language)
    document = documents.read(path, **whose)
    for name in sheets:
        check_named("sheet", name, document.folder)
    if theme is not None:
        check_named("theme", theme, document.folder)
    names = tuple(dict.fromkeys(sheets))
    packed = packs.pack(
        document,
        names=names,
        theme=theme,
        today=today,
        past_review=past_review,
        draft_ok=draft_ok,
        progress=console.progress(),
    )
    folder = Path(output) if output else output_folder() / packs.name(packed)
    read = (path, whose["clinic"], whose["brand"])
    gone = packs.save(folder, packed, inputs(packed.files[0].leaflet, *read))
    console.result(f"{folder / packs.INDEX}: {count(len(packed.files), 'file')} to print")
    for each in packed.files:
        console.result(f"{folder / each.name}: {count(each.leaflet.pages, 'page')}")
    for name in gone:
        console.note(errors.note("older-file", f"{name} is of an older pack, and was deleted"))
    for note in dict.fromkeys((*packs.notes(packed), *review.notes(document, today))):
        console.note(note)
    note_sample(console, packed.files[0].leaflet)
    _tell_left_out(console, packed, strict)


def _tell_left_out(console: Console, packed: LeafletPack, strict: bool) -> None:
    """Tell which sheets are left out and why; LeafletError if `strict`."""
    faults = [fault for sheet in packed.left_out for fault in sheet.faults]
    if strict and faults:
        raise errors.LeafletError(*(fault._replace(severity="error") for fault in faults))
    for fault in faults:
        console.warn(fault)
