"""Imposition: places pages on the printed sides, so that they are in order when folded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from leaflet.content.sheet import MM

if TYPE_CHECKING:
    from leaflet.content.sheet import Sheet
    from leaflet.layout.slices import Page


class Placed(NamedTuple):
    """A page at its place on a side; x and y in points from the side's top left."""

    x: float
    y: float
    page: Page


class Side(NamedTuple):
    """One side of a printed sheet; width and height in points."""

    width: float
    height: float
    pages: tuple[Placed, ...]


def impose(sheet: Sheet, pages: Sequence[Page]) -> tuple[Side, ...]:
    """Return the printed sides of an office printer, each with the pages that stand on it."""
    return _booklet(sheet, pages) if sheet.fold == "saddle" else for_press(sheet, pages)


def for_press(sheet: Sheet, pages: Sequence[Page]) -> tuple[Side, ...]:
    """Return the sides for a press, which makes its own booklets of pages in reading order."""
    if sheet.sides:
        return _panels(sheet, pages)
    return tuple(_alone(sheet, page) for page in pages)


def _alone(sheet: Sheet, page: Page) -> Side:
    """Return the side that a page has for itself, turned if the page is."""
    wide, tall = sheet.width, _size(sheet)[1]
    size = (tall, wide) if page.turned else (wide, tall)
    return Side(*size, (Placed(0, 0, page),))


def _size(sheet: Sheet) -> tuple[float, float]:
    """Return width and height of the printed paper, in points."""
    wide, tall = sheet.printed
    return wide * MM, tall * MM


def _panels(sheet: Sheet, pages: Sequence[Page]) -> tuple[Side, ...]:
    """Return the two sides of a folded sheet; each page stands in the middle of its panel."""
    numbered, (wide, tall) = {page.number: page for page in pages}, _size(sheet)
    made = []
    for numbers, millimetres in zip(sheet.sides, sheet.widths, strict=True):
        widths = [width * MM for width in millimetres]
        starts = accumulate(widths, initial=0.0)
        placed = (
            Placed(start + (width - sheet.width) / 2, 0, numbered[number])
            for number, width, start in zip(numbers, widths, starts, strict=False)
        )
        made.append(Side(wide, tall, tuple(placed)))
    return tuple(made)


def _booklet(sheet: Sheet, pages: Sequence[Page]) -> tuple[Side, ...]:
    """Return the sides of sheets that lie in one another, folded and stapled in the middle.

    Of n pages the outermost sheet, number 0, has n and 1 on its front and 2 and n - 1 on its back.
    A sheet further in is pushed out by those around it, by the thickness of the paper each: its
    pages stand so much nearer to the spine.
    """
    numbered, count = {page.number: page for page in pages}, len(pages)
    wide, tall = _size(sheet)
    made = []
    for inner in range(count // 4):
        low, high, creep = 2 * inner + 1, count - 2 * inner, inner * sheet.caliper * MM
        for left, right in ((high, low), (low + 1, high - 1)):
            placed = (
                Placed(creep, 0, numbered[left]),
                Placed(wide / 2 - creep, 0, numbered[right]),
            )
            made.append(Side(wide, tall, placed))
    return tuple(made)
