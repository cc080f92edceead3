"""Runs the program `leaflet` and turns whatever happens into an exit code.

0 fine, 1 the content is wrong, 2 the command is wrong, 3 a file could not be read or written,
70 a fault of ours, 130 stopped with Ctrl-C, 143 stopped by another program.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from io import StringIO
from typing import TYPE_CHECKING

from leaflet import system

if TYPE_CHECKING:
    from leaflet.cli.console import Console
    from leaflet.errors import Fault

OURS = 70
STOPPED = 128
"""And the number of the signal."""
INTERRUPTED = STOPPED + 2
"""Ctrl-C."""


def run() -> None:
    """Run the command line, then exit at once without freeing every object."""
    main()
    with suppress(OSError):  # what cannot be written Python complains of as it ends
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        os._exit(0)


def main() -> None:
    """Run the command line; SystemExit if it fails."""
    system.on_stop(_stop)
    gc.disable()  # one command's garbage is less than the search for it costs
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _run() -> None:
    from leaflet.cli.console import Console, sayable

    console = Console()
    try:
        from leaflet.cli.group import leaflet

        sys.stdout, sys.stderr = sayable(sys.stdout), sayable(sys.stderr)
        leaflet(prog_name="leaflet", standalone_mode=False, obj=console)
        console.end()
    except Exception as error:
        with suppress(OSError):  # not even the message can be written
            _say(error, console)
            sys.exit(_exit_code(error))
        sys.exit(3)


def _stop(number: int, frame: object) -> None:
    """End the program as Ctrl-C does, so that no half-written file is left."""
    sys.exit(STOPPED + number)


def _exit_code(error: Exception) -> int:
    import click

    from leaflet.errors import LeafletError

    match error:
        case LeafletError() | click.exceptions.Exit() | click.ClickException():
            return error.exit_code
        case click.Abort():
            return INTERRUPTED
        case OSError():
            return 3
    return OURS


def _say(error: Exception, console: Console) -> None:
    """Print what went wrong, for people or for programs."""
    import click

    from leaflet.errors import LeafletError, shown

    if isinstance(error, click.exceptions.Exit | click.Abort):
        return
    if console.form == "json":
        console.end(_faults(error))
        return
    match error:
        case LeafletError():
            console.complain(error)
        case click.ClickException():
            shows = StringIO()
            error.show(shows)
            for line in shows.getvalue().splitlines():
                click.echo(shown(line, 400), err=True)
        case OSError():
            click.echo(f"leaflet: {_faults(error)[0].problem}", err=True)
        case _ if "--debug" in sys.argv:
            import traceback

            traceback.print_exception(error)
        case _:
            click.echo(f"leaflet: {_faults(error)[0]}", err=True)


def _faults(error: Exception) -> tuple[Fault, ...]:
    """Return what went wrong as faults."""
    import click

    from leaflet.errors import Fault, LeafletError, shown

    match error:
        case LeafletError():
            return error.faults
        case click.ClickException():
            return (Fault("wrong-command", shown(error.format_message(), 400)),)
        case OSError():
            reason = "the folder you are in is gone" if _adrift() else error.strerror or error
            problem = f"a file could not be read or written: {reason}"
            return (Fault("file-failed", shown(problem, 400)),)
    kind = f"{type(error).__name__}: {shown(str(error))}"
    hint = "run it again with --debug, and report what it prints"
    return (Fault("program-fault", f"a fault of the program, not of yours: {kind}", None, hint),)


def _adrift() -> bool:
    """Return whether the current folder has been deleted."""
    try:
        return not os.getcwd()  # noqa: PTH109 (pathlib knows no other way to ask)
    except FileNotFoundError:
        return True


if __name__ == "__main__":
    run()
