"""Lays out the front of a folded leaflet, whose upper third is all that a rack shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leaflet.composition.canvas import Canvas, Way, too_much
from leaflet.composition.strip import HIGH, strip
from leaflet.content.sheet import Sheet
from leaflet.layout.column import Column
from leaflet.layout.slices import BOUND, Mark, Slice, height

if TYPE_CHECKING:
    from leaflet.document.document import Document

MANY = 3, 4, 5
"""The most lines of the title in its size and in two smaller ones: where a rack shows them."""
LESS = 5 / 6
"""The share of its smaller size that a long title has."""
OVER = 9.0
"""From the strip to the title."""
PICTURE, PICTURE_FOOT = 82.0, 36.0
"""Where the picture begins, from the top edge, and where it ends, from the bottom edge."""
PURPOSE_FOOT = 14.0
"""From the last line of the subtitle to the bottom edge."""
AFTER_TITLE, OVER_PURPOSE = 8.0, 6.0
"""From the last baseline of the title to the picture, and from that to the subtitle."""
LEAST, SMALLEST = 60.0, 40.0
"""The height of the picture where the subtitle stands under it, and the least of all."""


class FrontPanel(NamedTuple):
    """The front of a folded leaflet."""

    slice: Slice
    has_purpose: bool
    """Whether the subtitle stands on it, or a long title leaves it no room."""


def front(document: Document, column: Column, sheet: Sheet) -> FrontPanel:
    """Return the front panel; what touches an edge of it is drawn up to the edge.

    Raises LeafletError if the title leaves no room for a picture.
    """
    canvas = Canvas(document, column, sheet)
    over = strip(column, sheet.width, HIGH)
    styles = ("title", 1.0), ("title_small", 1.0), ("title_small", LESS)
    ways = [
        Way(name, column, most, share) for (name, share), most in zip(styles, MANY, strict=True)
    ]
    ways.append(Way("h2", column))
    title, purpose = canvas.title(ways), canvas.purpose(column)
    top = over.height + OVER * canvas.mm
    begin = max(PICTURE * canvas.mm, top + title.last_baseline + AFTER_TITLE * canvas.mm)
    end = sheet.height - PICTURE_FOOT * canvas.mm
    low = sheet.height - PURPOSE_FOOT * canvas.mm - height(purpose)
    fits = min(end, low - OVER_PURPOSE * canvas.mm) - begin >= LEAST * canvas.mm
    if purpose and fits:
        end = min(end, low - OVER_PURPOSE * canvas.mm)
    if end - begin < SMALLEST * canvas.mm:
        raise too_much(document, SMALLEST * canvas.mm - end + begin)
    marks: list[Mark] = [*over.marks]
    marks += canvas.ground((0, over.foot, sheet.width, sheet.height - over.foot))
    marks += canvas.titled(title, top)
    marks.append(canvas.upright((0, begin, sheet.width, end - begin)))
    if purpose and fits:
        marks += canvas.purposed(column, low)
    marks += canvas.stated()
    return FrontPanel(Slice(sheet.height, tuple(marks), BOUND), fits)
