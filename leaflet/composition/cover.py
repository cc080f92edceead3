"""Lays out the cover: a band with the clinic, its logo and the title."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from leaflet.content.theme import Look
from leaflet.graphics import svg
from leaflet.graphics.colour import AA, RGB, WHITE, contrast, legible
from leaflet.graphics.picture import pixels
from leaflet.layout.box import Box
from leaflet.layout.column import Column, Said
from leaflet.layout.slices import BOUND, Fill, Slice, height, moved
from leaflet.layout.strips import held, stacked, trimmed

if TYPE_CHECKING:
    from leaflet.document.block import Block
    from leaflet.document.document import Document
    from leaflet.graphics.picture import Picture

LOGO_HEIGHT = 36.0
LOGO_WIDTH = 160.0
LOGO_SIDE = 44.0
"""Of a square logo, and of the square that has the area of a tall one."""
TALLEST = 46.0
STRIP, LOW_STRIP = 66.0, 48.0
"""Height of the strip with the logo and the clinic's name over the title; the lower on a poster."""
CLEAR = 5.0
"""The clear space of a logo on its plate."""
BESIDE = 14.0
"""Between a logo and the clinic's name."""
PALE = 1.5
"""A logo with less contrast to white is made for dark grounds."""
SAMPLES = 4096
"""Points of a logo that are looked at."""
NAME = 110.0
"""The room that a clinic's name needs beside its logo; where it has less it stands under it."""
PAD = 15.0
FRONT = 14.0
"""From the edges of a front panel to its words."""
CARD = 8.0
"""Inside the edges of the card on a front panel."""
TITLE = 0.26
"""How far down a front panel its title begins: over the rim of a rack."""
STRIPE = 7.0
"""Thickness of the rule over a cover that is ruled."""
FRAME = 2.0
"""How much thicker than a rule the frame of a cover is."""


def cover(
    document: Document, column: Column, band: tuple[float, float], strip: float = STRIP
) -> Iterator[Slice]:
    """Yield the slices of the cover band, `band` = (x, width) in points, and the space under it.

    The logo and the clinic's name take `strip` points at least, so that the cover is as high with
    a logo as without one.
    """
    column = _fitting(document, _on_band(column))
    inner = [_strip(column, strip), *_title(document, column), *column.gap(PAD + 4)]
    ground = _Ground(*band, column.look)
    last = len(inner) - 1
    for number, slice in enumerate(inner):
        placed = ground.behind(slice, number == 0, number == last)
        yield placed._replace(keep_with_next=BOUND, white=False)
    yield from column.gap(12)


def front(
    document: Document, column: Column, box: tuple[float, float, float], lead: Block | None
) -> Slice:
    """Return the front panel of a folded leaflet, filled by the cover; `box` = (x, width, height).

    `lead` is the paragraph that the body begins with, for the foot of it. The slice is higher than
    the box where its words need more.
    """
    x, width, tall = box
    inner = column._replace(x=x, width=width, margin=0.0).inset(FRONT, FRONT)
    inked = _fitting(document, _on_band(inner))
    upper = [*inked.gap(FRONT), *_clinic(inked)]
    upper += inked.gap(max(PAD, tall * TITLE - height(upper)))
    upper += _title(document, inked)
    lower = [*_lead(lead, inner)] if lead else []
    high = max(tall, height(upper) + height(lower) + 2 * FRONT)
    marks = [*stacked(upper, 0), *stacked(lower, high - height(lower) - FRONT)]
    return _Ground(x, width, column.look).behind(Slice(high, tuple(marks)), True, True)


def _lead(lead: Block, column: Column) -> Iterator[Slice]:
    """Yield the first paragraph on a white card, the ground on which text reads best."""
    if column.look.band == "filled":
        card = column.inset(-CARD, -CARD)
        words = trimmed(lead.layout(column))
        yield from card.panel(words, WHITE, CARD)
    else:
        yield from trimmed(lead.layout(column))


def _fitting(document: Document, column: Column) -> Column:
    """Return the column with the words of the cover small enough for the widest of them.

    The title is as large as a heading at least, the others as the body.
    """
    look = column.look
    said: dict[str, Said] = {"title": document.title, "clinic": column.clinic.name.text}
    if document.subtitle:
        said["subtitle"] = document.subtitle
    for name, words in said.items():
        style, least = look.styles[name], look.styles["h2" if name == "title" else "body"]
        widest = column.widths(words, style)[0]
        size = min(style.size, max(least.size, style.size * column.width / widest - 0.1))
        style = style._replace(size=size, leading=style.leading * size / style.size)
        look = look._replace(styles=look.styles | {name: style})
    return column._replace(look=look)


def _on_band(column: Column) -> Column:
    """Return the column with all type in the colour that contrasts with the band."""
    look = column.look
    styles = {name: kind._replace(colour=look.on_band) for name, kind in look.styles.items()}
    return column._replace(look=look._replace(styles=styles))


