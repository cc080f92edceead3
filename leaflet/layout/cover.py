"""Cover: the band at the head of the first page, with the clinic, its logo and the title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaflet.colour import WHITE
from leaflet.layout.column import Column
from leaflet.layout.slices import BOUND, Fill, Slice, height, held, moved

if TYPE_CHECKING:
    from leaflet.document import Document
    from leaflet.picture import Picture

LOGO_HEIGHT = 48.0
LOGO_WIDTH = 170.0
CLEAR = 7.0
"""White round a logo, so that it can be seen on any band."""
PAD = 15.0


def cover(document: Document, column: Column, band: tuple[float, float]) -> Iterator[Slice]:
    """Yield the slices of the band: as wide as `band` = (x, width), and the space under it."""
    styles = column.look.styles
    column = column._replace(
        look=column.look._replace(
            styles={
                name: kind._replace(colour=column.look.on_band) for name, kind in styles.items()
            }
        )
    )
    inner = [*column.gap(PAD), *_clinic(column), *column.gap(PAD), *_title(document, column)]
    inner += column.gap(PAD + 4)
    x, width = band
    radius = column.look.radius * 1.5
    tint = column.look.colours["band"]
    last = len(inner) - 1
    for number, slice in enumerate(inner):
        upper, lower = radius * (number == 0), radius * (number == last)
        fill = Fill(x, 0, width, slice.height, tint, upper, lower)
        yield slice._replace(marks=(fill, *slice.marks), keep_with_next=BOUND, white=False)
    yield from column.gap(12)


def _title(document: Document, column: Column) -> Iterator[Slice]:
    styles = column.look.styles
    yield from column.lines(document.title, styles["title"], column.node.add("H1"))
    if document.subtitle:
        yield from column.gap(4)
        yield from column.lines(document.subtitle, styles["subtitle"], column.node.add("P"))


def _clinic(column: Column) -> Iterator[Slice]:
    """The clinic's name, with its logo before it where it has one."""
    logo = column.clinic.logo
    style = column.look.styles["clinic"]
    if not logo:
        yield from column.lines(column.clinic.name.text, style, column.node.add("P"))
        return
    wide, tall = logo_size(logo.picture)
    alt = column.language.label("logo", name=column.clinic.name)
    (mark,) = next(iter(column.inset(CLEAR).picture(logo.picture, wide, alt))).marks
    plate = Fill(column.x, 0, wide + 2 * CLEAR, tall + 2 * CLEAR, WHITE, 4, 4)
    beside = column.inset(plate.width + 14)
    name = list(held(beside.lines(column.clinic.name.text, style, column.node.add("P")), BOUND))
    strip = max(plate.height, height(name))
    marks = [plate, moved(mark, 0, CLEAR)]
    top = (strip - height(name)) / 2
    for line in name:
        marks += (moved(word, 0, top) for word in line.marks)
        top += line.height
    yield Slice(strip, tuple(marks))


def logo_size(picture: Picture) -> tuple[float, float]:
    """Width and height of a logo, in points, inside the room that it has."""
    scale = min(LOGO_WIDTH / picture.width, LOGO_HEIGHT / picture.height)
    return picture.width * scale, picture.height * scale
