"""The command line: thin commands, and the only code that prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflet import __version__

if TYPE_CHECKING:
    from leaflet.build import Leaflet

CONTENT = "content.yaml"
OUTPUT = "output"
_CONTEXT = {"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "LEAFLET"}


def _names(kind: str) -> Callable[..., list[str]]:
    """Completes the name of a theme or a sheet in the shell."""

    def complete(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
        from leaflet import named

        return [name for name in named.names(kind) if name.startswith(begun)]

    return complete


def _named(kind: str, **facts: Any) -> Callable:
    """An option that names a theme or a sheet."""
    return click.option(
        f"--{kind}", metavar="NAME", shell_complete=_names(kind), show_envvar=True, **facts
    )


@click.group(context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="leaflet")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say how long each stage took.")
@click.option("--debug", is_flag=True, help="Show the traceback of a fault of the program.")
@click.pass_context
def leaflet(context: click.Context, quiet: bool, verbose: bool, debug: bool) -> None:
    """Make printable patient leaflets from a plain text file.

    \b
    leaflet build                 makes the leaflet of content.yaml in this folder
    leaflet new back-pain         begins a leaflet of your own in a new folder
    """
    context.obj = _Voice(quiet, verbose)
    if os.environ.get("NO_COLOR"):
        context.color = False


class _Voice:
    """What is said on standard error while a command runs."""

    def __init__(self, quiet: bool, verbose: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose

    def say(self, words: str, **style: Any) -> None:
        """A line for the user, unless it is to be quiet."""
        if not self.quiet:
            click.secho(words, err=True, **style)

    def progress(self) -> Callable[[int, int], None]:
        """Shows how far a long build is, on a terminal and after a second."""
        import time

        start = last = time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if self.quiet or not sys.stderr.isatty() or now - start < 1 or now - last < 0.1:
                return
            last = now
            end = "\r" if done < total else "\r\033[K"
            click.echo(f"  laying out: {done} of {total} blocks{end}", err=True, nl=False)

        return tell


@leaflet.command(context_settings=_CONTEXT)
@click.argument("content", required=False, metavar="[CONTENT]")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    show_envvar=True,
    help="Where the PDF goes; - is standard output.",
)
@click.option("--clinic", metavar="FILE", show_envvar=True, help="Take the clinic from this file.")
@click.option(
    "--set",
    "details",
    metavar="clinic.KEY=VALUE",
    multiple=True,
    help="Set one detail of the clinic.",
)
@_named("theme", help="The look; see `leaflet themes`.")
@_named("sheet", help="The paper; see `leaflet sheets`.")
@click.pass_obj
def build(
    voice: _Voice,
    content: str | None,
    output: str | None,
    clinic: str | None,
    details: tuple[str, ...],
    theme: str | None,
    sheet: str | None,
) -> None:
    """Build the PDF of a leaflet.

    CONTENT is the leaflet's file; - is standard input. Without it, content.yaml of this folder is
    built, or the built-in leaflet where there is none.

    \b
    leaflet build
    leaflet build --set clinic.name="Harbour Clinic" --set clinic.phone="01632 960 555"
    leaflet build knee.yaml --clinic clinic.yaml -o knee.pdf
    """
    import time

    from leaflet import build as journey
    from leaflet import output as outputs

    start = time.perf_counter()
    path = _content(content, voice)
    document = journey.read(path, Path(clinic) if clinic else None, _details(details))
    read = time.perf_counter()
    made = journey.compose(document, theme=theme, sheet=sheet, progress=voice.progress())
    composed = time.perf_counter()
    data = journey.write(made)
    if output == "-":
        click.get_binary_stream("stdout").write(data)
        return
    target = Path(output) if output else _target(made)
    outputs.write(target, data, inputs=[Path(p) for p in (path, clinic) if p and p != "-"])
    written = time.perf_counter()
    for note in made.notes:
        voice.say(f"note: {note}")
    if made.is_sample:
        voice.say("note: this is the sample clinic; write your own into the clinic block")
    if voice.verbose:
        stages = (read - start, composed - read, written - composed)
        took = ", ".join(
            f"{n} {s * 1000:.0f} ms"
            for n, s in zip(("read", "laid out", "written"), stages, strict=True)
        )
        voice.say(f"{took}; {len(data):,} bytes")
    if not voice.quiet:
        pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
        click.echo(f"{target}: {pages}")


def _content(given: str | None, voice: _Voice) -> str:
    """The content file that is meant."""
    if given:
        return given
    if Path(CONTENT).exists():
        return CONTENT
    from leaflet import shipped

    voice.say(f"note: there is no {CONTENT} in this folder; this is the built-in leaflet")
    return str(shipped.path(CONTENT))


def _details(given: tuple[str, ...]) -> dict[str, str]:
    """What `--set` says, by key of the clinic."""
    found = {}
    for setting in given:
        name, equals, value = setting.partition("=")
        prefix, _, key = name.strip().partition(".")
        if not equals or prefix != "clinic" or not key:
            raise click.BadParameter(
                f'write it such as clinic.phone="01632 960 123", not {setting!r}',
                param_hint="--set",
            )
        found[key] = value
    return found


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


@leaflet.command(context_settings=_CONTEXT)
@click.argument("folder")
@click.pass_obj
def new(voice: _Voice, folder: str) -> None:
    """Begin a leaflet of your own: write a content file and its schema into a new FOLDER."""
    from leaflet import starter

    for path in starter.write(Path(folder)):
        click.echo(path)
    voice.say(
        f"next: edit {Path(folder) / CONTENT}, then run: leaflet build {Path(folder) / CONTENT}"
    )


@leaflet.command(context_settings=_CONTEXT)
def schema() -> None:
    """Print the JSON Schema of content files, for editors that check while you type."""
    from leaflet import schema as schemas

    click.echo(schemas.text(), nl=False)


@leaflet.command(context_settings=_CONTEXT)
def blocks() -> None:
    """List the blocks that a leaflet's body is made of."""
    from leaflet import block

    _table((name, _first_line(block.named(name))) for name in block.names())


@leaflet.command(context_settings=_CONTEXT)
def themes() -> None:
    """List the themes."""
    from leaflet import named, theme

    _table((name, theme.load(name).title.text) for name in named.names("theme"))


@leaflet.command(context_settings=_CONTEXT)
def sheets() -> None:
    """List the sheets of paper."""
    from leaflet import named, sheet

    _table((name, sheet.load(name).title.text) for name in named.names("sheet"))


def _first_line(thing: object) -> str:
    return (thing.__doc__ or "").strip().splitlines()[0]


def _table(rows: Any) -> None:
    rows = list(rows)
    width = max(len(name) for name, _ in rows)
    for name, words in rows:
        click.echo(f"{name:<{width}}  {words}")
