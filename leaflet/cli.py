"""The command line: thin commands, and the only code that prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflet import __version__

if TYPE_CHECKING:
    import datetime

    from leaflet.build import Leaflet
    from leaflet.check import Checked, Finding
    from leaflet.document import Document
    from leaflet.errors import Fault, LeafletError
    from leaflet.press import Press
    from leaflet.watch import Order

CONTENT = "content.yaml"
OUTPUT = "output"
_PRESS = "Make the file for a print shop: in printing inks, with room to cut; without links."
_PNG = "Make pictures of the pages instead of the PDF, for websites and screens."
_SAMPLE = "note: this is the sample clinic; write your own into the clinic block"
_MARKS = ("none", "crop", "crop+registration")
"""Those of `leaflet.press`, which is imported only when it is needed."""
_CONTEXT = {"help_option_names": ["-h", "--help"]}


class _Voice:
    """What is said on standard error while a command runs."""

    quiet = False
    verbose = False

    def say(self, words: str) -> None:
        """A line for the user, unless it is to be quiet."""
        if not self.quiet:
            click.echo(words, err=True)

    def result(self, words: str) -> None:
        """A line on standard output about what was made, unless it is to be quiet."""
        if not self.quiet:
            _out(words)

    def progress(self) -> Callable[[int, int], None]:
        """Shows how far a long build is, on a terminal and after a second."""
        import time

        start = last = time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if self.quiet or not _is_terminal(sys.stderr) or now - start < 1 or now - last < 0.1:
                return
            last = now
            end = "\r" if done < total else "\r\033[K"
            click.echo(f"  laying out: {done} of {total} blocks{end}", err=True, nl=False)

        return tell


def _is_terminal(stream: Any) -> bool:
    return stream is not None and stream.isatty()


def _out(words: str | bytes) -> None:
    """Put words or a file on standard output; FileError where they cannot be written."""
    from leaflet.errors import FileError

    if sys.stdout is None:
        raise FileError("standard output is closed")
    try:
        click.echo(words, nl=isinstance(words, str) and not words.endswith("\n"))
    except OSError as error:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 (takes what Python would still flush)
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        raise FileError(f"standard output could not be written: {error.strerror}") from None


def coloured(message: str) -> str:
    """The message with red carets; click takes the colour out where there is no terminal."""
    import re

    if os.environ.get("NO_COLOR"):
        return message
    carets = re.compile(r"^( +\| +)(\^+)$", re.MULTILINE)
    return carets.sub(lambda m: m[1] + click.style(m[2], fg="red", bold=True), message)


# ---- options


def _louder(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted:
        setattr(context.ensure_object(_Voice), str(option.name), True)


def _heard(command: Callable) -> Callable:
    """The options that stand before the name of a command as well as behind it."""
    for *names, words in (
        ("--debug", "Show the traceback of a fault of the program."),
        ("-v", "--verbose", "Say how long each stage took."),
        ("-q", "--quiet", "Say nothing but errors."),
    ):
        option = click.option(
            *names, is_flag=True, expose_value=False, callback=_louder, help=words
        )
        command = option(command)
    return command


def _named(kind: str, **facts: Any) -> Callable:
    """An option that names a theme, which is known before any content is read."""

    def known(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
        if name is not None:
            _check_named(kind, name)
        return name

    return _kept(kind, callback=known, **facts)


def _kept(kind: str, **facts: Any) -> Callable:
    """An option that names a thing of a kind, which may be kept beside the content."""

    def complete(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
        from leaflet import named

        return [name for name in named.names(kind, Path()) if name.startswith(begun)]

    return _option(f"--{kind}", metavar="NAME", shell_complete=complete, **facts)


def _check_named(kind: str, name: str, beside: Path | None = None) -> None:
    from leaflet import named
    from leaflet.errors import LeafletError

    try:
        named.check(kind, name, beside)
    except LeafletError as error:
        (fault,) = error.faults
        context = click.get_current_context()
        (option,) = (one for one in context.command.params if one.name == kind)
        raise click.BadParameter(f"{fault.problem}; {fault.hint}", context, option) from None


def _option(*names: str, **facts: Any) -> Callable:
    """An option that a variable can set: LEAFLET_ and its name."""
    variable = f"LEAFLET_{names[-1].strip('-').upper()}"
    return click.option(*names, envvar=variable, show_envvar=True, **facts)


def _details(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict:
    """What `--set` says, by key of the clinic."""
    found: dict[str, str] = {}
    for setting in given:
        name, equals, value = setting.partition("=")
        prefix, _, key = name.strip().partition(".")
        if not equals or prefix != "clinic" or not key:
            raise click.BadParameter(f'write clinic.phone="01632 960 123", not {setting}')
        if key in found:
            raise click.BadParameter(f"clinic.{key} is set twice")
        found[key] = value
    return found


def _whose(command: Callable) -> Callable:
    """The options that say whose leaflet it is."""
    brand = "Take colours and logo from a _brand.yml, where the clinic has none."
    facts = {"metavar": "clinic.KEY=VALUE", "multiple": True, "callback": _details}
    detail = "Set one detail of the clinic, or with no VALUE leave it out."
    for option in (
        click.option("--set", "details", **facts, help=detail),
        _option("--brand", metavar="FILE", help=brand),
        _option("--clinic", metavar="FILE", help="Take the clinic from this file."),
    ):
        command = option(command)
    return command


def _looks(command: Callable) -> Callable:
    """The options that say how it looks and what of it is printed."""
    which = "full or short, if it is not to be the one of the sheet."
    for option in (
        _option("--edition", metavar="NAME", help=which),
        _kept("sheet", help="The paper; see `leaflet sheets`."),
        _named("theme", help="The look; see `leaflet themes`."),
    ):
        command = option(command)
    return command


_past_review = click.option(
    "--past-review", is_flag=True, help="Build it although its review date has passed."
)


def _day(context: click.Context, option: click.Parameter, given: Any) -> datetime.date:
    """The day that review dates are held against; the clock is read nowhere else."""
    import datetime

    return given.date() if given else datetime.date.today()


def _today(words: str) -> Callable:
    """The option that says which day it is."""
    kind = click.DateTime(["%Y-%m-%d"])
    return _option("--today", type=kind, metavar="YYYY-MM-DD", callback=_day, help=words)


# ---- commands

_EPILOG = """\b
To complete commands in bash (zsh_source and fish_source there are too):
eval "$(_LEAFLET_COMPLETE=bash_source leaflet)"
"""


@click.group(context_settings=_CONTEXT, epilog=_EPILOG)
@click.version_option(__version__, prog_name="leaflet")
@_heard
@click.pass_context
def leaflet(context: click.Context) -> None:
    """Make printable patient leaflets from a plain text file.

    \b
    leaflet build                 makes the leaflet of content.yaml in this folder
    leaflet new back-pain         begins a leaflet of your own in a new folder
    """
    context.ensure_object(_Voice)


def _command(function: Callable) -> click.Command:
    """A command of the group, with the options that every command has."""
    return leaflet.command(context_settings=_CONTEXT)(_heard(function))


@_command
@click.argument("content", required=False, metavar="[CONTENT]")
@_option("-o", "--output", metavar="FILE", help="Where the PDF goes; - is standard output.")
@_whose
@_looks
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
@_past_review
@_today("Build as on that day.")
@click.pass_obj
def build(
    voice: _Voice,
    content: str | None,
    output: str | None,
    clinic: str | None,
    brand: str | None,
    details: dict[str, str],
    theme: str | None,
    sheet: str | None,
    edition: str | None,
    press: bool,
    marks: str | None,
    png: bool,
    dpi: int | None,
    past_review: bool,
    today: datetime.date,
) -> None:
    """Build the PDF of a leaflet, or pictures of its pages.

    CONTENT is the leaflet's file; - is standard input. Without it, content.yaml of this folder is
    built, or the built-in leaflet where there is none.

    \b
    leaflet build
    leaflet build knee.yaml --clinic clinic.yaml -o knee.pdf
    leaflet build --set clinic.phone="01632 960 555" --set clinic.booking=
    leaflet build --press --marks crop
    leaflet build --png -o website

    With --png the output is a folder, or a name that ends in .png; each picture gets the number
    of its page: knee-1.png, knee-2.png. A booklet gives its pages in reading order, a sheet that
    is folded in panels its two sides. It needs the extra `proof`.
    """
    from itertools import pairwise
    from time import perf_counter

    from leaflet import build as journey
    from leaflet import review, sketch

    wanted = _press(press, marks)
    _check_png(png, dpi, press, output)
    times = [perf_counter()]
    path = _content(voice) if content is None else content
    document = journey.read(path, clinic, details, brand)
    _check_edition(edition, document)
    if not past_review:
        review.refuse_passed(document, today)
    if sheet is not None:
        _check_named("sheet", sheet, document.folder)
    times.append(perf_counter())
    made = journey.compose(
        document, theme=theme, sheet=sheet, progress=voice.progress(), edition=edition
    )
    times.append(perf_counter())
    if png:
        size = _save_pictures(voice, made, dpi, output, (path, clinic, brand))
    else:
        data = journey.write(made, wanted)
        size = len(data)
    if output == "-":
        _out(data)
    elif not png:
        target = _target(made, "-press" if press else "") if output is None else Path(output)
        _save(target, data, made, path, clinic, brand)
        voice.result(f"{target}: {_count(made.pages, 'page')}")
    times.append(perf_counter())
    if brand:
        _say_taken(voice, made, brand)
    for note in (*made.notes, *review.notes(document, today)):
        voice.say(f"note: {note}")
    if not wanted and not png and (how := sketch.printing(made.sheet)):
        voice.say(f"to print it: {how}")
    if wanted:
        _say_press(voice, made, wanted)
    if made.is_sample:
        voice.say(_SAMPLE)
    if voice.verbose:
        took = (f"{(end - start) * 1000:.0f} ms" for start, end in pairwise(times))
        voice.say("read {}, laid out {}, written {}; {:,} bytes".format(*took, size))


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _check_png(png: bool, dpi: int | None, press: bool, output: str | None) -> None:
    """Refuse what pictures of pages cannot be; what they need is installed."""
    if not png:
        if dpi:
            raise click.UsageError("dots to an inch are for pictures: add --png")
        return
    if press:
        raise click.UsageError("a print shop takes no pictures of pages: use --press or --png")
    if output == "-" or (output and Path(output).suffix.lower() == ".pdf"):
        wanted = "pictures go to a folder, or to a name that ends in .png"
        raise click.BadParameter(wanted, param_hint="--output")
    from leaflet.pdf import tree

    tree.need_reader()


def _save_pictures(
    voice: _Voice, made: Leaflet, dpi: int | None, output: str | None, read: tuple[str | None, ...]
) -> int:
    """Write the pictures, all or none; how many bytes they have."""
    from leaflet import output as outputs
    from leaflet import png as pngs

    pictures = pngs.pictures(made, dpi or pngs.DPI)
    base = pngs.base(Path(output or OUTPUT), made.slug)
    files = dict(zip(pngs.names(base, len(pictures)), pictures, strict=True))
    named = {path.name: data for path, data in files.items()}
    outputs.write_folder(base.parent, named, _inputs(made, *read))
    for path in files:
        voice.result(str(path))
    for path in pngs.others(base, [*files]):
        voice.say(f"note: {path} is of an earlier build, and is left as it is")
    voice.say("note: a picture says nothing to a screen reader; offer the PDF beside it")
    return sum(map(len, pictures))


def _say_taken(voice: _Voice, made: Leaflet, brand: str) -> None:
    """What the brand gave, for who wants to know; that it gave nothing, for everybody."""
    from leaflet import brand as brands

    taken = [*brands.taken(made.clinic, brand)]
    if not taken:
        voice.say(f"note: {brand} gave nothing that the clinic does not say itself")
    elif voice.verbose:
        voice.say(f"from {brand}: {', '.join(taken)}")


def _content(voice: _Voice) -> str:
    """The content file of this folder, or the built-in one."""
    if os.path.lexists(CONTENT):
        return CONTENT
    from leaflet import shipped

    voice.say(f"note: there is no {CONTENT} in this folder; this is the built-in leaflet")
    return str(shipped.path(CONTENT))


def _save(target: Path, data: bytes, made: Leaflet, *read: str | None) -> None:
    """Write the PDF, but never over a file that was read for it."""
    from leaflet import output as outputs

    outputs.write(target, data, _inputs(made, *read))


def _inputs(made: Leaflet, *read: str | None) -> list[Path]:
    """The files that a leaflet was made from."""
    from leaflet import model
    from leaflet.picture import PictureFile

    inputs = [Path(name) for name in read if name not in (None, "-")]
    inputs += (file.path for file in model.walk((made.document, made.clinic), PictureFile))
    return inputs


def _check_edition(name: str | None, document: Document) -> None:
    """Which editions there are is known once the content is read: it may have its own sheets."""
    if name is None:
        return
    from leaflet import edition
    from leaflet.errors import LeafletError

    try:
        edition.check_name(name, document)
    except LeafletError as error:
        (fault,) = error.faults
        raise click.BadParameter(f"{fault.problem}; {fault.hint}", param_hint="--edition") from None


def _press(press: bool, marks: str | None) -> Press | None:
    """What the print shop wants, if the file is for one."""
    if press:
        from leaflet.press import Press

        return Press(marks or "none")
    if marks:
        raise click.UsageError("marks are for a print shop: add --press")
    return None


def _say_press(voice: _Voice, made: Leaflet, wanted: Press) -> None:
    """What a print shop will ask, and what it may send the file back for."""
    from leaflet import build as journey
    from leaflet import press as presses

    sides = journey.press_sides(made)
    for note in presses.notes(sides):
        voice.say(f"note: {note}")
    size = presses.described(sides[0], wanted.on(made.sheet))
    inks = "CMYK for coated paper (FOGRA39), fonts embedded"
    voice.say(f"for the print shop: {size}; PDF/X-4, {inks}")


def _target(made: Leaflet, ending: str = "") -> Path:
    """Where the PDF goes unless it is said: the folder `output`, named after the title."""
    return _output_folder() / f"{made.slug}{ending}.pdf"


def _output_folder() -> Path:
    """The folder `output` in this one, made where there is none."""
    from leaflet.errors import Fault, FileError

    folder = Path(OUTPUT)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        problem = f"the folder `{OUTPUT}` could not be made here: {error.strerror}"
        raise FileError(Fault(problem, None, "say where the PDF goes with -o FILE")) from None
    return folder


@_command
@click.argument("content", required=False, metavar="[CONTENT]")
@click.option("-o", "--output", metavar="FOLDER", help="Where the pack goes.")
@_whose
@_named("theme", help="The look; see `leaflet themes`.")
@_past_review
@_today("Build as on that day.")
@click.pass_obj
def pack(
    voice: _Voice,
    content: str | None,
    output: str | None,
    theme: str | None,
    past_review: bool,
    today: datetime.date,
    **whose: Any,
) -> None:
    """Build all that a clinic needs of a leaflet into one folder.

    The handout, large print, a booklet and a folded leaflet, or the sheets that the content lists
    under `pack:`, with a page index.html that says what each file is for and how to print it.
    The folder is written when all of it is right; what else lies in it is left alone.

    \b
    leaflet pack
    leaflet pack knee.yaml --clinic clinic.yaml -o knee
    """
    from leaflet import build as journey
    from leaflet import pack as packs
    from leaflet import review

    path = _content(voice) if content is None else content
    document = journey.read(path, **whose)
    if not past_review:
        review.refuse_passed(document, today)
    packed = packs.pack(document, theme=theme, progress=voice.progress())
    folder = Path(output) if output else _output_folder() / packs.name(packed)
    read = (path, whose["clinic"], whose["brand"])
    gone = packs.save(folder, packed, _inputs(packed[0].leaflet, *read))
    voice.result(f"{folder / packs.INDEX}: {_count(len(packed), 'file')} to print")
    for each in packed:
        voice.result(f"{folder / each.name}: {_count(each.leaflet.pages, 'page')}")
    for name in gone:
        voice.say(f"note: {name} is of an older pack, and was deleted")
    for note in dict.fromkeys((*packs.notes(packed), *review.notes(document, today))):
        voice.say(f"note: {note}")
    if packed[0].leaflet.is_sample:
        voice.say(_SAMPLE)


@_command
@click.argument("content", default=CONTENT, metavar="[CONTENT]")
@_option("-o", "--output", metavar="FILE", help="Where the PDF goes.")
@_whose
@_looks
@_past_review
@_today("Build as on that day.")
@click.pass_obj
def watch(
    voice: _Voice,
    content: str,
    output: str | None,
    clinic: str | None,
    brand: str | None,
    details: dict[str, str],
    past_review: bool,
    today: datetime.date,
    **looks: str | None,
) -> None:
    """Build the PDF anew whenever a file of the leaflet is saved.

    Without CONTENT, content.yaml of this folder is watched. Looks at the content, the files of
    clinic and brand, the pictures and your own sheets; shows what `leaflet check` finds, once, and
    goes on after an error. Ctrl-C ends it.

    \b
    leaflet watch
    leaflet watch knee.yaml --sheet trifold-dl -o knee.pdf
    """
    from leaflet import watch as watches

    if "-" in (content, output):
        raise click.UsageError("only files can be watched and built anew; give a name, not -")
    watches.need_watcher()
    whose = {"clinic": clinic, "brand": brand, "details": details}
    order = watches.Order(content, today, whose, looks, past_review)
    told: tuple[Finding, ...] = ()
    try:
        for _ in watches.saves(order.files):
            told = _build_anew(voice, order, output, told)
    except KeyboardInterrupt:  # how one ends it
        voice.say("")


def _build_anew(
    voice: _Voice, order: Order, output: str | None, told: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Build and check once; all findings. Those that were `told` last time are not told again."""
    import gc
    from time import perf_counter

    from leaflet import build as journey
    from leaflet.errors import LeafletError

    start = perf_counter()
    try:
        document = order.read()
        made = order.compose(document)
        target = _target(made) if output is None else Path(output)
        whose = (order.whose["clinic"], order.whose["brand"])
        _save(target, journey.write(made), made, order.content, *whose)
    except LeafletError as error:
        click.echo(coloured(str(error)), err=True)
        voice.say(f"{order.content}: not built; it is looked at again when you save")
        return told
    took = (perf_counter() - start) * 1000
    checked, counted = _findings(voice, document, order.today, told)
    pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
    voice.result(f"{target}: {pages}, {took:.0f} ms; {counted}")
    gc.collect()  # main() has switched it off, and nobody waits for anything now
    return checked


