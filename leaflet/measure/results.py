"""Writes what was measured as a table to read or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from leaflet.errors import shown
from leaflet.measure.measured import FAILS, NOTE, OK, UNMEASURED, Measured

_SIGNS = {OK: "ok", NOTE: "! note", FAILS: "✗ fails", UNMEASURED: "– not measured"}
_SHOWN = 3
"""Findings of a rule that are spelled out; the others are counted."""


def text(measured: Sequence[Measured]) -> str:
    """Write one row a rule, and under it the places that break it."""
    width = max(len(row.rule) for row in measured)
    lines = [line for row in measured for line in _row(row, width)]
    failed = sum(row.verdict == FAILS for row in measured)
    end = "all rules are kept" if not failed else f"{failed} of {len(measured)} rules fail"
    return "\n".join([*lines, "", end])


def _row(row: Measured, width: int) -> Iterator[str]:
    yield f"{row.rule:<{width}}  {_SIGNS[row.verdict]}: {row.value}"
    if row.verdict in (OK, UNMEASURED):
        return
    indent = " " * (width + 2)
    yield f"{indent}wanted: {row.wanted} ({row.source})"
    for place in row.findings[:_SHOWN]:
        words = f" “{shown(place.text)}”" if place.text else ""
        yield f"{indent}page {place.page}:{words} {place.value}"
    if (more := len(row.findings) - _SHOWN) > 0:
        yield f"{indent}and {more} more"


def series_text(files: Mapping[str, Sequence[Measured]], series: Measured) -> str:
    """Write a table for each file under its name, and one for all of them."""
    tables = [f"{name}\n{text(rows)}\n" for name, rows in files.items()]
    return "\n".join([*tables, f"{len(files)} files", *_row(series, len(series.rule))])


def series_json(files: Mapping[str, Sequence[Measured]], series: Measured) -> str:
    """Write a JSON object: the rules of each file by its name, and that of all of them."""
    made = {name: [_object(row) for row in rows] for name, rows in files.items()}
    return json.dumps({"files": made, "series": [_object(series)]}, indent=2, ensure_ascii=False)


def json_text(measured: Sequence[Measured]) -> str:
    """Write a JSON list with one object for each rule."""
    return json.dumps([_object(row) for row in measured], indent=2, ensure_ascii=False)


def _object(row: Measured) -> dict[str, object]:
    findings = [place._asdict() for place in row.findings]
    return row._asdict() | {"findings": findings, "figures": dict(row.figures)}
