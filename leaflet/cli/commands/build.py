"""`leaflet build`: one leaflet, as a PDF or as pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet import errors
from leaflet.cli.command import (
    OUTPUT,
    command,
    content_file,
    count,
    inputs,
    note_sample,
    save,
    target_file,
)
from leaflet.cli.console import Console, out
from leaflet.cli.option import (
    FileName,
    check_named,
    draft_ok,
    in_language,
    language_option,
    looks,
    option,
    past_review,
    today_option,
    told,
    whose,
)

if TYPE_CHECKING:
    import datetime

    from leaflet.composition.leaflet import Leaflet
    from leaflet.composition.press import Press
    from leaflet.document.document import Document

_PRESS = "Make the file for a print shop: in printing inks, with room to cut; without links."
_PNG = "Make pictures of the pages instead of the PDF, for websites and screens."
_HTML = "Make a web page of it instead: one file with the same words, for screens and phones."
_DOCX = "Make a Word file of it instead, for comments; it needs the extra `word`."
_EPUB = "Make an e-book of it instead (EPUB 3)."
_TEXT = "Make plain text of it instead, for practice software and text messages."
_BESIDE = "Set this language beside it, block by block; on A4 and Letter, or in large print."
FORMS = {
    ".html": "a web page",
    ".docx": "a Word file",
    ".epub": "an e-book",
    ".txt": "plain text",
}
"""What a leaflet is written as besides PDF and pictures, by the ending of the file."""
_MARKS = ("none", "crop", "crop+registration")
"""Those of `leaflet.press`, which is imported only when it is needed."""


@command
@click.argument("content", type=FileName, required=False, metavar="[CONTENT]")
@option("-o", "--output", metavar="FILE", help="Where the PDF goes; - is standard output.")
@whose
@language_option
@looks
@click.option("--press", is_flag=True, help=_PRESS)
@click.option(
    "--marks",
    type=click.Choice(_MARKS),
    help="Marks outside of the paper, for --press; ask the print shop. None unless you say so.",
)
@click.option("--png", is_flag=True, help=_PNG)
@click.option(
    "--dpi",
    type=click.IntRange(36, 600),
    metavar="DOTS",
    help="Dots to an inch of those pictures, from 36 to 600; 150 unless you say so.",
)
@click.option("--html", is_flag=True, help=_HTML)
@click.option("--docx", is_flag=True, help=_DOCX)
@click.option("--epub", is_flag=True, help=_EPUB)
@click.option("--text", is_flag=True, help=_TEXT)
@click.option("--beside", metavar="TAG", help=_BESIDE)
@told
@past_review
@draft_ok
@today_option("Build as on that day.")
@click.pass_obj
def build(
    console: Console,
    content: str | None,
    output: str | None,
    clinic: str | None,
    brand: str | None,
    details: dict[str, str],
    language: str | None,
    theme: str | None,
    sheet: str | None,
    edition: str | None,
    press: bool,
    marks: str | None,
    png: bool,
    dpi: int | None,
    html: bool,
    docx: bool,
    epub: bool,
    text: bool,
    beside: str | None,
    past_review: bool,
    draft_ok: bool,
    today: datetime.date,
) -> None:
    """Build the PDF of a leaflet, or pictures of its pages.

    CONTENT is the leaflet's file; - is standard input. Without it, content.yaml of this folder is
    built, or the built-in leaflet where there is none.

    \b
    leaflet build
    leaflet build knee.yaml --clinic clinic.yaml -o knee.pdf
    leaflet build knee.yaml --language pl --beside en
    leaflet build --set clinic.phone="01632 960 555" --set clinic.booking=
    leaflet build --press --marks crop
    leaflet build --png -o website
    leaflet build --html -o knee.html
    leaflet build --docx -o for-comments.docx
    leaflet build --text --edition short

    A web page has the words of the PDF in their order, and needs no other file. Plain text has them
    too; how many text messages it takes is told.

    With --png the output is a folder, or a name that ends in .png; each picture gets the number
    of its page: knee-1.png, knee-2.png. A booklet gives its pages in reading order, a sheet that
    is folded in panels its two sides. It needs the extra `proof`.
    """
    from itertools import pairwise
    from time import perf_counter

    from leaflet.content import sketch
    from leaflet.document import document as documents
    from leaflet.document import review
    from leaflet.publish import build as journey

    wanted = _press(press, marks)
    _check_png(png, dpi, press, output)
    forms = {".html": html, ".docx": docx, ".epub": epub, ".txt": text}
    ending = next((end for end, is_wanted in forms.items() if is_wanted), "")
    _check_forms(press=press, png=png, html=html, docx=docx, epub=epub, text=text)
    times = [perf_counter()]
    path = in_language(content_file(console) if content is None else content, language)
    document = documents.read(path, clinic, details, brand)
    other = None
    if beside:
        file = in_language(path, beside, "--beside")
        other = documents.read(file, clinic, details, brand)
    _check_edition(edition, document)
    for kind, name in (("sheet", sheet), ("theme", theme)):
        if name is not None:
            check_named(kind, name, document.folder)
    times.append(perf_counter())
    made = journey.compose(
        document,
        theme=theme,
        sheet=sheet,
        edition=edition,
        today=today,
        past_review=past_review,
        draft_ok=draft_ok,
        beside=other,
        progress=console.progress(),
    )
    times.append(perf_counter())
    if png:
        size = _save_pictures(console, made, dpi, output, (path, clinic, brand))
    else:
        data = _form(made, ending) if ending else journey.write(made, wanted)
        size = len(data)
    if output == "-":
        out(data)
    elif not png:
        target = target_file(made, "-press" if press else "") if output is None else Path(output)
        if output is None and ending:
            target = target.with_suffix(ending)
        save(target, data, made, path, clinic, brand)
        form = FORMS.get(ending) or count(made.pages, "page")
        console.result(f"{target}: {form}")
    times.append(perf_counter())
    if brand:
        _say_taken(console, made, brand)
    for note in (*made.notes, *review.notes(document, today)):
        console.note(note)
    how = sketch.printing(made.sheet, goes_left=made.language.goes_left)
    if not wanted and not (png or ending) and how:
        console.say(f"to print it: {how}")
    if wanted:
        _say_press(console, made, wanted)
    if text:
        _say_messages(console, data.decode())
    note_sample(console, made)
    if console.verbose:
        took = (f"{(end - start) * 1000:.0f} ms" for start, end in pairwise(times))
        console.say("read {}, laid out {}, written {}; {:,} bytes".format(*took, size))


def _check_forms(**forms: bool) -> None:
    """Refuse two forms of a leaflet at once."""
    if len(wanted := [f"--{name}" for name, is_wanted in forms.items() if is_wanted]) > 1:
        raise click.UsageError(f"one form at a time: {' or '.join(wanted)}")


def _form(made: Leaflet, ending: str) -> bytes:
    """Return the leaflet as a file of this ending, other than a PDF."""
    from leaflet.publish.html import plain_text, web_page

    if ending == ".docx":
        from leaflet.exchange import word_file

        return word_file.word_file(made)
    if ending == ".epub":
        from leaflet.publish.html import epub_file

        return epub_file.epub_file(made)
    return (plain_text.text(made) if ending == ".txt" else web_page.page(made)).encode()


def _say_messages(console: Console, said: str) -> None:
    """Say how many text messages a text takes."""
    from leaflet.publish.html import plain_text

    signs, parts, is_unicode = plain_text.messages(said)
    alphabet = "letters beyond their own alphabet" if is_unicode else "the GSM alphabet"
    messages = count(parts, "text message")
    console.say(f"as text messages: {messages}, {signs:,} signs of {alphabet}")


def _check_png(png: bool, dpi: int | None, press: bool, output: str | None) -> None:
    """Refuse options that pictures of pages cannot have, and a missing extra."""
    if not png:
        if dpi:
            raise click.UsageError("dots to an inch are for pictures: add --png")
        return
    if press:
        raise click.UsageError("a print shop takes no pictures of pages: use --press or --png")
    if output == "-" or (output and Path(output).suffix.lower() == ".pdf"):
        wanted = "pictures go to a folder, or to a name that ends in .png"
        raise click.BadParameter(wanted, param_hint="--output")
    from leaflet.measure import tree

    tree.need_reader()


def _save_pictures(
    console: Console,
    made: Leaflet,
    dpi: int | None,
    output: str | None,
    read: tuple[str | None, ...],
) -> int:
    """Write the pictures, all or none, and return their size in bytes."""
    from leaflet.publish import png as pngs
    from leaflet.publish import replace as outputs

    pictures = pngs.pictures(made, dpi or pngs.DPI)
    base = pngs.base(Path(output or OUTPUT), made.slug)
    files = dict(zip(pngs.names(base, len(pictures)), pictures, strict=True))
    named = {path.name: data for path, data in files.items()}
    outputs.write_folder(base.parent, named, inputs(made, *read))
    for path in files:
        console.result(str(path))
    for path in pngs.others(base, [*files]):
        problem = f"{path} is of an earlier build, and is left as it is"
        console.note(errors.note("older-file", problem))
    problem = "a picture says nothing to a screen reader"
    console.note(errors.note("silent-picture", problem, None, "offer the PDF beside it"))
    return sum(map(len, pictures))


def _say_taken(console: Console, made: Leaflet, brand: str) -> None:
    """Say what the brand file gave, or warn that it gave nothing."""
    from leaflet.content import brand as brands

    taken = [*brands.taken(made.clinic, brand)]
    if not taken:
        problem = f"{brand} gave nothing that the clinic does not say itself"
        console.note(errors.note("idle-brand", problem))
    elif console.verbose:
        console.say(f"from {brand}: {', '.join(taken)}")


def _check_edition(name: str | None, document: Document) -> None:
    """Refuse an unknown edition, once the content is read: it may have sheets of its own."""
    if name is None:
        return
    from leaflet.composition import edition
    from leaflet.errors import LeafletError

    try:
        edition.check_name(name, document)
    except LeafletError as error:
        (fault,) = error.faults
        raise click.BadParameter(fault.line, param_hint="--edition") from None


def _press(press: bool, marks: str | None) -> Press | None:
    """Return the settings for a print shop, or None."""
    if press:
        from leaflet.composition.press import Press

        return Press(marks or "none")
    if marks:
        raise click.UsageError("marks are for a print shop: add --press")
    return None


def _say_press(console: Console, made: Leaflet, wanted: Press) -> None:
    """Say what a print shop will ask, and what it may refuse the file for."""
    from leaflet.composition import press as presses
    from leaflet.publish import build as journey

    sides = journey.press_sides(made)
    for note in presses.notes(sides):
        console.note(note)
    size = presses.described(sides[0], wanted.on(made.sheet))
    inks = "CMYK for coated paper (FOGRA39), fonts embedded"
    console.say(f"for the print shop: {size}; PDF/X-4, {inks}")
