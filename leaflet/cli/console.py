"""Voice: what a command says, on standard output and beside it; the only code that prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

import click


class Voice:
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
            out(words)

    def complain(self, error: Exception) -> None:
        """An error that does not end the command; who wants quiet wants to know it too."""
        click.echo(coloured(str(error)), err=True)

    def progress(self) -> Callable[[int, int], None]:
        """Shows how far a long build is, on a terminal and after a second."""
        import time

        start = last = time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if self.quiet or not is_terminal(sys.stderr) or now - start < 1 or now - last < 0.1:
                return
            last = now
            end = "\r" if done < total else "\r\033[K"
            click.echo(f"  laying out: {done} of {total} blocks{end}", err=True, nl=False)

        return tell


def is_terminal(stream: Any) -> bool:
    """Whether somebody reads along; a closed stream is None."""
    return stream is not None and stream.isatty()


def out(words: str | bytes) -> None:
    """Put words or a file on standard output; FileError where they cannot be written."""
    from leaflet.errors import Fault, FileError

    if sys.stdout is None:
        raise FileError(Fault("stream-closed", "standard output is closed"))
    try:
        click.echo(words, nl=isinstance(words, str) and not words.endswith("\n"))
    except OSError as error:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 (takes what Python would still flush)
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        raise FileError(
            Fault("write-failed", f"standard output could not be written: {error.strerror}")
        ) from None


def coloured(message: str) -> str:
    """The message with red carets; click takes the colour out where there is no terminal."""
    import re

    if os.environ.get("NO_COLOR"):
        return message
    carets = re.compile(r"^( +\| +)(\^+)$", re.MULTILINE)
    return carets.sub(lambda m: m[1] + click.style(m[2], fg="red", bold=True), message)


def table(rows: Iterable[tuple[str, str]]) -> None:
    """Put names and what they are on standard output, in two columns."""
    rows = list(rows)
    width = max(len(name) for name, _ in rows)
    out("\n".join(f"{name:<{width}}  {words}" for name, words in rows))
