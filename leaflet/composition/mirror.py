"""Turns pages over for languages that are written from right to left.

Layout counts from the edge where lines begin. Here every mark gets its place from the left. What is
drawn stays as it is, such as pictures, logos and QR codes, but for outlines that have a side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leaflet.composition.imposition import Placed, Side
from leaflet.content.sheet import Sheet
from leaflet.graphics.outline import Outline
from leaflet.layout.slices import Mark, Page, Shape, Slice, Stroke


def turned_over(pages: Iterable[Page], sheet: Sheet) -> Iterator[Page]:
    """Yield the pages with their marks counted from the left edge."""
    for page in pages:
        wide = sheet.height if page.turned else sheet.width
        yield page._replace(marks=tuple(_mark(mark, wide) for mark in page.marks))


def within(slice: Slice, edges: float) -> Slice:
    """Return a slice turned over in its column; `edges` is the sum of the places of both."""
    return slice._replace(
        marks=tuple(_mark(mark, edges) for mark in slice.marks),
        above=tuple(within(each, edges) for each in slice.above),
        below=tuple(within(each, edges) for each in slice.below),
    )


def bound_right(sides: Iterable[Side], sheet: Sheet) -> Iterator[Side]:
    """Yield sides whose pages follow one another from right to left."""
    for side in sides:
        pages = (
            Placed(side.width - x - (sheet.height if page.turned else sheet.width), y, page)
            for x, y, page in reversed(side.pages)
        )
        yield side._replace(pages=tuple(pages))


def _mark(mark: Mark, wide: float) -> Mark:
    if isinstance(mark, Stroke):
        return mark._replace(x=wide - mark.to_x, to_x=wide - mark.x)
    if isinstance(mark, Shape) and mark.outline.is_sided:
        mark = mark._replace(outline=_outline(mark.outline))
    return mark._replace(x=wide - mark.x - mark.width)


def _outline(outline: Outline) -> Outline:
    """Return an outline as a mirror shows it, at places that are counted from the other edge."""
    path = tuple((kind, _points(kind, points, outline.width)) for kind, points in outline.path)
    return outline._replace(path=path, places=tuple((-x, y) for x, y in outline.places))


def _points(kind: str, points: tuple[float, ...], wide: float) -> tuple[float, ...]:
    if kind == "R":
        x, y, width, height = points
        return (wide - x - width, y, width, height)
    return tuple(at if number % 2 else wide - at for number, at in enumerate(points))
