"""Sets numbers with their decimal points one under another, in figures as wide as each other."""

from __future__ import annotations

import re
from typing import NamedTuple

from leaflet.content.look import Style
from leaflet.layout.slices import Mark, Slice, Words, moved
from leaflet.text import bidi, fonts
from leaflet.text.shape import shape

_DIGITS = r"(?:[1-9]\d{0,2}(?:[,\u00a0\u202f]\d{3})+|[1-9]\d*|0)"
_UNIT = r"(?:\u00a0(?:[^\W\d]{1,15}|[^\x00-\x7f\s\d][^\s\d]{0,14}))?"
"""After a no-break space, so that no line parts it from its number."""
_DECIMALS = r"(?:\.\d+|[,\u066b]\d{1,2}(?!\d))?"
_NUMBER = re.compile(rf"[<>~]?[£$€]?{_DIGITS}(?P<tail>{_DECIMALS}%?{_UNIT})")
"""A number alone, or with its unit; not one that begins with a zero, such as a phone number.

A comma with one or two digits behind it is a decimal sign; with three it parts thousands.
"""


def is_number(text: str) -> bool:
    """Return whether a text says a number and nothing else, but for a unit that is tied to it."""
    return bool(_NUMBER.fullmatch(text.strip()))


class NumberWidth(NamedTuple):
    """The widths of a number before its decimal point and from there on; in points."""

    whole: float
    tail: float

    @property
    def turned(self) -> NumberWidth:
        """The widths as they are counted from the right edge, where the tail comes first."""
        return NumberWidth(self.tail, self.whole)


def number_width(text: str, mark: str, style: Style, *, goes_left: bool = False) -> NumberWidth:
    """Return the widths of a number with the mark of a footnote after it.

    In a language from right to left (`goes_left`) a number without a unit of that language still
    runs to the right, so its tail is nearest to the edge where lines begin.
    """
    found = _NUMBER.fullmatch(text.strip())
    tail = found["tail"] if found else ""
    after = _width(tail + mark, style)
    found_width = NumberWidth(_width(text.strip(), style) + _width(mark, style) - after, after)
    return found_width.turned if goes_left and not bidi.has_rtl(text) else found_width


def _width(text: str, style: Style) -> float:
    pieces = shape(text, fonts.family(style.family), style.bold, tabular=True) if text else ()
    return sum(piece.advance for piece in pieces) * style.size


def tabular(line: Slice, style: Style) -> Slice:
    """Return a line with figures that are all as wide as each other."""
    family, off = fonts.family(style.family), 0.0
    marks: list[Mark] = []
    for mark in line.marks:
        if isinstance(mark, Words):
            pieces = shape(mark.text, family, style.bold, tabular=True)
            width = sum(piece.advance for piece in pieces) * mark.size
            made = mark._replace(x=mark.x + off, pieces=pieces, width=width)
            off += width - mark.width
            marks.append(made)
        else:
            marks.append(moved(mark, off, 0))
    return line._replace(marks=tuple(marks))


def ending_at(line: Slice, edge: float) -> Slice:
    """Return a line moved so that its words end at an edge, but for the space after them."""
    ends = [mark.x + _inked(mark) for mark in line.marks if isinstance(mark, Words)]
    off = edge - max(ends, default=edge)
    return line._replace(marks=tuple(moved(mark, off, 0) for mark in line.marks))


def _inked(mark: Words) -> float:
    """Return the width of words without the space that ends them, in points."""
    last = mark.glyphs[-1]
    return mark.width - (last.advance * mark.size if last.text == " " else 0.0)
