"""Texts for translators as a table: CSV in UTF-8, which table programs open by a double click."""

from __future__ import annotations

import csv
import io
import re

from leaflet.errors import Fault, LeafletError, Place
from leaflet.translate.unit import Exchanged, TranslationUnit

HEADINGS = ("text", "of", "source", "translation", "back")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a table program takes for a formula (OWASP, CSV injection), or what we wrote for it."""


def write(exchanged: Exchanged) -> bytes:
    """Return the table; a cell that looks like a formula begins with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for unit in exchanged.units:
        cells = (unit.key, unit.of, unit.source, unit.target, unit.back)
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def read(data: bytes, name: str) -> list[TranslationUnit]:
    """Return the texts of a table; LeafletError for what is none of ours."""
    try:
        rows = [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)]
    except (UnicodeDecodeError, csv.Error) as error:
        hint = "save it as CSV in UTF-8"
        raise LeafletError(
            Fault("not-a-table", f"the table cannot be read: {error}", Place(name), hint)
        ) from None
    if not rows or tuple(rows[0]) != HEADINGS:
        problem = f"the headings are not {', '.join(HEADINGS)}"
        raise LeafletError(Fault("not-a-table", problem, Place(name), "leave them as they were"))
    return [TranslationUnit(*map(_plain, row)) for row in rows[1:] if len(row) == len(HEADINGS)]


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
