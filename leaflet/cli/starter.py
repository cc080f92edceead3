"""Writes the files that a new leaflet begins with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leaflet import shipped
from leaflet.document import schema
from leaflet.errors import Fault, FileError, shown
from leaflet.publish import replace

CONTENT = "content.yaml"
SCHEMA = "content.schema.json"
MODELINE = f"# yaml-language-server: $schema={SCHEMA}\n"
"""Tells editors which schema the file follows."""


def write(folder: Path) -> Iterator[Path]:
    """Write the files and yield their paths; FileError if one would be overwritten."""
    name = shown(str(folder), 200)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            Fault("folder-not-made", f"the folder `{name}` could not be made: {error.strerror}")
        ) from None
    for taken in (folder / CONTENT, folder / SCHEMA):
        if taken.exists():
            problem = f"`{shown(str(taken), 200)}` is there already, and is left as it is"
            raise FileError(Fault("file-exists", problem, None, "choose another folder"))
    content = shipped.path(CONTENT).read_text("utf-8")
    for path, words in ((folder / CONTENT, MODELINE + content), (folder / SCHEMA, schema.text())):
        replace.write(path, words.encode())
        yield path
