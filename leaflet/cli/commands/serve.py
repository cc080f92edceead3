"""`leaflet serve`: the page for reception."""

from __future__ import annotations

import datetime

import click

from leaflet import shipped
from leaflet.cli.command import command
from leaflet.cli.console import Console
from leaflet.cli.option import option


@command
@option("--port", type=click.IntRange(1, 65535), help="The port; 8765 or a free one by itself.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    help="Let other machines reach it under this address; LEAFLET_PASSWORD sets the password.",
)
@option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="As on that day.")
@click.pass_obj
def serve(
    console: Console,
    port: int | None,
    no_browser: bool,
    host: str,
    today: datetime.datetime | None,
) -> None:
    """Open the page for reception: leaflets for your clinic without a terminal.

    Shows the leaflets of this folder, and those that come with the program, in the browser of this
    computer. Nothing leaves it; clinic details are kept in your user folder (LEAFLET_DATA says
    another place). Ctrl-C ends it.
    """
    import webbrowser

    try:
        from leaflet.web import serve as server
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("leaflet"):
            raise
        raise shipped.missing("web") from None
    clock = today.date if today else datetime.date.today
    office, listener = server.begin(host, port, clock)
    console.result(f"the page for reception: {office.url}")
    if office.entrance.is_afar:
        console.say("it asks for the password; what is typed travels unencrypted to this computer")
    else:
        console.say("nothing leaves this computer")
    console.say("to stop it: Ctrl-C")
    if not no_browser:
        webbrowser.open(office.opening())
    server.run(office, listener)
