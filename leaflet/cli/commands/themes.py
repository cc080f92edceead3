"""`leaflet themes`: the themes."""

from __future__ import annotations

from leaflet.cli.command import command
from leaflet.cli.console import table


@command
def themes() -> None:
    """List the themes."""
    from leaflet.content import theme
    from leaflet.source import named

    table((name, theme.load(name).title.text) for name in named.names("theme"))
