"""`leaflet watch`: a leaflet that is built whenever it is saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.command import CONTENT, command, save, target_file
from leaflet.cli.console import Console
from leaflet.cli.option import (
    ChosenLooks,
    FileName,
    Whose,
    in_language,
    language_option,
    looks,
    option,
    past_review,
    today_option,
    whose,
)

if TYPE_CHECKING:
    import datetime
    from typing import Unpack

    from leaflet.cli.watcher import BuildOrder
    from leaflet.document.document import Document
    from leaflet.editor.engine import Finding


@command
@click.argument("content", type=FileName, default=CONTENT, metavar="[CONTENT]")
@option("-o", "--output", metavar="FILE", help="Where the PDF goes.")
@whose
@language_option
@looks
@past_review
@today_option("Build as on that day.")
@click.pass_obj
def watch(
    console: Console,
    /,
    content: str,
    output: str | None,
    clinic: str | None,
    brand: str | None,
    details: dict[str, str],
    language: str | None,
    past_review: bool,
    today: datetime.date,
    **looks: Unpack[ChosenLooks],
) -> None:
    """Build the PDF anew whenever a file of the leaflet is saved.

    Without CONTENT, content.yaml of this folder is watched. Looks at the content, the files of
    clinic and brand, the pictures and your own sheets; shows what `leaflet check` finds, once, and
    goes on after an error. Ctrl-C ends it.

    \b
    leaflet watch
    leaflet watch knee.yaml --language pl
    leaflet watch knee.yaml --sheet trifold-dl -o knee.pdf
    """
    from leaflet.cli import watcher as watches

    if "-" in (content, output):
        raise click.UsageError("only files can be watched and built anew; give a name, not -")
    watches.need_watcher()
    whose: Whose = {"clinic": clinic, "brand": brand, "details": details}
    path = in_language(content, language)
    order = watches.BuildOrder(path, today, whose, looks, past_review)
    told: tuple[Finding, ...] = ()
    try:
        for _ in watches.saves(order.files):
            told = _build_anew(console, order, output, told)
    except KeyboardInterrupt:  # how one ends it
        console.say("")


def _build_anew(
    console: Console, order: BuildOrder, output: str | None, told: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Build and check once, print findings not `told` last time, and return all."""
    import gc
    from time import perf_counter

    from leaflet.errors import LeafletError
    from leaflet.publish import build as journey

    start = perf_counter()
    try:
        document = order.read()
        made = order.compose(document)
        target = target_file(made) if output is None else Path(output)
        whose = (order.whose["clinic"], order.whose["brand"])
        save(target, journey.write(made), made, order.content, *whose)
    except LeafletError as error:
        console.complain(error)
        console.say(f"{order.content}: not built; it is looked at again when you save")
        return told
    took = (perf_counter() - start) * 1000
    checked, counted = _findings(console, document, order.today, told)
    pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
    console.result(f"{target}: {pages}, {took:.0f} ms; {counted}")
    gc.collect()  # main() has switched it off, and nobody waits for anything now
    return checked


def _findings(
    console: Console, document: Document, today: datetime.date, told: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], str]:
    """Print findings that are new; return all of them."""
    from leaflet.editor import engine as checks
    from leaflet.editor.report import as_concise, counted
    from leaflet.errors import LeafletError

    try:
        checked = checks.check(document, today=today)
    except LeafletError as error:
        console.complain(error)
        return told, "not checked"
    old = set(map(_said, told))
    new = tuple(finding for finding in checked.open if _said(finding) not in old)
    if new:
        console.report(as_concise.text([checked._replace(findings=new)], ()))
    return checked.open, counted.summary([checked])


def _said(finding: Finding) -> tuple[str, str]:
    """Return the rule and the words that it found, which stay the same when lines move."""
    place = finding.place
    start = place.column - 1 if place else 0
    return finding.rule.id, place.excerpt[start : start + place.width] if place else ""
