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
    from leaflet.build import Leaflet

CONTENT = "content.yaml"
OUTPUT = "output"
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
    """An option that names a theme or a sheet."""

    def complete(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
        from leaflet import named

        return [name for name in named.names(kind) if name.startswith(begun)]

    def known(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
        from leaflet import named
        from leaflet.errors import LeafletError

        try:
            if name is not None:
                named.node(kind, name)
        except LeafletError as error:
            (fault,) = error.faults
            raise click.BadParameter(f"{fault.problem}; {fault.hint}") from None
        return name

    return _option(f"--{kind}", metavar="NAME", shell_complete=complete, callback=known, **facts)


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
@_option("--clinic", metavar="FILE", help="Take the clinic from this file.")
@_option(
    "--brand",
    metavar="FILE",
    help="Take colours and logo from a _brand.yml, where the clinic has none.",
)
@click.option(
    "--set",
    "details",
    metavar="clinic.KEY=VALUE",
    multiple=True,
    callback=_details,
    help="Set one detail of the clinic, or with no VALUE leave it out.",
)
@_named("theme", help="The look; see `leaflet themes`.")
@_named("sheet", help="The paper; see `leaflet sheets`.")
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
) -> None:
    """Build the PDF of a leaflet.

    CONTENT is the leaflet's file; - is standard input. Without it, content.yaml of this folder is
    built, or the built-in leaflet where there is none.

    \b
    leaflet build
    leaflet build knee.yaml --clinic clinic.yaml -o knee.pdf
    leaflet build --set clinic.phone="01632 960 555" --set clinic.booking=
    """
    from itertools import pairwise
    from time import perf_counter

    from leaflet import build as journey

    times = [perf_counter()]
    path = _content(voice) if content is None else content
    document = journey.read(path, clinic, details, brand)
    times.append(perf_counter())
    made = journey.compose(document, theme=theme, sheet=sheet, progress=voice.progress())
    times.append(perf_counter())
    data = journey.write(made)
    if output == "-":
        _out(data)
    else:
        target = _target(made) if output is None else Path(output)
        _save(target, data, made, path, clinic, brand)
        pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
        voice.result(f"{target}: {pages}")
    times.append(perf_counter())
    if brand:
        _say_taken(voice, made, brand)
    for note in made.notes:
        voice.say(f"note: {note}")
    if made.is_sample:
        voice.say("note: this is the sample clinic; write your own into the clinic block")
    if voice.verbose:
        took = (f"{(end - start) * 1000:.0f} ms" for start, end in pairwise(times))
        voice.say("read {}, laid out {}, written {}; {:,} bytes".format(*took, len(data)))


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
    from leaflet import model
    from leaflet import output as outputs
    from leaflet.picture import PictureFile

    inputs = [Path(name) for name in read if name not in (None, "-")]
    inputs += (file.path for file in model.walk((made.document, made.clinic), PictureFile))
    outputs.write(target, data, inputs)


def _target(made: Leaflet) -> Path:
    """Where the PDF goes unless it is said: the folder `output`, named after the title."""
    from leaflet.errors import Fault, FileError

    folder = Path(OUTPUT)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        problem = f"the folder `{OUTPUT}` could not be made here: {error.strerror}"
        raise FileError(Fault(problem, None, "say where the PDF goes with -o FILE")) from None
    return folder / f"{made.slug}.pdf"


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
    """List the sheets of paper."""
    from leaflet import named, sheet

    _table((name, sheet.load(name).title.text) for name in named.names("sheet"))


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
