"""Sets phone numbers and addresses that are seen as such: large, whole and not underlined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from leaflet.content.look import Style
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice, Stroke
from leaflet.text import fonts
from leaflet.text.lines import natural_width
from leaflet.text.run import Run


def on_one_line(column: Column, run: Run, style: Style) -> Style:
    """Return the style, smaller where the run has no room on one line of the column."""
    wide = natural_width((run._replace(bold=True),), fonts.family(style.family), style.size)
    if wide <= column.width:
        return style
    least, q = column.look.styles["body"].size, column.look.quarter
    size = max(least, style.size * column.width / wide - 0.1)
    return style._replace(size=size, leading=ceil(style.leading * size / style.size / q) * q)


def not_underlined(slices: Iterable[Slice]) -> Iterator[Slice]:
    """Yield lines without the rules under links: what is called or looked at is plain here."""
    for slice in slices:
        kept = tuple(mark for mark in slice.marks if not isinstance(mark, Stroke))
        yield slice._replace(marks=kept)