def _findings(
    voice: _Voice, document: Document, today: datetime.date, told: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], str]:
    """Tell the findings that are new, wherever they stand; all, and how many of each kind."""
    from leaflet import check as checks
    from leaflet.errors import LeafletError
    from leaflet.report import concise, counted

    try:
        checked = checks.check(document, today)
    except LeafletError as error:
        click.echo(coloured(str(error)), err=True)
        return told, "not checked"
    old = {(finding.rule.id, finding.flaw.problem) for finding in told}
    new = tuple(f for f in checked.open if (f.rule.id, f.flaw.problem) not in old)
    if new:
        voice.result(concise.text([checked._replace(findings=new)], ()))
    return checked.open, counted.summary([checked])


@_command
@_option("--port", type=click.IntRange(1, 65535), help="The port; 8765 or a free one by itself.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@_option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    help="Let other machines reach it under this address; LEAFLET_PASSWORD sets the password.",
)
@_option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="As on that day.")
@click.pass_obj
def serve(
    voice: _Voice,
    port: int | None,
    no_browser: bool,
    host: str,
    today: datetime.datetime | None,
) -> None:
    """Open the page for reception: leaflets for your clinic without a terminal.

    Shows the leaflets of this folder, and those that come with the program, in the browser of this
    computer. Nothing leaves it; clinic details are kept in your user folder (LEAFLET_DATA says
    another place). Ctrl-C ends it.
    """
    import datetime
    import webbrowser

    from leaflet.errors import LeafletError

    try:
        from leaflet.web import serve as server
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("leaflet"):
            raise
        extra = "pip install 'patient-leaflet[web]'"
        raise LeafletError(f"this needs the extra [web]: {extra}") from None
    clock = today.date if today else datetime.date.today
    office, listener = server.begin(host, port, clock)
    voice.result(f"the page for reception: {office.address.url}")
    voice.say("it asks for the password" if office.password else "nothing leaves this computer")
    voice.say("to stop it: Ctrl-C")
    if not no_browser:
        webbrowser.open(office.address.url)
    server.run(office, listener)


