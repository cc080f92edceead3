"""Lays out the strip over a cover: the clinic's logo or name, in a height that never changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from leaflet.content.sheet import MM
from leaflet.errors import Fault, note
from leaflet.graphics.colour import RGB, contrast
from leaflet.graphics.logo import is_pale
from leaflet.layout.column import Column
from leaflet.layout.slices import (
    Fill,
    Mark,
    PlacedPicture,
    Slice,
    StructureNode,
    Words,
    height,
    too_wide,
)
from leaflet.layout.strips import stacked

if TYPE_CHECKING:
    from leaflet.content.clinic import Clinic
    from leaflet.graphics.picture import Picture

LOW, HIGH = 22.0, 24.0
"""Millimetres of the strip on wide pages, and on narrow ones and in large print."""
TOP, MIDDLE, CLEAR = 5.5, 12.0, 0.5
"""Of the highest logo or name, of the middle of others, and of the white under them."""
SPARE = 6.0
"""How far a long name may reach into the block, which has no words there."""
WIDEST, TALL, UPRIGHT = 80.0, 13.0, 16.0
"""The greatest width of a logo, and its height: of one that is not wide the second."""
BESIDE = 6.0
"""Between a logo and the clinic's name on a narrow page."""
LINES = 2
"""Of a clinic's name, unless it is very long."""
WIDE = 150.0
"""The width of a column whose second half the name has."""
NARROWER = (0.4, 0.3, 0.2)
"""The shares of a narrow page that a logo may take beside the clinic's name."""
SEEN = 3.0
"""The contrast of a logo to its ground from which it is seen."""


class Strip(NamedTuple):
    """The strip over a cover, from the top edge of the page."""

    height: float
    """Where the cover counts from: the same whatever stands in it, unless that is very high."""
    foot: float
    """Where it ends and grounds begin: lower where a long name reaches into the block."""
    marks: tuple[Mark, ...]


def strip(column: Column, page_width: float, least: float) -> Strip:
    """Return the strip over the whole width of a page, `least` millimetres high.

    The nodes of what is in it become the next ones of the column's node. A logo that was made for
    dark grounds stands on the brand, or on ink where that is pale too.
    """
    ground = _ground(column)
    if ground:
        column = inked(column, column.look.colours["paper"])
    marks = [*_clinic(column)]
    low = max((_low(mark) for mark in marks), default=0.0)
    foot = max(least * column.mm, low + CLEAR * column.mm)
    behind = [Fill(0, 0, page_width, foot, ground)] if ground else []
    return Strip(max(least, foot / column.mm - SPARE) * column.mm, foot, (*behind, *marks))


def logo_size(picture: Picture) -> tuple[float, float]:
    """Return the printed width and height of a logo, in points."""
    wide, tall = picture.width, picture.height
    scale = min(WIDEST * MM / wide, (TALL if wide > tall else UPRIGHT) * MM / tall)
    return wide * scale, tall * scale


def dark_logos(clinic: Clinic) -> Iterator[Fault]:
    """Yield a note if the clinic's logo was made for dark grounds."""
    logo = clinic.logo
    if logo and is_pale(logo.picture):
        problem = "the logo is pale, so it stands on a dark ground and not on white"
        place = logo.span.place if logo.span else None
        hint = "use the form of it for white paper, if there is one"
        yield note("pale-logo", problem, place, hint, key="" if place else "clinic.logo")


def _ground(column: Column) -> RGB | None:
    """Return the dark ground that the clinic's logo needs, or None if it shows on white."""
    logo, colours = column.clinic.logo, column.look.colours
    if not (logo and is_pale(logo.picture)):
        return None
    white = colours["paper"]
    return next(
        colours[name] for name in ("band", "text") if contrast(colours[name], white) >= SEEN
    )


def inked(column: Column, ink: RGB) -> Column:
    """Return the column with all its type in one colour."""
    styles = {name: kind._replace(colour=ink) for name, kind in column.look.styles.items()}
    return column._replace(look=column.look._replace(styles=styles))


def _low(mark: Mark) -> float:
    """Return how far down a logo, or a line of a name, reaches."""
    match mark:
        case PlacedPicture():
            return mark.y + mark.height
        case Words():
            return mark.y + mark.font.descent * mark.size
    return 0.0


def _clinic(column: Column) -> Iterator[Mark]:
    """Yield the clinic's logo, and its name unless the logo says it."""
    clinic = column.clinic
    if not clinic.logo:
        yield from _name(column, ("clinic", "h4"), column.node.add("P"))
        return
    wide, tall = (side * column.mm / MM for side in logo_size(clinic.logo.picture))
    share = min(1.0, column.width / wide)
    wide, tall = wide * share, tall * share
    alt = column.language.label("logo", name=clinic.name)
    node = column.node.add("Figure", alt=alt)
    place = None
    if clinic.shows_name:
        share, place = _beside(column, wide)
        wide, tall = wide * share, tall * share
    y = max(TOP * column.mm, MIDDLE * column.mm - tall / 2)
    yield PlacedPicture(column.x, y, wide, tall, clinic.logo.picture, node)
    if place:
        yield from _name(place, ("h4",), column.node.add("P"))


def _beside(column: Column, wide: float) -> tuple[float, Column]:
    """Return by what share a logo is smaller, and the column of the name beside it."""
    if column.width > WIDE * column.mm:
        half = column.span(column.grid.columns // 2, column.grid.columns // 2)
        fits = _is_short(_lines(half, "h4"), LINES)
        return 1.0, half if fits else column.inset(wide + BESIDE * column.mm)
    share, place = 1.0, column
    for most in NARROWER:
        share = min(1.0, column.width * most / wide)
        place = column.inset(wide * share + BESIDE * column.mm)
        if place.width > 0 and _is_short(_lines(place, "h4"), LINES + 1):
            break
    return share, place


def _lines(column: Column, style: str) -> list[Slice]:
    """Return the lines of the clinic's name, to be counted."""
    return [*column.lines(column.clinic.name.text, column.look.styles[style], None)]


def _name(column: Column, styles: tuple[str, ...], node: StructureNode) -> Iterator[Mark]:
    """Yield the clinic's name, in the first style in which it has few lines, around the middle."""
    *larger, last = styles
    name = next((each for each in larger if _is_short(_lines(column, each), LINES)), last)
    lines = [*column.lines(column.clinic.name.text, column.look.styles[name], node)]
    yield from stacked(lines, max(TOP * column.mm, MIDDLE * column.mm - height(lines) / 2))


def _is_short(lines: list[Slice], most: int) -> bool:
    return len(lines) <= most and not any(too_wide(lines))