class _Ground(NamedTuple):
    """The ground behind the words of the cover."""

    x: float
    width: float
    look: Look

    def behind(self, slice: Slice, head: bool, foot: bool) -> Slice:
        """Return the slice with its strip of the cover band painted behind it."""
        look, colour = self.look, self.look.colours["band"]
        if look.band != "ruled":
            line = FRAME * look.rule if look.band == "framed" else 0.0
            ground = WHITE if line else colour
            return Box(self.x, self.width, ground, colour, line, look.radius * 1.5).behind(
                slice, head, foot
            )
        marks = []
        if head:
            marks.append(Fill(self.x, 0, self.width, STRIPE, colour))
        if foot:
            tall = 2 * look.rule
            marks.append(Fill(self.x, slice.height - tall, self.width, tall, colour))
        return slice._replace(marks=(*marks, *slice.marks))


def _title(document: Document, column: Column) -> Iterator[Slice]:
    styles = column.look.styles
    yield from column.lines(document.title, styles["title"], column.node.add("H1"))
    if document.subtitle:
        yield from column.gap(4)
        yield from column.lines(document.subtitle, styles["subtitle"], column.node.add("P"))


def _strip(column: Column, least: float) -> Slice:
    """Return the clinic's logo and name on a strip at least so high."""
    clinic = [*_clinic(column)]
    tall = max(least, height(clinic) + PAD / 2)
    return Slice(tall, tuple(stacked(clinic, (tall - height(clinic)) / 2)))


def _clinic(column: Column) -> Iterator[Slice]:
    """Yield the clinic's logo, if it has one, and its name."""
    logo = column.clinic.logo
    style = column.look.styles["clinic"]
    if not logo:
        yield from column.lines(column.clinic.name.text, style, column.node.add("P"))
        return
    wide, tall = (side / column.scale for side in logo_size(logo.picture))
    alt = column.language.label("logo", name=column.clinic.name)
    plate = _plate(logo.picture, column.look)
    clear = CLEAR / column.scale if plate else 0.0
    (drawn,) = column.inset(clear).picture(logo.picture, wide, alt)
    marks = [moved(mark, 0, clear) for mark in drawn.marks]
    width, strip = wide + 2 * clear, tall + 2 * clear
    if plate:
        round = min(4.0, column.look.radius)
        marks.insert(0, Fill(column.x, 0, width, strip, plate, round, round))
    beside = column.inset(width + BESIDE)
    if beside.width < max(NAME, column.widths(column.clinic.name.text, style)[0]):
        yield Slice(strip + BESIDE / 2, tuple(marks))
        yield from column.lines(column.clinic.name.text, style, column.node.add("P"))
        return
    name = list(held(beside.lines(column.clinic.name.text, style, column.node.add("P")), BOUND))
    lower = max(0.0, (height(name) - strip) / 2)
    marks = [moved(mark, 0, lower) for mark in marks]
    strip = max(strip, height(name))
    marks += stacked(name, (strip - height(name)) / 2)
    yield Slice(strip, tuple(marks))


def logo_size(picture: Picture) -> tuple[float, float]:
    """Return the width and height of a logo, in points, scaled to fit the room for it.

    One that is not wide may be higher, so that none looks small beside another.
    """
    wide, tall = picture.width, picture.height
    least = max(LOGO_HEIGHT / tall, LOGO_SIDE / (wide * tall) ** 0.5)
    scale = min(LOGO_WIDTH / wide, TALLEST / tall, least)
    return wide * scale, tall * scale


def _plate(picture: Picture, look: Look) -> RGB | None:
    """Return the colour of the plate under a logo, or None if the logo shows on the ground.

    Nobody can know what a logo is made for, so on a filled band it stands on white, as on most
    paper; a transparent one needs no more than a pale band. One of pale signs alone, which is
    made for dark grounds, stands on a dark one.
    """
    band = look.colours["band"] if look.band == "filled" else WHITE
    seen = brightness(picture)
    if seen is not None and contrast((seen,) * 3, WHITE) < PALE:
        dark = look.colours["heading"]
        return None if legible(WHITE, band) >= AA else dark
    light = contrast(band, WHITE) < PALE and seen is not None
    return None if light or band == WHITE else WHITE


@functools.lru_cache(8)
def brightness(picture: Picture) -> float | None:
    """Return the mean brightness of a logo's visible pixels, 0 to 1; None if it is opaque."""
    if picture.kind == "svg":
        figures = svg.read(picture.data).figures
        return sum(max(figure.colour) for figure in figures) / len(figures)
    if picture.kind == "jpeg":
        return None
    colours, alpha = pixels(picture)
    if not alpha:
        return None
    step = max(1, len(alpha) // SAMPLES)
    tones = [
        max(colours[3 * at : 3 * at + 3]) for at in range(0, len(alpha), step) if alpha[at] > 127
    ]
    return sum(tones) / len(tones) / 255 if tones else 0.0
