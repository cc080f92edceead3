"""A form has places to write or to tick.

A form without any is a leaflet; and what a reader writes between printed lines, nobody can read.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.walk import walk

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "Leaflet’s own rule"
KINDS = ("fill_in", "notes", "checklist", "appointment", "tear_off", "options")
"""Blocks to write in or to tick."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the form without such a block, nor a table with empty cells."""
    if topic.about(manuscript) != "form" or manuscript.of_kind(*KINDS):
        return
    if not any(map(_has_room, manuscript.of_kind("table"))):
        yield manuscript.flaw(
            "nobody can fill in this form: it has no place to write or to tick",
            "add a block `fill_in`, `notes` or `checklist`, or a table with empty cells",
        )


def _has_room(table: Block) -> bool:
    """Return whether a table has cells to write in."""
    return bool(getattr(table, "grid", None)) or any(not text.parts for text in walk(table, Text))
