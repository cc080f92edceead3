"""`leaflet themes`: the themes."""

from __future__ import annotations

from pathlib import Path

from leaflet.cli.command import command
from leaflet.cli.console import table


@command
def themes() -> None:
    """List the themes.

    Themes of your own stand in a folder `themes` beside the content, one file each.
    """
    from leaflet.content import theme
    from leaflet.source import named

    here = Path()
    table((name, theme.load(name, here).title.text) for name in named.names("theme", here))
