"""Draws what stands in a cell of a table: words, a list, boxes to tick, a picture."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.content.look import Style, drawing_colours
from leaflet.content.picture_file import PictureName
from leaflet.content.sheet import MM
from leaflet.layout import blanks, lists
from leaflet.layout.cells import TableCell
from leaflet.layout.column import Column, Said
from leaflet.layout.slices import BOUND, LOOSE, PlacedPicture, Slice
from leaflet.layout.strips import side_by_side, stacked, trimmed

PICTURE = (26 * MM, 48 * MM)
"""The least and the most width of a picture in a cell."""
HIGHEST = 0.3
"""The share of a page's height that it takes at most."""
BESIDE, BETWEEN = 2 * MM, 6 * MM
"""White between a box to tick and its words, and from those to the next box."""


def in_cell(place: Column, cell: TableCell, style: Style, name: str = "") -> list[Slice]:
    """Return what stands in a cell, under the structure node of its column.

    `name` is what is filled in there, for those who do so on a screen.
    """
    if cell.is_plain:
        return [*place.lines(cell.text, style, place.node)]
    parts = [[*part] for part in _parts(place, cell, style, name)]
    between = [*place.gap(place.look.quarter)]
    return [slice for part in parts for slice in (*part, *between)][: -len(between) or None]


def _parts(place: Column, cell: TableCell, style: Style, name: str) -> Iterator[list[Slice]]:
    if cell.picture:
        yield [_picture(place, cell)]
    if cell.text and not (said := cell._replace(items=(), ticks=(), picture=None)).is_blank:
        yield [*place.lines(said.text, style, place.node.add("P"))]
    if cell.items:
        yield _listed(place, cell)
    if cell.ticks:
        yield [*_ticks(place, cell.ticks, style, name)]


def _picture(place: Column, cell: TableCell) -> Slice:
    """Return the picture of a cell, as wide as that has room for it."""
    picture = cell.picture
    if picture is None:
        raise TypeError("a cell without a picture")
    drawn = picture.picture
    if isinstance(picture, PictureName):
        drawn = picture.coloured(drawing_colours(place.look))
    ratio = drawn.width / drawn.height
    width = min(place.width, PICTURE[1], place.room * HIGHEST * ratio)
    node = place.node.add("Figure", alt=cell.alt) if cell.alt else None
    tall = width / ratio
    return Slice(tall, (PlacedPicture(place.x, 0, width, tall, drawn, node),))


def _listed(place: Column, cell: TableCell) -> list[Slice]:
    narrow = place._replace(abreast=False, is_alert=False)
    if cell.is_numbered:
        return trimmed(lists.numbered(narrow, cell.items))
    return trimmed(lists.marked(narrow, lists.DISC, cell.items))


def _ticks(place: Column, ticks: tuple[Said, ...], style: Style, name: str) -> Iterator[Slice]:
    """Yield boxes to tick in a row where they have room, and else one under another."""
    widths = [_tick_width(place, words, style) for words in ticks]
    if sum(widths) + _between(ticks) * (len(ticks) - 1) <= place.width:
        yield _in_row(place, [*zip(ticks, widths, strict=True)], style, name)
    elif any(ticks):
        for number, words in enumerate(ticks):
            yield from place.gap(place.look.quarter) if number else ()
            yield from _tick(place, words, style, name)
    else:
        each = max(1, int((place.width + BESIDE) / (blanks.TICK + BESIDE)))
        for start in range(0, len(ticks), each):
            yield from place.gap(place.look.quarter) if start else ()
            row = zip(ticks[start : start + each], widths, strict=False)
            yield _in_row(place, [*row], style, name)


def _between(ticks: tuple[Said, ...]) -> float:
    return BETWEEN if any(ticks) else BESIDE


def _tick_width(place: Column, words: Said, style: Style) -> float:
    beside = BESIDE + place.widths(words, style)[1] if words else 0.0
    return blanks.TICK + beside


def _in_row(place: Column, ticks: list[tuple[Said, float]], style: Style, name: str) -> Slice:
    x, drawn = 0.0, []
    for words, width in ticks:
        drawn.append(_tick(place.inset(x, place.width - x - width - 0.01), words, style, name))
        x += width + (BETWEEN if words else BESIDE)
    return side_by_side(*drawn)


def _tick(place: Column, words: Said, style: Style, name: str) -> Iterator[Slice]:
    """Yield a box with its words beside it."""
    box = blanks.tick(place, named(place, name, words))
    if words:
        hung = place.inset(blanks.TICK + BESIDE)
        yield from boxed(box, [*hung.lines(words, style, place.node.add("P"))], style)
    else:
        yield from boxed(box, [], style)


def boxed(box: Slice, lines: list[Slice], style: Style) -> Iterator[Slice]:
    """Yield lines beside a box; the first is in the middle of its height."""
    tall = max(box.height, style.leading)
    marks = [*stacked([box], (tall - box.height) / 2)]
    marks += stacked(lines[:1], (tall - style.leading) / 2)
    yield Slice(tall, tuple(marks), BOUND if len(lines) > 1 else LOOSE)
    yield from lines[1:]


def named(place: Column, name: str, words: Said) -> str:
    """Return what is filled in: of what row, column and words."""
    said = "".join(run.text for run in place.runs(words, place.look.styles["body"]))
    return place.language.listed(filter(None, (name, said.strip())))
