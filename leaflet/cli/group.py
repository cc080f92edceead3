"""Defines the command line: a group of thin commands, each a file in `commands/`."""

from __future__ import annotations

from typing import Any

import click

from leaflet import __version__, shipped
from leaflet.cli import command
from leaflet.cli.console import Console
from leaflet.cli.option import heard

NAMES = shipped.module_names("cli/commands")
EPILOG = """\b
To complete commands in bash (zsh_source and fish_source there are too):
eval "$(_LEAFLET_COMPLETE=bash_source leaflet)"
"""


class Commands(click.Group):
    """A group that imports each command when it is used."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(**facts)
        self.commands = {name: click.Command(name) for name in NAMES}  # to list, and to guess from

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Import and return the command of that name, or None where there is none."""
        if name not in NAMES:
            return None
        found: click.Command = getattr(shipped.module("cli/commands", name), name)
        return found


@click.group(cls=Commands, context_settings=command.CONTEXT, epilog=EPILOG)
@click.version_option(__version__, prog_name="leaflet")
@heard
@click.pass_context
def leaflet(context: click.Context) -> None:
    """Make printable patient leaflets from a plain text file.

    \b
    leaflet build                 makes the leaflet of content.yaml in this folder
    leaflet new back-pain         begins a leaflet of your own in a new folder
    """
    context.ensure_object(Console)
