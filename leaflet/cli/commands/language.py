"""`leaflet language`: the languages, and sheets to check their labels by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.command import CONTEXT, command, count, output_folder
from leaflet.cli.console import Console, out, table
from leaflet.cli.option import heard

if TYPE_CHECKING:
    from leaflet.content.language import Language


@click.group(context_settings=CONTEXT)
@heard
def language() -> None:
    """List the languages, or make a sheet to check the labels of one by.

    \b
    leaflet language list
    leaflet language review ar -o arabic.pdf
    """


def _each(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
    """Complete a tag that is begun."""
    from leaflet.content import language as languages

    return [tag for tag in languages.tags() if tag.lower().startswith(begun.lower())]


@command
def listed() -> None:
    """List the languages: tag, names, script, and who has read the labels."""
    from leaflet.content import language as languages

    table((each.tag.text, _described(each)) for each in languages.every())


@command
@click.argument("tag", shell_complete=_each)
@click.option("-o", "--output", metavar="FILE", help="Where the PDF goes; - is standard output.")
@click.pass_obj
def review(console: Console, tag: str, output: str | None) -> None:
    """Make a sheet of all labels of a language beside the English ones.

    A person whose first language it is reads them in ten minutes, corrects them and signs. TAG is
    that of `leaflet language list`, such as ar or zh-Hant.
    """
    from leaflet.cli import label_sheet
    from leaflet.content import language as languages
    from leaflet.publish import build as journey
    from leaflet.publish import replace as outputs
    from leaflet.source.value import LanguageTag

    found = languages.load(LanguageTag(tag))
    made = journey.compose(label_sheet.document(found))
    data = journey.write(made)
    if output == "-":
        return out(data)
    target = Path(output) if output else output_folder() / f"labels-{found.tag}.pdf"
    outputs.write(target, data)
    return console.result(f"{target}: {count(made.pages, 'page')}")


language.add_command(listed, "list")
language.add_command(review, "review")


def _described(language: Language) -> str:
    """Return the names of a language, its script, and who has read its labels."""
    from leaflet.text import fonts

    name = language.english.text
    if language.name != language.english:
        name += f" ({language.name})"
    state = f"read by {language.reviewed.by}" if language.reviewed else "draft"
    shown = f": {state}" if language.reviewed or language.is_draft else ""
    needs = "" if fonts.are_installed(language.faces_first) else f"; needs the extra [{fonts.CJK}]"
    return f"{name}, {language.script}{shown}{needs}"
