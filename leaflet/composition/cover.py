"""Lays out the cover: a strip with the clinic, and a block with the title beside a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from leaflet.composition.canvas import RULE, Canvas, Title, Way, too_much
from leaflet.composition.strip import HIGH, LOW, inked, strip
from leaflet.content.sheet import MM, Sheet
from leaflet.errors import Fault, note
from leaflet.layout.column import Column
from leaflet.layout.slices import Fill, Mark, Page, Slice, Words, height, moved
from leaflet.layout.strips import cap_top

if TYPE_CHECKING:
    from leaflet.document.document import Document

WIDE = 180.0
"""Millimetres from which a page has room for more than its cover."""
STEPS = ("title", "title_small", "h2", "h3")
"""The styles of the title of a cover page: the last are for a very long word."""
CLOSE = 0.1
"""Points of a size of type that are no difference."""
APART = 6.0
"""Between the title and the picture beside it."""
OVER, BETWEEN, UNDER = 10.0, 8.0, 9.0
"""Over the title in its block, between it and the subtitle, and under that."""
BLOCK, LARGE_BLOCK = 69.0, 84.0
"""The least height of a block with the title beside the picture."""
ACROSS = 62.0
"""The height of a picture over the whole width of a wide page."""
BELOW = 8.5
"""From the block to the text under it."""
PAGE_PICTURE, LEAST_PICTURE = 92.0, 40.0
"""The height of the picture of a cover page, and the least that a long title leaves of it."""
PAGE_OVER, PAGE_UNDER = 12.0, 15.5
"""Over the title of a cover page, and under its subtitle."""
TAB = 26.0
"""The height of the ground of the clinic's name over a column."""
BADGE = 36.0
"""The side of the picture, or of the disc of the icon, in the margin of a white cover."""
WHITE_OVER, BETWEEN_WHITE, WHITE_BELOW = 3.4, 1.5, 2.4
"""Over the title of a white cover, between it and the subtitle, and under all of it."""
GUTTER, COLUMN_OVER, COLUMN_BELOW = 8.0, 7.0, 4.9
"""Between a tinted column and the title beside it, over that, and under the cover there."""


def cover(document: Document, column: Column, sheet: Sheet) -> Slice:
    """Return the cover, from the top edge of the page down; `column` is the page's text column.

    What touches an edge of the page is drawn up to it.
    """
    column = _ungrown(column)
    has_column = column.look.heads == "column"
    canvas = Canvas(document, column if has_column else column.wide, sheet)
    if has_page(column, sheet):
        return _page(canvas)
    if canvas.look.cover == "white":
        return _white(canvas, column)
    if _is_over_tint(canvas):
        if canvas.look.cover == "top":
            return _over_column(canvas, column)
        canvas = canvas.across
    match canvas.look.cover, _layout(document):
        case ("top", None | "plain") | (_, "top"):
            return _stacked(canvas)
    return _split(canvas)


def _ungrown(column: Column) -> Column:
    """Return the column in type that a page of grown type has in its usual size in the end."""
    if column.scale == 1.0:
        return column
    styles = {
        name: kind._replace(size=kind.size / column.scale, leading=kind.leading / column.scale)
        for name, kind in column.look.styles.items()
    }
    return column._replace(look=column.look._replace(styles=styles))


def has_page(column: Column, sheet: Sheet) -> bool:
    """Return whether the cover has a page for itself."""
    return sheet.width < WIDE * column.mm


def _is_over_tint(canvas: Canvas) -> bool:
    """Return whether the page has a tinted column, which the cover stands over."""
    return canvas.look.heads == "column" and canvas.column.margin > 0


def _layout(document: Document) -> str | None:
    return document.cover.layout if document.cover else None


def _split(canvas: Canvas) -> Slice:
    """Return the title with the picture beside it, which takes the end of the page.

    A title that is too long for any column beside a picture stands under it.
    """
    mm, grid = canvas.mm, canvas.column.grid
    ways = [
        Way(style, canvas.column._replace(width=grid.at(first) - APART * mm - grid.x), most)
        for style, first, most in (("title", 7, 2), ("title_small", 8, 5), ("title_small", 9, 5))
        if not (canvas.is_large and first == 7)
    ]
    if canvas.is_large:
        ways.insert(0, Way("title", ways[0].column, 2))
    title = canvas.title(ways)
    if not title.fits:
        return _stacked(canvas)
    place = title.way.column
    purpose = canvas.purpose(place)
    least = (LARGE_BLOCK if canvas.is_large else BLOCK) * mm
    tall = max(least, _block(canvas, title, purpose))
    start = place.x + place.width + APART * mm
    over, foot, marks = _strip(canvas)
    tall, low = over + tall - foot, over + tall
    marks += canvas.ground((0, foot, canvas.sheet.width, tall))
    marks += canvas.titled(title, over + OVER * mm)
    marks.append(canvas.picture(canvas.inside((start, foot, canvas.sheet.width - start, tall))))
    marks += canvas.purposed(place, low - UNDER * mm - height(purpose))
    return _slice(low + BELOW * mm, marks)


def _stacked(canvas: Canvas) -> Slice:
    """Return the picture over the whole width of the page, and the title in a block under it."""
    mm = canvas.mm
    title = canvas.title(
        Way(style, canvas.column, most)
        for style, most in (("title", 2), ("title_small", 0), ("h2", 0))
    )
    purpose = canvas.purpose(canvas.column)
    over, foot, marks = _strip(canvas)
    width, block = canvas.sheet.width, over + ACROSS * mm
    tall = _block(canvas, title, purpose)
    marks += canvas.ground((0, block, width, tall))
    marks += canvas.titled(title, block + OVER * mm)
    marks.append(canvas.picture((0, foot, width, block - foot)))
    marks += canvas.purposed(canvas.column, block + tall - UNDER * mm - height(purpose))
    return _slice(block + tall + BELOW * mm, marks)


