"""`leaflet blocks`: the blocks that there are."""

from __future__ import annotations

from leaflet.cli.command import command
from leaflet.cli.console import table


@command
def blocks() -> None:
    """List the blocks that a leaflet's body is made of."""
    from leaflet.document import block

    table((name, _first_line(block.named(name))) for name in block.names())


def _first_line(thing: object) -> str:
    return (thing.__doc__ or "").strip().splitlines()[0]
