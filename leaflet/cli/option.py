"""Option: the options that commands share, each of which a variable can set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflet.cli.console import Voice

if TYPE_CHECKING:
    import datetime


def _louder(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted:
        setattr(context.ensure_object(Voice), str(option.name), True)


def heard(command: Callable) -> Callable:
    """Add the options that stand before the name of a command as well as behind it."""
    for *names, words in (
        ("--debug", "Show the traceback of a fault of the program."),
        ("-v", "--verbose", "Say how long each stage took."),
        ("-q", "--quiet", "Say nothing but errors."),
    ):
        add = click.option(*names, is_flag=True, expose_value=False, callback=_louder, help=words)
        command = add(command)
    return command


def named_option(kind: str, **facts: Any) -> Callable:
    """An option that names a theme, which is known before any content is read."""

    def known(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
        if name is not None:
            check_named(kind, name)
        return name

    return kept_option(kind, callback=known, **facts)


def kept_option(kind: str, **facts: Any) -> Callable:
    """An option that names a thing of a kind, which may be kept beside the content."""

    def complete(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
        from leaflet.source import named

        return [name for name in named.names(kind, Path()) if name.startswith(begun)]

    return option(f"--{kind}", metavar="NAME", shell_complete=complete, **facts)


def check_named(kind: str, name: str, beside: Path | None = None) -> None:
    """Refuse the value of an option that names nothing; click.BadParameter."""
    from leaflet.errors import LeafletError
    from leaflet.source import named

    try:
        named.check(kind, name, beside)
    except LeafletError as error:
        (fault,) = error.faults
        context = click.get_current_context()
        (option,) = (one for one in context.command.params if f"--{kind}" in one.opts)
        raise click.BadParameter(f"{fault.problem}; {fault.hint}", context, option) from None


def option(*names: str, **facts: Any) -> Callable:
    """An option that a variable can set: LEAFLET_ and its name."""
    variable = f"LEAFLET_{names[-1].strip('-').upper()}"
    return click.option(*names, envvar=variable, show_envvar=True, **facts)


def _details(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict:
    """What `--set` says, by key of the clinic."""
    found: dict[str, str] = {}
    for setting in given:
        name, equals, value = setting.partition("=")
        prefix, _, key = name.strip().partition(".")
        if not equals or prefix != "clinic" or not key:
            raise click.BadParameter(f'write clinic.phone="01632 960 123", not {setting}')
        if key in found:
            raise click.BadParameter(f"clinic.{key} is set twice")
        found[key] = value
    return found


def whose(command: Callable) -> Callable:
    """The options that say whose leaflet it is."""
    brand = "Take colours and logo from a _brand.yml, where the clinic has none."
    facts = {"metavar": "clinic.KEY=VALUE", "multiple": True, "callback": _details}
    detail = "Set one detail of the clinic, or with no VALUE leave it out."
    for add in (
        click.option("--set", "details", **facts, help=detail),
        option("--brand", metavar="FILE", help=brand),
        option("--clinic", metavar="FILE", help="Take the clinic from this file."),
    ):
        command = add(command)
    return command


def looks(command: Callable) -> Callable:
    """The options that say how it looks and what of it is printed."""
    which = "full or short, if it is not to be the one of the sheet."
    for add in (
        option("--edition", metavar="NAME", help=which),
        kept_option("sheet", help="The paper; see `leaflet sheets`."),
        named_option("theme", help="The look; see `leaflet themes`."),
    ):
        command = add(command)
    return command


past_review = click.option(
    "--past-review", is_flag=True, help="Build it although its review date has passed."
)


def _day(context: click.Context, option: click.Parameter, given: Any) -> datetime.date:
    """The day that review dates are held against."""
    from leaflet.document import review

    return given.date() if given else review.today()


def today_option(words: str) -> Callable:
    """The option that says which day it is."""
    kind = click.DateTime(["%Y-%m-%d"])
    return option("--today", type=kind, metavar="YYYY-MM-DD", callback=_day, help=words)
