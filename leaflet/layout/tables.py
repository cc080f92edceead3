"""Draws tables: cells in columns under a head, or each row as a card where these have no room.

A block makes a `TableContent` of its own cells, draws it with `tables.drawn(column, content)` and
reads it with `voice.table(content)`:

    head = (TableCell("Age"), TableCell("How much"))
    rows = ((TableCell("1 month"), TableCell("2.5 ml")), …)
    content = TableContent(rows, head, caption, is_named=True)

`caption` and the text of a cell are a `Text`, a string or runs. All rows have as many cells as the
table has columns; a cell of the head may have a `span`. `is_named` makes the first cell of each
row its header. A cell may hold a list, boxes to tick and a picture too. Numbers stand with their
decimal points one under another; a column of units under the same cell of the head stands close to
them. With `has_grid` blank cells are places to write in. Widths, the repeated head, cards on narrow
panels, large print and high rows are cared for here.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.content.look import Style
from leaflet.errors import LeafletError
from leaflet.layout.cells import CellKinds, TableContent
from leaflet.layout.column import Column, Said
from leaflet.layout.grid import SOURCE
from leaflet.layout.lists import LABEL
from leaflet.layout.slices import WISHED, Slice, height
from leaflet.layout.strips import beside, bound_to_next, held, unread, whole
from leaflet.layout.table_cards import TableCards
from leaflet.layout.table_grid import TableGrid
from leaflet.layout.table_widths import gridded

HIGHEST = 420.0
"""Points that a row may be high, with the head that is repeated over it, before it is parted."""
HEAD_HIGHEST = 140.0
"""A higher head, or caption, is not repeated."""
SMALL = 0.5
"""A table up to this share of a page is wished to be in one piece."""


def drawn(column: Column, table: TableContent) -> Iterator[Slice]:
    """Yield the caption, the head and the rows; only a very high row is split.

    Where the columns have no room for their words the table has a turned page to itself, if
    its author lets it and the paper is not folded; and else each row is a card of lines.
    """
    turned = column.turned if table.landscape else None
    if upright := gridded(column, table):
        yield from _drawn(upright, column, table)
    elif turned and (grid := gridded(turned, table)):
        for slice in _drawn(grid, turned, table):
            yield slice._replace(turned=True)
    elif column.scale > 1 and gridded(column.ungrown, table):
        raise LeafletError()  # so that the leaflet does not grow: it has room for the columns
    else:
        yield from _drawn(_cards(column, table), column, table)


def _drawn(grid: TableGrid | TableCards, column: Column, table: TableContent) -> Iterator[Slice]:
    """Yield the caption, the head, the rows and the footnotes, with the white around them."""
    kinds = CellKinds.of(column.look, table)
    slices = [*_captioned(grid.frame.column, table.caption)]
    above = [*_continued(grid.frame.column, table.caption)]
    slices += (head := grid.head(kinds.headers(table)))
    above += unread(head)
    above = above if height(above) <= HEAD_HIGHEST else []
    limit = min(HIGHEST, column.room) - height(above)
    rows = [grid.row(row, limit, number) for number, row in enumerate(kinds.rows(table), 1)]
    parts = (part._replace(above=tuple(above)) for part in _paired(rows))
    notes = [*_noted(column, table)]
    slices += parts
    slices = [*slices[:-1], *bound_to_next(slices[-1:]), *notes] if notes else slices
    small = height(slices) <= column.room * SMALL
    yield from held(slices, WISHED) if small else slices
    yield from column.gap(3 * column.look.quarter)


def _noted(column: Column, table: TableContent) -> Iterator[Slice]:
    """Yield the footnotes in one piece, a list whose items hang from their marks."""
    if not table.notes:
        return
    style, prose = column.look.styles["body"], column.prose
    node = column.node.add("L", attributes=("/O /List /ListNumbering /None",))
    hang = max(SOURCE, *(column.widths(note.mark, style)[1] + LABEL for note in table.notes))
    slices = [*column.gap(2 * column.look.quarter)]
    for note in table.notes:
        item = node.add("LI")
        label = prose.lines(note.mark, style, item.add("Lbl"))
        slices += beside(label, prose.inset(hang).lines(note.text, style, item.add("LBody")))
    yield from whole(slices)


def _captioned(column: Column, caption: Said | None) -> Iterator[Slice]:
    if caption:
        node = column.node.add("Caption")
        lines = column.prose.lines(caption, _caption_style(column), node)
        yield from bound_to_next(lines)
        yield from bound_to_next(column.gap(2 * column.look.quarter))


def _continued(column: Column, caption: Said | None) -> Iterator[Slice]:
    """Yield the caption as it is repeated on each page that the table goes on to."""
    if caption:
        yield from column.prose.continued(caption, _caption_style(column))
        yield from column.gap(2 * column.look.quarter)


def _caption_style(column: Column) -> Style:
    return column.look.styles["h3"]


def _cards(column: Column, table: TableContent) -> TableCards:
    """Return what draws each row as a card, over the margin column too if a word needs it."""
    style = CellKinds.of(column.look, table).name.style
    words = (
        column.widths(text, style)[0]
        for row in (*table.heads, *table.rows)
        for cell in row
        for text in (cell.text, *cell.items, *cell.ticks)
    )
    place = column if max(words) <= column.width else column.wide
    return TableCards(place.inside("Table"), table)


def _paired(rows: list[list[Slice]]) -> Iterator[Slice]:
    """Yield the slices of the rows; neither the first nor the last row stands alone on a page."""
    for number, row in enumerate(rows, 1):
        alone = number < len(rows) and number in (1, len(rows) - 1)
        yield from [*row[:-1], *bound_to_next(row[-1:])] if alone else row
