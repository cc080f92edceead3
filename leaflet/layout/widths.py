"""Finds the widths of a table's columns from what stands in them; all lengths in points.

CSS 2.2, 17.5.2.2, gives each column its widest word and then a share by its text. Here that is
where the search begins; what it looks for is the lowest table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import permutations
from math import ceil
from typing import NamedTuple

from leaflet.text.lines import Extent

PROSE = 4
"""Words of a cell that is prose: no line of it should have but one or two."""
FEW = 2
HEAD = 3
"""Words of a head of which most lines have two."""
PROSE_EMS = 6.0
"""The least width of prose."""
LONG_EMS = (10.0, 15.0)
"""More is not asked for so that three long words stand on a line, or two."""
COMFORT = 7.0
"""Ems that the words of any column have where there is room."""
SAMPLE = 48
"""Rows by which the widths of a long table are found."""
STEPS = (0.16, 0.08, 0.04, 0.02)
"""Shares of the room by which one column is made wider and another narrower."""
TOLERANCE = 0.001
"""Of a step of a grid that rounding may add."""
SHORT_LINE = 0.4
"""What a line of prose with but one or two words costs, in lines."""


class CellLengths(NamedTuple):
    """The text of a cell as lengths."""

    extents: tuple[Extent, ...]
    size: float
    """Of its type."""
    is_head: bool = False
    """Whether it stands over a column."""
    hang: float = 0.0
    """How far its lines hang from its edge, as those of a list do."""
    least: float = 0.0
    """The width of what stands in it beside its words."""

    @property
    def words(self) -> int:
        """Number of words."""
        return sum(extent.words for extent in self.extents)

    @property
    def tight(self) -> float:
        """Width of the widest text that stays on one line, were addresses and compounds parted."""
        return self._beside(
            max((one.ink if one.words > 1 else one.word for one in self.extents), default=0.0)
        )

    def _beside(self, width: float) -> float:
        """Return the width of its words with what stands beside them."""
        return max(self.least, width + self.hang)

    @property
    def held(self) -> float:
        """Width of the widest text that stays on one line where it fits."""
        return self._beside(max((extent.ink for extent in self.extents), default=0.0))

    @property
    def whole(self) -> float:
        """Width of the text on as few lines as its writer has it."""
        widest = line = 0.0
        for extent in self.extents:
            widest = max(widest, line + extent.ink)
            line = 0.0 if extent.ends else line + extent.ink + extent.space
        return self._beside(widest)

    @property
    def prose(self) -> float:
        """Width that prose needs: any three words that follow each other fit on a line.

        Of very long words it is two.
        """
        if self.words < PROSE:
            return 0.0
        three, two = (
            min(ems * self.size, max(self._spans(few)))
            for ems, few in zip(LONG_EMS, (FEW, FEW - 1), strict=True)
        )
        return min(self.whole, max(PROSE_EMS * self.size, three, two) + self.hang)

    @property
    def headed(self) -> float:
        """Width that a head of three words or more needs, so that most lines have two of them."""
        if not self.is_head or self.words < HEAD:
            return 0.0
        few = -(-self.words // FEW)
        widths = sorted({self.whole, *self._widths()})
        enough = (w for w in widths if w >= self.tight and self._broken(w)[0] <= few)
        return next(enough, self.whole)

    def _widths(self) -> Iterator[float]:
        """Yield the width of each stretch of the text."""
        for start in range(len(self.extents)):
            width = 0.0
            for extent in self.extents[start:]:
                yield width + extent.ink
                width += extent.ink + extent.space

    def _spans(self, few: int) -> Iterator[float]:
        """Yield the width of the fewest texts from each on that have more than a `few` words."""
        start, width, words = 0, 0.0, 0
        for extent in self.extents:
            width, words = width + extent.ink + extent.space, words + extent.words
            while words > few:
                yield width - extent.space
                first, start = self.extents[start], start + 1
                width, words = width - first.ink - first.space, words - first.words

    def lines(self, width: float) -> float:
        """Return the lines it takes in a width; a line of prose with few words counts for more."""
        count, short = self._broken(width)
        return count + SHORT_LINE * short * (self.words >= PROSE)

    def _broken(self, width: float) -> tuple[int, int]:
        """Return the lines it takes in a width, and how many of them have few words."""
        count, words, short = 1, 0, 0
        line = 0.0
        for extent in self.extents:
            if words and line + extent.ink > width - self.hang + 0.001:
                count, short = count + 1, short + (words <= FEW)
                line, words = 0.0, 0
            line += extent.ink + extent.space
            words += extent.words
            if extent.ends:
                count, line, words = count + 1, 0.0, 0
        return count, short


ColumnCells = Sequence[Sequence[CellLengths]]
"""The cells of each column, from top to bottom."""


def floors(columns: ColumnCells) -> Iterator[list[float]]:
    """Yield the least widths that columns may have: comfortable ones, and then narrower ones.

    None tears a word, parts a number from its unit, or starves prose.
    """
    for ems, is_held in ((COMFORT, True), (0.0, True), (0.0, False)):
        yield [
            max(
                max(
                    cell.held if is_held else cell.tight,
                    cell.prose,
                    cell.headed,
                    min(cell.whole, ems * cell.size),
                )
                for cell in column
            )
            for column in columns
        ]


def lowest(columns: ColumnCells, least: Sequence[float], room: float) -> list[float]:
    """Return widths that fill `room`, none under its least one, with which a table is lowest."""
    whole = [max(cell.whole for cell in column) for column in columns]
    widths = shared(room, [max(width, 1.0) for width in whole], least)
    if all(width >= wanted for width, wanted in zip(widths, whole, strict=True)):
        return widths
    step = max(1, -(-len(columns[0]) // SAMPLE))
    sample = [column[::step] for column in columns]

    @cache
    def lines(column: int, width: float) -> list[float]:
        return [cell.lines(width) for cell in sample[column]]

    def high(tried: Sequence[float]) -> float:
        each = [lines(number, round(width, 3)) for number, width in enumerate(tried)]
        return sum((max(row) for row in zip(*each, strict=True)), 0.0)

    best = high(widths)
    for share in STEPS:
        for wider, narrower in permutations(range(len(widths)), 2):
            while widths[narrower] - share * room >= least[narrower]:
                tried = [*widths]
                tried[wider] += share * room
                tried[narrower] -= share * room
                if (found := high(tried)) >= best:
                    break
                widths, best = tried, found
    return widths


class GridSteps(NamedTuple):
    """Columns of a grid that a table's columns begin on; lengths in points."""

    total: int
    """How many of them there are."""
    pitch: float
    """From where one begins to where the next does."""
    white: float
    """At the end of each of a table's columns but the last."""
    gutter: float