def _page(canvas: Canvas) -> Slice:
    """Return the cover that fills a page: the picture, and the title in a block under it."""
    mm, column, sheet = canvas.mm, canvas.column, canvas.sheet
    over, foot, marks = _strip(canvas)
    purpose = canvas.purpose(column)
    title = canvas.title(Way(style, column, 4) for style in STEPS)
    need = (PAGE_OVER + PAGE_UNDER + bool(purpose) * BETWEEN) * mm + title.height + height(purpose)
    block = min(over + PAGE_PICTURE * mm, sheet.height - need)
    if block - foot < LEAST_PICTURE * mm:
        raise too_much(canvas.document, foot + LEAST_PICTURE * mm - block)
    marks += canvas.ground((0, block, sheet.width, sheet.height - block))
    marks += canvas.titled(title, block + PAGE_OVER * mm)
    marks.append(canvas.upright((0, foot, sheet.width, block - foot)))
    marks += canvas.purposed(column, sheet.height - PAGE_UNDER * mm - height(purpose))
    marks += canvas.stated()
    return _slice(sheet.height, marks)._replace(breaks=True)


def _white(canvas: Canvas, text: Column) -> Slice:
    """Return a white cover under a rule, its picture or icon in the margin beside the title."""
    mm, side = canvas.mm, BADGE * canvas.mm
    over, foot, marks = _strip(canvas)
    marks += canvas.ground((0, foot, canvas.sheet.width, RULE * mm))
    if text.x - canvas.column.x < side:
        text = canvas.column.inset(side + APART * mm)
    title = canvas.title((Way("title", text, 3), Way("title_small", text), Way("h2", text)))
    top = over + (RULE + WHITE_OVER) * mm
    low = top + title.height + BETWEEN_WHITE * mm
    marks += canvas.titled(title, top)
    capitals = top + cap_top(title.lines)
    marks.append(canvas.badge((canvas.column.x, capitals, side, side)))
    marks += canvas.purposed(text, low)
    low = max(low + height(canvas.purpose(text)), capitals + side)
    return _slice(low + WHITE_BELOW * mm, marks)


def _over_column(canvas: Canvas, text: Column) -> Slice:
    """Return the picture over the whole page; the clinic's name heads its column, on a ground.

    A logo stands in a strip over the picture, so that it is on white.
    """
    mm, low, width = canvas.mm, ACROSS * canvas.mm, canvas.sheet.width
    foot, marks = 0.0, list[Mark]()
    if canvas.column.clinic.logo:
        _, foot, marks = _strip(canvas.beside_column)
    tab = low
    if not marks:
        marks = _tab(canvas, text.x - GUTTER * mm, low)
        tab += max(mark.height for mark in marks if isinstance(mark, Fill))
    canvas = canvas.on_white
    title = canvas.title((Way("title", text, 2), Way("title_small", text), Way("h2", text)))
    marks += canvas.titled(title, low + COLUMN_OVER * mm)
    marks.append(canvas.picture((0, foot, width, low - foot)))
    low += COLUMN_OVER * mm + title.height + BETWEEN_WHITE * mm
    marks += canvas.purposed(text, low)
    low += height(canvas.purpose(text)) + COLUMN_BELOW * mm
    return _slice(max(low, tab), marks)


def _tab(canvas: Canvas, end: float, top: float) -> list[Mark]:
    """Return the clinic's name on a ground that heads a column, which ends `end` points in."""
    colours, start = canvas.look.colours, canvas.sheet.margins.start * MM
    place = canvas.column._replace(x=start, width=end - start - APART * canvas.mm)
    own = strip(inked(place, colours["on"]), end, TAB)
    return [Fill(0, top, end, own.foot, colours["band"]), *(moved(m, 0, top) for m in own.marks)]


def _strip(canvas: Canvas) -> tuple[float, float, list[Mark]]:
    """Return the height of the strip over the cover, where it ends, and its marks.

    It is white over a tinted column too.
    """
    is_wide = canvas.sheet.width >= WIDE * canvas.mm and not canvas.is_large
    is_low = is_wide and canvas.look.cover != "white"
    width = canvas.sheet.width
    made = strip(canvas.column, width, LOW if is_low else HIGH)
    paper = Fill(0, 0, width, made.foot, canvas.look.colours["paper"])
    white = [paper] if _is_over_tint(canvas) else []
    return made.height, made.foot, [*white, *made.marks]


def _block(canvas: Canvas, title: Title, purpose: list[Slice]) -> float:
    """Return the least height of a block with a title and a subtitle."""
    between = BETWEEN if purpose else 0.0
    return (OVER + between + UNDER) * canvas.mm + title.height + height(purpose)


def _slice(tall: float, marks: list[Mark]) -> Slice:
    return Slice(tall, tuple(marks))


def small_titles(pages: Iterable[Page], document: Document, least: float) -> Iterator[Fault]:
    """Yield a note if the title is smaller than `least` points, for the sake of its length."""
    sizes = (
        mark.size
        for page in pages
        for mark in page.marks
        if isinstance(mark, Words) and mark.node and mark.node.role == "H1"
    )
    size = min(sizes, default=least)
    if size < least - CLOSE:
        problem = f"the title is set in {size:g} pt, and a title has {least:g} or more"
        place = document.title.span and document.title.span.place
        hint = "it is long, or has a long word: give the title a `short:` form"
        yield note("small-title", problem, place, hint)