@_command
@click.argument("folder")
@click.pass_obj
def new(voice: _Voice, folder: str) -> None:
    """Begin a leaflet of your own: write a content file and its schema into a new FOLDER."""
    from leaflet import starter

    for path in starter.write(Path(folder)):
        voice.result(str(path))
    content = Path(folder) / CONTENT
    voice.say(f"next: edit {content}, then run: leaflet build {content}")


@_command
def schema() -> None:
    """Print the JSON Schema of content files, for editors that check while you type."""
    from leaflet import schema as schemas

    _out(schemas.text())


@_command
def blocks() -> None:
    """List the blocks that a leaflet's body is made of."""
    from leaflet import block

    _table((name, _first_line(block.named(name))) for name in block.names())


@_command
def themes() -> None:
    """List the themes."""
    from leaflet import named, theme

    _table((name, theme.load(name).title.text) for name in named.names("theme"))


@_command
def sheets() -> None:
    """List the sheets of paper, each with a small drawing; folded ones with their page numbers.

    Sheets of your own stand in a folder `sheets` beside the content, one file each.
    """
    from leaflet import named, sheet, sketch

    names = named.names("sheet", Path())
    width = max(map(len, names))
    boxes = sketch.BOXES if _can_say(sketch.BOXES) else sketch.PLAIN
    lines = []
    for name in names:
        paper = sheet.load(name, Path())
        lines.append(f"{name:<{width}}  {paper.title}")
        lines += (f"{'':<{width}}  {line}" for line in sketch.sketch(paper, boxes))
    _out("\n".join(lines))