def stepped(
    columns: ColumnCells, least: Sequence[float], steps: GridSteps, wished: Sequence[float]
) -> list[float] | None:
    """Return widths, with their white, of whole steps with which a table is lowest; None if few.

    `least` and `wished` are widths without white. Of ways that are as low as each other it is the
    one nearest to the widths that are wished.
    """
    last = len(columns) - 1
    spare = [steps.white] * last + [steps.gutter]
    fewest = [
        max(1, ceil((width + white) / steps.pitch - TOLERANCE))
        for width, white in zip(least, spare, strict=True)
    ]
    free = steps.total - sum(fewest)
    if free < 0:
        return None
    step = max(1, -(-len(columns[0]) // SAMPLE))
    sample = [column[::step] for column in columns]

    @cache
    def lines(column: int, count: int) -> list[float]:
        width = count * steps.pitch - spare[column]
        return [cell.lines(width) for cell in sample[column]]

    def cost(counts: tuple[int, ...]) -> tuple[float, float]:
        each = (lines(number, count) for number, count in enumerate(counts))
        high = sum(max(row) for row in zip(*each, strict=True))
        widths = (count * steps.pitch - white for count, white in zip(counts, spare, strict=True))
        return high, sum((w - one) ** 2 for w, one in zip(widths, wished, strict=True))

    ways = (tuple(map(sum, zip(fewest, more, strict=True))) for more in _parts(free, len(columns)))
    best = min(ways, key=cost)
    widths = [count * steps.pitch for count in best]
    return [*widths[:-1], widths[-1] - steps.gutter]


def _parts(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """Yield the ways to write a total as a sum of so many numbers, in order."""
    if count == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in _parts(total - first, count - 1))


def shared(room: float, shares: Sequence[float], floors: Sequence[float]) -> list[float]:
    """Divide `room` by `shares`, no part under its floor; the floors must fit."""
    widths: dict[int, float] = {}  # of the columns that stand on their floors
    while True:
        rest = room - sum(widths.values())
        free = [i for i in range(len(shares)) if i not in widths]
        total = sum(shares[i] for i in free)
        small = {i: floors[i] for i in free if rest * shares[i] < floors[i] * total}
        if not small or len(small) == len(free):
            widths |= small or {i: rest * shares[i] / total for i in free}
            return [widths[i] for i in range(len(shares))]
        widths |= small
