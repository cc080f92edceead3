"""Brought: one file on its way in, from its bytes to a content file and its report."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from leaflet import limits
from leaflet.errors import Fault, LeafletError
from leaflet.exchange import buildable, content_yaml, mapping
from leaflet.exchange.buildable import Tried
from leaflet.exchange.draft_block import DraftLeaflet
from leaflet.exchange.formats import original
from leaflet.exchange.parts import IN_WORDS, LeftOver, Original, counted

LEFT_OUT = "## What is not in the leaflet"


class Brought(NamedTuple):
    """What came of one file."""

    text: str
    """The content file."""
    pictures: Mapping[str, bytes]
    leaflet: DraftLeaflet
    tried: Tried
    report: str


def brought(
    data: bytes,
    source: str,
    stem: str,
    today: datetime.date,
    *,
    form: str = "",
    folder: Path | None = None,
) -> Brought:
    """Turn the bytes of a file into a leaflet that builds; LeafletError where nobody could.

    `source` is the name of the file, `stem` that of the leaflet, `form` the format where it is not
    to be told from the name and the bytes. Pictures that an HTML or Markdown file names are read
    from `folder`.
    """
    found = original(data, source, form, folder)
    if len(found.parts) > limits.BROUGHT_PARTS:
        raise _no_leaflet(f"{len(found.parts):,} paragraphs, lists and tables")
    leaflet = mapping.mapped(found, stem, today)
    if len(leaflet.body) > limits.BLOCKS:
        raise _no_leaflet(f"{len(leaflet.body):,} blocks")
    text, tried = _tried(leaflet, source, stem)
    for _ in range(buildable.TRIES):
        if all(fault.code == "missing-extra" for fault in tried.faults):
            break
        mended = buildable.plainer(leaflet, tried.faults)
        if mended == leaflet:
            break
        leaflet = mended
        text, tried = _tried(leaflet, source, stem)
    told = account(found, leaflet, source, stem, tried.faults)
    return Brought(text, leaflet.pictures, leaflet, tried, told)


def _no_leaflet(size: str) -> LeafletError:
    problem = f"the file has {size}, which is no leaflet but a book"
    return LeafletError(Fault("too-many-blocks", problem, None, "make several files of it"))


def _tried(leaflet: DraftLeaflet, source: str, stem: str) -> tuple[str, Tried]:
    text = content_yaml.written(leaflet, source, f"reports/{stem}.md")
    if (size := len(text.encode())) > limits.CONTENT_BYTES:
        raise _no_leaflet(f"{size:,} bytes of words")
    return text, buildable.tried(text, leaflet.pictures)


def account(
    original: Original, leaflet: DraftLeaflet, source: str, stem: str, faults: tuple[Fault, ...]
) -> str:
    """Return the report on one file: what became of it, what to check, and what was left out."""
    became = Counter(block.word for block in leaflet.body)
    told = {**{f"clinic.{key}": fact for key, fact in leaflet.clinic.items()}, **leaflet.facts}
    lines = [
        *(f"# {source}", "", f"The leaflet is in `{stem}.yaml`.", "", "## What became of what", ""),
        f"- the file has: {_counted(counted(original.parts))}",
        f"- the leaflet has: {_counted(became, '`')}",
        *(
            f"- from the file: `{key}`"
            for key, fact in told.items()
            if fact.check != mapping.UNKNOWN
        ),
        *(f"- {note}" for note in leaflet.notes),
        *("", "## To check", ""),
        *(f"- `{key}`: {fact.check}" for key, fact in told.items() if fact.check),
        *_guesses(leaflet),
        *(f"- the leaflet does not build yet: {fault.head}" for fault in faults),
        *("", LEFT_OUT, ""),
        *(_left(each) for each in leaflet.left),
        *([] if leaflet.left else ["- nothing: each word is there"]),
    ]
    return "\n".join(lines) + "\n"


def _counted(counts: Counter[str], sign: str = "") -> str:
    """Write how many there are of what, the most first."""
    return ", ".join(f"{count} {sign}{name}{sign}" for name, count in counts.most_common())


def _guesses(leaflet: DraftLeaflet) -> Iterator[str]:
    """Yield what was guessed about each block, with the path at which it stands."""
    for number, block in enumerate(leaflet.body):
        yield from (f"- `body[{number}].{block.word}`: {check}" for check in block.checks)


def _left(each: LeftOver) -> str:
    reason = f" ({each.why})" if each.why else ""
    return f"- {IN_WORDS[each.kind]}, {each.place}{reason}: {' '.join(each.words.split())}"
