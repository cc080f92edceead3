"""`leaflet sheets`: the sheets of paper, each with a drawing."""

from __future__ import annotations

import sys
from pathlib import Path

from leaflet.cli.command import command
from leaflet.cli.console import out


@command
def sheets() -> None:
    """List the sheets of paper, each with a small drawing; folded ones with their page numbers.

    Sheets of your own stand in a folder `sheets` beside the content, one file each.
    """
    from leaflet.content import sheet, sketch
    from leaflet.source import named

    names = named.names("sheet", Path())
    width = max(map(len, names))
    boxes = sketch.BOXES if _can_say(sketch.BOXES) else sketch.PLAIN
    lines = []
    for name in names:
        paper = sheet.load(name, Path())
        lines.append(f"{name:<{width}}  {paper.title}")
        lines += (f"{'':<{width}}  {line}" for line in sketch.sketch(paper, boxes))
    out("\n".join(lines))


def _can_say(words: str) -> bool:
    """Return whether standard output can encode these characters."""
    try:
        words.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
