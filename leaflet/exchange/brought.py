"""Brought: one file on its way in, from its bytes to a content file and its report."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from leaflet.errors import Fault
from leaflet.exchange import buildable, content_yaml, mapping
from leaflet.exchange.buildable import Tried
from leaflet.exchange.draft_block import DraftLeaflet
from leaflet.exchange.formats import original


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
    leaflet = mapping.mapped(found, stem, today)
    report = f"reports/{stem}.md"
    for _ in range(buildable.TRIES):
        text = content_yaml.written(leaflet, source, report)
        tried = buildable.tried(text, leaflet.pictures)
        if not tried.faults or all(fault.code == "missing-extra" for fault in tried.faults):
            break
        mended = buildable.plainer(leaflet, tried.faults)
        if mended == leaflet:
            break
        leaflet = mended
    return Brought(
        text, leaflet.pictures, leaflet, tried, account(leaflet, source, stem, tried.faults)
    )


def account(leaflet: DraftLeaflet, source: str, stem: str, faults: tuple[Fault, ...]) -> str:
    """Return the report on one file: what became of it, what to check, and what was left out."""
    from leaflet.exchange.parts import IN_WORDS

    lines = [f"# {source}", "", f"The leaflet is in `{stem}.yaml`.", "", "## What it became", ""]
    counts = Counter(block.word for block in leaflet.body)
    lines += [f"- {count} × `{word}`" for word, count in counts.most_common()]
    lines += [f"- {count} pictures" for count in [len(leaflet.pictures)] if count]
    lines += [f"- {note}" for note in leaflet.notes]
    lines += ["", "## To check", ""]
    told = {**{f"clinic.{key}": fact for key, fact in leaflet.clinic.items()}, **leaflet.facts}
    lines += [f"- `{key}`: {fact.check}" for key, fact in told.items() if fact.check]
    lines += [
        f"- `body[{number}].{block.word}`: {check}"
        for number, block in enumerate(leaflet.body)
        for check in block.checks
        if check
    ]
    lines += [f"- the leaflet does not build yet: {fault.head}" for fault in faults]
    lines += ["", "## What is not in the leaflet", ""]
    for kind, place, words, why in leaflet.left:
        reason = f" ({why})" if why else ""
        lines.append(f"- {IN_WORDS[kind]}, {place}{reason}: {' '.join(words.split())}")
    lines += [] if leaflet.left else ["- nothing: each word is there"]
    return "\n".join(lines) + "\n"
