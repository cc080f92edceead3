"""Page furniture: one line at the foot of inner pages, which is never read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaflet.composition.cover import has_page
from leaflet.content.clinic import cut_name
from leaflet.content.sheet import MM, Sheet
from leaflet.document.imprint import brief, identity
from leaflet.errors import Fault, note
from leaflet.layout.column import Column
from leaflet.layout.enlarge import magnified
from leaflet.layout.slices import Mark, Page, Slice, Words, moved
from leaflet.layout.strips import stacked
from leaflet.text import fonts
from leaflet.text.lines import natural_width

if TYPE_CHECKING:
    from leaflet.document.document import Document

WIDEST = 888
"""The page number that room is left for, so that the words beside it are alike on all pages."""
APART = 12.0
"""The least white between the parts of the line, in points."""
OVER = 4 * MM
"""White between the text and the top of the line."""
SHORTEST = 8
"""Characters that a name is not cut under: then the phone number stands alone."""


class Furniture:
    """Draws the foot of each page as an artifact: who, what the sheet is if it is no finished
    one, and the number of the page."""

    def __init__(
        self,
        column: Column,
        baseline: float,
        bare: frozenset[int] = frozenset(),
        *,
        mirrored: bool = False,
        says_state_behind: bool = False,
        facts: tuple[str, ...] = (),
    ) -> None:
        self.column, self.baseline = column, baseline
        self.bare = bare
        """The pages that have none; -1 is the last."""
        self.mirrored = mirrored
        """Whether the number of an even page stands at its start: the outer edge in a booklet."""
        self.says_state_behind = says_state_behind
        """Whether the last page, if it has no foot, says there that it is no finished one."""
        self.style = column.look.styles["furniture"]
        self.name = column.clinic.brief_name
        self.start = next(self._fitting(self._state), "")
        self.first = self._first(facts)
        """What the first page with a foot says at the start and in the middle."""

    @property
    def words(self) -> list[Slice]:
        """The lines that stand on pages, but for the number of each."""
        return []

    @property
    def head_height(self) -> float:
        """Height of the running head, in points: there is none."""
        return 0.0

    @property
    def foot_height(self) -> float:
        """Height that the foot takes from a page, in points, with the white over it."""
        return self.style.leading + OVER

    def notes(self, pages: int) -> Iterator[Fault]:
        """Yield a note if the clinic's name is cut on any of so many pages."""
        name, short = self.column.clinic.name, self.column.clinic.short_name
        if self.start.startswith((short or name).text) or pages <= len(self.bare):
            return
        problem = f"the clinic’s name is too long for the foot of a page, which says “{self.start}”"
        hint = "give the clinic a `short_name`"
        place = name.span.place if name.span else None
        yield note("name-cut", problem, place, hint, key="" if place else "clinic.short_name")

    def __call__(self, page: int, pages: int) -> tuple[list[Mark], list[Mark]]:
        """Return the marks of head and foot on a page; there is no head."""
        if page in self.bare or (page == pages and -1 in self.bare):
            is_back = page == pages and self.says_state_behind
            return [], [*self._line(self._state, 0.0)] if is_back and self._state else []
        is_first = page == (2 if 1 in self.bare else 1) < pages
        first, state = self.first if is_first else (self.start, self._state)
        last = self._number(page, pages)
        if self.mirrored and page % 2 == 0:
            first, last = last, first
        end = self.column.width - self._width(last)
        marks = [*self._line(first, 0.0), *self._line(last, end)]
        if state:
            start, wide = self._width(first), self._width(state)
            middle = min(max((self.column.width - wide) / 2, start + APART), end - wide - APART)
            marks += self._line(state, middle)
        return [], marks

    @property
    def _state(self) -> str:
        return self.column.state

    def _first(self, facts: tuple[str, ...]) -> tuple[str, str]:
        """Return the start and the middle of the first foot, which has the fullest facts it can.

        The name and the phone number give way to them: both stand in the leaflet anyway.
        """
        for fact in facts:
            middle = self.column.language.listed(filter(None, (self._state, fact)))
            if start := next(self._fitting(middle), ""):
                return start, middle
            if self._room(middle) >= 0:
                return middle, ""
        return self.start, self._state

    def _room(self, middle: str) -> float:
        """Return the width for the start of a line with these words in its middle, in points."""
        taken = self._width(middle) + APART if middle else 0.0
        return self.column.width - self._width(self._number(WIDEST, WIDEST)) - APART - taken

    def _fitting(self, middle: str) -> Iterator[str]:
        """Yield what the line may begin with, the fullest first, as far as there is room."""
        room = self._room(middle)
        clinic = self.column.clinic
        reach = self.column.filling.clinic[clinic.way].text if clinic.way else ""
        names = (self.name, *(cut_name(self.name, most) for most in range(36, SHORTEST, -1)))
        listed = self.column.language.listed
        both = (*(listed((name, reach)) for name in names), reach) if reach else names
        for said in both:
            if self._width(said) <= room:
                yield said

    def _line(self, words: str, x: float) -> Iterator[Mark]:
        """Yield the marks of words that begin `x` points in, on the baseline."""
        place = self.column.inset(x)._replace(width=10 * self.column.width)
        for mark in stacked(place.lines(words, self.style, None), 0.0):
            base = mark.baseline if isinstance(mark, Words) else mark.y
            yield moved(mark, 0, self.baseline - base)

    def _number(self, page: int, pages: int) -> str:
        return self.column.language.label("page_of", n=page, total=pages)

    def _width(self, words: str) -> float:
        family = fonts.family(self.style.family)
        return natural_width(self.column.runs(words, self.style), family, self.style.size)


