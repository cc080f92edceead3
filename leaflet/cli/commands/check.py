"""`leaflet check`: what the rules say of leaflets."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet import shipped
from leaflet.cli.command import command, content_file
from leaflet.cli.console import Console, has_colours, out, out_utf8
from leaflet.cli.option import FileName, Whose, named_option, today_option, whose

if TYPE_CHECKING:
    import datetime
    from typing import Unpack

    from leaflet.editor.engine import Checked
    from leaflet.errors import Fault, LeafletError, Severity

FORMATS = ("full", "concise", "json", "github", "sarif")
"""How findings are told; each is a module in `report/`."""
FOR_PROGRAMS = ("json", "github", "sarif")


@command
@click.argument("contents", type=FileName, nargs=-1, metavar="[CONTENT]...")
@whose
@named_option("profile", help="The country and setting: uk-private, uk-nhs, us, regulated …")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    help="For people (full, concise), for programs, or for a code host.",
)
@click.option("--strict", is_flag=True, help="End with 1 for a warning too.")
@today_option("Check as on that day.")
@click.option("--write-report", "signed", metavar="FILE", help="Write .html or .pdf to sign.")
@click.option("--list", "listed", is_flag=True, help="List all rules, and check nothing.")
@click.option("--explain", metavar="RULE", help="Explain a rule, and check nothing.")
@click.pass_obj
def check(
    console: Console,
    /,
    contents: tuple[str, ...],
    profile: str | None,
    form: str,
    strict: bool,
    today: datetime.date,
    signed: str | None,
    listed: bool,
    explain: str | None,
    **whose: Unpack[Whose],
) -> None:
    """Check that leaflets are plain, complete, honest and up to date.

    CONTENT are the leaflets' files. Without one, content.yaml of this folder is checked, or the
    built-in leaflet. Ends with 1 if there is an error; notes and warnings end with 0.

    \b
    leaflet check
    leaflet check *.yaml --strict --format concise
    leaflet check --explain long-sentence
    leaflet check knee.yaml --write-report knee.pdf
    """
    if listed or explain:
        out(_rules(explain))
        return
    if signed and (len(contents) > 1 or Path(signed).suffix not in (".html", ".pdf")):
        wanted = "give one leaflet, and a name that ends in .html or .pdf"
        raise click.BadParameter(wanted, param_hint="--write-report")
    paths = contents or (content_file(console),)
    checked, refused = _checked(paths, profile, today, whose)
    faults = [fault for error in refused for fault in error.faults]
    _tell(console, form, checked, faults)
    if signed and checked:
        _sign(console, Path(signed), checked[0], (*paths, whose["clinic"], whose["brand"]))
    if refused:
        raise max((type(error) for error in refused), key=lambda kind: kind.exit_code)(*faults)
    failing: tuple[Severity, ...] = ("error", "warning") if strict else ("error",)
    if any(each.count(severity) for each in checked for severity in failing):
        sys.exit(1)


def _rules(name: str | None) -> str:
    """Print one rule with its reasons, or list all."""
    from leaflet.editor import engine as checks
    from leaflet.editor.report import rulebook
    from leaflet.errors import LeafletError

    try:
        return rulebook.explanation(checks.rule(name)) if name else rulebook.listing()
    except LeafletError as error:
        (fault,) = error.faults
        raise click.BadParameter(fault.line, param_hint="--explain") from None


def _checked(
    paths: tuple[str, ...], profile: str | None, today: datetime.date, whose: Whose
) -> tuple[list[Checked], list[LeafletError]]:
    """Check each file; return the findings and the errors of those that cannot be read."""
    from leaflet.document import document as documents
    from leaflet.editor import engine as checks
    from leaflet.errors import LeafletError

    checked, refused = [], []
    for path in dict.fromkeys(paths):
        try:
            document = documents.read(path, **whose)
            checked.append(checks.check(document, today=today, profile=profile))
        except LeafletError as error:
            refused.append(error)
    return checked, refused


def _tell(console: Console, form: str, checked: list[Checked], faults: list[Fault]) -> None:
    """Print the findings on standard output, without scores if quiet."""
    report = shipped.module("editor/report", f"as_{form}")
    ink = [report.coloured] if form == "full" and has_colours(sys.stdout) else []
    brief = console.quiet and form == "full"
    words = report.findings(checked, *ink) if brief else report.text(checked, faults, *ink)
    if words:
        (out_utf8 if form in FOR_PROGRAMS else out)(words)


def _sign(console: Console, target: Path, checked: Checked, read: tuple[str | None, ...]) -> None:
    """Write the report for a clinical lead to sign, in the form that the name asks for."""
    from leaflet.editor.report import as_html, signoff
    from leaflet.publish import build as journey
    from leaflet.publish import replace as outputs

    document = signoff.document(checked)
    if target.suffix == ".pdf":
        data = journey.write(journey.compose(document))
    else:
        data = as_html.page(document).encode()
    outputs.write(target, data, [Path(name) for name in read if name not in (None, "-")])
    console.say(f"{target}: print it, and have it signed")
