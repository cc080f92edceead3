"""What a command says, on standard output and beside it; the only code that prints."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

import click

from leaflet import system
from leaflet.errors import escaped

if TYPE_CHECKING:
    from leaflet.errors import Fault, LeafletError


class Console:
    """Prints messages on standard error while a command runs."""

    quiet = False
    verbose = False
    form = "text"
    """How notes and faults are told: `text` for people, `json` for programs."""

    def __init__(self) -> None:
        self.notes: list[Fault] = []
        self._shown = ""

    def say(self, words: str) -> None:
        """Print a line for the user, unless quiet."""
        if not self.quiet and self.form == "text":
            self.wipe()
            click.echo(escaped(words), err=True)

    @property
    def has_status(self) -> bool:
        """Whether progress is shown in a line that changes, as on a terminal."""
        return is_terminal(sys.stderr) and not self.quiet and self.form == "text"

    def status(self, words: str) -> None:
        """Show how far the work is: in the same line on a terminal, else in a line of its own."""
        if not self.has_status:
            self.say(words)
            return
        self.wipe()
        self._shown = words
        click.echo(f"{words}\r", err=True, nl=False)

    def wipe(self) -> None:
        """Take the line of progress away."""
        if self._shown:
            click.echo(f"{' ' * len(self._shown)}\r", err=True, nl=False)
            self._shown = ""

    def note(self, note: Fault) -> None:
        """Print a note, unless quiet; for programs it is told at the end."""
        self.notes.append(note)
        where = f" ({note.place})" if note.place and note.place.line else ""
        self.say(f"note: {note.line}{where}")

    def warn(self, warning: Fault, words: str = "") -> None:
        """Print a warning with its place, even if quiet; for programs it is told at the end.

        `words` take the place of its own, where they say more.
        """
        self.notes.append(warning)
        if self.form == "text" and words:
            self.wipe()
            click.echo(escaped(words), err=True)
        elif self.form == "text":
            click.echo(f"warning: {warning.drawn(_ink())}", err=True)

    def end(self, faults: Sequence[Fault] = ()) -> None:
        """Tell programs the notes and faults, as one JSON object on standard error.

            {"version": 1, "program": "0.1.0", "notes": [{"code", "severity", "key", "problem",
             "hint", "file", "line", "column", "width"}], "faults": [the same keys]}

        Those of a pack that are not about all its sheets have "sheets", their names, too; what is
        too long for its sheet has "lines_over", the number of lines. A warning is among the notes.
        `leaflet.editor.report.as_json` says what they mean.
        """
        if self.form != "json":
            return
        import json

        from leaflet import __version__

        whole = {"version": 1, "program": __version__} | {
            name: [each.facts() for each in told]
            for name, told in (("notes", self.notes), ("faults", faults))
        }
        click.echo(json.dumps(whole, indent=2), err=True)

    def result(self, words: str) -> None:
        """Print a line about what was made on standard output, unless quiet."""
        if not self.quiet:
            self.wipe()
            out(escaped(words))

    def report(self, text: str) -> None:
        """Print the lines of a report on standard output, unless quiet."""
        if not self.quiet:
            out(text)

    def complain(self, error: LeafletError) -> None:
        """Print an error, even if quiet."""
        click.echo(coloured(error), err=True)

    def progress(self) -> Callable[[int, int], None]:
        """Show the progress of a long build on a terminal, after a second."""
        import time

        start = last = time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if self.quiet or not is_terminal(sys.stderr) or now - start < 1 or now - last < 0.1:
                return
            last = now
            line = f"  laying out: {done} of {total} blocks\r"
            wiped = " " * len(line) + "\r" if done == total else ""
            click.echo(line + wiped, err=True, nl=False)

        return tell


_PLAIN = str.maketrans(
    {
        **{"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"},
        **{"…": "...", "×": "x", "✗": "x", "•": "*", "·": "."},
    }
)


def sayable(stream: Any) -> Any:
    """Return a stream that takes every character, or None for one that is closed.

    Consoles may have no more than the 256 characters of their code page. A quotation mark that
    they lack is shown as a plain one, any other character by its number.
    """
    if stream is None or getattr(stream, "closed", False):
        return None
    codecs.register_error("plainly", _plainly)
    if not hasattr(stream, "reconfigure"):
        return _Sayable(stream)
    stream.reconfigure(errors="plainly")
    return stream


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Write what a code page lacks with the characters that all of them have (see codecs)."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = error.object[error.start : error.end].translate(_PLAIN)
    return plain.encode("ascii", "backslashreplace").decode("ascii"), error.end


class _Sayable:
    """A stream whose errors cannot be set, given only characters that it takes."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, words: str) -> int:
        coding = getattr(self._stream, "encoding", None) or "utf-8"
        return int(self._stream.write(words.encode(coding, "plainly").decode(coding)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal; a closed stream is None."""
    return stream is not None and stream.isatty()


def has_colours(stream: TextIO | None) -> bool:
    """Return whether a stream may have colours; see no-color.org for the variable."""
    if stream is None or os.environ.get("NO_COLOR"):
        return False
    return is_terminal(stream) and system.shows_colours(stream)


def out(words: str | bytes) -> None:
    """Write text or bytes to standard output; FileError if that fails."""
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


def out_utf8(text: str) -> None:
    """Put what programs read on standard output: in UTF-8, whatever the console has.

    RFC 8259, 8.1: JSON that programs exchange is UTF-8.
    """
    whole = text if text.endswith("\n") else f"{text}\n"
    out(whole.encode("utf-8", "backslashreplace") if hasattr(sys.stdout, "buffer") else whole)


def coloured(error: LeafletError) -> str:
    """Return the message of an error, with red carets if standard error has colours."""
    return error.drawn(_ink())


def _ink() -> Callable[[str], str]:
    return _red if has_colours(sys.stderr) else str


def _red(carets: str) -> str:
    return click.style(carets, fg="red", bold=True)


def table(rows: Iterable[tuple[str, str]]) -> None:
    """Print names and what they are, in two columns."""
    rows = list(rows)
    width = max(len(name) for name, _ in rows)
    out("\n".join(f"{name:<{width}}  {words}" for name, words in rows))
