"""Defines the options that commands share; a variable can set each of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from leaflet.cli.console import Console

if TYPE_CHECKING:
    import datetime

Decorated = TypeVar("Decorated", bound=Callable[..., object])
"""The function of a command, to which an option is added."""


class Whose(TypedDict):
    """What the options of `whose` say, as `leaflet.read` takes it."""

    clinic: str | None
    brand: str | None
    details: dict[str, str]


class ChosenLooks(TypedDict):
    """What the options of `looks` say, as `leaflet.compose` takes it."""

    theme: str | None
    sheet: str | None
    edition: str | None


def _louder(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted:
        setattr(context.ensure_object(Console), str(option.name), True)


def heard(command: Decorated) -> Decorated:
    """Add the options that may stand before or after the name of a command."""
    for *names, words in (
        ("--debug", "Show the traceback of a fault of the program."),
        ("-v", "--verbose", "Say how long each stage took."),
        ("-q", "--quiet", "Say nothing but errors and warnings."),
    ):
        add = click.option(*names, is_flag=True, expose_value=False, callback=_louder, help=words)
        command = add(command)
    return command


def told(command: Decorated) -> Decorated:
    """Add the option that says how notes and faults are told."""
    return click.option(
        "--format",
        type=click.Choice(("text", "json")),
        default="text",
        expose_value=False,
        is_eager=True,  # so that what is wrong with the other options is told in it
        callback=_told,
        help="Tell notes and faults on standard error for people, or as JSON for programs.",
    )(command)


def _told(context: click.Context, option: click.Parameter, form: str) -> None:
    context.ensure_object(Console).form = form


def named_option(kind: str, help: str) -> Callable[[Decorated], Decorated]:
    """Make an option that names a profile, and refuses unknown names at once."""

    def known(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
        if name is not None:
            check_named(kind, name)
        return name

    return kept_option(kind, help, callback=known)


def kept_option(kind: str, help: str, **facts: Any) -> Callable[[Decorated], Decorated]:
    """Make an option that names something of a kind; it may be a file beside the content."""

    def complete(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
        from leaflet.source import named

        return [name for name in named.names(kind, Path()) if name.startswith(begun)]

    return option(f"--{kind}", metavar="NAME", shell_complete=complete, help=help, **facts)


def check_named(kind: str, name: str, beside: Path | None = None) -> None:
    """Raise click.BadParameter if nothing of that kind has the name that an option gives."""
    from leaflet.errors import LeafletError
    from leaflet.source import named

    try:
        named.check(kind, name, beside)
    except LeafletError as error:
        (fault,) = error.faults
        context = click.get_current_context()
        (option,) = (one for one in context.command.params if f"--{kind}" in one.opts)
        raise click.BadParameter(fault.line, context, option) from None


def option(*names: str, **facts: Any) -> Callable[[Decorated], Decorated]:
    """Make an option that an environment variable can set: `LEAFLET_` and its name."""
    variable = f"LEAFLET_{names[-1].strip('-').upper()}"
    return click.option(*names, envvar=variable, show_envvar=True, **facts)


def _details(
    context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    """Return what `--set` gives, by key of the clinic."""
    from leaflet.content.owner import Setting

    found: dict[str, str] = {}
    if site := context.meta.get(SITE):
        found["site"] = Setting(site)
    for setting in given:
        name, equals, value = setting.partition("=")
        prefix, _, key = name.strip().partition(".")
        if not equals or prefix != "clinic" or not key:
            raise click.BadParameter(f'write clinic.phone="01632 960 123", not {setting}')
        if key in found:
            raise click.BadParameter(f"clinic.{key} is set twice")
        found[key] = Setting(value)
    return found


SITE = "leaflet.site"
"""Where a command keeps the name of the site."""


class FileName(str):
    """A file's name as it is typed: a path, even with a line end in it."""

    __slots__ = ()

    def __fspath__(self) -> str:
        return str(self)


def _site(context: click.Context, option: click.Parameter, given: str | None) -> None:
    """Keep the name of the site for the details, which are read later."""
    context.meta[SITE] = given


def whose(command: Decorated) -> Decorated:
    """Add the options that say whose leaflet it is."""
    brand = "Take colours and logo from a _brand.yml, where the clinic has none."
    detail = "Set one detail of the clinic, or with no VALUE leave it out."
    command = click.option(
        *("--set", "details"),
        metavar="clinic.KEY=VALUE",
        multiple=True,
        callback=_details,
        help=detail,
    )(command)
    command = option("--brand", metavar="FILE", help=brand)(command)
    command = option(
        "--site",
        metavar="NAME",
        callback=_site,
        expose_value=False,
        is_eager=True,
        help="Which of the clinic's sites it is; all of them unless said.",
    )(command)
    return option(
        "--clinic", metavar="FILE", type=FileName, help="Take the clinic from this file."
    )(command)


language_option = option(
    "--language", metavar="TAG", help="In this language, such as pl: a translation beside CONTENT."
)


def in_language(content: str, language: str | None, option: str = "--language") -> str:
    """Return the leaflet's file in a language; click.BadParameter where there is none."""
    if language is None:
        return content
    if content == "-":
        wanted = "a translation lies beside a file: give the name of the leaflet, not -"
        raise click.BadParameter(wanted, param_hint=option)
    from leaflet.document import in_language as translations
    from leaflet.errors import LeafletError

    try:
        return str(translations.chosen(content, language))
    except LeafletError as error:
        fault = error.faults[0]
        if fault.code != "no-such-translation":
            raise
        said = f"{fault.line}; {fault.hint}"
        raise click.BadParameter(said, param_hint=option) from None


def looks(command: Decorated) -> Decorated:
    """Add the options that say how the leaflet looks and what of it is printed."""
    which = "full or short, if it is not to be the one of the sheet."
    command = option("--edition", metavar="NAME", help=which)(command)
    command = kept_option("sheet", help="The paper; see `leaflet sheets`.")(command)
    return kept_option("theme", help="The look; see `leaflet themes`.")(command)


past_review = click.option(
    "--past-review", is_flag=True, help="Build it although its review date has passed."
)

draft_ok = click.option(
    "--draft-ok",
    is_flag=True,
    help="Leave the mark of a draft out: a person who knows the language has checked the leaflet.",
)


def _day(
    context: click.Context, option: click.Parameter, given: datetime.datetime | None
) -> datetime.date:
    """Return the day to compare review dates with."""
    from leaflet.document import review

    return given.date() if given else review.today()


def today_option(words: str) -> Callable[[Decorated], Decorated]:
    """Make the option that says which day it is."""
    kind = click.DateTime(["%Y-%m-%d"])
    return option("--today", type=kind, metavar="YYYY-MM-DD", callback=_day, help=words)
