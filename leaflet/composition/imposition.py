"""Imposition: which page stands where on the printed sides, before the paper is folded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from leaflet.layout.slices import Page

MM = 72 / 25.4
"""Points in a millimetre."""


class Placed(NamedTuple):
    """A page on a side; x and y in points from the side's top left."""

    x: float
    y: float
    page: Page


class Side(NamedTuple):
    """One side of a printed sheet; width and height in points."""

    width: float
    height: float
    pages: tuple[Placed, ...]


class Paper(NamedTuple):
    """A printed sheet and the pages that it takes; points."""

    width: float
    height: float
    page: float
    """The width of a page."""


def single(paper: Paper, pages: Sequence[Page]) -> tuple[Side, ...]:
    """A side for each page, in reading order."""
    return tuple(Side(paper.page, paper.height, (Placed(0, 0, page),)) for page in pages)


def panels(
    paper: Paper,
    sides: Sequence[Sequence[int]],
    widths: Sequence[Sequence[float]],
    pages: Sequence[Page],
) -> tuple[Side, ...]:
    """The two sides of a folded sheet; each page in the middle of its panel, from left to right."""
    numbered = {page.number: page for page in pages}
    made = []
    for numbers, wide in zip(sides, widths, strict=True):
        starts = accumulate(wide, initial=0.0)
        placed = (
            Placed(start + (width - paper.page) / 2, 0, numbered[number])
            for number, width, start in zip(numbers, wide, starts, strict=False)
        )
        made.append(Side(paper.width, paper.height, tuple(placed)))
    return tuple(made)


def booklet(paper: Paper, pages: Sequence[Page], caliper: float) -> tuple[Side, ...]:
    """The sides of sheets that lie in one another, folded and stapled in the middle.

    Of n pages the outermost sheet, number 0, has n and 1 on its front and 2 and n - 1 on its back.
    A sheet further in is pushed out by those around it, `caliper` points each: its pages stand so
    much nearer to the spine.
    """
    numbered, count = {page.number: page for page in pages}, len(pages)
    made = []
    for sheet in range(count // 4):
        low, high, creep = 2 * sheet + 1, count - 2 * sheet, sheet * caliper
        for left, right in ((high, low), (low + 1, high - 1)):
            placed = (
                Placed(creep, 0, numbered[left]),
                Placed(paper.width / 2 - creep, 0, numbered[right]),
            )
            made.append(Side(paper.width, paper.height, placed))
    return tuple(made)
