"""Sets phone numbers and addresses that are seen as such: large, whole and not underlined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from leaflet.content.look import Look, Style
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice, Stroke
from leaflet.text import fonts
from leaflet.text.lines import natural_width
from leaflet.text.run import Run

APART = 1.2
"""How many times as large the next size of type is, at least."""


def on_one_line(column: Column, run: Run, style: Style) -> Style:
    """Return the style, smaller where the run has no room on one line of the column.

    A smaller size is one of the sheet's, or clearly apart from them.
    """
    wide = natural_width((run._replace(bold=True),), fonts.family(style.family), style.size)
    if wide <= column.width:
        return style
    least, q = column.look.styles["body"].size, column.look.quarter
    size = max(least, _apart(style.size * column.width / wide - 0.1, column.look))
    return style._replace(size=size, leading=ceil(style.leading * size / style.size / q) * q)


def _apart(size: float, look: Look) -> float:
    """Return the largest size up to `size` that is not nearly that of a heading."""
    headings = {look.styles[name].size for name in ("title_small", "h2", "h3")}
    for other in sorted(headings, reverse=True):
        if other <= size < APART * other:
            return other
        if size < other < APART * size:
            size = other / APART
    return size


def not_underlined(slices: Iterable[Slice]) -> Iterator[Slice]:
    """Yield lines without the rules under links: what is called or looked at is plain here."""
    for slice in slices:
        kept = tuple(mark for mark in slice.marks if not isinstance(mark, Stroke))
        yield slice._replace(marks=kept)
