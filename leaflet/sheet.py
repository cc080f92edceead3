"""Sheet: the paper, the page that stands on it, and which page stands where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

from msgspec import Meta

from leaflet import named
from leaflet.model import Struct
from leaflet.value import Line

if TYPE_CHECKING:
    from leaflet.layout.slices import Page

MM = 72 / 25.4
"""Points in a millimetre."""

Millimetres = Annotated[float, Meta(ge=0, le=2000)]


class Margins(Struct, frozen=True):
    """White from the page's edges to its text, in millimetres."""

    top: Millimetres
    bottom: Millimetres
    start: Millimetres
    end: Millimetres


class Sheet(Struct, frozen=True):
    """A format that leaflets are printed on; one file in `sheets/`."""

    title: Line
    page: Annotated[tuple[Millimetres, ...], Meta(description="Width and height, mm.")]
    margins: Margins
    margin_column: Annotated[
        Millimetres, Meta(description="Width of the column for headings beside the text, mm.")
    ] = 0.0
    band: Annotated[Millimetres, Meta(description="White round the cover band, mm.")] = 8.0

    @property
    def width(self) -> float:
        """Width of a page, in points."""
        return self.page[0] * MM

    @property
    def height(self) -> float:
        """Height of a page, in points."""
        return self.page[1] * MM

    def faults(self):
        """A page has two sides, and room between its margins."""
        if len(self.page) != 2:
            yield "page", "a page has a width and a height", "write such as [210, 297]"
        elif self.page[0] - self.margins.start - self.margins.end - self.margin_column < 60:
            yield "margins", "the margins leave less than 60 mm for the text", ""
        elif self.page[1] - self.margins.top - self.margins.bottom < 80:
            yield "margins", "the margins leave less than 80 mm of height", ""

    def impose(self, pages: Sequence[Page]) -> tuple[Side, ...]:
        """The printed sides, each with the pages that stand on it."""
        return tuple(Side(self.width, self.height, (Placed(0, 0, page),)) for page in pages)


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


def load(name: str) -> Sheet:
    """The sheet called `name`; LeafletError where there is none or it is wrong."""
    return named.load("sheet", name, Sheet)
