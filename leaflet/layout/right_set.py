"""Sets numbers so that they end at one edge, in figures as wide as each other."""

from __future__ import annotations

import re

from leaflet.content.look import Style
from leaflet.layout.slices import Mark, Slice, Words, moved
from leaflet.text import fonts
from leaflet.text.shape import shape

_DIGITS = r"(?:[1-9]\d{0,2}(?:[,\u00a0\u202f]\d{3})+|[1-9]\d*|0)"
_NUMBER = re.compile(rf"[<>~]?[£$€]?{_DIGITS}(?:\.\d+)?%?")
"""A number alone; not one that begins with a zero, such as a phone number."""


def is_number(text: str) -> bool:
    """Return whether a text says a number and nothing else."""
    return bool(_NUMBER.fullmatch(text.strip()))


def tabular(line: Slice, style: Style) -> Slice:
    """Return a line with figures that are all as wide as each other."""
    family = fonts.family(style.family)

    def made(mark: Mark) -> Mark:
        if not isinstance(mark, Words):
            return mark
        pieces = shape(mark.text, family, style.bold, tabular=True)
        width = sum(piece.advance for piece in pieces) * mark.size
        return mark._replace(pieces=pieces, width=width)

    return line._replace(marks=tuple(map(made, line.marks)))


def ending_at(line: Slice, edge: float) -> Slice:
    """Return a line moved so that its words end at an edge, but for the space after them."""
    ends = [mark.x + _inked(mark) for mark in line.marks if isinstance(mark, Words)]
    off = edge - max(ends, default=edge)
    return line._replace(marks=tuple(moved(mark, off, 0) for mark in line.marks))


def _inked(mark: Words) -> float:
    """Return the width of words without the space that ends them, in points."""
    last = mark.glyphs[-1]
    return mark.width - (last.advance * mark.size if last.text == " " else 0.0)
