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

from leaflet import system

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
        from leaflet.cli.console import sayable
        from leaflet.cli.group import leaflet

        sys.stdout, sys.stderr = sayable(sys.stdout), sayable(sys.stderr)
        leaflet(prog_name="leaflet", standalone_mode=False)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        with suppress(OSError):  # not even the message can be written
            sys.exit(_said(error))
        sys.exit(3)


def _stop(number: int, frame: object) -> None:
    """End the program as Ctrl-C does, so that no half-written file is left."""
    sys.exit(STOPPED + number)


def _said(error: Exception) -> int:
    """Print what went wrong and return the exit code."""
    import click

    from leaflet.errors import LeafletError, shown

    match error:
        case LeafletError():
            from leaflet.cli.console import coloured

            click.echo(coloured(error), err=True)
            return error.exit_code
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort():
            return INTERRUPTED
        case click.ClickException():
            shows = StringIO()
            error.show(shows)
            for line in shows.getvalue().splitlines():
                click.echo(shown(line, 400), err=True)
            return error.exit_code
        case OSError():
            reason = "the folder you are in is gone" if _adrift() else error.strerror or error
            said = f"leaflet: a file could not be read or written: {reason}"
            click.echo(shown(said, 400), err=True)
            return 3
    if "--debug" in sys.argv:
        import traceback

        traceback.print_exception(error)
        return OURS
    kind = f"{type(error).__name__}: {shown(str(error))}"
    click.echo(f"leaflet: a fault of the program, not of yours: {kind}", err=True)
    click.echo("  hint: run it again with --debug, and report what it prints", err=True)
    return OURS


def _adrift() -> bool:
    """Return whether the current folder has been deleted."""
    try:
        return not os.getcwd()  # noqa: PTH109 (pathlib knows no other way to ask)
    except FileNotFoundError:
        return True


if __name__ == "__main__":
    run()