def _can_say(words: str) -> bool:
    """Whether standard output has these characters."""
    try:
        words.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _first_line(thing: object) -> str:
    return (thing.__doc__ or "").strip().splitlines()[0]


def _table(rows: Iterable[tuple[str, str]]) -> None:
    rows = list(rows)
    width = max(len(name) for name, _ in rows)
    _out("\n".join(f"{name:<{width}}  {words}" for name, words in rows))


@_command
@click.argument("pdf", metavar="FILE.pdf")
def proof(pdf: str) -> None:
    """Print what a screen reader would say of a PDF, in order, with what each thing is.

    Listen with your eyes: is everything there, in the right order, and does each graphic say what
    it shows? Works for the tagged PDFs of any program.
    """
    from leaflet import proof as proofs

    _out(proofs.read(Path(pdf)))


@_command
@click.option("-o", "--output", metavar="FILE", help="Draw them all in this PDF.")
@_named("theme", help="The look of that PDF; see `leaflet themes`.")
@click.pass_obj
def icons(voice: _Voice, output: str | None, theme: str | None) -> None:
    """List the icons, or draw them all in a PDF."""
    from leaflet import build as journey
    from leaflet import icon, specimen
    from leaflet import output as outputs

    if output is None:
        return _out("\n".join(icon.names()))
    data = journey.write(journey.compose(specimen.document(), theme=theme))
    if output == "-":
        return _out(data)
    outputs.write(Path(output), data)
    return voice.result(f"{output}: {len(icon.names())} icons")


