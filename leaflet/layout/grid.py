"""Grid: the columns of a sheet, on which every text and picture begins."""

from __future__ import annotations

from typing import NamedTuple

from leaflet.content.sheet import MM, Sheet

INSET = 5.2 * MM
"""Of the text of a list from its bullet, and of the words of a card or panel from its edge."""
SOURCE, NUMERAL, ICON = 7.8 * MM, 10.4 * MM, 15.333 * MM
"""How far text hangs from the number of a source, from that of a step, and from an icon."""
NEAR = 0.5
"""Points by which what stands at one place may differ."""
TWELVE, SIX = 150.0, 105.0
"""The least widths of text, in millimetres, that are parted into twelve columns and into six."""


class Grid(NamedTuple):
    """The columns of a page; lengths in points."""

    x: float = 0.0
    """Where the first column begins, from the start edge of the page."""
    column: float = 0.0
    """The width of each."""
    gutter: float = 6 * MM
    """The white between two of them, and between blocks beside each other."""
    columns: int = 1
    prose: float = float("inf")
    """The greatest width of running text."""

    def at(self, number: int) -> float:
        """Return where a column begins; the first has the number 0."""
        return self.x + number * (self.column + self.gutter)

    def after(self, x: float) -> float:
        """Return the first place from `x` on where text may begin: at a column, or inset in it."""
        insets = (0.0, INSET, SOURCE, NUMERAL, ICON)
        places = sorted(self.at(n) + inset for n in range(self.columns) for inset in insets)
        return next((place for place in places if place >= x - NEAR), x)

    def before(self, x: float) -> float:
        """Return where the last column begins that does not begin after `x`, or the first."""
        return max((s for s in map(self.at, range(self.columns)) if s <= x + NEAR), default=self.x)

    def width(self, count: int) -> float:
        """Return the width of so many columns with the gutters between them."""
        return count * self.column + (count - 1) * self.gutter

    def narrowed(self, x: float, width: float) -> Grid:
        """Return the grid of text beside a ground: the columns that suit its width, in points.

        Running text is as wide as it is elsewhere on the sheet, if there is room.
        """
        count = min(self.columns, _count(width / MM))
        column = (width - self.gutter * (count - 1)) / count
        return self._replace(x=x, column=column, columns=count, prose=min(self.prose, width))


def parted(sheet: Sheet, x: float, width: float) -> Grid:
    """Return the grid of a sheet whose text begins at `x` and is `width` wide, in points."""
    count = sheet.columns or _count(width / MM)
    gutter = sheet.gutter * MM
    column = (width - gutter * (count - 1)) / count
    grid = Grid(x, column, gutter, count)
    return grid._replace(prose=grid.width(sheet.prose or count))


def _count(wide: float) -> int:
    return 12 if wide >= TWELVE else 6 if wide >= SIX else 1
