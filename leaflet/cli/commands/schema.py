"""`leaflet schema`: what editors of content files go by."""

from __future__ import annotations

from leaflet.cli.command import command
from leaflet.cli.console import out_utf8


@command
def schema() -> None:
    """Print the JSON Schema of content files, for editors that check while you type."""
    from leaflet.document import schema as schemas

    out_utf8(schemas.text())