@_command
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
    from leaflet.measure import table

    found = measures.read(Path(pdf))
    _out(table.json_text(found) if form == "json" else table.text(found))
    if any(row.verdict == measures.FAILS for row in found):
        sys.exit(1)


FORMATS = ("full", "concise", "json", "github", "sarif")
"""How findings are told; each is a module in `report/`."""


@_command
@click.argument("contents", nargs=-1, metavar="[CONTENT]...")
@_whose
@_named("profile", help="The country and setting: uk-private, uk-nhs or us.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    help="For people (full, concise), for programs, or for a code host.",
)
@click.option("--strict", is_flag=True, help="End with 1 for a warning too.")
@_today("Check as on that day.")
@click.option("--write-report", "signed", metavar="FILE", help="Write .html or .pdf to sign.")
@click.option("--list", "listed", is_flag=True, help="List all rules, and check nothing.")
@click.option("--explain", metavar="RULE", help="Explain a rule, and check nothing.")
@click.pass_obj
def check(
    voice: _Voice,
    contents: tuple[str, ...],
    profile: str | None,
    form: str,
    strict: bool,
    today: datetime.date,
    signed: str | None,
    listed: bool,
    explain: str | None,
    **whose: Any,
) -> None:
    """Check that leaflets are plain, complete, honest and up to date.

    CONTENT are the leaflets' files. Without one, content.yaml of this folder is checked, or the
    built-in leaflet. Ends with 1 if there is an error; notes and warnings end with 0.

    \b
    leaflet check
    leaflet check *.yaml --strict --format concise
    leaflet check --explain long-sentence
    leaflet check knee.yaml --write-report knee.pdf
    """
    if listed or explain:
        _out(_rules(explain))
        return
    if signed and (len(contents) > 1 or Path(signed).suffix not in (".html", ".pdf")):
        wanted = "give one leaflet, and a name that ends in .html or .pdf"
        raise click.BadParameter(wanted, param_hint="--write-report")
    paths = contents or (_content(voice),)
    checked, refused = _checked(paths, profile, today, whose)
    faults = [fault for error in refused for fault in error.faults]
    _tell(voice, form, checked, faults)
    if signed and checked:
        _sign(voice, Path(signed), checked[0], (*paths, whose["clinic"], whose["brand"]))
    if refused:
        raise max((type(error) for error in refused), key=lambda kind: kind.exit_code)(*faults)
    failing = ("error", "warning") if strict else ("error",)
    if any(each.count(severity) for each in checked for severity in failing):
        sys.exit(1)


