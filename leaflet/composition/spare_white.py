"""Judges the white of laid pages: whether it is spared where they are set with less of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from leaflet.content.sheet import MM, Sheet
from leaflet.layout.slices import Page, PlacedPicture, Stroke, Words

HOLE = 0.75
"""A page before the last that is filled to less than this ends early."""
ROOMY = 0.6
"""A last page filled to less has room for the details of any clinic: none takes the page again."""
SLIGHT = 0.8
"""The least share of the usual white between parts that is hardly seen to be less."""
WORTH, SEVERE = 0.02, 0.2
"""The waste that is worth white that is seen to be less, and that of a nearly empty page."""


class SpareWhite(NamedTuple):
    """The white at the foot of pages."""

    fills: tuple[float, ...]
    """The share of each page that is filled."""

    @property
    def is_much(self) -> bool:
        """Whether it may be less where there is less white between the parts of the pages."""
        return self.waste > 0

    @property
    def waste(self) -> float:
        """How much of the pages before the last is white, counting more in one place."""
        return sum(max(0.0, HOLE - fill) ** 2 for fill in self.fills[:-1])

    def is_worth(self, closer: SpareWhite, white: float) -> bool:
        """Return whether pages with such a share of the white between their parts are better."""
        saved, less = len(self.fills) - len(closer.fills), self.waste - closer.waste
        if saved < 0 or (saved and closer.fills[-1] > ROOMY and less < SEVERE):
            return False
        return less > WORTH or (white >= SLIGHT and less > 0)


def spare_white(pages: Sequence[Page], sheet: Sheet, white: float) -> SpareWhite:
    """Return how far pages are filled; `white` is that over what stands at the foot of the last."""
    high = sheet.lines.last * MM
    fills = [_foot(page) / high for page in pages]
    return SpareWhite((*fills[:-1], *(fill - white / high for fill in fills[-1:])))


def _foot(page: Page) -> float:
    """Return how far down the content of a page comes, in points."""
    return max(_feet(page), default=0.0)


def _feet(page: Page) -> Iterator[float]:
    for mark in page.marks:
        match mark:
            case Words(node=node) if node:
                yield mark.y
            case PlacedPicture(node=node) if node:
                yield mark.y + mark.height
            case Stroke():
                yield mark.to_y
