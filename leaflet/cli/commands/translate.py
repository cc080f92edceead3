"""`leaflet translate`: files of translated texts, and what in them is new or changed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.command import CONTEXT, command, count
from leaflet.cli.console import Console, out_utf8
from leaflet.cli.option import FileName, heard

if TYPE_CHECKING:
    from leaflet.document.translation import Pairing, SourceText
    from leaflet.source.nodes import Mapping


@click.group(context_settings=CONTEXT)
@heard
def translate() -> None:
    """Begin a translation of a leaflet, or see what in it is new or changed.

    \b
    leaflet translate new content.yaml --to pl
    leaflet translate status content.pl.yaml
    leaflet translate update content.pl.yaml
    leaflet translate export content.pl.yaml -o pl.xlf
    leaflet translate import content.pl.yaml pl.xlf
    leaflet build content.pl.yaml
    """


@command
@click.argument("content", type=FileName, metavar="CONTENT")
@click.option(
    "--to", "tag", required=True, metavar="TAG", help="The language, such as pl or zh-Hant."
)
@click.option("-o", "--output", metavar="FILE", help="Where it goes; beside CONTENT unless said.")
@click.pass_obj
def new(console: Console, content: str, tag: str, output: str | None) -> None:
    """Make a file with every text of a leaflet, to be filled in with its translation."""
    from leaflet.content import language as languages
    from leaflet.document import translation
    from leaflet.errors import Fault, FileError, shown
    from leaflet.publish import replace as outputs
    from leaflet.source import nodes
    from leaflet.source.value import LanguageTag

    languages.load(LanguageTag(tag))
    source = Path(content)
    target = Path(output) if output else source.with_name(f"{source.stem}.{tag}{source.suffix}")
    if target.exists():
        problem = f"`{shown(str(target), 200)}` is there already"
        hint = f"`leaflet translate update {target}` adds what is missing in it"
        raise FileError(Fault("file-exists", problem, None, hint))
    root = nodes.read_file(source)
    given = _texts(root)
    pairing = translation.paired(given, ())
    text = translation.written(tag, source.name, None, pairing, given)
    outputs.write(target, text.encode())
    console.result(f"{target}: {count(len(given), 'text')} to translate")


@command
@click.argument("file", type=FileName, metavar="FILE")
@click.pass_obj
def update(console: Console, file: str) -> None:
    """Add to a translation what is new in its leaflet, and delete what is gone.

    What was changed stays as it is until somebody mends it.
    """
    from leaflet.document import translation
    from leaflet.publish import replace as outputs

    root, given, pairing = _read(file)
    name = root.get(translation.KEY)
    tag = root.get("language")
    text = translation.written(
        getattr(tag, "text", ""), getattr(name, "text", ""), root, pairing, given
    )
    outputs.write(Path(file), text.encode())
    console.result(f"{file}: {_summary(given, pairing)}")


@command
@click.argument("file", type=FileName, metavar="FILE")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="For people, or for programs.",
)
@click.pass_obj
def status(console: Console, file: str, form: str) -> None:
    """Say what of a translation is missing, changed or gone; ends with 1 if anything is."""
    _, given, pairing = _read(file)
    untold = [text.key for text in given if _is_empty(text, pairing)]
    changed = [text for text in given if text.key in pairing.stale and text.key not in untold]
    gone = [entry.key.text for entry in pairing.gone]
    if form == "json":
        told = {
            "version": 1,
            "texts": len(given),
            "missing": untold,
            "changed": [text.key for text in changed],
            "gone": gone,
        }
        out_utf8(json.dumps(told, indent=2))
    else:
        lines = [f"missing  {key}" for key in untold]
        for text in changed:
            entry = pairing.stale[text.key]
            said = getattr(entry.said, "text", "")
            lines.append(f"changed  {text.key}")
            lines += [f"  was: {entry.source}"] if entry.source else []
            lines.append(f"  now: {' '.join(text.node.text.split())}")
            lines += [f"  translated: {' '.join(said.split())}"]
        lines += [f"gone     {key}" for key in gone]
        console.report("\n".join([*lines, _summary(given, pairing)]))
    if untold or changed or gone:
        sys.exit(1)


@command
@click.argument("file", type=FileName, metavar="FILE")
@click.option("-o", "--output", required=True, metavar="FILE", help="Ends in .xlf, .po or .csv.")
@click.pass_obj
def export(console: Console, file: str, output: str) -> None:
    """Write the texts for a translator: as XLIFF 2.1, PO or a table."""
    from leaflet.publish import replace as outputs
    from leaflet.translate import exchange

    root, given, _ = _read(file)
    data = exchange.exported(Path(output), root, given, _language(root))
    outputs.write(Path(output), data, [Path(file)])
    console.result(f"{output}: {count(len(given), 'text')}")


@command
@click.argument("file", type=FileName, metavar="FILE")
@click.argument("sent", type=FileName, metavar="SENT")
@click.pass_obj
def take(console: Console, file: str, sent: str) -> None:
    """Take into a translation what a translator has sent back."""
    from leaflet.publish import replace as outputs
    from leaflet.translate import exchange

    root, given, _ = _read(file)
    text, number = exchange.imported(Path(sent), root, given)
    outputs.write(Path(file), text.encode())
    console.result(f"{file}: {count(number, 'text')} taken from {sent}")


def _language(root: Mapping) -> str:
    """Return the language of the leaflet that is translated."""
    from leaflet.document import document
    from leaflet.document.document import Document
    from leaflet.source import model

    return model.read(document.translation_source(root), Document).language.text


def _is_empty(text: SourceText, pairing: Pairing) -> bool:
    entry = pairing.fresh.get(text.key) or pairing.stale.get(text.key)
    return not (entry and entry.said)


def _summary(given: list[SourceText], pairing: Pairing) -> str:
    missing = sum(_is_empty(text, pairing) for text in given)
    stale = sum(text.key in pairing.stale and not _is_empty(text, pairing) for text in given)
    done = len(given) - missing - stale
    told = f"{done} of {count(len(given), 'text')} translated"
    return f"{told}, {stale} changed, {missing} missing, {len(pairing.gone)} gone"


def _texts(root: object) -> list[SourceText]:
    """Return the texts of a leaflet; LeafletError with its faults."""
    from leaflet.document import translation
    from leaflet.document.document import Document
    from leaflet.source import model

    document = model.read(root, Document)  # type: ignore[arg-type]
    return [*translation.texts(document, root)]  # type: ignore[arg-type]


def _read(file: str) -> tuple[Mapping, list[SourceText], Pairing]:
    """Read a translation and its leaflet, and pair their texts."""
    from leaflet.document import document, translation
    from leaflet.errors import Fault, LeafletError
    from leaflet.source import nodes

    root = nodes.read_file(file)
    if not isinstance(root, nodes.Mapping) or not root.get(translation.KEY):
        problem = "this is no translation: it has no line `translates: content.yaml`"
        raise LeafletError(Fault("wrong-kind", problem, root.span.place))
    source = document.translation_source(root)
    given = _texts(source)
    return root, given, translation.paired(given, translation.entries(root))


translate.add_command(new, "new")
translate.add_command(update, "update")
translate.add_command(status, "status")
translate.add_command(export, "export")
translate.add_command(take, "import")
