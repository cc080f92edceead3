"""`- contents`: the headings of the leaflet with their pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, NamedTuple

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.outline import Outline
from leaflet.layout import lists
from leaflet.layout.column import Column, baseline
from leaflet.layout.right_set import ending_at, tabular
from leaflet.layout.slices import Shape, Slice, StructureNode, Words
from leaflet.layout.strips import side_by_side
from leaflet.text import fonts
from leaflet.text.run import Run

WIDEST = "888"
"""The number that room is left for, so that lines break alike whatever the numbers are."""
BETWEEN = 6 * MM
"""The least white between words and number."""
DOT, APART, CLEAR = 0.8, 4.5, 2 * MM
"""The size of the dots between words and number and how far they stand apart, in points, and the
white at their ends. A line would look like one to write on."""


class ContentsEntry(NamedTuple):
    """A heading as the list of contents has it."""

    words: str
    page: int
    """The number of its page as printed; 0 where none is."""
    link: str
    """Where it leads to: `#` and the number of the heading in reading order."""

    @property
    def said(self) -> str:
        """The words and the number."""
        return f"{self.words} {self.page or ''}".strip()


class Contents(Block, frozen=True):
    """A list of the headings of level 2 with their pages; it may have another title."""

    main: ClassVar[str] = "title"
    """`contents: words` gives it another title."""

    title: Annotated[
        Text | None, Meta(description="What stands over the list, unless “Contents”.")
    ] = None

    @property
    def entries(self) -> tuple[ContentsEntry, ...]:
        """The headings, once they are known."""
        return ()

    @property
    def has_head(self) -> bool:
        """Whether it stands under a heading that the author wrote, and needs no title."""
        return False

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield a row for each heading; the number stands at the end of its last line."""
        if not self.has_head:
            title = self.title or column.language.label("contents")
            yield from column.heading(title, column.floor + 1)
        column = column.prose
        node = column.node.add("TOC")
        rows = [[*_row(entry, column, node.add("TOCI"))] for entry in self.entries]
        yield from lists.spaced(column, rows, column.look.quarter)
        yield from column.gap(column.look.styles["body"].after)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the title, and each heading with its page."""
        if not self.has_head:
            yield from voice.heads(voice.floor + 1, self.title or voice.language.label("contents"))
        yield "TOC", ""
        for entry in self.entries:
            yield "TOCI", ""
            yield from voice.says("P", (Run(entry.said, link=entry.link),))


class ListedContents(Contents, frozen=True, kw_only=True):
    """The list once the headings are known."""

    listed: tuple[ContentsEntry, ...]
    is_under_heading: bool

    @property
    def entries(self) -> tuple[ContentsEntry, ...]:
        """The headings."""
        return self.listed

    @property
    def has_head(self) -> bool:
        """Whether it stands under a heading that the author wrote."""
        return self.is_under_heading


def _row(entry: ContentsEntry, column: Column, node: StructureNode) -> Iterator[Slice]:
    """Yield the lines of an entry, all of which lead to its heading."""
    style = column.look.styles["body"]
    room = column.widths(WIDEST, style)[1] + BETWEEN if entry.page else 0.0
    link = node.add("P").add("Link")
    said = (Run(f"{entry.words} " if entry.page else entry.words),)
    *others, last = column.inset(0, room).lines(said, style, link)
    yield from (_leading(line, entry.link) for line in others)
    if not entry.page:
        yield _leading(last, entry.link)
        return
    (number,) = column.lines(str(entry.page), style, link)
    number = ending_at(tabular(number, style), column.x + column.width)
    row = side_by_side([last], [number])._replace(keep_with_next=last.keep_with_next)
    yield _leading(row._replace(marks=(*row.marks, *_leader(last, number, column))), entry.link)


def _leading(line: Slice, link: str) -> Slice:
    """Return a line whose words lead to a heading."""
    marks = (mark._replace(link=link) if isinstance(mark, Words) else mark for mark in line.marks)
    return line._replace(marks=tuple(marks))


def _leader(words: Slice, number: Slice, column: Column) -> Iterator[Shape]:
    """Yield dots from the words to the number, one under another in all rows; they are not read."""
    style = column.look.styles["body"]
    start = max(mark.x + mark.width for mark in words.marks if isinstance(mark, Words)) + CLEAR
    end = min(mark.x for mark in number.marks if isinstance(mark, Words)) - CLEAR
    edge = column.x + column.width
    places = [n * APART for n in range(int((edge - end) / APART) + 1, int((edge - start) / APART))]
    if len(places) > 1:
        wide = places[-1] - places[0] + DOT
        dots = tuple((places[-1] - place, 0.0) for place in places)
        outline = Outline(wide, DOT, (("R", (0.0, 0.0, DOT, DOT)),), places=dots, is_sided=True)
        y = baseline(style, fonts.family(style.family).regular[0]) - DOT
        yield Shape(edge - places[-1], y, wide, DOT, outline, column.look.colours["muted"])
