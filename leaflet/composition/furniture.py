"""Page furniture: running head and foot, the same on every page, and never read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaflet.layout.column import Column
from leaflet.layout.enlarge import magnified
from leaflet.layout.slices import Mark, Page, Slice, Stroke, height
from leaflet.layout.strips import side_by_side, stacked
from leaflet.text import fonts
from leaflet.text.lines import natural_width

if TYPE_CHECKING:
    from leaflet.document.document import Document

WIDEST = (888, 888)
"""The page number that room is left for: it breaks the lines beside it alike on all pages."""
GAP = 6.0
"""Between the rule and the words, and between the words and the text."""


class Furniture:
    """Draws the running head and foot of each page as artifacts, which are not read aloud."""

    def __init__(self, document: Document, column: Column, top: float, bottom: float) -> None:
        self.column = column
        self.top = top
        """Where the head begins, in points from the page's top."""
        self.bottom = bottom
        """Where the foot ends."""
        self.style = column.look.styles["furniture"]
        title = document.title.plain(column.filling)
        self.head = list(column.lines(title, self.style, None))
        beside_number = column.inset(0, self._width(self._number(*WIDEST)) + 12)
        clinic, facts = ", ".join(_clinic(column)), ", ".join(_facts(document, column))
        self.facts = list(column.lines(facts, self.style, None)) if facts else []
        self.beside = list(beside_number.lines(clinic, self.style, None))
        """The lines that stand beside the page number."""
        self.under = self.facts
        """The lines under those."""
        if facts:
            joined = list(beside_number.lines(f"{clinic}, {facts}", self.style, None))
            if len(joined) < len(self.beside) + len(self.under):
                self.beside, self.under = joined, []

    @property
    def words(self) -> list[Slice]:
        """The lines that stand on pages, but for the number of each."""
        return [*self.head, *self.beside, *self.under]

    @property
    def head_height(self) -> float:
        """Height of the running head on pages after the first, with its space, in points."""
        return height(self.head) + GAP + 3 * GAP

    @property
    def foot_height(self) -> float:
        """Height that the foot takes from every page, in points, with the space over it."""
        return height(self._foot(*WIDEST)) + GAP + 2 * GAP

    def __call__(self, page: int, pages: int) -> tuple[list[Mark], list[Mark]]:
        """Return the marks of head and foot on a page; the first page has no head."""
        head = [] if page == 1 else [*self._head()]
        foot = self._foot(page, pages)
        top = self.bottom - height(foot)
        return head, [self._rule(top - GAP), *stacked(foot, top)]

    def _head(self) -> Iterator[Mark]:
        yield from stacked(self.head, self.top)
        yield self._rule(self.top + height(self.head) + GAP)

    def _foot(self, page: int, pages: int) -> list[Slice]:
        """Yield the foot: clinic and page number on one line, the leaflet's facts under it.

        A long name and the facts run on in one paragraph where that takes fewer lines.
        """
        number = self._number(page, pages)
        right = self.column.inset(self.column.width - self._width(number) - 1)
        return [side_by_side(self.beside, right.lines(number, self.style, None)), *self.under]

    def _number(self, page: int, pages: int) -> str:
        return self.column.language.label("page_of", n=page, total=pages)

    def _width(self, words: str) -> float:
        family = fonts.family(self.style.family)
        return natural_width(self.column.runs(words, self.style), family, self.style.size)

    def _rule(self, y: float) -> Stroke:
        x, look = self.column.x, self.column.look
        return Stroke(x, y, x + self.column.width, y, look.rule, look.colours["rule"])


class BackFoot(Furniture):
    """Draws the leaflet's facts at the foot of the last page only, for folded sheets and posters.

    Panels need neither heads nor numbers; what is to be said of the clinic is on the back anyway.
    """

    @property
    def words(self) -> list[Slice]:
        """The lines that stand on the last page."""
        return self.facts

    @property
    def head_height(self) -> float:
        """Height of the running head in points: there is none."""
        return 0.0

    @property
    def foot_height(self) -> float:
        """Height that the foot takes from the last page, in points, with the space over it."""
        return height(self.facts) + 2 * GAP if self.facts else 0.0

    def __call__(self, page: int, pages: int) -> tuple[list[Mark], list[Mark]]:
        """Return the marks of the foot on the last page, and none on others."""
        if page < pages or not self.facts:
            return [], []
        top = self.bottom - height(self.facts)
        return [], [self._rule(top - GAP), *stacked(self.facts, top)]


class Unscaled:
    """Draws furniture at its own size on pages that are laid out smaller and then magnified."""

    def __init__(self, furniture: Furniture, scale: float) -> None:
        self.furniture = furniture
        self.scale = scale
        """By which the pages are magnified."""

    @property
    def words(self) -> list[Slice]:
        """The lines that stand on pages, at their own size."""
        return self.furniture.words

    @property
    def head_height(self) -> float:
        """Height of the running head on the smaller page, in points."""
        return self.furniture.head_height / self.scale

    @property
    def foot_height(self) -> float:
        """Height of the foot on the smaller page, in points."""
        return self.furniture.foot_height / self.scale

    def __call__(self, page: int, pages: int) -> tuple[list[Mark], list[Mark]]:
        """Return the marks of head and foot on the smaller page."""
        head, foot = self.furniture(page, pages)
        return self._smaller(page, head), self._smaller(page, foot)

    def _smaller(self, page: int, marks: list[Mark]) -> list[Mark]:
        return [*magnified(Page(page, tuple(marks)), 1 / self.scale).marks]


PageFurniture = Furniture | Unscaled


def _clinic(column: Column) -> Iterator[str]:
    yield column.clinic.name.text
    yield column.clinic.phone.text


def _facts(document: Document, column: Column) -> Iterator[str]:
    language = column.language
    if document.code:
        yield document.code.text
    if document.version:
        yield language.label("version", version=document.version)
    if document.issued:
        yield language.label("issued", date=language.written(document.issued))
    if document.next_review:
        yield language.label("next_review", date=language.written(document.next_review))