class PosterFoot(Furniture):
    """Draws the code and the version at the foot of a poster, and what it is if unfinished."""

    def __init__(self, document: Document, column: Column, baseline: float) -> None:
        super().__init__(column, baseline)
        facts = [column.state, *identity(document, column.language)]
        self.start = column.language.listed(filter(None, facts))
        self.lines = [*column.lines(self.start, self.style, None)] if self.start else []

    @property
    def words(self) -> list[Slice]:
        """The lines that stand on the poster."""
        return self.lines

    def notes(self, pages: int) -> Iterator[Fault]:
        """Yield nothing: it has no name to cut."""
        yield from ()

    @property
    def foot_height(self) -> float:
        """Height that the foot takes from the poster, in points, with the white over it."""
        return len(self.lines) * self.style.leading + OVER if self.lines else 0.0

    def __call__(self, page: int, pages: int) -> tuple[list[Mark], list[Mark]]:
        """Return the marks of head and foot; there is no head."""
        marks = [*stacked(self.lines, 0.0)]
        lowest = max((mark.baseline for mark in marks if isinstance(mark, Words)), default=0.0)
        return [], [moved(mark, 0, self.baseline - lowest) for mark in marks]


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

    def notes(self, pages: int) -> Iterator[Fault]:
        """Yield what should be known about them on so many pages."""
        return self.furniture.notes(pages)

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


def line_of(
    document: Document, column: Column, sheet: Sheet, *, ends_in_contact: bool
) -> Furniture:
    """Return the furniture of a sheet with any number of pages.

    There is none on a cover page and the back of a booklet, nor where the contact details stand.
    """
    is_said = column.imprint_first and not sheet.fold  # a back is on the first sheet
    facts = (*brief(document, column.language),) if is_said else ()
    bare = {1} if sheet.fold or has_page(column, sheet) else set()
    if ends_in_contact or sheet.fold:
        bare |= {-1}
    place = column, sheet.lines.foot * MM, frozenset(bare)
    is_booklet, behind = sheet.fold == "saddle", not ends_in_contact
    return Furniture(*place, mirrored=is_booklet, says_state_behind=behind, facts=facts)
