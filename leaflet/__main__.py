"""The program `leaflet`: runs a command and turns whatever happens into an exit code.

0 fine, 1 the content is wrong, 2 the command is wrong, 3 a file could not be read or written,
70 a fault of ours, 130 stopped by the user.
"""

from __future__ import annotations

import os
import signal
import sys

OURS = 70
STOPPED = 130


def main() -> None:
    """Run the command line and exit."""
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _stop)
    try:
        from leaflet.cli import leaflet

        leaflet(prog_name="leaflet", standalone_mode=False)
    except (KeyboardInterrupt, SystemExit) as stop:
        sys.exit(stop.code if isinstance(stop, SystemExit) else STOPPED)
    except Exception as error:
        sys.exit(_said(error))


def _stop(number: int, frame: object) -> None:
    """SIGTERM ends the program as Ctrl-C does, so that no half-written file is left."""
    raise KeyboardInterrupt


def _said(error: Exception) -> int:
    """Say what went wrong; the exit code that goes with it."""
    import click

    from leaflet.errors import LeafletError, shown

    match error:
        case LeafletError():
            print(error, file=sys.stderr)
            return error.exit_code
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort():
            return STOPPED
        case click.ClickException():
            error.show()
            return error.exit_code
        case BrokenPipeError():
            sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 (so that nothing is flushed)
            return 3
    if "--debug" in sys.argv:
        raise error
    kind = f"{type(error).__name__}: {shown(str(error))}"
    print(f"leaflet: a fault of the program, not of yours: {kind}", file=sys.stderr)
    print("  hint: run it again with --debug, and report what it prints", file=sys.stderr)
    return OURS


if __name__ == "__main__":
    main()
