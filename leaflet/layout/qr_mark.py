"""Draws an address as a QR code that a phone's camera reads (ISO/IEC 18004)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from leaflet.graphics import qr_code
from leaflet.graphics.colour import BLACK, WHITE
from leaflet.layout.slices import BOUND, Fill, Shape, Slice, height
from leaflet.layout.strips import side_by_side
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.layout.column import Column

MM = 72 / 25.4
"""Points in a millimetre."""
SIZE, LARGE = 28.0, 30.0
"""Millimetres across, quiet zone and all; the larger among the contact details."""
MODULE = 0.4
"""Millimetres that a module, the smallest square, has at least; a long address takes more room."""
LINE, FRAME, RADIUS, GAP = 0.75, 2.0, 3.0, 14.0
"""The line round the plate, what it takes with its rounded corners, and the white beside it."""


def width(address: Run) -> float:
    """Return the width of an address's code with its frame, in points."""
    return MM * max(SIZE, MODULE * qr_code.outline(address.link).width) + 2 * FRAME


def drawn(column: Column, address: Run) -> Slice:
    """Return the code at the start of the column, black on a framed white plate."""
    node = column.node.add("Figure", alt=column.language.label("qr", address=address.text))
    x, wide = column.x, width(address)
    inside, white = wide - 2 * FRAME, wide - 2 * LINE
    frame = Fill(x, 0, wide, wide, column.look.colours["rule"], RADIUS, RADIUS)
    plate = Fill(x + LINE, LINE, white, white, WHITE, RADIUS - LINE, RADIUS - LINE)
    code = Shape(x + FRAME, FRAME, inside, inside, qr_code.outline(address.link), BLACK, node)
    return Slice(wide, (frame, plate, code))


def side(address: Run, least: float = LARGE) -> float:
    """Return the width of an address's code on white, in points, of `least` millimetres."""
    return MM * max(least, MODULE * qr_code.outline(address.link).width)


def on_white(column: Column, address: Run, least: float = LARGE) -> Iterator[Slice]:
    """Yield the code at the start of the column, on white, for grounds of any colour."""
    node = column.node.add("Figure", alt=column.language.label("qr", address=address.text))
    x, wide = column.x, side(address, least)
    code = Shape(x, 0, wide, wide, qr_code.outline(address.link), BLACK, node)
    yield Slice(wide, (Fill(x, 0, wide, wide, WHITE), code))


def with_words(
    column: Column, address: Run, words: Callable[[Column], Iterable[Slice]]
) -> Iterator[Slice]:
    """Yield the code at the start of the column, with the words beside its middle, or under it."""

    def at_side(place: Column) -> Iterator[Slice]:
        code = drawn(place, address)
        said = [*words(place.inset(code.height + GAP))]
        spare = max(0.0, code.height - height(said)) / 2
        return beside([Slice(spare), *said], [code])

    def under(place: Column) -> Iterator[Slice]:
        yield drawn(place, address)._replace(keep_with_next=BOUND)
        yield from words(place)

    yield from column.first_fitting(at_side, under)


def beside(words: Iterable[Slice], code: Iterable[Slice]) -> Iterator[Slice]:
    """Yield words with a code beside them: one slice as high as the code, then the rest."""
    code, words = list(code), list(words)
    top: list[Slice] = []
    while words and height(top) < height(code):
        top.append(words.pop(0))
    strip = side_by_side(top, code)
    yield strip._replace(keep_with_next=top[-1].keep_with_next if top and words else 0)
    yield from words