def _rules(name: str | None) -> str:
    """The rule that is to be explained, or all."""
    from leaflet import check as checks
    from leaflet.errors import LeafletError
    from leaflet.report import rulebook

    try:
        return rulebook.explanation(checks.rule(name)) if name else rulebook.listing()
    except LeafletError as error:
        (fault,) = error.faults
        raise click.BadParameter(f"{fault.problem}; {fault.hint}", param_hint="--explain") from None


def _checked(
    paths: tuple[str, ...], profile: str | None, today: datetime.date, whose: dict[str, Any]
) -> tuple[list[Checked], list[LeafletError]]:
    """What each file gives: findings, or the error why it cannot be checked."""
    from leaflet import build as journey
    from leaflet import check as checks
    from leaflet.errors import LeafletError

    checked, refused = [], []
    for path in dict.fromkeys(paths):
        try:
            checked.append(checks.check(journey.read(path, **whose), today, profile))
        except LeafletError as error:
            refused.append(error)
    return checked, refused


def _tell(voice: _Voice, form: str, checked: list[Checked], faults: list[Fault]) -> None:
    """Put the findings on standard output; a quiet program leaves the scores out."""
    from importlib import import_module

    report = import_module(f"leaflet.report.{form}")
    brief = voice.quiet and form == "full"
    words = report.findings(checked) if brief else report.text(checked, faults)
    if form == "full" and _is_terminal(sys.stdout) and not os.environ.get("NO_COLOR"):
        words = report.coloured(words)
    if words:
        _out(words)


def _sign(voice: _Voice, target: Path, checked: Checked, read: tuple[str | None, ...]) -> None:
    """Write the report for a clinical lead to sign, in the form that the name asks for."""
    from leaflet import build as journey
    from leaflet import hypertext, signoff
    from leaflet import output as outputs

    document = signoff.document(checked)
    if target.suffix == ".pdf":
        data = journey.write(journey.compose(document))
    else:
        data = hypertext.page(document).encode()
    outputs.write(target, data, [Path(name) for name in read if name not in (None, "-")])
    voice.say(f"{target}: print it, and have it signed")
