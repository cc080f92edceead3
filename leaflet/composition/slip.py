"""Tells what is printed on the back of a slip that is torn off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from leaflet.errors import Fault, note
from leaflet.graphics import signs
from leaflet.layout.slices import Page, Shape, Words

if TYPE_CHECKING:
    from leaflet.content.sheet import Sheet
    from leaflet.document.document import Document


def notes(document: Document, sheet: Sheet, pages: Sequence[Page]) -> Iterator[Fault]:
    """Yield a note where words stand on the back of the slip, if both sides are printed."""
    numbered = {page.number: page for page in pages}
    for page in pages:
        top = next((mark.y for mark in page.marks if _is_cut(mark)), None)
        back = numbered.get(_back(page.number, sheet))
        if top is not None and back and _has_words(back, top):
            problem = f"what is torn off takes a part of page {back.number} on its back with it"
            hint = "print on one side of the paper only, or say less"
            yield note("slip-has-a-back", problem, document.place("body"), hint)


def _is_cut(mark: object) -> bool:
    return isinstance(mark, Shape) and mark.outline == signs.SCISSORS


def _has_words(page: Page, top: float) -> bool:
    """Return whether words of the content stand lower than `top`, in points."""
    return any(isinstance(mark, Words) and mark.node and mark.y > top for mark in page.marks)


def _back(number: int, sheet: Sheet) -> int:
    """Return the number of the page that is printed on the back of another."""
    for side, other in zip(sheet.sides, sheet.sides[::-1], strict=True):
        if number in side:
            return other[::-1][side.index(number)]
    return number + 1 if number % 2 else number - 1
