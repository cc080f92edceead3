"""Imposition: places pages on the printed sides, so that they are in order when folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from leaflet.content.sheet import MM
from leaflet.layout.edges import Limits, reached

if TYPE_CHECKING:
    from leaflet.content.sheet import Sheet
    from leaflet.layout.slices import Page


SAFE = 5 * MM
"""From the edge of the paper: nearer to it an office printer may print nothing."""


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


def within_reach(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Return the sides for an office printer: grounds and pictures keep SAFE from the edges.

    What ends at a fold is not cut there.
    """
    return tuple(_edged(side, -SAFE) for side in sides)


def into_bleed(side: Side, over: float) -> Side:
    """Return the side with grounds and pictures that touch an edge running `over` points past it.

    They are trimmed with the paper, so no white shows where the knife is a little off.
    """
    return _edged(side, over)


def _edged(side: Side, over: float) -> Side:
    pages = []
    for x, y, page in side.pages:
        edges = Limits(-x, -y, side.width - x, side.height - y)
        marks = tuple(reached(page.marks, edges, edges.grown(over)))
        pages.append(Placed(x, y, page._replace(marks=marks)))
    return side._replace(pages=tuple(pages))


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
    """Return the two sides of a folded sheet; each page stands in the middle of its panel.

    Grounds that touch an edge of the page fill the panel, which may be wider.
    """
    numbered, (wide, tall) = {page.number: page for page in pages}, _size(sheet)
    made = []
    for numbers, millimetres in zip(sheet.sides, sheet.widths, strict=True):
        widths = [width * MM for width in millimetres]
        starts = accumulate(widths, initial=0.0)
        placed = (
            _widened(start, width - sheet.width, numbered[number], sheet)
            for number, width, start in zip(numbers, widths, starts, strict=False)
        )
        made.append(Side(wide, tall, tuple(placed)))
    return tuple(made)


def _widened(start: float, more: float, page: Page, sheet: Sheet) -> Placed:
    """Return a page in the middle of a panel that is `more` points wider and begins at `start`."""
    edges = Limits(0, 0, sheet.width, sheet.height)
    panel = edges._replace(left=-more / 2, right=sheet.width + more / 2)
    return Placed(
        start + more / 2, 0, page._replace(marks=tuple(reached(page.marks, edges, panel)))
    )


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
